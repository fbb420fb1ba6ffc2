"""The choice of wordings for one pull request: by a keyed permutation, so that none is used twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import gcd

from apps.metrics.seeding.deterministic import MetricsRandom

PURPOSES = ("commit", "request", "remark", "reply", "follow-up", "approval", "objection", "description")
"""Each has a draw of its own; there are as many as one block of a stream holds."""
MOST_STEPS = 1_000


class Wordings:
    """What has been said about the pull request, and for each purpose the order in which wordings are taken."""

    def __init__(self, stream: MetricsRandom) -> None:
        self.written: set[str] = set()
        """Comments on files, with their slots filled."""
        self._said: set[str] = set()
        self._words = [stream.word() for _ in PURPOSES]
        self._places = [0] * len(PURPOSES)

    def pick(self, purpose: str) -> Callable[[Sequence[str]], str]:
        """Picks the next wording in the purpose's order that has not been said, or the next if all have been."""
        number = PURPOSES.index(purpose)

        def pick(wordings: Sequence[str]) -> str:
            # Steps that have no divisor in common with the size come by every place once.
            size, word = len(wordings), self._words[number]
            first, step, place = word % size, _step(size, word >> 32), self._places[number]
            for turn in range(place, place + size):
                chosen = wordings[(first + turn * step) % size]
                if chosen not in self._said:
                    break
            else:
                turn, chosen = place, wordings[(first + place * step) % size]
            self._places[number] = turn + 1
            self._said.add(chosen)
            return chosen

        return pick


def _step(size: int, word: int) -> int:
    return _steps(size)[word % len(_steps(size))]


@lru_cache(MOST_STEPS)
def _steps(size: int) -> tuple[int, ...]:
    return tuple(step for step in range(1, size + 1) if gcd(step, size) == 1)
