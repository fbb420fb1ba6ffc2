"""Due dates, reminders and returns against the cast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from apps.notices import models
from apps.notices.models.codes import Delivery, NotificationKind
from apps.notices.seeding.measures.times import BANDS, NIGHTLY_RUN, PAST_DAYS, SUNDAY
from apps.notices.seeding.rows import BlockRows, batch_of
from apps.notices.seeding.specification.cast import RETURNED_DUE

REMINDER_DAYS = (3, 1)


def wrong_due_days(block: BlockRows) -> list[str]:
    """A to F and H whose dates are not spread, or gathered, as the cast says; soon due items of others than A to J."""
    due: dict[str, list[int]] = {}
    for row in block.overdue:
        due.setdefault(block.letter(row.patron_id), []).append(block.days_ago(row.due_date))
    bands = {letter: {band for band in BANDS if any(day in band for day in days)} for letter, days in due.items()}
    on_time = [row for row in block.checkouts.values() if row.due_date >= block.moment]
    borrowers = {block.letter(row.patron_id) for row in on_time}
    claims = {
        "A": len(set(due.get("A", ()))) >= 5 and len(bands.get("A", ())) == 3,
        "B": len(set(due.get("B", ()))) == 1 and bands.get("B") == {BANDS[1]},
        "C": len(set(due.get("C", ()))) >= 3,
        "H": bands.get("H") == {BANDS[0], BANDS[2]},
        "S": bands.get("S") == {BANDS[1]},
        "A to J": borrowers <= set("ABCDEFGHIJ"),
    }
    batches = {letter: _hold_batches(block, letter) for letter in "DEF"}
    claims |= {letter: len(batches[letter]) == 1 for letter in "DF"}
    claims["E"] = len({batch.date() for batch, _ in batches["E"]}) == 2 == len({till for _, till in batches["E"]})
    return [f"the dates of {letter}" for letter, holds in claims.items() if not holds]


def _hold_batches(block: BlockRows, letter: str) -> set[tuple[datetime, date]]:
    """Batch and hold-till date of each of the patron's hold notices."""
    patron_id = block.patron_of.get(letter)
    return {
        (batch_of(row.notice_date), block.holds[pair].hold_till_date.date())
        for row in block.notices(NotificationKind.HOLD)
        if row.patron_id == patron_id and (pair := (row.patron_id, row.item_record_id)) in block.holds
    }


def wrong_reminders(block: BlockRows) -> list[str]:
    """Reminders at another time than three days and one day before the due date, repeated, missing or of nobody."""
    wrong = []
    loans = {(loan.patron_id, loan.item_record_id, loan.due): loan.returned for loan in block.loans}
    seen = set()
    for row in block.rows(models.CirculationReminder):
        run = row.creation_date
        key = (row.item_record_id, row.due_date, run)
        waits = (row.due_date.date() - run.date()).days
        loan = (row.patron_id, row.item_record_id, row.due_date)
        is_lent = loan in loans and (loans[loan] is None or run < loans[loan])
        is_due = waits in REMINDER_DAYS and run.time() == NIGHTLY_RUN and row.delivery_option_id != Delivery.MAIL
        if not is_due or key in seen or not is_lent:
            wrong.append(f"reminder {row.reminder_id} of {run}")
        seen.add(key)
    for (patron_id, item, due), back in loans.items():
        own = block.registrations.get(patron_id)
        if own is None or own.delivery_option_id == Delivery.MAIL:
            continue
        for wait in REMINDER_DAYS:
            run = datetime.combine(due.date() - timedelta(days=wait), NIGHTLY_RUN)
            was_due = block.day(PAST_DAYS) <= run.date() and run < block.moment and (back is None or run < back)
            if was_due and (item, due, run) not in seen:
                wrong.append(f"no reminder of {run} for item {item}")
    return wrong


def late_returns(block: BlockRows) -> list[str]:
    """Settled overdues that came back other than 2 to 6 days late, and patrons X and Y without a punctual return."""
    wrong = [
        f"item {row.item_record_id} came back {back}"
        for row in block.settled
        for back in [getattr(block.items.get(row.item_record_id), "check_in_date", None)]
        if back is None or not 2 <= (back.date() - row.due_date.date()).days <= 6
    ]
    reminded = {row.patron_id: row for row in block.rows(models.CirculationReminder)}
    punctual = {loan.patron_id for loan in block.loans if loan.returned is not None and loan.returned <= loan.due}
    wrong += _crowded_days(block)
    return wrong + [
        f"{letter} has returned nothing on time"
        for letter in "XY"
        if block.patron_of.get(letter) not in punctual or block.patron_of.get(letter) not in reminded
    ]


def _crowded_days(block: BlockRows) -> Iterator[str]:
    """Due days of what was returned on time: each open day of the window comes before any comes again."""
    due = Counter(
        block.days_ago(loan.due) for loan in block.loans if loan.returned is not None and loan.returned <= loan.due
    )
    counts = {day: due.pop(day, 0) for day in RETURNED_DUE if block.day(day).weekday() != SUNDAY}
    if due or max(counts.values()) - min(counts.values()) > 1:
        yield f"{max([*due.values(), *counts.values()])} punctual returns were due on one day, or on a day outside"
