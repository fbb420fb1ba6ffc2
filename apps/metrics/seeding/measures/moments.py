"""Order in time: events follow each other, lie before the anchor, and hours are differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from apps.metrics import models

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import TeamEvidence

SECOND = timedelta(seconds=1)
ONE_WEEK = timedelta(weeks=1)
BEGINS_AFTER, ENDS_BEFORE = timedelta(hours=2), ONE_WEEK - timedelta(hours=2)


def hours_between(begin: datetime, end: datetime) -> Decimal:
    """The difference in hours to two places, halves up."""
    return hours((end - begin) // SECOND, 1)


def hours(seconds: int, count: int) -> Decimal:
    """The mean of so many durations in hours to two places, halves up, by their sum in whole seconds."""
    return Decimal((2 * seconds + 36 * count) // (72 * count)).scaleb(-2)


def out_of_order(team: TeamEvidence) -> list[str]:
    """Rows whose moments contradict each other, or lie at or after the anchor, or hours that are no differences."""
    return [*_pull_requests(team), *_parts_of_pull_requests(team), *_issues(team), *_later_than_the_anchor(team)]


def _pull_requests(team: TeamEvidence) -> Iterator[str]:
    for row in team.pull_requests.values():
        opened, reviewed, merged = row.pr_created_at, row.first_review_at, row.merged_at
        consistent = (row.state == "merged") == (merged is not None) and (merged is None or reviewed is not None)
        cycle = None if merged is None else hours_between(opened, merged)
        wait = None if reviewed is None else hours_between(opened, reviewed)
        hours_agree = (row.cycle_time_hours, row.review_time_hours) == (cycle, wait)
        if not (_phases_follow(row) and _latest(row) < team.anchor and consistent and hours_agree):
            yield f"pull request {row.id}"
        reviews, commits = team.reviews_of[row.id], team.commits_of[row.id]
        approvals = [review.submitted_at for review in reviews if review.state == "approved"]
        if (reviewed, row.approved_at) != (reviews[0].submitted_at if reviews else None, max(approvals, default=None)):
            yield f"reviews of pull request {row.id}"
        if row.first_commit_at != (commits[0].committed_at if commits else None):
            yield f"first commit of pull request {row.id}"


def _phases_follow(row: models.PullRequest) -> bool:
    """Coding, pickup and review come one after the other; ready and the last approval may be the moments before."""
    first_commit, opened, ready = row.first_commit_at, row.pr_created_at, row.ready_for_review_at
    reviewed, approved, merged = row.first_review_at, row.approved_at, row.merged_at
    before_review = max(opened, ready or opened)
    return (
        first_commit is not None
        and first_commit < opened
        and (ready is None or opened <= ready)
        and (reviewed is None or (ready is not None and before_review < reviewed))
        and (approved is None or (reviewed is not None and reviewed <= approved))
        and (merged is None or (approved is not None and approved < merged))
    )


def _latest(row: models.PullRequest) -> datetime:
    return max(each for each in (row.pr_created_at, row.first_review_at, row.merged_at) if each is not None)


def _parts_of_pull_requests(team: TeamEvidence) -> Iterator[str]:
    """Reviews, comments and checks before the opening, and these and commits after the merge or the anchor."""
    parts = (
        ("review", "submitted_at", team.reviews_of),
        ("comment", "comment_created_at", team.comments_of),
        ("check run", "started_at", team.checks_of),
        ("check run", "completed_at", team.checks_of),
    )
    for noun, column, rows_of in parts:
        for key, rows in rows_of.items():
            owner = team.pull_requests[key]
            begin, end = owner.pr_created_at, owner.merged_at or team.anchor
            for row in rows:
                moment = getattr(row, column)
                if moment is not None and not begin < moment < end:
                    yield f"{noun} {row.id}"
    for key, commits in team.commits_of.items():
        owner = team.pull_requests[key]
        end = owner.approved_at if owner.merged_at and owner.approved_at else team.anchor
        yield from (f"commit {row.id}" for row in commits if row.committed_at >= end)


def _issues(team: TeamEvidence) -> Iterator[str]:
    for row in team.rows(models.JiraIssue):
        expected = None
        if row.resolved_at is not None:
            if row.resolved_at < row.issue_created_at:
                yield f"issue {row.jira_key}"
            expected = hours_between(row.issue_created_at, row.resolved_at)
        if row.cycle_time_hours != expected:
            yield f"hours of issue {row.jira_key}"


def _later_than_the_anchor(team: TeamEvidence) -> Iterator[str]:
    events: tuple[tuple[str, Sequence[Any], str], ...] = (
        ("commit", team.rows(models.Commit), "committed_at"),
        ("issue", team.rows(models.JiraIssue), "issue_created_at"),
        ("issue", team.rows(models.JiraIssue), "resolved_at"),
        ("survey", team.rows(models.PRSurvey), "created_at"),
        ("survey", team.rows(models.PRSurvey), "author_responded_at"),
        ("answer", team.answers, "responded_at"),
        ("deployment", team.rows(models.Deployment), "deployed_at"),
    )
    for noun, rows, column in events:
        for row in rows:
            moment = getattr(row, column)
            if moment is not None and moment >= team.anchor:
                yield f"{noun} {row.id}"


def between_the_weeks(team: TeamEvidence) -> list[str]:
    """Events between Sunday 22:00 and Monday 2:00: an hour more or less must not move one into another week.

    A story counts its time from its first midnight, so that a clock change in it moves the hours on the wall.
    """
    return [
        f"{noun} {row.id}"
        for noun, row, moment in _work(team)
        if not BEGINS_AFTER <= (moment - team.begin) % ONE_WEEK <= ENDS_BEFORE
    ]


def _work(team: TeamEvidence) -> Iterator[tuple[str, Any, datetime]]:
    for row in team.pull_requests.values():
        yield "pull request", row, row.pr_created_at
        if row.merged_at is not None:
            yield "merge of pull request", row, row.merged_at
        if row.state == "closed":
            # A closing has no column of its own; it is the last change.
            yield "closing of pull request", row, row.updated_at
        for review in team.reviews_of[row.id]:
            yield "review", review, review.submitted_at
        for comment in team.comments_of[row.id]:
            yield "comment", comment, comment.comment_created_at
        for commit in team.commits_of[row.id]:
            yield "commit", commit, commit.committed_at
    for issue in team.rows(models.JiraIssue):
        yield "issue", issue, issue.issue_created_at
