"""The story whose rows everything here measures: `ai-success`, for as many teams as it takes.

Django is imported where it is needed, because the program that measures does without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedplot.engine.runs import Request
    from seedplot.models import SeedRun
    from seedplot.plan import Row, Shard

NAME = "ai-success"
SEED = 42
AS_OF = "2026-03-13"
"""A Friday: every run has the same rows, and the running week has begun."""
ROWS_PER_TEAM = 3_567
"""About; the rows that there really are get counted."""


def teams_for(rows: int) -> int:
    """The number of teams that have about so many rows."""
    return max(1, round(rows / ROWS_PER_TEAM))


def command(teams: int) -> tuple[str, ...]:
    """The arguments of manage.py that seed the story."""
    return ("seed_demo_data", "--scenario", NAME, "--no-github", "--as-of", AS_OF, "--teams", str(teams))


class Story:
    """The scenario with its options, as the pipeline has it when it begins to plan."""

    def __init__(self, teams: int) -> None:
        from apps.metrics.seeding.scenarios import get_scenario
        from seedplot.clock import parse_anchor
        from seedplot.context import context_of
        from seedplot.plan import World

        self.scenario = get_scenario(NAME)
        self.anchor = parse_anchor(AS_OF)
        self.options = {"no_github": True, "teams": teams}
        self.context = context_of(self.scenario, SEED, self.anchor, self.options, World())

    @property
    def shards(self) -> Iterable[Shard]:
        return self.scenario.shards(self.context.options)

    def plan(self, shard: Shard) -> Iterator[Row]:
        """Rows only: a story that makes its own teams changes nothing that was there."""
        items: Iterator[Any] = self.scenario.plan(self.context, shard)
        return items

    def request(self, **settings: Any) -> Request:
        from seedplot.engine.runs import Request

        return Request(self.scenario, SEED, self.anchor, self.options, **settings)

    def open_run(self) -> SeedRun:
        from seedplot.engine import provenance
        from seedplot.options import identity_of

        return provenance.open_run(
            "default",
            self.context.world,
            options=identity_of(self.scenario, self.options),
            scenario=NAME,
            domain=self.scenario.domain,
            exclusive_key=self.scenario.exclusive_key(self.context.options),
            seed=SEED,
            anchor=self.anchor,
        )


def rows_by_table(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by model label, in the order of the plan, as counts by table: a row comes after those it refers to."""
    from django.apps import apps

    return {apps.get_model(label)._meta.db_table: count for label, count in counts.items()}
