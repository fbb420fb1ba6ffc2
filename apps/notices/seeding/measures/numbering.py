"""The product's own numbers: in the order of what they number, and none that the plan prints."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from apps.notices import models
from apps.notices.seeding.rows import BlockRows
from apps.notices.seeding.specification.printed import PRINTED_ITEMS, PRINTED_PATRON, PRINTED_PHONE

ORDERS: tuple[tuple[Any, str, Callable[[Any], tuple[Any, ...]]], ...] = (
    (models.HoldRequest, "hold_request_id", lambda row: (row.patron_id,)),
    (models.AccountCharge, "transaction_id", lambda row: (row.transaction_date,)),
    (models.HoldTransition, "hold_history_id", lambda row: (row.status_transition_date,)),
    (
        models.QueuedNotification,
        "notification_queue_id",
        lambda row: (row.creation_date, row.patron_id, row.item_record_id or 0),
    ),
    (models.OverdueNotice, "overdue_notice_id", lambda row: (row.patron_id, row.item_record_id)),
    (models.NotificationLog, "notification_log_id", lambda row: (row.notified_at, row.patron_id)),
    (
        models.CirculationReminder,
        "reminder_id",
        lambda row: (row.creation_date, row.patron_id, row.item_record_id),
    ),
)
"""By table: the number, and what it ascends with."""
PRINTED: dict[str, set[Any]] = {
    "phone_voice1": {PRINTED_PHONE},
    "patron_id": {PRINTED_PATRON},
    "item_record_id": set(PRINTED_ITEMS),
}


def wrong_order(block: BlockRows) -> list[str]:
    """Numbers that do not ascend with the moments of their rows."""
    wrong = []
    for model, number, key in ORDERS:
        rows = sorted(block.rows(model), key=lambda row: getattr(row, number))
        wrong += [
            f"{number} {getattr(after, number)} comes before {getattr(before, number)}"
            for before, after in pairwise(rows)
            if key(after) < key(before)
        ]
    return wrong


def printed_numbers(block: BlockRows) -> list[str]:
    """Patrons, items and phones that have a number of the plan's samples."""
    rows = (*block.registrations.values(), *block.items.values())
    return [
        f"{column} {getattr(row, column)}"
        for row in rows
        for column, printed in PRINTED.items()
        if getattr(row, column, None) in printed
    ]
