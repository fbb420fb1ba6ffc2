"""The legacy mode of `seed_demo_data` (without --scenario): teams with plain random data and no story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.promises import RAW_ROW_PROMISES
from apps.metrics.seeding.scenarios.registry import register_scenario
from apps.metrics.seeding.specification.statement import (
    LEGACY_WEEKS,
    MOST_MEMBERS,
    MOST_PULL_REQUESTS,
    MOST_TEAMS,
)
from seedplot.clock import WeeklyCalendar
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.options import Option, not_blank, whole_number
from seedplot.plan import Change, Row, Shard, World
from seedplot.promises import Promise
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import TeamEvidence
    from seedplot.models import SeedRun


@register_scenario("legacy")
class LegacyTeam(Scenario):
    """One team with plain random data over eight weeks: no story, but rows that agree with each other."""

    options = (
        Option("teams", "How many teams (default: 1).", 1, whole_number(1, MOST_TEAMS), "N"),
        Option(
            "members",
            "Members of each team (default: the story's own; 5 without --scenario).",
            5,
            whole_number(2, MOST_MEMBERS),
            "N",
        ),
        Option(
            "prs",
            "Without --scenario: pull requests of each team (default: 50).",
            50,
            whole_number(0, MOST_PULL_REQUESTS),
            "N",
        ),
        Option("team-slug", "An existing team to fill, instead of a new one.", None, not_blank, "SLUG"),
        Option("no-github", "Take nothing from GitHub, as always in this mode.", False, flag=True, identity=False),
    )
    listed = False
    label = "The mode without --scenario"
    size = "5 members, 50 pull requests"
    stream_class = MetricsRandom
    next_steps = ("python manage.py seed_demo_data --list-scenarios",)
    promises: ClassVar[tuple[Promise, ...]] = RAW_ROW_PROMISES
    future_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {"metrics.PRSurvey": ("token_expires_at",)}

    def calendar(self, anchor: datetime) -> WeeklyCalendar:
        return WeeklyCalendar(anchor, LEGACY_WEEKS)

    def exclusive_key(self, options: Mapping[str, Any]) -> str:
        return f"{self.name} in {options['team_slug']}"

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        # Models come with the first run, not with the list of scenarios.
        from apps.metrics.seeding.prerequisites import team_if_there

        return team_if_there(options["team_slug"], using)

    def address(self, run: SeedRun) -> str | None:
        from django.urls import reverse

        return reverse("metrics:team", args=[run.options["team_slug"]])

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        return [Shard(options["team_slug"])]

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        from apps.metrics.seeding.planning.legacy import plan_legacy_team

        return plan_legacy_team(context, shard.name)

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, TeamEvidence]]:
        from apps.metrics.seeding.rows import TeamEvidence

        for shard in rows.shards:
            yield shard, TeamEvidence(rows, shard, anchor, LEGACY_WEEKS)
