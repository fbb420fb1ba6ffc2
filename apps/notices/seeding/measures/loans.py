"""Whether due dates, reminders and returns are as the cast says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from apps.notices import models
from apps.notices.codes import Delivery, NotificationKind
from apps.notices.seeding.evidence import BlockEvidence, batch_of
from apps.notices.seeding.measures.times import BANDS, NIGHTLY_RUN, PAST_DAYS

REMINDER_DAYS = (3, 1)


def wrong_due_days(block: BlockEvidence) -> list[str]:
    """A to F and H whose dates are not spread, or gathered, as the cast says; soon due items of others than A to J."""
    due: dict[str, list[int]] = {}
    for row in block.overdue:
        due.setdefault(block.letter(row.patron_id), []).append(block.days_ago(row.due_date))
    bands = {letter: {band for band in BANDS if any(day in band for day in days)} for letter, days in due.items()}
    lent = {block.letter(row.patron_id) for row in block.checkouts.values() if row not in block.overdue}
    claims = {
        "A": len(set(due.get("A", ()))) >= 5 and len(bands.get("A", ())) == 3,
        "B": len(set(due.get("B", ()))) == 1 and bands.get("B") == {BANDS[1]},
        "C": len(set(due.get("C", ()))) >= 3,
        "H": bands.get("H") == {BANDS[0], BANDS[2]},
        "S": bands.get("S") == {BANDS[1]},
        "A to J": lent <= set("ABCDEFGHIJ"),
    }
    batches = {letter: _hold_batches(block, letter) for letter in "DEF"}
    claims |= {letter: len(batches[letter]) == 1 for letter in "DF"}
    claims["E"] = len({batch.date() for batch, _ in batches["E"]}) == 2 == len({till for _, till in batches["E"]})
    return [f"the dates of {letter}" for letter, holds in claims.items() if not holds]


def _hold_batches(block: BlockEvidence, letter: str) -> set[tuple[datetime, date]]:
    """Batch and hold-till date of each of the patron's hold notices."""
    patron_id = block.patron_of.get(letter)
    return {
        (batch_of(row.notice_date), block.holds[pair].hold_till_date.date())
        for row in block.notices(NotificationKind.HOLD)
        if row.patron_id == patron_id and (pair := (row.patron_id, row.item_record_id)) in block.holds
    }


def wrong_reminders(block: BlockEvidence) -> list[str]:
    """Reminders at another time than three days and one day before the due date, repeated, missing or of nobody."""
    wrong = []
    loans = {(patron_id, item, due): back for patron_id, item, due, back in _loans(block)}
    seen = set()
    for row in block.rows(models.CirculationReminder):
        run = row.creation_date
        key = (row.item_record_id, row.due_date, run)
        waits = (row.due_date.date() - run.date()).days
        loan = (row.patron_id, row.item_record_id, row.due_date)
        is_lent = loan in loans and (loans[loan] is None or run < loans[loan])
        if waits not in REMINDER_DAYS or run.time() != NIGHTLY_RUN or key in seen or not is_lent:
            wrong.append(f"reminder {row.reminder_id} of {run}")
        seen.add(key)
    for (patron_id, item, due), back in loans.items():
        if block.registrations[patron_id].delivery_option_id == Delivery.MAIL:
            continue
        for wait in REMINDER_DAYS:
            run = datetime.combine(due.date() - timedelta(days=wait), NIGHTLY_RUN)
            was_due = block.day(PAST_DAYS) <= run.date() and run < block.moment and (back is None or run < back)
            if was_due and (item, due, run) not in seen:
                wrong.append(f"no reminder of {run} for item {item}")
    return wrong


def _loans(block: BlockEvidence) -> Iterator[tuple[int, int, datetime, datetime | None]]:
    """Patron, item, due moment and return of every loan of the window; of those returned on time, as reminded."""
    for row in block.checkouts.values():
        yield row.patron_id, row.item_record_id, row.due_date, None
    for back in block.settled:
        yield back.patron_id, back.item_record_id, back.due_date, block.items[back.item_record_id].check_in_date
    late = {back.item_record_id for back in block.settled}
    reminded = {(row.patron_id, row.item_record_id, row.due_date) for row in block.rows(models.CirculationReminder)}
    for patron_id, item, due in sorted(reminded):
        record = block.items.get(item)
        if record is not None and item not in block.checkouts and item not in late:
            is_same = record.last_use_patron_id == patron_id and record.check_in_date <= due
            if is_same:
                yield patron_id, item, due, record.check_in_date


def late_returns(block: BlockEvidence) -> list[str]:
    """Settled overdues that came back other than 2 to 6 days late, and patrons X and Y without a punctual return."""
    wrong = [
        f"item {row.item_record_id} came back {back}"
        for row in block.settled
        for back in [block.items[row.item_record_id].check_in_date]
        if back is None or not 2 <= (back.date() - row.due_date.date()).days <= 6
    ]
    reminded = {row.patron_id: row for row in block.rows(models.CirculationReminder)}
    punctual = {patron_id for patron_id, _, due, back in _loans(block) if back is not None and back <= due}
    return wrong + [
        f"{letter} has returned nothing on time"
        for letter in "XY"
        if block.patron_of.get(letter) not in punctual or block.patron_of.get(letter) not in reminded
    ]
