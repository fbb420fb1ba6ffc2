"""Charges: what each is for, how much it is, and the earlier loans behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

from apps.notices import models
from apps.notices.models.codes import FeeReason, ItemState, NotificationKind
from apps.notices.seeding.measures.circulation import due_of, in_opening_hours
from apps.notices.seeding.measures.times import OVERDUE_BATCH, SUNDAY
from apps.notices.seeding.rows import BlockRows, batch_of

FEE_A_DAY = Decimal("0.25")
DAYS_LATE = range(1, 21)
PROCESSING_CHARGE = Decimal("3.00")
DUE_AGO = (range(60, 76), range(130, 146), range(200, 216))
"""Days since the earlier loans of the idle items were due."""
LETTERS_AGO = range(5, 13)
"""Days since the bills were sent."""
REPORTED_BEFORE = timedelta(days=3)
"""From the report that an item is lost to its due date, at least."""


def wrong_fees(block: BlockRows) -> list[str]:
    """Charges that are no fee of 25 cents a day and no part of a bill, and earlier loans that overlap."""
    wrong = []
    loans: dict[int | None, list[models.AccountCharge]] = {}
    for number, row in block.transactions.items():
        if row.fee_reason_code_id == FeeReason.OVERDUE:
            loans.setdefault(row.item_record_id, []).append(row)
            fits = _is_fee(block, row)
        else:
            fits = row.fee_reason_code_id in (FeeReason.REPLACEMENT, FeeReason.PROCESSING)
        if not fits or row.outstanding_amount != row.amount:
            wrong.append(f"charge {number} of {row.amount} for reason {row.fee_reason_code_id}")
    for item, charges in loans.items():
        in_order = sorted(charges, key=lambda row: row.transaction_date)
        wrong += [
            f"item {item} was on two loans at a time"
            for before, after in pairwise(in_order)
            if after.check_out_date is None or after.check_out_date <= before.transaction_date
        ]
    return [*wrong, *_wrong_bills(block)]


def _is_fee(block: BlockRows, row: models.AccountCharge) -> bool:
    """True for the fee for a loan of three weeks that ended late, of an item that is in."""
    item = block.items.get(row.item_record_id or 0)
    if row.check_out_date is None or row.due_date is None or item is None:
        return False
    late = (row.transaction_date.date() - row.due_date.date()).days
    was_out = in_opening_hours(row.check_out_date) and row.due_date == due_of(row.check_out_date)
    was_out &= any(block.days_ago(row.due_date) in period for period in DUE_AGO)
    is_back = in_opening_hours(row.transaction_date) and item.item_status_id == ItemState.IN
    return was_out and is_back and late in DAYS_LATE and row.amount == late * FEE_A_DAY


def _wrong_bills(block: BlockRows) -> Iterator[str]:
    """Lost items without the price and the processing charge, reported too late, or billed on another day."""
    letters = {
        row.patron_id: row.notified_at for row in block.logs if row.notification_type_id == NotificationKind.MANUAL_BILL
    }
    reasons = {row.transaction_id: row.fee_reason_code_id for row in block.rows(models.ManualBillNotice)}
    lost = [item for item in block.items.values() if item.item_status_id == ItemState.LOST]
    for item in lost:
        charges = [row for row in block.transactions.values() if row.item_record_id == item.item_record_id]
        amounts = {row.fee_reason_code_id: row.amount for row in charges}
        wanted = {FeeReason.REPLACEMENT: item.price, FeeReason.PROCESSING: PROCESSING_CHARGE}
        moments = {(row.transaction_date, row.check_out_date, row.due_date) for row in charges}
        if amounts != wanted or any(reasons.get(row.transaction_id) != row.fee_reason_code_id for row in charges):
            yield f"lost item {item.item_record_id} costs {sorted(amounts.values())}"
        elif len(moments) != 1 or not _is_reported(block, letters.get(charges[0].patron_id), *moments.pop()):
            yield f"lost item {item.item_record_id} was charged {charges[0].transaction_date}"


def _is_reported(
    block: BlockRows, letter: datetime | None, charged: datetime, checked_out: datetime | None, due: datetime | None
) -> bool:
    """True for an item that was out for three weeks, reported lost before it was due, and billed the day after."""
    if letter is None or checked_out is None or due is None:
        return False
    was_out = in_opening_hours(checked_out) and due == due_of(checked_out) and due < block.moment
    is_before_due = in_opening_hours(charged) and due - charged >= REPORTED_BEFORE
    day_before = letter.date() - timedelta(days=1)
    if day_before.weekday() == SUNDAY:
        day_before -= timedelta(days=1)
    is_billed = charged.date() == day_before and block.days_ago(letter) in LETTERS_AGO
    return was_out and is_before_due and is_billed and batch_of(letter).time() == OVERDUE_BATCH


def wrong_nights(block: BlockRows) -> list[str]:
    """Overdues and fines that were queued in another night than the last, bills in another than their letter's."""
    night = time(2)
    last = datetime.combine(block.day(1), night)
    letters = {
        row.patron_id: datetime.combine(row.notified_at.date(), night)
        for row in block.logs
        if row.notification_type_id == NotificationKind.MANUAL_BILL
    }
    wrong = []
    for row in block.rows(models.QueuedNotification):
        if row.notification_type_id == NotificationKind.HOLD:
            continue
        is_bill = row.notification_type_id == NotificationKind.MANUAL_BILL
        if row.creation_date != (letters.get(row.patron_id) if is_bill else last):
            wrong.append(f"queue row {row.notification_queue_id} of {row.creation_date}")
    return wrong
