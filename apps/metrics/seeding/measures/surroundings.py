"""The surroundings of pull requests: Jira issues, and the daily use of AI tools."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from apps.metrics import models
from apps.metrics.seeding.specification.statement import FIRST_SPRINT
from apps.metrics.seeding.specification.usual_work import BACKLOG_PER_WEEK, STORY_POINTS

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence, TeamEvidence

LONGEST_RESOLUTION = timedelta(minutes=25)
"""From a merge to the moment at which its issue is done."""
LONGEST_WAIT = timedelta(days=4)
"""From the report of an issue to the opening of its pull request."""
ENOUGH_PULL_REQUESTS = 100
A_WEEK_OF_WORK = 12
"""Pull requests of a week beside which the backlog is small."""
WEEKS_PER_SPRINT = 2
AI_DAYS_PER_WEEK = (3, 5)


# Issues.


def impossible_issues(team: TeamEvidence) -> list[str]:
    """Issues that are done without a moment of it or the reverse, have odd story points, or belong to nobody's work."""
    offenders = []
    keys = set()
    for row in team.rows(models.JiraIssue):
        keys.add(row.jira_key)
        points = row.story_points is None or row.story_points in STORY_POINTS
        is_unowned = row.assignee_id is None and (row.status != "To Do" or row.story_points is not None)
        if (row.status == "Done") != (row.resolved_at is not None) or not points or is_unowned:
            offenders.append(f"issue {row.jira_key}")
    named = (row for row in team.pull_requests.values() if row.jira_key)
    return offenders + [f"pull request {row.id} without its issue" for row in named if row.jira_key not in keys]


def issues_out_of_step(team: StoryEvidence) -> list[str]:
    """Issues whose assignee, status, sprint or moments are not those of the pull request that they lead to."""
    owners = {row.jira_key: row for row in team.pull_requests.values() if row.jira_key and not row.is_revert}
    offenders = []
    issues = team.rows(models.JiraIssue)
    for issue in issues:
        owner = owners.get(issue.jira_key)
        if owner is not None and not _is_in_step(team, issue, owner):
            offenders.append(f"issue {issue.jira_key}")
        elif owner is None and issue.status != "To Do":
            offenders.append(f"issue {issue.jira_key} without a pull request")
    backlog = Counter(team.week(issue.issue_created_at) for issue in issues if issue.assignee_id is None)
    low, high = BACKLOG_PER_WEEK
    offenders += [f"backlog of week {week}" for week in team.full_weeks if not low <= backlog[week] <= high]
    there = sum(not row.is_revert for row in team.pull_requests.values())
    are_enough = there >= max(ENOUGH_PULL_REQUESTS, A_WEEK_OF_WORK * len(team.full_weeks))
    if are_enough and not there / 2 <= len(issues) <= there:
        offenders.append(f"{len(issues)} issues for {there} pull requests")
    return offenders


def _is_in_step(team: StoryEvidence, issue: models.JiraIssue, owner: models.PullRequest) -> bool:
    # Counted from the first Monday, whichever side of it: what merges early may have opened before.
    number = FIRST_SPRINT + (owner.pr_created_at - team.begin).days // 7 // WEEKS_PER_SPRINT
    merged, resolved = owner.merged_at, issue.resolved_at
    if resolved is None:
        is_timely = merged is None or merged + LONGEST_RESOLUTION >= team.anchor
        status = "To Do" if owner.state == "closed" else "In Review" if owner.first_review_at else "In Progress"
    else:
        is_timely = merged is not None and merged < resolved <= merged + LONGEST_RESOLUTION
        status = "Done"
    return (
        is_timely
        and issue.status == status
        and issue.assignee_id == owner.author_id
        and owner.pr_created_at - LONGEST_WAIT < issue.issue_created_at < owner.pr_created_at
        and (issue.sprint_id, issue.sprint_name) == (str(number), f"Sprint {number}")
    )


# The use of AI tools.


def impossible_ai_usage(team: TeamEvidence) -> list[str]:
    """Days of AI usage whose figures contradict each other, that are not over yet, or twice by one tool."""
    offenders = []
    seen = set()
    for row in team.rows(models.AIUsageDaily):
        key = (row.member_id, row.date)
        if not (
            0 <= row.suggestions_accepted <= row.suggestions_shown
            and row.acceptance_rate == _percent(row.suggestions_accepted, row.suggestions_shown)
            and 0 < row.active_hours <= 24
            and row.date < team.today
            and key not in seen
        ):
            offenders.append(f"AI usage {row.id}")
        seen.add(key)
    return offenders


def _percent(part: int, whole: int) -> Decimal | None:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None


def unusual_ai_weeks(team: StoryEvidence) -> list[str]:
    """Full weeks in which a member uses an AI tool on one or two days, and weeks with more than five or a weekend."""
    low, high = AI_DAYS_PER_WEEK
    days: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row in team.rows(models.AIUsageDaily):
        days[row.member_id, team.week_of_day(row.date)].append(row.date.weekday())
    return [
        f"{len(found)} days by member {member} in week {week}"
        for (member, week), found in days.items()
        if not (low if week in team.full_weeks else 1) <= len(found) <= high or max(found) > 4 or week < 0
    ]
