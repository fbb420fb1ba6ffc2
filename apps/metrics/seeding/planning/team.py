"""One team's story, from its cast to its weekly aggregates: `plan_team` reads as the list of steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from apps.metrics import factories
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.github.borrowing import lent_by
from apps.metrics.seeding.planning import borrowing, coding, durations, rare, reviewers, shares, slots, work
from apps.metrics.seeding.planning.cast import Member, assemble
from apps.metrics.seeding.planning.deployments import plan_deployments
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.rows import TeamRows, deployment_rows, pull_request_rows
from apps.metrics.seeding.planning.subjects import Subjects
from apps.metrics.seeding.planning.targets import Targets
from apps.metrics.seeding.planning.unmerged import settle_unmerged
from apps.metrics.seeding.planning.weekly import weekly_metrics_rows
from apps.metrics.seeding.planning.wobble import wobbles
from apps.metrics.seeding.planning.working_hours import time_of_day
from apps.metrics.seeding.specification.github import SOURCE
from seedplot.clock import WeeklyCalendar, midnight
from seedplot.context import Context
from seedplot.plan import Row, Shard, World, WorldRow

MOST_WAITING_APART = 0.6
"""The largest part of the cycle time that the wait for a review takes where the two wobble apart."""


def plan_team(scenario: Targets, context: Context, shard: Shard) -> Iterator[Row]:
    """Every row of one team that is visible at the anchor."""
    calendar, rng = context.calendar, context.rng.at("team", shard.number)
    assert isinstance(calendar, WeeklyCalendar)
    assert isinstance(rng, MetricsRandom)
    given = context.world.get("team")
    cast = assemble(rng, scenario)
    subjects = Subjects(rng, cast)
    plans = plan_pull_requests(rng, scenario, cast, subjects)
    lent = context.world.sources.get(SOURCE)
    if lent is not None:
        full = range(calendar.weeks)
        weeks = [[plan for plan in plans if plan.week == week] for week in full]
        weeks.append([plan for plan in plans if plan.week not in full])
        borrowing.lend(rng, subjects.organization, weeks, lent_by(context.world.sources), lent["share"])

    since = members_since(calendar, scenario.run_in_weeks())
    rows: list[Row] = []
    if given is not None:
        team = team_rows(calendar, rng, cast, given, members_of(context.world), since=since)
    else:
        rows.append(_team_row(scenario, calendar, rng, shard))
        team = team_rows(calendar, rng, cast, rows[0], since=since)
    rows += team.new_members
    deployments = plan_deployments(rng, scenario, plans, calendar.weeks + 1)
    made = {}
    for plan in plans:
        made[plan] = pull_request_rows(team, plan)
        rows += made[plan]
        rows += work.issue_rows(team, plan)
    rows += deployment_rows(team, deployments, made)
    first_days = work.first_days_with_ai(plans)
    for week in range(calendar.weeks + 1):
        rows += work.backlog_rows(team, rng, subjects, week)
        rows += work.usage_rows(team, cast, first_days, week)
    rows += weekly_metrics_rows(team, rows)
    return iter(rows)


def plan_pull_requests(
    rng: MetricsRandom, scenario: Targets, cast: Sequence[Member], subjects: Subjects
) -> list[PullRequestPlan]:
    """All pull requests that count for the full weeks, the running one and so many after it as may be open by now.

    They are decided to the end, whatever the anchor, and in the order of the weeks, because what is rare is kept by
    running totals.
    """
    weeks = scenario.config.weeks + 1 + scenario.look_ahead_weeks()
    means = targets_by_week(rng, scenario, weeks)
    reverts, hotfixes, checks, guesses = rare.Reverts(rng), rare.Hotfixes(), rare.Checks(), rare.Guesses(cast)
    planned = []
    for week in range(weeks):
        plans = slots.plan_slots(scenario, cast, subjects, week)
        merged = [plan for plan in plans if plan.outcome == "merged"]
        durations.settle_merged(rng, week, merged, means[week])
        settle_unmerged(week, merged, [plan for plan in plans if plan.outcome != "merged"])
        reviewers.plan_reviews(scenario, week, plans, cast)
        shares.flag_ai_assisted(scenario, week, plans)
        shares.plan_surveys(merged)
        shares.rate_answers(scenario, week, merged)
        reverts.plan_week(scenario, week, merged)
        # Reverts are one commit each, and so many of all commits come at unusual times.
        coding.plan_unusual_starts(rng, week, plans)
        hotfixes.plan_week(merged)
        guesses.plan_week(scenario, merged)
        checks.plan_week(scenario, week, plans)
        planned += plans
    return planned


def targets_by_week(rng: MetricsRandom, scenario: Targets, weeks: int) -> list[durations.Means]:
    """The means of each week, with the wobble about the scenario's curve."""
    params = [scenario.weekly_params(week) for week in range(weeks)]
    cycles = [100 * float(each["avg_cycle_time_hours"]) for each in params]
    reviews = [100 * float(each["avg_review_time_hours"]) for each in params]
    of_cycles = wobbles(rng, "cycle", weeks)
    # Where most of the time is the wait, the two cannot go apart.
    apart = max(review / cycle for review, cycle in zip(reviews, cycles, strict=True)) <= MOST_WAITING_APART
    of_reviews = wobbles(rng, "review", weeks) if apart else of_cycles
    return [
        durations.Means(cycles[week] * (1 + of_cycles[week]), reviews[week] * (1 + of_reviews[week]))
        for week in range(weeks)
    ]


def _team_row(scenario: Targets, calendar: WeeklyCalendar, rng: MetricsRandom, shard: Shard) -> Row:
    config = scenario.config
    suffix = "" if shard.number == 1 else f"-{shard.number}"
    name = config.team_name if shard.number == 1 else f"{config.team_name} {shard.number}"
    return factories.TeamFactory.row(
        rng.at("team row"),
        name=name,
        slug=f"{config.team_slug}{suffix}",
        created_at=members_since(calendar, scenario.run_in_weeks()),
    )


def members_of(world: World) -> list[WorldRow]:
    """The members who were there before, in the order in which they take the roles."""
    return [row for name, row in world.rows.items() if name.startswith("member ")]


def members_since(calendar: WeeklyCalendar, run_in_weeks: int) -> datetime:
    """The moment at which the team began: on the Monday before anything that the story shows."""
    return midnight(calendar.day(-7 * run_in_weeks))


def team_rows(
    calendar: WeeklyCalendar,
    rng: MetricsRandom,
    cast: Sequence[Member],
    team: Row | WorldRow,
    there: Sequence[WorldRow] = (),
    *,
    since: datetime,
) -> TeamRows:
    """The members' rows, and what every other row needs to know.

    Whoever was `there` takes the first roles; the others are new, and the first member leads unless somebody was there.
    """
    slug = team.slug
    new = {
        member: factories.TeamMemberFactory.row(
            member.stream.at("row"),
            team=team,
            display_name=member.person.full_name,
            email=member.person.email(slug),
            github_username=member.person.handle,
            home_area=member.home,
            role="lead" if member is cast[0] else "developer",
            works_from=time_of_day(member.hours.begins),
            works_until=time_of_day(member.hours.ends),
            created_at=since,
        )
        for member in cast[len(there) :]
    }
    members: dict[Member, Row | WorldRow] = {**dict(zip(cast, there, strict=False)), **new}
    initials = "".join(word[0] for word in slug.split("-") if word[:1].isalpha()).upper() or "T"
    first_id = 1_000_000 * rng.at("ids").randint(1_000, 2_900)
    return TeamRows(calendar, team, members, list(new.values()), first_id, initials)
