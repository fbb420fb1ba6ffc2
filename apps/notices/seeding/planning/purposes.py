"""The purpose of each of a block's 100 items, and how the block's 50 titles are dealt among them.

The deal has a round for first copies, one for second ones, and so on. No patron has places in two rounds, so nobody
has two copies of one title, however the rounds are shuffled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from apps.notices.seeding.planning.numbering import ITEMS_OF_A_BLOCK, TITLES_OF_A_BLOCK
from apps.notices.seeding.planning.roles import hold_count, overdue_count
from apps.notices.seeding.specification.cast import CAST, IDLE_ITEMS, Loan, Role
from apps.notices.seeding.specification.formats import COPIES, TOPIC_LETTER
from seedplot.streams import DeterministicRandom

DEAL = "ABCHEDI" + "FGJXYUVWK" + "LMNOPQRST"
"""The patrons in the order in which they are dealt to; the idle items come last."""


class Part(Enum):
    """What becomes of an item."""

    HELD = "held"
    OVERDUE = "overdue"
    ON_LOAN = "on loan"
    SETTLED = "returned late"
    RETURNED = "returned on time"
    LOST = "lost"
    IDLE = "idle"


@dataclass(frozen=True)
class Purpose:
    """An item's part, and whose it is; `number` counts the patron's items of that part."""

    part: Part
    role: Role | None
    number: int
    position: int
    """In the deal, from 0."""

    @property
    def letter(self) -> str | None:
        return self.role.letter if self.role else None

    @property
    def loan(self) -> Loan | None:
        """When it is due, of an item on loan."""
        return self.role.loans[self.number] if self.part is Part.ON_LOAN and self.role else None


def _purposes() -> Iterator[Purpose]:
    position = 0
    for role in sorted(CAST, key=lambda role: DEAL.index(role.letter)):
        counts = {
            Part.HELD: hold_count(role),
            Part.OVERDUE: overdue_count(role),
            Part.ON_LOAN: len(role.loans),
            Part.SETTLED: role.settled,
            Part.RETURNED: role.returned,
            Part.LOST: int(role.has_bill),
        }
        for part, count in counts.items():
            for number in range(count):
                yield Purpose(part, role, number, position)
                position += 1
    for number in range(IDLE_ITEMS):
        yield Purpose(Part.IDLE, None, number, position)
        position += 1


def deal(block: DeterministicRandom) -> list[int]:
    """The place, among the block's titles, of each item's title: in order at first, then round by round as shuffled."""
    rounds = [block.at("deal", number).shuffle(range(titles)) for number, titles in enumerate(COPIES[1:])]
    return [*range(COPIES[0]), *(title for each in rounds for title in each)]


PURPOSES = tuple(_purposes())
assert len(PURPOSES) == sum(COPIES) == ITEMS_OF_A_BLOCK
assert COPIES[0] == TITLES_OF_A_BLOCK
TOPIC_TITLES = tuple(
    purpose.position for purpose in PURPOSES if purpose.part is Part.HELD and purpose.letter == TOPIC_LETTER
)
"""Places of titles that are also positions, since these items are of the first round."""
SKIPPED_TITLES = frozenset(purpose.position for purpose in PURPOSES if purpose.loan is Loan.RENEW_DAY_GAME)
"""Of the items that renew has to skip: these are games."""
OFFERED_TITLES = frozenset(purpose.position for purpose in PURPOSES if purpose.loan is Loan.RENEW_DAY)
"""Of the items that renew offers: these are none."""
assert all(COPIES[1] <= title < COPIES[0] for title in TOPIC_TITLES)
assert all(title < COPIES[0] for title in SKIPPED_TITLES | OFFERED_TITLES)
