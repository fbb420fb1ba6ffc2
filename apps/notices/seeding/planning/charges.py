"""What patrons owe: overdue fees of earlier loans, and the bills for two lost items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from apps.notices.models.codes import FeeReason
from apps.notices.seeding.planning.catalogue import Item
from apps.notices.seeding.planning.days import LibraryDays
from apps.notices.seeding.planning.loans import LOAN_DAYS, opening_time
from apps.notices.seeding.planning.numbering import FIRST_TRANSACTION, Numbers
from apps.notices.seeding.planning.people import Patron
from apps.notices.seeding.planning.purposes import Part
from apps.notices.seeding.planning.time_scheduler import LADDER, OVERDUE_BATCH_HOUR, Batch
from apps.notices.seeding.specification.cast import CAST
from seedplot.streams import DeterministicRandom

FEE_A_DAY = Decimal("0.25")
PROCESSING_CHARGE = Decimal("3.00")
EARLIER_LOANS = (range(60, 76), range(130, 146), range(200, 216))
"""Due days, in days ago, of the idle items' earlier loans: so far apart that the loans never overlap."""
DAYS_LATE = range(1, 21)
LETTER_DAYS = range(5, 13)
"""How many days ago the bill for a lost item was sent."""


@dataclass(frozen=True)
class Charge:
    """An open charge."""

    transaction_id: int
    patron: Patron
    item: Item
    reason: FeeReason
    amount: Decimal
    charged: datetime
    checked_out: datetime
    due: datetime


@dataclass(frozen=True)
class Bill:
    """A lost item, its charges, and the letter about them."""

    patron: Patron
    item: Item
    batch: Batch
    charges: tuple[Charge, ...]

    @property
    def total(self) -> Decimal:
        return sum((charge.amount for charge in self.charges), Decimal("0.00"))

    @property
    def declared_lost(self) -> datetime:
        return self.charges[0].charged


@dataclass(frozen=True)
class _Draft:
    """A charge before it has its number."""

    letter: str
    item: Item
    reason: FeeReason
    amount: Decimal
    charged: datetime
    checked_out: datetime
    due: datetime
    letter_day: int = 0


def plan_charges(
    block: DeterministicRandom,
    days: LibraryDays,
    numbers: Numbers,
    patrons: Mapping[str, Patron],
    items: Sequence[Item],
    overdue_days: Mapping[str, Sequence[int]],
) -> tuple[list[Charge], list[Bill]]:
    """All charges in the order in which they were made, numbered so, and the bills of those for lost items.

    `overdue_days` has, by letter, how many days ago a patron's overdue items were due: a bill goes on another day
    than a notice about them.
    """
    idle = [item for item in items if item.purpose.part is Part.IDLE]
    drafts = _fee_drafts(block, days, idle)
    for item in items:
        if item.purpose.part is Part.LOST and item.purpose.role is not None:
            letter = item.purpose.role.letter
            drafts += _bill_drafts(block.at("patron", letter, "bill"), days, letter, item, overdue_days.get(letter, ()))
    drafts.sort(key=lambda draft: (draft.charged, draft.letter, -draft.reason))
    charges = [
        Charge(
            numbers.roomy(FIRST_TRANSACTION, place),
            patrons[draft.letter],
            draft.item,
            draft.reason,
            draft.amount,
            draft.charged,
            draft.checked_out,
            draft.due,
        )
        for place, draft in enumerate(drafts)
    ]
    letter_days = {draft.letter: draft.letter_day for draft in drafts if draft.letter_day}
    bills = [
        Bill(
            patrons[letter],
            own[0].item,
            Batch(day, OVERDUE_BATCH_HOUR),
            tuple(own),
        )
        for letter, day in sorted(letter_days.items())
        for own in [[charge for charge in charges if charge.patron.letter == letter]]
    ]
    return charges, bills


def _fee_drafts(block: DeterministicRandom, days: LibraryDays, idle: Sequence[Item]) -> list[_Draft]:
    """The patrons' fees, dealt over the idle items and the times of their earlier loans."""
    letters = [role.letter for role in CAST for _ in range(role.fines)]
    drafts = []
    for number, letter in enumerate(letters):
        period, place = divmod(number, len(idle))
        stream = block.at("fee", number)
        due_ago = stream.at("due").choice(days.open_days(EARLIER_LOANS[period]))
        late = stream.at("late").choice([late for late in DAYS_LATE if days.is_open(due_ago - late)])
        drafts.append(
            _Draft(
                letter,
                idle[place],
                FeeReason.OVERDUE,
                FEE_A_DAY * late,
                opening_time(stream.at("returned"), days, due_ago - late),
                opening_time(stream.at("lent"), days, due_ago + LOAN_DAYS),
                days.end(due_ago),
            )
        )
    return drafts


def _bill_drafts(
    stream: DeterministicRandom, days: LibraryDays, letter: str, item: Item, overdue_days: Sequence[int]
) -> list[_Draft]:
    """The patron says before the due date that the item is lost, so no overdue notice goes out; staff write a bill."""
    notice_days = {due - wait for due in overdue_days for wait in LADDER.values()}
    letter_day = stream.at("letter").choice([day for day in LETTER_DAYS if day not in notice_days])
    lost_ago = letter_day + 1 if days.is_open(letter_day + 1) else letter_day + 2
    due_ago = stream.at("due").choice(days.open_days(range(1, lost_ago - 3)))
    charged = opening_time(stream.at("charged"), days, lost_ago)
    lent = opening_time(stream.at("lent"), days, due_ago + LOAN_DAYS)
    return [
        _Draft(letter, item, reason, amount, charged, lent, days.end(due_ago), letter_day)
        for reason, amount in (
            (FeeReason.REPLACEMENT, item.title.price),
            (FeeReason.PROCESSING, PROCESSING_CHARGE),
        )
    ]
