"""Counts of rows, and the cast."""

from __future__ import annotations

from collections import Counter
from typing import Any

from apps.notices import models
from apps.notices.models.codes import OVERDUE_KINDS, SKIPPED_BY_RENEW, Delivery, ItemState, NotificationKind
from apps.notices.seeding.rows import BlockRows
from apps.notices.seeding.specification.cast import CAST

ANY = 10**6
ROW_COUNTS: dict[Any, tuple[int, int]] = {
    models.PatronRecord: (25, 25),
    models.PatronRegistration: (25, 25),
    models.PatronAddress: (25, 25),
    models.Address: (15, 20),
    models.CirculationItem: (100, 100),
    models.ItemRecord: (100, 100),
    models.ItemRecordDetail: (100, 100),
    models.BibliographicRecord: (45, 55),
    models.HoldRequest: (20, 20),
    models.HoldTransition: (40, ANY),
    models.DailyHoldTransition: (1, ANY),
    models.HoldNotice: (20, 20),
    models.ItemCheckout: (51, 51),
    models.OverdueNotice: (27, 27),
    models.OverdueItem: (30, 30),
    models.QueuedNotification: (55, 55),
    models.FineNotice: (6, 6),
    models.FineNoticeLine: (6, 18),
    models.ManualBillNotice: (4, 4),
    models.AccountCharge: (10, 22),
    models.CirculationReminder: (100, ANY),
    models.NotificationHistoryEntry: (50, ANY),
    models.NotificationLog: (30, ANY),
}
"""The least and the most rows of each table."""
REMINDER_RUNS = 7
ITEMS_BY_STATE = {ItemState.HELD: 20, ItemState.OUT: 51, ItemState.IN: 27, ItemState.LOST: 2}
QUEUED = {
    (NotificationKind.HOLD,): (20, True),
    OVERDUE_KINDS: (27, True),
    (NotificationKind.FINE,): (6, False),
    (NotificationKind.MANUAL_BILL,): (2, True),
}
"""By kinds, how many are queued and whether they have been processed."""
PHONE_COUNTS = {
    "holds": (6, 6),
    "overdue": (10, 10),
    "renew": (3, ANY),
    "text_patrons": (5, 5),
    "voice_patrons": (3, 3),
}
FINED = ("A", "C", "E", "F", "G", "J")
BILLED = ("P", "T")


def wrong_row_counts(block: BlockRows) -> list[str]:
    wrong = [
        f"{model._meta.verbose_name}: {len(block.rows(model))} rows"
        for model, (least, most) in ROW_COUNTS.items()
        if not least <= len(block.rows(model)) <= most
    ]
    runs = {row.creation_date.date() for row in block.rows(models.CirculationReminder)}
    if len(runs) < REMINDER_RUNS:
        wrong.append(f"reminders of {len(runs)} nights")
    return wrong


def wrong_phone_files(block: BlockRows) -> list[str]:
    """Files for telephones and text messages whose rows would not be as many as they should be."""
    reached = {patron_id for patron_id, row in block.registrations.items() if row.delivery_option_id in (3, 8)}
    renew_day = block.day(-3 if block.day(-3).weekday() != 6 else -4)
    counts = {
        "holds": sum(row.patron_id in reached for row in block.rows(models.HoldNotice)),
        "overdue": sum(row.patron_id in reached for row in block.rows(models.OverdueNotice)),
        "renew": sum(
            row.patron_id in reached
            and row.due_date.date() == renew_day
            and getattr(block.items.get(row.item_record_id), "material_type_id", None) != SKIPPED_BY_RENEW
            for row in block.checkouts.values()
        ),
        "text_patrons": _with_option(block, Delivery.TEXT),
        "voice_patrons": _with_option(block, Delivery.VOICE),
    }
    return [
        f"{name} would have {counts[name]} rows"
        for name, (least, most) in PHONE_COUNTS.items()
        if not least <= counts[name] <= most
    ]


def _with_option(block: BlockRows, delivery: Delivery) -> int:
    return sum(row.delivery_option_id == delivery for row in block.registrations.values())


def miscast_patrons(block: BlockRows) -> list[str]:
    """Letters whose delivery, holds, overdues or settled overdues are not those of the cast."""
    holds = Counter(row.patron_id for row in block.holds.values())
    overdue = Counter(row.patron_id for row in block.overdue)
    settled = Counter(row.patron_id for row in block.settled)
    wrong = []
    for patron_id, role in block.roles.items():
        registration = block.registrations.get(patron_id)
        seen = (
            registration and registration.delivery_option_id,
            holds[patron_id],
            overdue[patron_id],
            settled[patron_id],
        )
        if seen != (role.delivery, sum(role.holds), sum(each.count for each in role.overdues), role.settled):
            option, *rest = seen
            wrong.append(f"{role.letter} has option {option} and {rest} holds, overdues and settled ones")
    if len(block.roles) != len(CAST):
        wrong.append(f"there are {len(block.roles)} patrons")
    return wrong


def wrong_item_states(block: BlockRows) -> list[str]:
    """States that other than 20, 51, 27 and 2 items are in, and items whose two records disagree."""
    counts = Counter(row.item_status_id for row in block.items.values())
    wrong = [
        f"{counts[state]} items with status {state.value}"
        for state, count in ITEMS_BY_STATE.items()
        if counts[state] != count
    ]
    for row in block.rows(models.ItemRecord):
        item = block.items.get(row.item_record_id)
        if item is not None and row.item_status_id != item.item_status_id:
            wrong.append(f"item {row.item_record_id} has status {row.item_status_id} in one table only")
    return wrong


def wrong_queue(block: BlockRows) -> list[str]:
    """Kinds of which other than their number are queued, or that are not processed as they should be."""
    wrong = []
    for kinds, (count, is_processed) in QUEUED.items():
        rows = block.queued(*kinds)
        if len(rows) != count:
            wrong.append(f"{len(rows)} queued of type {kinds[0].value}")
        wrong += [
            f"queue row {row.notification_queue_id} has Processed {int(row.is_processed)}"
            for row in rows
            if row.is_processed != is_processed
        ]
    return wrong


def wrong_debtors(block: BlockRows) -> list[str]:
    """Letters with a fine notice or a bill that should have none, or without the one that they should have."""
    wrong = []
    for what, model, letters in (
        ("fine notice", models.FineNotice, FINED),
        ("bill", models.ManualBillNotice, BILLED),
    ):
        seen = {block.letter(row.patron_id) for row in block.rows(model)}
        wrong += [f"{what} of {letter}" for letter in sorted(seen ^ set(letters))]
    return wrong


def wrong_reference_tables(block: BlockRows) -> list[str]:
    return block.library.wrong_reference_tables
