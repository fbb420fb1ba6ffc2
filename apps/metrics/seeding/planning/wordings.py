"""The choice of wordings for one pull request: none twice, and seldom what stands in work next to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import gcd

PURPOSES = ("commit", "request", "remark", "reply", "follow-up", "approval", "objection", "description")
STEP = 0.470520931511761
"""From a number's place in a list to the next one's: so the wordings of a member, or of an area, come round evenly."""
APART = 0.137
"""From one purpose's place to another's."""
MOST_SIZES = 1_000


class Wordings:
    """All that has been said about a pull request, and how far each purpose has come in its lists.

    `turn` is the team's own, from 0 to 1, and `number` the pull request's: together they key a permutation of each
    list. What others say moves nothing.
    """

    def __init__(self, turn: float, number: int) -> None:
        self.written: set[str] = set()
        """Comments on files, with their slots filled."""
        self._said: set[str] = set()
        self._begin, self._number = turn + STEP * number, number
        self._places = [0] * len(PURPOSES)

    def pick(self, purpose: str) -> Callable[[Sequence[str]], str]:
        """Picks the next wording in the purpose's order that has not been said, or the next if all have been."""
        order = PURPOSES.index(purpose)

        def pick(wordings: Sequence[str]) -> str:
            size = len(wordings)
            first, place = int((self._begin + APART * order) % 1 * size), self._places[order]
            step = _step(size, self._number)
            for turn in range(place, place + size):
                chosen = wordings[(first + turn * step) % size]
                if chosen not in self._said:
                    break
            else:
                turn, chosen = place, wordings[(first + place * step) % size]
            self._places[order] = turn + 1
            self._said.add(chosen)
            return chosen

        return pick


@lru_cache(MOST_SIZES)
def _steps(size: int) -> tuple[int, ...]:
    """The steps that come by each of so many places once."""
    return tuple(step for step in range(1, size + 1) if gcd(step, size) == 1)


def _step(size: int, number: int) -> int:
    steps = _steps(size)
    return steps[number % len(steps)]
