"""Order in time: events follow each other, lie before the anchor and in working hours, and hours are differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from apps.metrics import models

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import TeamEvidence

SECOND = timedelta(seconds=1)
WORKDAYS = 5
WORK_BEGINS = 9 * 3600
REPORTS_BEGIN = 8 * 3600
WORK_ENDS = 18 * 3600 + 30 * 60 + 59


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
        moments = [each for each in (opened, reviewed, merged) if each is not None]
        ordered = all(earlier < later for earlier, later in pairwise(moments)) and moments[-1] < team.anchor
        consistent = (row.state == "merged") == (merged is not None) and (merged is None or reviewed is not None)
        cycle = None if merged is None else hours_between(opened, merged)
        wait = None if reviewed is None else hours_between(opened, reviewed)
        if not (ordered and consistent and (row.cycle_time_hours, row.review_time_hours) == (cycle, wait)):
            yield f"pull request {row.id}"
        reviews = team.reviews_of[row.id]
        if reviewed != (reviews[0].submitted_at if reviews else None):
            yield f"first review of pull request {row.id}"


def _parts_of_pull_requests(team: TeamEvidence) -> Iterator[str]:
    """Reviews, comments, checks and commits before the opening, or after the merge or the anchor."""
    parts = (
        ("review", "submitted_at", team.reviews_of),
        ("comment", "comment_created_at", team.comments_of),
        ("check run", "started_at", team.checks_of),
        ("check run", "completed_at", team.checks_of),
        ("commit", "committed_at", team.commits_of),
    )
    for noun, column, rows_of in parts:
        for key, rows in rows_of.items():
            owner = team.pull_requests[key]
            begin, end = owner.pr_created_at, owner.merged_at or team.anchor
            for row in rows:
                moment = getattr(row, column)
                if moment is not None and not begin < moment < end:
                    yield f"{noun} {row.id}"


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


def outside_working_hours(team: TeamEvidence) -> list[str]:
    """Work on pull requests, and reports of issues, at night or at a weekend.

    A story counts its time from its first midnight, so that a clock change in it moves the hours on the wall.
    """
    offenders = [
        f"{noun} {row.id}"
        for noun, row, moment in _work(team)
        if not _is_working_time(moment - team.begin, begins=WORK_BEGINS)
    ]
    return offenders + [
        f"issue {row.jira_key}"
        for row in team.rows(models.JiraIssue)
        if not _is_working_time(row.issue_created_at - team.begin, begins=REPORTS_BEGIN)
    ]


def _is_working_time(since_begin: timedelta, *, begins: int) -> bool:
    return since_begin.days % 7 < WORKDAYS and begins <= since_begin.seconds <= WORK_ENDS


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
