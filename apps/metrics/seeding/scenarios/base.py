"""What a metrics scenario states: a team, its weekly figures, its cast, and what it promises of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, cast

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.github.repository import parse_repository
from apps.metrics.seeding.planning.figure_ranges import weekly_figures
from apps.metrics.seeding.planning.targets import Targets
from apps.metrics.seeding.promises import COMMON_PROMISES, WEEKLY_CURVES
from apps.metrics.seeding.specification.statement import MOST_TEAMS, MemberArchetype, ScenarioConfig, WeeklyParams
from seedplot.clock import WeeklyCalendar
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.figures import Figure, Range, moved
from seedplot.options import PARTS, Option, not_blank, percentage, whole_number
from seedplot.plan import Change, Row, Shard, World
from seedplot.promises import Promise
from seedplot.scenario import Scenario
from seedplot.sources import Sources

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence


class BaseScenario(Targets, Scenario):
    """Base of the metrics scenarios: states the figures; `planning` turns them into rows."""

    options = (
        Option(
            "teams",
            "Number of teams; the second gets the slug with -2, and so on.",
            1,
            whole_number(1, MOST_TEAMS),
            "N",
            settable=True,
            counts=PARTS,
        ),
        Option("team-slug", "Tell the story of an existing team without pull requests.", None, not_blank, "SLUG"),
        Option(
            "source-repo",
            "Take real pull requests from this public repository; repeatable.",
            None,
            parse_repository,
            "OWNER/NAME",
            repeatable=True,
        ),
        Option("no-github", "Take nothing from GitHub; all pull requests are invented.", False, flag=True),
        Option(
            "github-percentage",
            "How many of a hundred pull requests are real ones (default: 25).",
            None,
            percentage,
            "PERCENT",
            settable=True,
        ),
        Option(
            "github-snapshot",
            "Take the real pull requests from this file; it is written if it is not there.",
            None,
            not_blank,
            "FILE",
            identity=False,
        ),
        Option("github-cache", "Keep what GitHub answers in this file.", None, not_blank, "PATH", identity=False),
        Option("refresh-github", "Ask GitHub at once what is new.", False, flag=True, identity=False),
    )
    promises: ClassVar[tuple[Promise, ...]] = COMMON_PROMISES
    ranges: ClassVar[Mapping[str, Range]] = {}
    """Narrower ranges for `--set`, where the story's own promises leave less room."""
    stream_class = MetricsRandom
    curves = WEEKLY_CURVES
    next_steps = (
        "python manage.py seed_demo_data --scenario {name} --verify",
        "python manage.py seed_demo_data --scenario {name} --seed 7 --clear",
    )
    proof_by_shard = True
    future_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {"metrics.PRSurvey": ("token_expires_at",)}

    def weekly_params(self, week: int) -> WeeklyParams:
        stated = self.get_weekly_params(week)
        if not self.moves:
            return stated
        at, weeks = self.clamped(week), self.config.weeks
        elsewhere = {
            name: moved(self.moves, name, value, at, weeks)
            for name, value in stated.items()
            if isinstance(value, Decimal)
        }
        return cast("WeeklyParams", {**stated, **elsewhere})

    # How the engine sees it.

    @property
    def figures(self) -> Mapping[str, Figure]:
        return weekly_figures(self, self.moves, self.ranges)

    @property
    def size(self) -> str:
        return f"{self.config.member_count} members, {self.config.weeks} weeks"

    def calendar(self, anchor: datetime) -> WeeklyCalendar:
        return WeeklyCalendar(anchor, self.config.weeks)

    def exclusive_key(self, options: Mapping[str, Any]) -> str:
        return f"{self.name} in {options['team_slug']}" if options["team_slug"] else self.name

    @property
    def sources(self) -> Sources:
        from apps.metrics.seeding.github.borrowing import GitHubSources

        return GitHubSources(self.config)

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        # Models, texts and factories come with the first run; listing the scenarios does without.
        from apps.metrics.seeding.prerequisites import find_team

        return find_team(self.team_slugs(options), options["team_slug"], options["teams"], using)

    def world_before(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        from apps.metrics.seeding.prerequisites import team_to_fill

        return World() if options["team_slug"] is None else team_to_fill(options["team_slug"], using)

    def team_slugs(self, options: Mapping[str, Any]) -> list[str]:
        if options["team_slug"]:
            return [options["team_slug"]]
        slug = self.config.team_slug
        return [slug if number == 1 else f"{slug}-{number}" for number in range(1, options["teams"] + 1)]

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        """One per team; numbered from 1, and named alike whether the team was there before or not."""
        return [Shard(f"team {number}", number) for number in range(1, options["teams"] + 1)]

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        from apps.metrics.seeding.planning.team import plan_team

        return plan_team(self, context, shard)

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, StoryEvidence]]:
        from apps.metrics.seeding.rows import StoryEvidence

        for shard in rows.shards:
            yield shard, StoryEvidence(self, rows, shard, anchor)

    def remarks(self, evidence: RunRows) -> Iterable[tuple[str, str]]:
        from apps.metrics.seeding.rows import lent_remark

        if evidence.sources:
            yield "GitHub", lent_remark(evidence)


__all__ = ["BaseScenario", "MemberArchetype", "ScenarioConfig", "WeeklyParams"]
