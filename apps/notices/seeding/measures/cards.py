"""Patrons' cards: since when, until when, and the counts of their loans."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from apps.notices import models
from apps.notices.seeding.measures.circulation import in_opening_hours
from apps.notices.seeding.rows import BlockRows

REGISTERED_AGO = range(400, 4_502)
UPDATED_AGO = range(25, 392)
EXPIRES_IN = range(20, 701)
AGE_DAYS = range(9 * 366, 88 * 365 + 1)
A_YEAR = (8, 60)
"""Loans of a patron, least and most."""
SAVED = (Decimal("11.50"), Decimal("24.75"))
"""By a loan, least and most."""


def wrong_cards(block: BlockRows) -> list[str]:
    """Cards that were registered, updated or will expire at other times, or whose last activity is another one."""
    verified = {row.patron_id: row.verification_date for row in block.rows(models.PatronAddress)}
    latest = _last_activities(block)
    wrong = []
    for patron_id, row in block.registrations.items():
        card = block.patrons.get(patron_id)
        since, updated, until = row.registration_date, row.update_date, row.expiration_date
        is_card = card is not None and card.record_status_date == since == row.entry_date
        fits = is_card and in_opening_hours(since) and block.days_ago(since) in REGISTERED_AGO
        fits &= in_opening_hours(updated) and block.days_ago(updated) in UPDATED_AGO
        fits &= verified.get(patron_id) == updated and row.address_check_date == until
        fits &= -block.days_ago(until) in EXPIRES_IN and until.time() == time()
        fits &= row.birthdate is not None and block.days_ago(row.birthdate) in AGE_DAYS
        fits &= row.birthdate is not None and row.birthdate.time() == time()
        if not fits:
            wrong.append(f"{block.letter(patron_id)} has a card of {since} till {until}, updated {updated}")
        if card is not None and card.last_activity_date != latest.get(patron_id, since):
            wrong.append(f"{block.letter(patron_id)} was last active {card.last_activity_date}")
    return wrong


def _last_activities(block: BlockRows) -> dict[int, datetime]:
    """By patron the last time that something was asked for, borrowed, renewed, returned or charged."""
    moments = [(row.patron_id, row.creation_date) for row in block.holds.values()]
    moments += [(loan.patron_id, loan.checked_out) for loan in block.loans]
    moments += [(loan.patron_id, loan.returned) for loan in block.loans if loan.returned is not None]
    moments += [(row.patron_id, row.transaction_date) for row in block.transactions.values()]
    latest: dict[int, datetime] = {}
    for patron_id, moment in sorted(moments):
        latest[patron_id] = moment
    return latest


def wrong_loan_counts(block: BlockRows) -> list[str]:
    """Cards whose counts of loans do not go with each other and the patron's known loans, or whose savings do not."""
    last = block.day(1)
    elapsed = (last - date(last.year, 1, 1)).days + 1
    wrong = []
    for patron_id, card in block.patrons.items():
        borrowed = [loan.checked_out for loan in block.loans if loan.patron_id == patron_id]
        this_year = card.ytd_circ_count - sum(moment.year == last.year for moment in borrowed)
        before = card.lifetime_circ_count - card.ytd_circ_count - len(borrowed)
        days = block.days_ago(card.record_status_date)
        if not _is_steady(this_year, elapsed, before, days) or not _is_saving(card):
            wrong.append(f"{block.letter(patron_id)} has {card.ytd_circ_count} of {card.lifetime_circ_count} loans")
    return wrong


def _is_steady(this_year: int, elapsed: int, before: int, days: int) -> bool:
    """True for a patron who borrowed this year as in the years before, give or take one loan, and within the usual."""
    a_year = before * 365 / days if days > 0 else -1.0
    least, most = A_YEAR
    return least - 1 <= a_year <= most + 1 and abs(this_year - a_year * elapsed / 366) <= 1


def _is_saving(card: Any) -> bool:
    """True for a patron who saved the same by each loan, this year and before."""
    if card.lifetime_circ_count <= 0:
        return False
    by_loan = card.lifetime_you_saved_amount / card.lifetime_circ_count
    is_usual = SAVED[0] <= by_loan <= SAVED[1]
    return is_usual and bool(card.ytd_you_saved_amount == by_loan * card.ytd_circ_count)
