"""A team of the legacy mode: the rows of the story scenarios, but every figure drawn for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from apps.metrics import factories
from apps.metrics.seeding.content import first_commit_message
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.company import homes_of
from apps.metrics.seeding.planning.legacy_times import (
    CYCLES,
    place_cycle,
    settle_first_review,
    settle_unmerged,
)
from apps.metrics.seeding.planning.pull_request import (
    AnswerPlan,
    Outcome,
    PullRequestPlan,
    ReviewLots,
    ReviewPlan,
    SurveyPlan,
)
from apps.metrics.seeding.planning.reviewers import settle_reviews
from apps.metrics.seeding.planning.rows import TeamRows, pull_request_rows
from apps.metrics.seeding.planning.slots import begin
from apps.metrics.seeding.planning.subjects import Subjects
from apps.metrics.seeding.planning.team import members_of, members_since, team_rows
from apps.metrics.seeding.planning.weekly import weekly_metrics_rows
from apps.metrics.seeding.planning.work import usage_row
from apps.metrics.seeding.planning.worktime import DAY, WORKDAYS
from apps.metrics.seeding.specification.statement import LEGACY_WEEKS, MemberArchetype
from seedplot.clock import WeeklyCalendar
from seedplot.context import Context
from seedplot.fiction import People, Person
from seedplot.plan import Row

OUTCOMES: dict[Outcome, float] = {"merged": 0.7, "closed": 0.2, "open": 0.1}
REVIEW_STATES = {"approved": 0.6, "changes_requested": 0.25, "commented": 0.15}
AI_ASSISTED = 0.3
HOTFIXES = 0.05
SURVEYED = 0.6
RATINGS = {1: 1, 2: 4, 3: 5}
USAGE_DAYS = 30
USAGE_SHARE = 0.7
COMMITS_PER_MEMBER = 3
ISSUES_PER_MEMBER = 8
ISSUE_TYPES = {"Story": 4, "Bug": 3, "Task": 2, "Subtask": 1}
ISSUE_STATUSES = {"Done": 5, "In Review": 1, "In Progress": 2, "To Do": 2}


def plan_legacy_team(context: Context, slug: str) -> Iterator[Row]:
    """The rows of one team: its own row too, unless the world has it."""
    calendar, rng = context.calendar, context.rng.at("team", slug)
    assert isinstance(calendar, WeeklyCalendar)
    assert isinstance(rng, MetricsRandom)
    cast = _cast(rng, context.options["members"])
    subjects = Subjects(rng, cast)
    since = members_since(calendar, 1)
    rows: list[Row] = []
    if "team" in context.world:
        team = team_rows(calendar, rng, cast, context.world["team"], members_of(context.world), since=since)
    else:
        name = slug.replace("-", " ").title()
        rows.append(factories.TeamFactory.row(rng, name=name, slug=slug, created_at=since))
        team = team_rows(calendar, rng, cast, rows[0], since=since)
    rows += team.new_members
    for number in range(context.options["prs"]):
        rows += pull_request_rows(team, _pull_request(rng, cast, subjects, number))
    for member in cast:
        rows += _own_commits(team, subjects, member, context.options["prs"])
        rows += _issues(team, subjects, member)
        rows += _usage(team, member)
    rows += weekly_metrics_rows(team, rows)
    return iter(rows)


def _cast(rng: MetricsRandom, count: int) -> list[Member]:
    people = People(rng.at("people"))
    archetype = MemberArchetype("member", count)
    homes = homes_of(rng, range(count))
    cast = [
        Member(archetype, number, number, people[number], rng.at("member", number), home=home)
        for number, home in enumerate(homes)
    ]
    return [replace(cast[0], person=Person("Tech", "Lead")), *cast[1:]]


def _pull_request(rng: MetricsRandom, cast: Sequence[Member], subjects: Subjects, number: int) -> PullRequestPlan:
    stream = rng.at("pull request", number)
    draws = stream.at("draws")
    author, week = draws.choice(cast), draws.below(LEGACY_WEEKS)
    place = subjects.anywhere(author.home, stream.at("area"))
    plan = begin(author, week, 0, number, stream, place, subjects.change(place, number), subjects.turn)
    plan.outcome = draws.weighted_choice(OUTCOMES)
    plan.is_ai_assisted = draws.should_happen(AI_ASSISTED)
    plan.is_hotfix = draws.should_happen(HOTFIXES)
    if plan.outcome == "merged":
        times = stream.at("times")
        low, high = times.choice(CYCLES[:4])
        place_cycle(plan, times.randint(low, high), times)
    else:
        settle_unmerged(plan)
    settle_first_review(plan)
    others = [member for member in cast if member is not plan.author]
    seats = stream.at("reviewers")
    reviewers = seats.sample(others, min(len(others), seats.randint(1, 3)))
    plan.reviews = [_review(plan, reviewer) for reviewer in reviewers]
    if plan.outcome == "merged":
        plan.reviews[-1].state = "approved"
        _survey(plan, reviewers)
    settle_reviews(plan)
    return plan


def _review(plan: PullRequestPlan, reviewer: Member) -> ReviewPlan:
    stream = plan.stream.at("review", *reviewer.key)
    state = stream.weighted_choice(REVIEW_STATES)
    return ReviewPlan(reviewer, state, 0, stream, ReviewLots.draw(stream))


def _survey(plan: PullRequestPlan, reviewers: Sequence[Member]) -> None:
    stream = plan.stream.at("surveyed")
    if stream.should_happen(SURVEYED):
        survey = plan.plan_survey()
        survey.answers = [_answer(plan, survey, reviewer) for reviewer in reviewers[: stream.randint(1, 2)]]


def _answer(plan: PullRequestPlan, survey: SurveyPlan, reviewer: Member) -> AnswerPlan:
    stream = plan.stream.at("answer", *reviewer.key)
    answer = AnswerPlan(reviewer, stream, survey.second + stream.randint(240, 7200))
    answer.quality_rating = stream.weighted_choice(RATINGS)
    answer.guess_correct = stream.should_happen(0.5)
    return answer


def _own_commits(team: TeamRows, subjects: Subjects, member: Member, first_text: int) -> Iterator[Row]:
    """Commits outside any pull request, with texts behind those of the pull requests."""
    for number in range(COMMITS_PER_MEMBER):
        stream = member.stream.at("commit", number)
        place = subjects.anywhere(member.home, stream)
        change = subjects.change(place, first_text + member.number * COMMITS_PER_MEMBER + number)
        yield factories.CommitFactory.row(
            stream,
            team=team.team,
            github_repo=place.repository.name,
            author=team.members[member],
            committed_at=team.calendar.moment(_working_second(stream)),
            message=first_commit_message(change, stream.choice),
        )


def _issues(team: TeamRows, subjects: Subjects, member: Member) -> Iterator[Row]:
    for position in range(ISSUES_PER_MEMBER):
        stream = member.stream.at("issue", position)
        number = member.number * ISSUES_PER_MEMBER + position
        place, created = subjects.anywhere(member.home, stream), _working_second(stream)
        status, days = stream.weighted_choice(ISSUE_STATUSES), stream.randint(1, 6)
        resolved = created + days * DAY if status == "Done" else None
        if resolved is not None and not (team.happened(resolved) and resolved // DAY % 7 < WORKDAYS):
            status, resolved = "In Review", None
        yield factories.JiraIssueFactory.row(
            stream,
            team=team.team,
            jira_key=team.issue_key(number),
            jira_id=str(40_000 + number),
            summary=subjects.backlog_summary(place, number),
            issue_type=stream.weighted_choice(ISSUE_TYPES),
            status=status,
            assignee=team.members[member],
            story_points=stream.story_points(),
            issue_created_at=team.calendar.moment(created),
            resolved_at=team.moment_if_happened(resolved),
            synced_at=team.calendar.anchor,
        )


def _usage(team: TeamRows, member: Member) -> Iterator[Row]:
    """About 70% of the last 30 days, one tool and the other by turns."""
    today = (team.calendar.anchor.astimezone(team.calendar.zone).date() - team.calendar.day(0)).days
    days = range(today - USAGE_DAYS, today)
    chosen = member.stream.at("usage days").sample(days, round(USAGE_SHARE * USAGE_DAYS))
    for turn, day in enumerate(sorted(chosen)):
        yield usage_row(team, member, day, ("copilot", "cursor")[turn % 2], member.stream.at("AI usage", day))


def _working_second(stream: MetricsRandom) -> int:
    """A weekday of the eight weeks, in working hours, by three draws."""
    day = 7 * stream.below(LEGACY_WEEKS) + stream.below(WORKDAYS)
    return day * DAY + stream.working_second()
