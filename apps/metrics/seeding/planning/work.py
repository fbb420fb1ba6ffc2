"""The surroundings of the pull requests: Jira issues, and the daily use of AI tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from apps.metrics import factories
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.rows import TeamRows
from apps.metrics.seeding.planning.subjects import Subjects
from apps.metrics.seeding.planning.targets import MEMBERS_PER_WEEK, SLOTS_PER_MEMBER
from apps.metrics.seeding.planning.worktime import DAY, TICKS_PER_DAY, TICKS_PER_WEEK, WORKDAYS
from apps.metrics.seeding.specification.statement import FIRST_SPRINT
from apps.metrics.seeding.specification.usual_work import BACKLOG_PER_WEEK, ISSUE_TYPES
from seedplot.plan import Row

FIRST_JIRA_ID = 40_000
EARLIEST_SECOND = 8 * 3600 + 600
"""Nothing is reported before 8:10 on the first Monday."""
BACKLOG_TYPES = {"Task": 3, "Story": 3, "Bug": 2}
LONGEST_BACKLOG_WEEK = 10
DAYS_BEFORE = (0, 0, 0, 1, 1, 1, 1, 2, 2, 3)
"""The days by which an issue is older than its pull request; each place is as likely as the others."""


def issue_rows(team: TeamRows, plan: PullRequestPlan) -> Iterator[Row]:
    """The issue behind a pull request: reported before the opening, done with the merge."""
    if not plan.has_issue:
        return
    stream = plan.stream.at("jira issue")
    created, issue_type = _reported(plan, stream), _issue_type(plan, stream)
    story_points, delay = stream.story_points(), stream.randint(120, 1500)
    if not team.happened(created):
        return
    resolved = plan.ended + delay if plan.outcome == "merged" and plan.ended is not None else None
    status, changed = _status(team, plan, created, resolved)
    yield factories.JiraIssueFactory.row(
        stream,
        team=team.team,
        jira_key=team.issue_key(plan.number),
        jira_id=str(FIRST_JIRA_ID + plan.number),
        summary=plan.change.summary,
        issue_type=issue_type,
        status=status,
        assignee=team.members[plan.author],
        story_points=story_points,
        **_sprint(plan.opened_tick // TICKS_PER_WEEK),
        issue_created_at=team.calendar.moment(created),
        resolved_at=team.moment_if_happened(resolved),
        synced_at=team.calendar.anchor,
        updated_at=team.calendar.moment(changed),
    )


def backlog_rows(team: TeamRows, rng: MetricsRandom, subjects: Subjects, week: int) -> Iterator[Row]:
    """Issues of the week that nobody has started."""
    for position in range(rng.at("week", week, "backlog").randint(*BACKLOG_PER_WEEK)):
        stream = rng.at("week", week, "backlog", position)
        place = subjects.anywhere(stream.choice(subjects.homes).area, stream)
        number = week * LONGEST_BACKLOG_WEEK + position
        created = (7 * week + stream.below(WORKDAYS)) * DAY + stream.working_second()
        if team.happened(created):
            # Numbers count from the end of a week's block, where no pull request of the week has its own.
            key = (week + 1) * MEMBERS_PER_WEEK * SLOTS_PER_MEMBER - 1 - position
            yield factories.JiraIssueFactory.row(
                stream,
                team=team.team,
                jira_key=team.issue_key(key),
                jira_id=str(FIRST_JIRA_ID + key),
                summary=subjects.backlog_summary(place, number),
                issue_type=stream.weighted_choice(BACKLOG_TYPES),
                issue_created_at=team.calendar.moment(created),
                synced_at=team.calendar.anchor,
            )


def first_days_with_ai(plans: Iterable[PullRequestPlan]) -> dict[tuple[int, Member], int]:
    """The first day of each week on which a member opened or merged something with help of AI that counts for it."""
    days: dict[tuple[int, Member], int] = {}
    for plan in plans:
        ticks = [plan.opened_tick] if plan.is_ai_assisted else []
        if plan.is_ai_assisted and plan.outcome == "merged" and plan.ended_tick is not None:
            ticks.append(plan.ended_tick)
        for tick in ticks:
            day = tick // TICKS_PER_DAY
            key = (plan.week, plan.author)
            if day // 7 == plan.week:
                days[key] = min(day, days.get(key, day))
    return days


def usage_rows(
    team: TeamRows, cast: Sequence[Member], first_days: Mapping[tuple[int, Member], int], week: int
) -> Iterator[Row]:
    """Three to five days with an AI tool for each member who opened or merged something with its help that week."""
    today = team.calendar.anchor.astimezone(team.calendar.zone).date()
    for member in cast:
        first = first_days.get((week, member))
        if first is None:
            continue
        weights = {"copilot": 5, "cursor": 1}
        if member.stream.at("AI tool").should_happen(0.5):
            weights = {"copilot": 1, "cursor": 5}
        more = member.stream.at("week", week, "AI usage")
        others = [day for day in range(7 * week, 7 * week + WORKDAYS) if day != first]
        for day in sorted([first, *more.sample(others, more.randint(2, 4))]):
            if team.calendar.day(day) < today:
                stream = member.stream.at("AI usage", day)
                yield usage_row(team, member, day, stream.weighted_choice(weights), stream)


def usage_row(team: TeamRows, member: Member, day: int, tool: str, stream: MetricsRandom) -> Row:
    """A member's day with an AI tool, which is summed up when the day is over."""
    return factories.AIUsageDailyFactory.row(
        stream,
        team=team.team,
        member=team.members[member],
        date=team.calendar.day(day),
        source=tool,
        created_at=team.calendar.end_of_day(day),
        synced_at=team.calendar.anchor,
    )


def _reported(plan: PullRequestPlan, stream: MetricsRandom) -> int:
    """The moment at which the issue was reported: up to three days before the opening, or within the hour before it."""
    day = plan.opened // DAY - stream.choice(DAYS_BEFORE)
    second = day * DAY + stream.working_second()
    just_before = plan.opened - stream.randint(20 * 60, 50 * 60)
    if day % 7 >= WORKDAYS or second > plan.opened - 1200 or second < EARLIEST_SECOND:
        return just_before
    return second


def _status(team: TeamRows, plan: PullRequestPlan, created: int, resolved: int | None) -> tuple[str, int]:
    """The status at the anchor, and since which second it has it."""
    if team.happened(resolved):
        assert resolved is not None
        return "Done", resolved
    if plan.outcome == "closed" and plan.ended is not None and team.happened(plan.ended):
        return "To Do", plan.ended
    if plan.first_review is not None and team.happened(plan.first_review):
        return "In Review", plan.first_review
    if team.happened(plan.opened):
        return "In Progress", plan.opened
    return "To Do", created


def _issue_type(plan: PullRequestPlan, stream: MetricsRandom) -> str:
    usual = ISSUE_TYPES.get(plan.change.kind, "Task")
    return "Subtask" if stream.should_happen(0.15) and usual != "Bug" else usual


def _sprint(week: int) -> dict[str, str]:
    number = FIRST_SPRINT + week // 2
    return {"sprint_id": str(number), "sprint_name": f"Sprint {number}"}
