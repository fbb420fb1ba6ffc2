"""The distance of each week's mean from its target: real weeks are never on the line."""

from __future__ import annotations

from apps.metrics.seeding.deterministic import MetricsRandom

USUAL, OF_THE_FIRST = (0.05, 0.118), (0.04, 0.058)
"""The size of a week's step beside the line, as a share of the target."""
LEAST = 0.03
MOST_OF_TWO, MOST_IN_ALL = 0.15, 0.168
"""Of two weeks in a row, and of all so far, added up: the curve keeps its ends and its direction."""


def wobbles(rng: MetricsRandom, figure: str, weeks: int) -> list[float]:
    """The shares for that many weeks. A week looks back only, so that none depends on how many follow."""
    found: list[float] = []
    for week in range(weeks):
        stream = rng.at("week", week, "wobble", figure)
        size = stream.uniform(*(USUAL if week else OF_THE_FIRST))
        sign = 1 if stream.should_happen(0.5) else -1
        before, total = found[-1] if found else 0.0, sum(found)
        if not _fits(sign * size, before, total):
            sign = -sign
        while not _fits(sign * size, before, total) and size > LEAST:
            size = max(LEAST, size - 0.005)
        found.append(sign * size)
    return found


def _fits(step: float, before: float, total: float) -> bool:
    return abs(step + before) <= MOST_OF_TWO and abs(step + total) <= MOST_IN_ALL
