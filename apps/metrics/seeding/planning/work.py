"""What surrounds the pull requests: Jira issues, the daily use of AI tools, and the weekly aggregates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from apps.metrics import factories
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.rows import TeamRows
from apps.metrics.seeding.planning.slots import Subjects
from apps.metrics.seeding.planning.worktime import DAY, TICKS_PER_DAY, WORKDAYS
from apps.metrics.seeding.targets import MEMBERS_PER_WEEK, SLOTS_PER_MEMBER
from apps.metrics.seeding.weekly_metrics_calculator import (
    MergedPullRequest,
    RatedAnswer,
    ResolvedIssue,
    SurveyResponse,
    calculate_weekly_metrics,
)
from seedplot.plan import Row

ISSUE_TYPES = {"feature": "Story", "fix": "Bug"}
FIRST_SPRINT = 31
FIRST_JIRA_ID = 40_000
EARLIEST_SECOND = 8 * 3600 + 600
"""Nothing is reported before 8:10 on the first Monday."""
BACKLOG_PER_WEEK = (2, 4)
LONGEST_BACKLOG_WEEK = 10


def issue_rows(team: TeamRows, plan: PullRequestPlan) -> Iterator[Row]:
    """The issue behind a pull request: reported before the opening, done with the merge."""
    if not plan.has_issue:
        return
    stream = plan.stream.at("jira issue")
    created = _reported(plan, stream)
    if not team.happened(created):
        return
    resolved = None
    if plan.outcome == "merged" and plan.ended is not None:
        resolved = plan.ended + stream.at("resolution").randint(120, 1500)
    status, changed = _status(team, plan, created, resolved)
    yield factories.JiraIssueFactory.row(
        stream,
        team=team.team,
        jira_key=team.issue_key(plan.number),
        jira_id=str(FIRST_JIRA_ID + plan.number),
        summary=plan.change.summary,
        issue_type=_issue_type(plan, stream),
        status=status,
        assignee=team.members[plan.author],
        story_points=stream.at("points").story_points(),
        **_sprint(plan.week),
        issue_created_at=team.moment(created),
        resolved_at=team.moment_if_happened(resolved),
        synced_at=team.calendar.anchor,
        updated_at=team.moment(changed),
    )


def backlog_rows(team: TeamRows, rng: MetricsRandom, subjects: Subjects, week: int) -> Iterator[Row]:
    """Issues of the week that nobody has started."""
    for position in range(rng.at("week", week, "backlog").randint(*BACKLOG_PER_WEEK)):
        stream = rng.at("week", week, "backlog", position)
        repository = subjects.repository(stream)
        number = week * LONGEST_BACKLOG_WEEK + position
        created = (7 * week + stream.at("day").below(WORKDAYS)) * DAY + stream.at("time").working_second()
        if team.happened(created):
            # Numbers count from the end of a week's block, where no pull request of the week has its own.
            key = (week + 1) * MEMBERS_PER_WEEK * SLOTS_PER_MEMBER - 1 - position
            yield factories.JiraIssueFactory.row(
                stream,
                team=team.team,
                jira_key=team.issue_key(key),
                jira_id=str(FIRST_JIRA_ID + key),
                summary=subjects.backlog_summary(repository, number),
                issue_type=stream.at("type").weighted_choice({"Task": 3, "Story": 3, "Bug": 2}),
                issue_created_at=team.moment(created),
                synced_at=team.calendar.anchor,
            )


def usage_rows(
    team: TeamRows, rng: MetricsRandom, cast: Sequence[Member], plans: Iterable[PullRequestPlan], week: int
) -> Iterator[Row]:
    """Three to five days with an AI tool for each member who opened or merged something with its help that week."""
    days: dict[Member, list[int]] = {}
    for plan in plans:
        if plan.is_ai_assisted:
            moments = [plan.opened_tick, *([plan.ended_tick] if plan.ended_tick and plan.outcome == "merged" else [])]
            for tick in moments:
                day = tick // TICKS_PER_DAY
                if day // 7 == week:
                    days.setdefault(plan.author, []).append(day)
    for member in cast:
        if member not in days:
            continue
        stream = member.stream.at("week", week, "AI usage")
        others = [7 * week + weekday for weekday in range(WORKDAYS) if 7 * week + weekday != min(days[member])]
        chosen = stream.at("days").sample(others, stream.randint(2, 4))
        for day in sorted([min(days[member]), *chosen]):
            if team.calendar.day(day) < team.calendar.anchor.astimezone(team.calendar.zone).date():
                favourite = member.stream.at("AI tool").choice(("copilot", "cursor"))
                other = "cursor" if favourite == "copilot" else "copilot"
                tool = member.stream.at("AI tool", day).weighted_choice({favourite: 5, other: 1})
                yield usage_row(team, member, day, tool)


def usage_row(team: TeamRows, member: Member, day: int, tool: str) -> Row:
    """A member's day with an AI tool, which is summed up when the day is over."""
    return factories.AIUsageDailyFactory.row(
        member.stream.at("AI usage", day),
        team=team.team,
        member=team.members[member],
        date=team.calendar.day(day),
        source=tool,
        created_at=team.calendar.end_of_day(day),
        synced_at=team.calendar.anchor,
    )


def weekly_metrics_rows(team: TeamRows, rows: Sequence[Row]) -> Iterator[Row]:
    """The weekly aggregates, from the rows that the plan has made so far."""
    by_model: dict[str, list[Row]] = {}
    for row in rows:
        by_model.setdefault(row.shape.label, []).append(row)
    commits: dict[Row, int] = {}
    for commit in by_model.get("metrics.Commit", ()):
        commits[commit.pull_request] = commits.get(commit.pull_request, 0) + 1
    merged = [row for row in by_model.get("metrics.PullRequest", ()) if row.merged_at is not None]
    weeks = calculate_weekly_metrics(
        list(team.members.values()),
        tz=team.calendar.zone,
        pull_requests=(_merged(row, commits.get(row, 0)) for row in merged),
        survey_responses=(
            SurveyResponse(row.author, row.pull_request.merged_at, row.author_responded_at is not None)
            for row in by_model.get("metrics.PRSurvey", ())
        ),
        answers=(
            RatedAnswer(
                row.survey.author,
                row.survey.pull_request.merged_at,
                row.reviewer,
                row.quality_rating,
                row.guess_correct,
                row.responded_at,
            )
            for row in by_model.get("metrics.PRSurveyReview", ())
        ),
        issues=(
            ResolvedIssue(row.assignee, row.resolved_at, row.story_points)
            for row in by_model.get("metrics.JiraIssue", ())
            if row.resolved_at is not None
        ),
    )
    for week in weeks:
        columns = {name: getattr(week, name) for name in week.__dataclass_fields__}
        sunday = (week.week_start - team.calendar.first_monday.date()).days + 6
        yield factories.WeeklyMetricsFactory.row(
            # Every column is given: an aggregate leaves nothing to chance.
            MetricsRandom(0),
            team=team.team,
            created_at=team.calendar.end_of_day(sunday),
            **columns,
        )


def _merged(row: Row, commits: int) -> MergedPullRequest:
    return MergedPullRequest(
        row.author,
        row.merged_at,
        row.cycle_time_hours,
        row.review_time_hours,
        row.additions,
        row.deletions,
        commits,
        row.is_revert,
        row.is_hotfix,
        row.is_ai_assisted,
    )


def _reported(plan: PullRequestPlan, stream: MetricsRandom) -> int:
    """When the issue was reported: up to three days before the opening, or within the hour before it."""
    day = plan.opened // DAY - stream.at("days before").weighted_choice({0: 3, 1: 4, 2: 2, 3: 1})
    second = day * DAY + stream.at("time").working_second()
    if day % 7 >= WORKDAYS or second > plan.opened - 1200 or second < EARLIEST_SECOND:
        second = plan.opened - stream.at("minutes before").randint(20 * 60, 50 * 60)
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
    return "Subtask" if usual != "Bug" and stream.at("subtask").should_happen(0.15) else usual


def _sprint(week: int) -> dict[str, str]:
    number = FIRST_SPRINT + week // 2
    return {"sprint_id": str(number), "sprint_name": f"Sprint {number}"}
