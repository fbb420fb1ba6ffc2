"""The statement of a metrics scenario: a team, its weekly figures, its cast, and what it promises of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.github.repository import parse_repository
from apps.metrics.seeding.planning.figure_ranges import weekly_figures
from apps.metrics.seeding.planning.resizing import retold, scaled_cast, stretched
from apps.metrics.seeding.planning.targets import MOST_MEMBERS, Targets
from apps.metrics.seeding.promises import COMMON_PROMISES, WEEKLY_CURVES
from apps.metrics.seeding.specification.statement import (
    MOST_TEAMS,
    MOST_WEEKS,
    MemberArchetype,
    ScenarioConfig,
    WeeklyParams,
)
from seedplot.clock import WeeklyCalendar
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.errors import SeedError
from seedplot.figures import Figure, Range, moved, plain
from seedplot.options import PARTS, Option, not_blank, percentage, recorded_options, whole_number
from seedplot.plan import Change, Row, Shard, World
from seedplot.promises import Promise
from seedplot.scenario import ResizableScenario
from seedplot.sources import Sources

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence
    from seedplot.models import SeedRun


A_TENTH = Decimal("0.1")
"""Figures that move by less are steady; their ripples are no story."""
WEEKLY_STATEMENTS = (
    "get_weekly_params",
    "get_pr_state_distribution",
    "get_review_state_distribution",
    "get_reviewer_selection_weights",
)


class BaseScenario(Targets, ResizableScenario):
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
        Option(
            "weeks",
            "Full weeks of the story, whose curves stretch over them (default: the story's own).",
            None,
            whole_number(1, MOST_WEEKS),
            "N",
        ),
        Option(
            "members",
            "Members of each team (default: the story's own; 5 without --scenario).",
            None,
            whole_number(2, MOST_MEMBERS),
            "N",
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
        "python manage.py seed_demo_data --scenario {name} {story_options} --seed 7 --clear",
    )
    proof_by_shard = True
    future_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {"metrics.PRSurvey": ("token_expires_at",)}

    stated: BaseScenario | None = None
    """The scenario as its author stated it, where options have resized this one."""

    def adapted(self, options: Mapping[str, Any]) -> Self:
        """The story with the weeks and members of these options. SeedError where it cannot be told with so few."""
        weeks, members = options.get("weeks"), options.get("members")
        stated = cast("Self", self.stated or self)
        size = (weeks or stated.config.weeks, members or stated.config.member_count)
        if (weeks is None and members is None) or size == (self.config.weeks, self.config.member_count):
            return self
        resized = copy(stated)
        resized.stated, resized.moves = stated, self.moves
        resized.config = replace(stated.config, weeks=size[0], member_count=size[1])
        if weeks is not None:
            stated.refuse_to_shrink_to(weeks)
            resized.__dict__ |= {
                name: stretched(getattr(stated, name), stated.config.weeks, weeks) for name in WEEKLY_STATEMENTS
            }
        if members is not None:
            archetypes = stated.scaled_archetypes(members)
            resized.__dict__["get_member_archetypes"] = lambda: list(archetypes)
        resized.__dict__["story"] = retold(stated.story, stated.config, resized.config)
        return resized

    def refuse_to_shrink_to(self, weeks: int) -> None:
        """SeedError if the story is too short to be a story."""
        ends = [cast("dict[str, Decimal]", self.get_weekly_params(week)) for week in (0, self.config.weeks - 1)]
        moving = [name for name, first in ends[0].items() if abs(ends[1][name] - first) > A_TENTH * first]
        if weeks == 1 and moving:
            course = " to ".join(plain(Decimal(end[moving[0]])) for end in ends)
            raise SeedError(f"--weeks 1: {self.name} needs 2 at least, because its {moving[0]} goes from {course}.")

    def scaled_archetypes(self, members: int) -> list[MemberArchetype]:
        """The cast with so many members. SeedError where they are fewer than its archetypes."""
        archetypes, weights = self.get_member_archetypes(), self.get_reviewer_selection_weights(0)
        there = [each.name for each in archetypes if each.count]
        if members < len(there):
            raise SeedError(
                f"--members {members}: {self.name} needs {len(there)} at least, one each of {', '.join(there)}."
            )
        busiest = max(weights, key=lambda name: weights[name], default="")
        is_single = any(each.name == busiest and each.count == 1 for each in archetypes)
        return scaled_cast(archetypes, members, busiest if is_single else "")

    def validate(self) -> list[str]:
        finals = (
            [name for name, move in self.moves.items() if move.final not in (0, move.first)]
            if self.config.weeks == 1
            else []
        )
        return [*(f"a story of one week has no {name}.final; set {name}.first" for name in finals), *super().validate()]

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
        weeks = self.config.weeks
        return f"{self.config.member_count} members, {weeks} {'week' if weeks == 1 else 'weeks'}"

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

    def address(self, run: SeedRun) -> str | None:
        from django.urls import reverse

        return reverse("metrics:team", args=[self.team_slugs(recorded_options(self, run.options))[0]])

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
