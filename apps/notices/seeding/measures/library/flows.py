"""Holds and overdues from table to table: what is queued is what waits or is late, and each step was told in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from apps.notices.models import (
    CirculationReminder,
    HoldNotice,
    HoldRequest,
    ItemCheckout,
    NotificationHistoryEntry,
    OverdueItem,
    OverdueNotice,
    PatronRegistration,
    QueuedNotification,
)
from apps.notices.models.codes import OVERDUE_KINDS, ItemState, NotificationKind
from apps.notices.seeding.measures.library.rows import LibraryRows, keyed_rows, side_by_side
from apps.notices.seeding.measures.library.tally import Tally

LADDER = dict(zip((1, 7, 14), OVERDUE_KINDS, strict=True))
"""The type of each step of the overdue ladder, by the days since the due date."""
PAIR = ("patron_id", "item_record_id")
BATCH_HOUR = 10
REMINDED = (1, 3)
"""A reminder comes so many days before the due date."""
NIGHT = timedelta(hours=2)


def tally_holds(library: LibraryRows) -> Tally:
    """Request, notice, queue and history have the same pairs of patron and item, each once, at the same times."""
    tally = Tally()
    requests = keyed_rows(
        library, HoldRequest, ("patron_id", "trapping_item_record_id"), ("hold_till_date", "hold_notification_date")
    )
    notices = keyed_rows(library, HoldNotice, PAIR, ("hold_till_date",), notification_type_id=NotificationKind.HOLD)
    queued = keyed_rows(
        library, QueuedNotification, PAIR, ("creation_date",), notification_type_id=NotificationKind.HOLD
    )
    told = keyed_rows(library, NotificationHistoryEntry, PAIR, (), notification_type_id=NotificationKind.HOLD)
    pairs = 0
    for (patron, item), found in side_by_side(requests, notices, queued, told):
        pairs += 1
        counts = [len(each) for each in found]
        if counts != [1, 1, 1, 1]:
            tally.fault(f"patron {patron}, item {item}: {counts} rows in request, notice, queue and history")
            continue
        [(till, ready)], [(noticed_till,)], [(queued_at,)], _ = found
        tally.expect(till == noticed_till, f"patron {patron}, item {item}: held till {till}, told {noticed_till}")
        tally.expect(ready == queued_at, f"patron {patron}, item {item}: ready at {ready}, queued at {queued_at}")
    return tally.close(f"{pairs:,} pairs of patron and item", pairs)


def tally_overdues(library: LibraryRows) -> Tally:
    """Checkout, notice, queue and the list of overdues agree, and every step of the ladder was told on its day."""
    tally = Tally()
    late = keyed_rows(
        library,
        ItemCheckout,
        PAIR,
        ("due_date", "overdue_notice_count", "overdue_notice_date"),
        due_date__lt=library.moment,
    )
    notices = keyed_rows(library, OverdueNotice, PAIR, ("due_date", "notification_type_id"))
    queued = keyed_rows(
        library, QueuedNotification, PAIR, ("notification_type_id",), notification_type_id__in=OVERDUE_KINDS
    )
    listed = keyed_rows(library, OverdueItem, PAIR, ("due_date", "item_status_id", "overdue_notice_count"))
    told = keyed_rows(
        library,
        NotificationHistoryEntry,
        PAIR,
        ("notice_date", "notification_type_id"),
        notification_type_id__in=OVERDUE_KINDS,
    )
    current = settled = 0
    for (patron, item), found in side_by_side(late, notices, queued, listed, told):
        where = f"patron {patron}, item {item}"
        if not found[0]:
            settled += 1
            _check_settled(tally, where, found)
        elif [len(each) for each in found[:4]] != [1, 1, 1, 1]:
            counts = [len(each) for each in found[:4]]
            tally.fault(f"{where}: {counts} rows in checkout, notice, queue and list")
        else:
            current += 1
            _check_current(tally, where, found, library)
    return tally.close(f"{current:,} overdue items, {settled:,} settled", current)


def _check_settled(tally: Tally, where: str, found: list[list[Any]]) -> None:
    """Returned after the first step and before the second."""
    _, notices, queued, listed, told = found
    if notices or queued or len(listed) != 1 or listed[0][1] != ItemState.IN:
        tally.fault(f"{where}: notices, queue or list have an overdue that is on no checkout")
    else:
        [(due, _, count)] = listed
        tally.expect(_as_told(told) == _steps(due, 2), f"{where}: due {due}, told {_spoken(told)}")
        tally.expect(count == len(told), f"{where}: the list has {count} notices, the history {len(told)}")


def _check_current(tally: Tally, where: str, found: list[list[Any]], library: LibraryRows) -> None:
    [(due, count, last)], [(noticed, kind)], [(queued,)], [(listed, _, listed_count)], told = found
    steps = _steps(due, (library.as_of - due.date()).days)
    tally.expect(due == noticed == listed, f"{where}: due {due}, in the notice {noticed}, in the list {listed}")
    tally.expect(_as_told(told) == steps, f"{where}: due {due}, told {_spoken(told)}")
    latest = max(steps)[1] if steps else None
    tally.expect(kind == queued == latest, f"{where}: notice of type {kind}, queued as {queued}, step {latest}")
    is_counted = count == listed_count == len(told)
    tally.expect(is_counted, f"{where}: {len(told)} notices, {count} in the checkout, {listed_count} in the list")
    last_day = max((moment.date() for moment, _ in told), default=None)
    is_dated = last is not None and last.date() == last_day
    tally.expect(is_dated, f"{where}: last noticed {last}, in the history {last_day}")


def _steps(due: datetime, days_late: int) -> list[tuple[datetime, int]]:
    """The batch and type of each step that has been sent."""
    day = due.replace(hour=BATCH_HOUR, minute=1, second=0, microsecond=0)
    return [(day + timedelta(days=after), kind) for after, kind in LADDER.items() if days_late > after]


def _as_told(told: list[Any]) -> list[tuple[datetime, int]]:
    return sorted((moment.replace(second=0, microsecond=0), kind) for moment, kind in told)


def _spoken(told: list[Any]) -> str:
    return ", ".join(f"{moment} (type {kind})" for moment, kind in sorted(told)) or "never"


def tally_reminders(library: LibraryRows) -> Tally:
    """A reminder comes in the night three days or one day before, once, to where the patron is registered."""
    tally = Tally()
    reminders = keyed_rows(
        library,
        CirculationReminder,
        ("patron_id",),
        ("item_record_id", "due_date", "creation_date", "email_address", "phone_voice"),
    )
    registered = keyed_rows(library, PatronRegistration, ("patron_id",), ("email_address", "phone_voice1"))
    seen = 0
    for (patron,), (rows, registrations) in side_by_side(reminders, registered):
        seen += len(rows)
        once = {row[:3] for row in rows}
        tally.expect(len(once) == len(rows), f"patron {patron}: {len(rows) - len(once)} reminders come twice")
        for item, due, created, email, phone in rows:
            nights = [
                due.replace(hour=0, minute=0, second=0, microsecond=0) + NIGHT - timedelta(days=each)
                for each in REMINDED
            ]
            tally.expect(created in nights, f"patron {patron}, item {item}: due {due}, reminded {created}")
            known = [(each[0] or "", each[1] or "") for each in registrations]
            tally.expect((email or "", phone or "") in known, f"patron {patron}: reminded at '{email}', '{phone}'")
    return tally.close(f"{seen:,} reminders", seen)
