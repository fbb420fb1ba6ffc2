"""The ranges in which `--set` can move the weekly figures: within these ranges each story keeps its promises."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from apps.metrics.seeding.planning.targets import most_waiting
from apps.metrics.seeding.specification.statement import (
    A_WORKING_DAY,
    CYCLE_HOURS,
    MOST_WAITING_IN_A_DAY,
    WAITING_PARTS,
    Statement,
    WeeklyParams,
)
from seedplot.figures import UNMOVED, Figure, Moves, Range

RANGES = {
    "ai_adoption_rate": Range(Decimal(0), Decimal(1)),
    "quality_rating": Range(Decimal(1), Decimal(3)),
    "revert_rate": Range(Decimal(0), Decimal(1)),
    "ci_pass_rate": Range(Decimal(0), Decimal(1)),
}
CYCLE, REVIEW = "avg_cycle_time_hours", "avg_review_time_hours"
SHORTEST_CYCLE, LEAST_WAITING = Decimal(2), Decimal("0.1")
"""Hours on average, and the part of them that the wait for a first review takes at least: a little inside of what can
be told, so that the weeks between the two ends can be told, too."""


def weekly_figures(scenario: Statement, moves: Moves, ranges: Mapping[str, Range]) -> Mapping[str, Figure]:
    """The figures by name; the ranges of the two times depend on where each other has been moved to."""
    stated = [scenario.get_weekly_params(week) for week in range(scenario.config.weeks)]

    def figure(name: str, first: Range, final: Range) -> Figure:
        return Figure([params[name] for params in stated], first, final)  # type: ignore[literal-required]

    def ends(name: str) -> tuple[Decimal, Decimal]:
        move = moves.get(name, UNMOVED)
        return _value(stated[0], name) + move.first, _value(stated[-1], name) + move.final

    reviews = [Range(LEAST_WAITING * end, most_waiting(end) * end) for end in ends(CYCLE)]
    longest = ranges[CYCLE].high if CYCLE in ranges else CYCLE_HOURS[1]
    cycles = [
        Range(_shortest_cycle(end), min(longest, _to_tenths(end / LEAST_WAITING, ROUND_FLOOR))) for end in ends(REVIEW)
    ]
    found = {name: figure(name, each, each) for name, each in {**RANGES, **ranges}.items()}
    return {**found, CYCLE: figure(CYCLE, *cycles), REVIEW: figure(REVIEW, *reviews)}


def _value(params: WeeklyParams, name: str) -> Decimal:
    value: Decimal = params[name]  # type: ignore[literal-required]
    return Decimal(value)


def _shortest_cycle(review: Decimal) -> Decimal:
    """The shortest mean cycle time beside such a mean wait for a first review."""
    within_a_day = _to_tenths(review / MOST_WAITING_IN_A_DAY, ROUND_CEILING)
    if within_a_day < A_WORKING_DAY:
        return max(SHORTEST_CYCLE, within_a_day)
    return max(Decimal(A_WORKING_DAY), _to_tenths(review / WAITING_PARTS[1], ROUND_CEILING))


def _to_tenths(hours: Decimal, rounding: str) -> Decimal:
    return hours.quantize(Decimal("0.1"), rounding)
