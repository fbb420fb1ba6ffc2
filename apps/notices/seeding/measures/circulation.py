"""Loans: their length, their renewals, and the traces that they left on the items."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from apps.notices import models
from apps.notices.models.codes import ItemState
from apps.notices.seeding.measures.times import END_OF_DAY, SUNDAY
from apps.notices.seeding.rows import BlockRows
from apps.notices.seeding.specification.cast import RENEWED_LOANS

LOAN_DAYS = 21
RENEWED_AFTER = range(14, 18)
OPENING_HOURS = range(10, 19)
WAKING_HOURS = range(7, 23)
"""Patrons renew and ask at home."""
REST_DAYS = range(6, 91)
"""From an item's return to its next loan."""
ADDED_AGO = range(500, 3_501)
HELD_AFTER = range(60, 301)
"""Days since an item was borrowed that is now on the hold shelf."""
A_YEAR = range(3, 12)
"""Loans of an item."""


def in_opening_hours(moment: datetime | None) -> bool:
    return moment is not None and moment.hour in OPENING_HOURS and moment.weekday() != SUNDAY


def due_of(checked_out: datetime) -> datetime:
    """The end of a loan that began then: nothing is due on a Sunday, so a renewal of a Sunday has a day more."""
    days = LOAN_DAYS + (checked_out.weekday() == SUNDAY)
    return datetime.combine(checked_out.date() + timedelta(days=days), END_OF_DAY)


def wrong_loans(block: BlockRows) -> list[str]:
    """Loans that run for other than three weeks, outside of opening hours, or were renewed too early or too often."""
    wrong = []
    for row in block.checkouts.values():
        first, latest = row.original_check_out_date, row.check_out_date
        item = block.items.get(row.item_record_id)
        fits = in_opening_hours(first) and row.original_due_date == due_of(first) and row.due_date == due_of(latest)
        if row.renewals:
            fits &= (latest.date() - first.date()).days in RENEWED_AFTER and latest.hour in WAKING_HOURS
            fits &= item is not None and row.renewals == 1 <= item.renewal_limit
        else:
            fits &= latest == first
        if not fits:
            wrong.append(f"item {row.item_record_id}, checked out {first} and {latest}, is due {row.due_date}")
    wrong += [
        f"item {loan.item_record_id} was out from {loan.checked_out} till {loan.due} and came back {loan.returned}"
        for loan in block.loans
        if loan.returned is not None and not (loan.due == due_of(loan.checked_out) and in_opening_hours(loan.returned))
    ]
    renewed = sum(loan.renewals for loan in block.loans)
    if renewed != RENEWED_LOANS:
        wrong.append(f"{renewed} loans have been renewed")
    return wrong


def wrong_item_dates(block: BlockRows) -> list[str]:
    """Items whose dates and last patron are not those of the loan, hold or charge that they tell of."""
    loans = {loan.item_record_id: loan for loan in block.loans}
    holds = {row.trapping_item_record_id: row for row in block.holds.values()}
    charges: dict[int, models.AccountCharge] = {}
    for charge in sorted(block.transactions.values(), key=lambda row: row.transaction_date):
        if charge.item_record_id is not None:
            charges[charge.item_record_id] = charge
    firsts = {row.item_record_id: row.original_check_out_date for row in block.checkouts.values()}
    wrong = []
    for number, item in block.items.items():
        if not _follows(block, item, loans.get(number), holds.get(number), charges.get(number), firsts.get(number)):
            wrong.append(f"item {number} with status {item.item_status_id} since {item.item_status_date}")
        wrong += _wrong_age(block, item)
    return wrong


def _follows(block: BlockRows, item: Any, loan: Any, hold: Any, charge: Any, first: datetime | None) -> bool:
    """True if the item's dates, last loan and last patron follow from its last loan, hold or charge."""
    out, back, since = item.last_check_out_renew_date, item.check_in_date, item.item_status_date
    lost = (item.original_check_out_date, item.original_due_date)
    state = (since, item.last_circ_transaction_date, out, item.last_use_patron_id)
    if item.item_status_id == ItemState.OUT and loan is not None and first is not None:
        fits = state == (first, loan.checked_out, loan.checked_out, loan.patron_id)
        return fits and _rested(back, first) and lost == (None, None)
    if item.item_status_id == ItemState.LOST and charge is not None:
        moment = charge.transaction_date
        fits = state == (moment, moment, charge.check_out_date, charge.patron_id)
        return fits and _rested(back, charge.check_out_date) and lost == (charge.check_out_date, charge.due_date)
    if item.item_status_id == ItemState.HELD and hold is not None:
        trapped = hold.last_status_transition_date
        days = block.days_ago(out) if out is not None else 0
        fits = (since, item.last_circ_transaction_date, back) == (trapped, trapped, trapped)
        was_out = days in HELD_AFTER and in_opening_hours(out) and item.last_use_patron_id in block.patrons
        return fits and was_out and lost == (None, None)
    if item.item_status_id != ItemState.IN or lost != (None, None):
        return False
    if loan is not None:
        return (*state, back) == (loan.returned, loan.returned, loan.checked_out, loan.patron_id, loan.returned)
    if charge is None:
        return False
    moment = charge.transaction_date
    return (*state, back) == (moment, moment, charge.check_out_date, charge.patron_id, moment)


def _rested(back: datetime | None, next_loan: datetime | None) -> bool:
    """True for a return in opening hours, as long before the next loan as returns are."""
    if back is None or next_loan is None:
        return False
    return in_opening_hours(back) and (next_loan.date() - back.date()).days in REST_DAYS


def _wrong_age(block: BlockRows, item: Any) -> Iterator[str]:
    """Items that were added after they were borrowed, and counts of loans that do not fit the year."""
    added = item.record_status_date
    is_added = added is not None and block.days_ago(added) in ADDED_AGO and added.time() == time(9)
    if not is_added or added != item.first_available_date:
        yield f"item {item.item_record_id} was added {added} and available {item.first_available_date}"
    last = block.day(1)
    elapsed = (last - date(last.year, 1, 1)).days + 1
    latest = item.last_check_out_renew_date
    is_this_year = latest is not None and latest.year == last.year
    count, before = item.ytd_circ_count, item.lifetime_circ_count - item.ytd_circ_count
    least, most = A_YEAR.start * elapsed // 366 + is_this_year, A_YEAR[-1] * elapsed // 366 + is_this_year
    if not least <= count <= most or not 1 + A_YEAR.start <= before <= 6 * A_YEAR[-1]:
        yield f"item {item.item_record_id} was borrowed {count} times this year, {before} times before"
