"""How far `--set` can move the weekly figures: within these ranges each story keeps its promises."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from apps.metrics.seeding.specification.statement import Statement, WeeklyParams
from seedplot.figures import UNMOVED, Figure, Moves, Range

RANGES = {
    "ai_adoption_rate": Range(Decimal(0), Decimal(1)),
    "quality_rating": Range(Decimal("1.8"), Decimal(3)),
    "revert_rate": Range(Decimal(0), Decimal("0.08")),
    "ci_pass_rate": Range(Decimal(0), Decimal(1)),
}
"""Lower ratings leave their mix no room, and more reverts find nothing to take back in the first weeks."""
CYCLE, REVIEW = "avg_cycle_time_hours", "avg_review_time_hours"
SHORTEST_REVIEW, LONGEST_CYCLE = Decimal(1), Decimal(300)
"""Hours, on average: nobody reviews at once, and nobody waits for months."""
LEAST_WAITING, MOST_WAITING = Decimal("0.12"), Decimal("0.8")
"""The parts of the cycle time that the wait for a first review takes: nights come between, and reviews take time."""


def weekly_figures(scenario: Statement, moves: Moves, ranges: Mapping[str, Range]) -> Mapping[str, Figure]:
    """The figures by name; the ranges of the two times depend on where each other has been moved to."""
    stated = [scenario.get_weekly_params(week) for week in range(scenario.config.weeks)]

    def figure(name: str, first: Range, final: Range) -> Figure:
        return Figure([params[name] for params in stated], first, final)  # type: ignore[literal-required]

    def ends(name: str) -> tuple[Decimal, Decimal]:
        move = moves.get(name, UNMOVED)
        return _value(stated[0], name) + move.first, _value(stated[-1], name) + move.final

    reviews = [Range(max(SHORTEST_REVIEW, LEAST_WAITING * end), MOST_WAITING * end) for end in ends(CYCLE)]
    cycles = [
        Range(
            _to_tenths(end / MOST_WAITING, ROUND_CEILING),
            min(LONGEST_CYCLE, _to_tenths(end / LEAST_WAITING, ROUND_FLOOR)),
        )
        for end in ends(REVIEW)
    ]
    found = {name: figure(name, each, each) for name, each in {**RANGES, **ranges}.items()}
    return {**found, CYCLE: figure(CYCLE, *cycles), REVIEW: figure(REVIEW, *reviews)}


def _value(params: WeeklyParams, name: str) -> Decimal:
    value: Decimal = params[name]  # type: ignore[literal-required]
    return Decimal(value)


def _to_tenths(hours: Decimal, rounding: str) -> Decimal:
    return hours.quantize(Decimal("0.1"), rounding)
