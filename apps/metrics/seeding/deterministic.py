"""The draws that only this domain needs, on top of the engine's streams. Durations are in ticks of 0.01 hour."""

from __future__ import annotations

from apps.metrics.seeding.specification.usual_work import STORY_POINTS
from seedplot.streams import DeterministicRandom

__all__ = ["DeterministicRandom", "MetricsRandom"]


class MetricsRandom(DeterministicRandom):
    """A stream with the shapes of engineering data."""

    __slots__ = ()

    def story_points(self) -> int:
        return self.choice(STORY_POINTS)

    def working_second(self) -> int:
        """A second of the day from 8:15 to 17:30."""
        return self.randint(int(8.25 * 3600), int(17.5 * 3600))
