"""The weekly figures that `--set` can move, and how far: within these bounds every story can be planned and proven."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from apps.metrics.seeding.specification.statement import Statement
from seedplot.figures import Figure, Range

FREE = {
    "ai_adoption_rate": Range(Decimal(0), Decimal(1)),
    "quality_rating": Range(Decimal(1), Decimal(3)),
    "revert_rate": Range(Decimal(0), Decimal(1)),
    "ci_pass_rate": Range(Decimal(0), Decimal(1)),
}
CYCLE_TIME = Range(Decimal(1), Decimal(100))


def weekly_figures(scenario: Statement) -> Mapping[str, Figure]:
    weeks = range(scenario.config.weeks)
    stated = [scenario.get_weekly_params(week) for week in weeks]
    figures = {
        name: Figure([params[name] for params in stated], bounds, bounds)  # type: ignore[literal-required]
        for name, bounds in FREE.items()
    }
    figures["avg_cycle_time_hours"] = Figure(
        [params["avg_cycle_time_hours"] for params in stated], CYCLE_TIME, CYCLE_TIME
    )
    figures["avg_review_time_hours"] = Figure(
        [params["avg_review_time_hours"] for params in stated], CYCLE_TIME, CYCLE_TIME
    )
    return figures
