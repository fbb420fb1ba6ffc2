"""The stories of this domain for the start page, and the run that a team's rows come from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from apps.accounts.models import User
from apps.metrics.models import Team
from apps.metrics.seeding.scenarios.base import BaseScenario
from apps.metrics.views.tellings import TELLINGS, Telling
from apps.pages.formatting import label
from apps.pages.runs import scenario_of
from apps.pages.stories import StoryCard
from seedplot.clock import wall_clock_now
from seedplot.models import SeedRun
from seedplot.options import recorded_options

DOMAIN = "metrics"


def story_of(run: SeedRun, user: User) -> StoryCard | None:
    """The story of the run's first team; None where the team is gone or empty."""
    slugs = slugs_of(run)
    team = Team.objects.filter(slug=slugs[0]).first() if slugs else None
    if team is None:
        return None
    telling = telling_of(team, run)
    if telling.is_empty:
        return None
    title = label(run.scenario)
    return StoryCard(
        title=f"{title} in {team.name}" if run.options.get("team_slug") else title,
        sentence=telling.sentence(),
        pictures=(telling.picture(),),
        figures=telling.figures(),
        claim=telling.claim(),
    )


def telling_of(team: Team, run: SeedRun | None) -> Telling:
    """The story of a team as the run's scenario has it; the usual one without a run, or for another scenario."""
    kind = TELLINGS.get(run.scenario, Telling) if run else Telling
    return kind(team, run.anchor if run else now_of(team))


def now_of(team: Team) -> datetime:
    """The time that the team's data have come to: their last synchronization, or now if there was none."""
    latest: datetime | None = team.pull_requests.aggregate(latest=Max("synced_at"))["latest"]
    return latest or wall_clock_now()


def slugs_of(run: SeedRun) -> list[str]:
    """The slugs of the teams that a run filled; none if its scenario is gone."""
    scenario = scenario_of(run)
    if isinstance(scenario, BaseScenario):
        return scenario.team_slugs(recorded_options(scenario, run.options))
    slug = run.options.get("team_slug")
    return [slug] if scenario and slug else []


def runs_by_team() -> dict[str, SeedRun]:
    """The run that each team's rows come from, by the team's slug. One query."""
    return {slug: run for run in SeedRun.objects.filter(domain=DOMAIN).order_by("pk") for slug in slugs_of(run)}


def baseline_slug(runs: Iterable[tuple[str, SeedRun]]) -> str | None:
    """The team to compare the others with."""
    return next((slug for slug, run in runs if run.scenario == "baseline"), None)
