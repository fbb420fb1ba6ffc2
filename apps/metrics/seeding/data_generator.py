"""The generator as a Python call: tells a scenario's story in a team that is there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.metrics.models import PullRequest, Team, TeamMember
from apps.metrics.seeding.scenarios.base import BaseScenario, MemberArchetype
from seedplot.engine import pipeline
from seedplot.engine.runs import Request


@dataclass(frozen=True)
class GeneratorStats:
    """The number of rows written of each kind; 0 where nothing is said."""

    team_members_created: int = 0
    prs_created: int = 0
    reviews_created: int = 0
    commits_created: int = 0
    surveys_created: int = 0
    ai_usage_records: int = 0
    weekly_metrics_created: int = 0
    github_prs_used: int = 0
    factory_prs_used: int = 0
    pr_files_created: int = 0
    check_runs_created: int = 0
    deployments_created: int = 0


@dataclass(frozen=True)
class MemberWithArchetype:
    member: TeamMember
    archetype: MemberArchetype


class ScenarioDataGenerator:
    """Writes a scenario into a team, proves it and records the run, all or nothing.

    `anchor` is an aware datetime, by default the start of today in the project time zone. `github_percentage` is the
    part of the pull requests that carry the titles and figures of real ones.
    """

    def __init__(
        self,
        scenario: BaseScenario,
        seed: int = 42,
        fetch_github: bool = True,
        github_percentage: float = 0.25,
        *,
        anchor: datetime | None = None,
        using: str = "default",
    ) -> None:
        if not 0 <= github_percentage <= 1:
            raise ValueError(f"github_percentage must lie between 0 and 1, not {github_percentage}")
        self.scenario = scenario
        self.seed = seed
        self.fetch_github = fetch_github
        self.github_percentage = github_percentage
        self.anchor = anchor
        self.using = using
        self.members: list[MemberWithArchetype] = []
        """The cast of the last `generate`, in the order of the archetypes: who was there, then who was written."""

    def generate(self, team: Team) -> GeneratorStats:
        """Tell the story in the team, which may not have pull requests yet.

        Raises SeedError if it has, or if another run of the scenario is in this team.
        """
        options: dict[str, Any] = {"team_slug": team.slug}
        if not self.fetch_github or self.github_percentage == 0:
            options["no_github"] = True
        elif self.github_percentage != self.scenario.config.github_pr_percentage:
            options["github_percentage"] = 100 * self.github_percentage
        report = pipeline.run(Request(self.scenario, self.seed, self.anchor, options=options, using=self.using))
        cast = TeamMember.objects.using(self.using).filter(team=team, is_active=True).order_by("pk")
        archetypes = [each for each in self.scenario.get_member_archetypes() for _ in range(each.count)]
        self.members = [
            MemberWithArchetype(member, archetype)
            for member, archetype in zip(cast[: self._member_count()], archetypes, strict=True)
        ]
        return self._stats(report.counts, team)

    def _member_count(self) -> int:
        return self.scenario.get_total_member_count()

    def _stats(self, counts: Mapping[str, int], team: Team) -> GeneratorStats:
        pull_requests = PullRequest.objects.using(self.using).filter(team=team)
        from_github = pull_requests.filter(source=PullRequest.Source.GITHUB).count()
        return GeneratorStats(
            team_members_created=counts["metrics.TeamMember"],
            prs_created=counts["metrics.PullRequest"],
            reviews_created=counts["metrics.PRReview"],
            commits_created=counts["metrics.Commit"],
            surveys_created=counts["metrics.PRSurvey"],
            ai_usage_records=counts["metrics.AIUsageDaily"],
            weekly_metrics_created=counts["metrics.WeeklyMetrics"],
            github_prs_used=from_github,
            factory_prs_used=counts["metrics.PullRequest"] - from_github,
            pr_files_created=counts["metrics.PRFile"],
            check_runs_created=counts["metrics.PRCheckRun"],
            deployments_created=counts["metrics.Deployment"],
        )
