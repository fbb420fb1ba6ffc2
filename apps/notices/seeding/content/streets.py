"""Streets that are on no map: two words that nobody has joined, and a kind of street."""

from __future__ import annotations

from apps.notices.seeding.specification.streets import FIRST_HALVES, KINDS, SECOND_HALVES
from seedplot.streams import DeterministicRandom

NAMES = tuple(first + second for first in FIRST_HALVES for second in SECOND_HALVES if first[-1] != second[0])


def street(stream: DeterministicRandom) -> str:
    """Number, street and kind: "1418 Lanternwick Lane"."""
    number = stream.randint(101, 4_899)
    return f"{number} {stream.choice(NAMES)} {stream.choice(KINDS)}"
