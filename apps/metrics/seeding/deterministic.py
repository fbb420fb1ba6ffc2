"""The draws that only this domain needs, on top of the engine's streams. Durations are in ticks of 0.01 hour."""

from __future__ import annotations

from apps.metrics.seeding.specification.usual_work import LINES_BY_KIND, STORY_POINTS
from seedplot.streams import DeterministicRandom

__all__ = ["DeterministicRandom", "MetricsRandom"]


class MetricsRandom(DeterministicRandom):
    """A stream with the shapes of engineering data."""

    __slots__ = ()

    def lines_added(self, kind: str) -> int:
        low, high, mode = LINES_BY_KIND[kind]
        return round(self.triangular(low, high, mode))

    def lines_removed(self, kind: str) -> int:
        _, high, mode = LINES_BY_KIND[kind]
        share = 0.9 if kind == "refactor" else 0.4
        return round(share * self.triangular(0, high, mode / 2))

    def file_count(self) -> int:
        """2 to 8, mostly 3 or 4."""
        return round(self.triangular(1.6, 8.3, 2.8))

    def story_points(self) -> int:
        return self.choice(STORY_POINTS)

    def working_second(self) -> int:
        """A second of the day from 8:15 to 17:30."""
        return self.randint(int(8.25 * 3600), int(17.5 * 3600))
