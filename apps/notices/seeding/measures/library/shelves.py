"""Items and holds as they stand: where an item is, who has it, and how a hold came to where it waits."""

from __future__ import annotations

from typing import Any

from apps.notices import models
from apps.notices.models import (
    CirculationItem,
    CirculationReminder,
    DailyHoldTransition,
    HoldRequest,
    HoldTransition,
    ItemCheckout,
    ItemRecord,
)
from apps.notices.models.codes import HoldAction, HoldState, ItemState
from apps.notices.models.tables import table_of
from apps.notices.seeding.measures.library.rows import LibraryRows, keyed_rows, side_by_side
from apps.notices.seeding.measures.library.tally import Tally

ITEM = ("item_record_id",)
MOVE = table_of(models.HoldTransition).fields
LOAN = (
    "patron_id",
    "check_out_date",
    "due_date",
    "original_check_out_date",
    "original_due_date",
    "renewals",
    "overdue_notice_count",
)
SHARED = tuple(
    field
    for field in table_of(models.ItemRecord).fields
    if field in table_of(models.CirculationItem).fields and field not in ITEM
)
"""What both tables of items say."""


def tally_items(library: LibraryRows) -> Tally:
    """An item is the same in both of its tables; if it is out, it is on the checkout of whoever used it last."""
    tally = Tally()
    views = keyed_rows(library, CirculationItem, ITEM, SHARED)
    records = keyed_rows(library, ItemRecord, ITEM, SHARED)
    checkouts = keyed_rows(library, ItemCheckout, ITEM, ("patron_id", "check_out_date"))
    loans = keyed_rows(library, ItemCheckout, ITEM, LOAN)
    reminders = keyed_rows(library, CirculationReminder, ITEM, ("patron_id", "due_date"))
    items = 0
    for (item,), (viewed, recorded, out, lent, reminded) in side_by_side(views, records, checkouts, loans, reminders):
        items += len(viewed)
        for each in lent:
            _check_loan(tally, f"item {item}", dict(zip(LOAN, each, strict=True)), set(reminded), library)
        if viewed != recorded:
            tally.fault(f"item {item}: {_difference(viewed, recorded)}")
        for values in viewed:
            known = dict(zip(SHARED, values, strict=True))
            holder = (known["last_use_patron_id"], known["last_check_out_renew_date"])
            wanted = [holder] if known["item_status_id"] == ItemState.OUT else []
            tally.expect(out == wanted, f"item {item}: on the checkouts {out}, where {wanted} belongs")
        tally.expect(bool(viewed), f"item {item} is in neither table")
    return tally.close(f"{items:,} items", items)


def _check_loan(tally: Tally, where: str, loan: dict[str, Any], reminded: set[Any], library: LibraryRows) -> None:
    """A loan that was not renewed has its first dates; reminders tell its due date; what is not late has no notices."""
    due = loan["due_date"]
    if not loan["renewals"]:
        first = (loan["original_check_out_date"], loan["original_due_date"])
        tally.expect(
            (loan["check_out_date"], due) == first, f"{where}: not renewed, due {due}, and first due {first[1]}"
        )
    told = reminded - {(loan["patron_id"], due)}
    tally.expect(not told, f"{where}: due {due}, and patrons were reminded of {told}")
    is_late = due < library.moment
    tally.expect(is_late or not loan["overdue_notice_count"], f"{where}: due {due}, and noticed as overdue")


def _difference(viewed: list[tuple[object, ...]], recorded: list[tuple[object, ...]]) -> str:
    if (len(viewed), len(recorded)) != (1, 1):
        return f"{len(viewed)} rows in the one, {len(recorded)} in the other"
    pairs = zip(SHARED, *viewed, *recorded, strict=True)
    return ", ".join(f"{name} is {one} and {other}" for name, one, other in pairs if one != other)


def tally_hold_history(library: LibraryRows) -> Tally:
    """A hold was placed and trapped when its request says so; the daily history is that of the newest day."""
    tally = Tally()
    request = ("creation_date", "last_status_transition_date", "hold_notification_date", "trapping_item_record_id")
    requests = keyed_rows(library, HoldRequest, ("hold_request_id",), (*request, "hold_status_id"))
    moves = keyed_rows(library, HoldTransition, ("hold_request_id",), MOVE)
    today = keyed_rows(library, DailyHoldTransition, ("hold_request_id",), MOVE)
    latest = library.rows(HoldTransition).order_by("-status_transition_date").first()
    newest = None if latest is None else latest.status_transition_date.date()
    seen = 0
    for (hold,), (placed, moved, daily) in side_by_side(requests, moves, today):
        seen += len(moved)
        rows = [dict(zip(MOVE, each, strict=True)) for each in moved]
        fresh = [each for each, row in zip(moved, rows, strict=True) if row["status_transition_date"].date() == newest]
        tally.expect(sorted(fresh, key=str) == sorted(daily, key=str), f"hold {hold}: the daily history differs")
        told = {(row["hold_status_id"], row["action_taken_id"]): row for row in rows}
        tally.expect(len(told) == len(rows), f"hold {hold}: {len(rows) - len(told)} moves come twice")
        first, last = told.get((HoldState.ACTIVE, HoldAction.ACTIVATED)), told.get((HoldState.HELD, HoldAction.TRAPPED))
        if len(placed) != 1 or first is None or last is None:
            tally.fault(f"hold {hold}: {len(placed)} requests, moves {sorted(told)}")
            continue
        [(created, trapped, ready, item, status)] = placed
        tally.expect(status == HoldState.HELD, f"hold {hold}: its status is {status}")
        tally.expect(first["status_transition_date"] == created, f"hold {hold}: not activated when placed at {created}")
        tally.expect(last["status_transition_date"] == trapped, f"hold {hold}: not trapped at {trapped}")
        in_time = created <= trapped <= ready and trapped.date() == ready.date()
        tally.expect(in_time, f"hold {hold}: placed {created}, trapped {trapped}, ready {ready}")
        outside = [row for row in rows if not created <= row["status_transition_date"] <= trapped]
        tally.expect(not outside, f"hold {hold}: {len(outside)} moves before it was placed or after it was trapped")
        items = {row["item_record_id"] for row in rows} - {None}
        tally.expect(items == {item}, f"hold {hold}: filled by {items}, not by item {item}")
    return tally.close(f"{seen:,} moves", seen)
