"""Stamps: a row is created at the moment it records, last changed at its last event, and synced at the anchor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from apps.metrics import models

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import TeamEvidence

SINGLE_EVENTS: dict[type[Model], str] = {
    models.PRReview: "submitted_at",
    models.PRComment: "comment_created_at",
    models.Commit: "committed_at",
    models.Deployment: "deployed_at",
    models.PRSurveyReview: "responded_at",
    models.PRFile: "created_at",
}
"""The one moment of a row that nothing changes afterwards."""
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def wrong_stamps(team: TeamEvidence) -> list[str]:
    """Rows with a stamp of another moment than that of what they record."""
    return list(_wrong_stamps(team))


def _wrong_stamps(team: TeamEvidence) -> Iterator[str]:
    for model, column in SINGLE_EVENTS.items():
        for row in team.rows(model):
            if not row.created_at == row.updated_at == getattr(row, column):
                yield f"{model._meta.verbose_name} {row.id}"
    for comment in team.rows(models.PRComment):
        if comment.comment_updated_at != comment.comment_created_at:
            yield f"comment {comment.id}"
    yield from _pull_requests(team)
    yield from _later_changes(team)
    yield from _summaries(team)
    first = min((row.first_commit_at or row.pr_created_at for row in team.pull_requests.values()), default=team.anchor)
    for row in team.rows(models.Team) + team.rows(models.TeamMember):
        if not row.created_at == row.updated_at < first:
            yield f"team or member {row.id}"


def _pull_requests(team: TeamEvidence) -> Iterator[str]:
    """The last change is that of the row or of its parts. A closing shows nowhere else, so it may only not be early."""
    for row in team.pull_requests.values():
        last = max([moment for moment in _moments(team, row) if moment is not None])
        is_closing = row.state == "closed" and last < row.updated_at < team.anchor
        is_last_change = row.updated_at == last or is_closing
        if row.created_at != row.pr_created_at or row.synced_at != team.anchor or not is_last_change:
            yield f"pull request {row.id}"


def _moments(team: TeamEvidence, row: models.PullRequest) -> Iterator[datetime | None]:
    yield row.pr_created_at
    yield row.merged_at
    yield from (commit.committed_at for commit in team.commits_of[row.id][-1:])
    yield from (review.submitted_at for review in team.reviews_of[row.id][-1:])
    yield from (comment.comment_created_at for comment in team.comments_of[row.id])


def _later_changes(team: TeamEvidence) -> Iterator[str]:
    for check in team.rows(models.PRCheckRun):
        if check.created_at != check.started_at or check.updated_at != (check.completed_at or check.started_at):
            yield f"check run {check.id}"
    for survey in team.surveys.values():
        if survey.updated_at != (survey.author_responded_at or survey.created_at):
            yield f"survey {survey.id}"
    for issue in team.rows(models.JiraIssue):
        is_changed = issue.updated_at == issue.resolved_at if issue.resolved_at else issue.updated_at < team.anchor
        if issue.created_at != issue.issue_created_at or issue.synced_at != team.anchor or not is_changed:
            yield f"issue {issue.jira_key}"


def _summaries(team: TeamEvidence) -> Iterator[str]:
    """A day and a week are summed up at their end, or at the anchor if it comes first."""
    for usage in team.rows(models.AIUsageDaily):
        if not _is_made_after(team, usage, usage.date + ONE_DAY) or usage.synced_at != team.anchor:
            yield f"AI usage {usage.id}"
    for week in team.rows(models.WeeklyMetrics):
        if not _is_made_after(team, week, week.week_start + ONE_WEEK):
            yield f"weekly metrics {week.id}"


def _is_made_after(team: TeamEvidence, row: Any, day: date) -> bool:
    moment = min(team.midnight(day), team.anchor)
    return bool(row.created_at == row.updated_at == moment)
