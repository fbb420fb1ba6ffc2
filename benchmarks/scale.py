"""The size of a measurement."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from seedplot.engine.progress import shown_on


@dataclass(frozen=True)
class Scale:
    teams: int = 50
    rounds: int = 5
    large: bool = False
    """Measure growth up to millions of rows."""

    def each_round(self, label: str) -> Iterator[int]:
        """The rounds, with a bar on a terminal."""
        with shown_on(sys.stderr, wanted=True) as progress:
            progress.begin(label, self.rounds)
            for number in range(self.rounds):
                yield number
                progress.advance()
