"""The 25 roles of a block, A to Y: how each is reached, and what each has on hold, on loan and to pay."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from apps.notices.models.codes import Delivery

EARLY, MIDDLE, LATE = range(2, 8), range(8, 15), range(15, 18)
"""Days overdue in which the first, the second and the third notice is the latest."""
LATEST = range(18, 20)
"""The third notice's, too, but the first reminder lies before the window."""
ANY_LATE = range(15, 21)
SETTLED_DUE = range(15, 18)
"""Days since a settled overdue was due."""
RETURNED_DUE = range(1, 18)
"""Days since an item was due that was returned on time."""


class Loan(Enum):
    """The due day of an item on loan."""

    SOON = "tomorrow or the day after"
    RENEW_DAY = "on the day whose items are offered renewal"
    RENEW_DAY_GAME = "the same, but it is a game, which renew skips"
    LATER = "in five days or more"


@dataclass(frozen=True)
class Overdues:
    """Items that were due on one day."""

    band: range
    count: int = 1


@dataclass(frozen=True)
class Role:
    """A patron's part in the story. Counts are of items; every due day of `overdues` is another one."""

    letter: str
    delivery: Delivery
    holds: tuple[int, ...] = ()
    """Items that become ready in each batch; other batches are on other days."""
    overdues: tuple[Overdues, ...] = ()
    overdue_contacts: int = 0
    """Batches that tell of them; fewer than there are steps where steps of several items meet."""
    loans: tuple[Loan, ...] = ()
    settled: int = 0
    returned: int = 0
    fines: int = 0
    has_bill: bool = False


E, T, V, M = Delivery.EMAIL, Delivery.TEXT, Delivery.VOICE, Delivery.MAIL
S, R, G, L = Loan.SOON, Loan.RENEW_DAY, Loan.RENEW_DAY_GAME, Loan.LATER
CAST = (
    Role(
        "A",
        E,
        overdues=(Overdues(EARLY), Overdues(EARLY), Overdues(MIDDLE, 2), Overdues(MIDDLE), Overdues(LATE, 2)),
        overdue_contacts=8,
        loans=(S, L),
        fines=3,
    ),
    Role("B", T, overdues=(Overdues(MIDDLE, 5),), overdue_contacts=2, loans=(S, R, R)),
    Role(
        "C",
        E,
        overdues=(Overdues(EARLY, 2), Overdues(MIDDLE), Overdues(LATEST)),
        overdue_contacts=6,
        loans=(S, L),
        returned=1,
        fines=2,
    ),
    Role("D", E, holds=(3,), loans=(S, S), returned=2),
    Role("E", E, holds=(1, 1), loans=(S, L), returned=2, fines=1),
    Role("F", E, holds=(2,), loans=(S, S), returned=2, fines=1),
    Role("G", E, (1, 1), (Overdues(EARLY),), 1, loans=(S, S, L), returned=1, fines=2),
    Role("H", T, (1,), (Overdues(EARLY), Overdues(LATE)), 4, loans=(S, R, L)),
    Role("I", V, (2, 1), (Overdues(MIDDLE),), 2, loans=(S, R, G)),
    Role("J", E, (1,), (Overdues(EARLY), Overdues(MIDDLE), Overdues(LATE)), 5, loans=(S, S), returned=1, fines=1),
    Role("K", E, holds=(1,)),
    Role("L", E, holds=(1,)),
    Role("M", E, holds=(1,)),
    Role("N", T, holds=(1,)),
    Role("O", V, holds=(1,)),
    Role("P", M, holds=(1,), has_bill=True),
    Role("Q", E, overdues=(Overdues(EARLY),), overdue_contacts=1),
    Role("R", T, overdues=(Overdues(EARLY),), overdue_contacts=1),
    Role("S", V, overdues=(Overdues(MIDDLE),), overdue_contacts=2),
    Role("T", M, overdues=(Overdues(ANY_LATE),), overdue_contacts=3, has_bill=True),
    Role("U", E, settled=1, returned=1),
    Role("V", T, settled=1, returned=1),
    Role("W", E, settled=1, returned=1),
    Role("X", E, returned=4),
    Role("Y", E, returned=4),
)
IDLE_ITEMS = 4
"""Items in the stacks; the fines are about earlier loans of theirs."""
RENEWED_LOANS = 15
"""Loans of the block that have been renewed once."""
