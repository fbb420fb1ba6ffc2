"""Pull requests: their titles, their figures as sums over their rows, and what they take back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from apps.metrics.seeding.measures.moments import SECOND, hours

if TYPE_CHECKING:
    from apps.metrics import models
    from apps.metrics.seeding.rows import TeamEvidence

REVERT_BEGINS, REVERT_ENDS = 'Revert "', '"'


def wrong_sums(team: TeamEvidence) -> list[str]:
    """Pull requests whose lines are not those of their files, or of their commits."""
    return [
        f"pull request {row.id}"
        for rows_of in (team.files_of, team.commits_of)
        for row in team.pull_requests.values()
        if _lines(rows_of[row.id]) != (row.additions, row.deletions)
    ]


def _lines(rows: Sequence[Any]) -> tuple[int, int]:
    return sum([row.additions for row in rows]), sum([row.deletions for row in rows])


def repeated_titles(team: TeamEvidence) -> list[str]:
    titles = Counter(row.title for row in team.pull_requests.values())
    return [title for title, count in titles.items() if count > 1]


def wrong_counts(team: TeamEvidence) -> list[str]:
    """Pull requests whose counts of comments, rounds and later commits, or hours to a fix, are not their rows'."""
    offenders = []
    for row in team.pull_requests.values():
        reviews, commits = team.reviews_of[row.id], team.commits_of[row.id]
        asked = [review.submitted_at for review in reviews if review.state == "changes_requested"]
        later = sum(commit.committed_at > reviews[0].submitted_at for commit in commits) if reviews else None
        expected = {
            "total_comments": len(team.comments_of[row.id]),
            "review_rounds": len(asked) if reviews else None,
            "commits_after_first_review": later,
            "avg_fix_response_hours": _mean_fix_hours(asked, commits),
        }
        offenders += [
            f"{name} of pull request {row.id}" for name, value in expected.items() if getattr(row, name) != value
        ]
    return offenders


def _mean_fix_hours(asked: Sequence[Any], commits: Sequence[models.Commit]) -> Decimal | None:
    """From each request for changes to the next commit, over those that a commit followed."""
    followers = [next((each.committed_at for each in commits if each.committed_at > moment), None) for moment in asked]
    waits = [
        (follower - moment) // SECOND for moment, follower in zip(asked, followers, strict=True) if follower is not None
    ]
    return hours(sum(waits), len(waits)) if waits else None


def impossible_flags(team: TeamEvidence) -> list[str]:
    """Reverts that take back nothing or were closed, and drafts that are no longer open."""
    by_title = {row.title: row for row in team.pull_requests.values()}
    offenders = []
    for row in team.pull_requests.values():
        is_named = row.title.startswith(REVERT_BEGINS)
        target = by_title.get(row.title.removeprefix(REVERT_BEGINS).removesuffix(REVERT_ENDS)) if is_named else None
        is_possible = not is_named or (row.state != "closed" and can_be_reverted(target, row))
        if row.is_revert != is_named or not is_possible:
            offenders.append(f"revert {row.id}")
        if row.is_draft and (row.state == "merged" or (row.state == "closed" and row.source == "factory")):
            offenders.append(f"draft {row.id}")
    return offenders


def can_be_reverted(target: models.PullRequest | None, revert: models.PullRequest) -> bool:
    """Merged before the revert opened, in the same repository, and no revert itself."""
    return (
        target is not None
        and target.merged_at is not None
        and target.merged_at < revert.pr_created_at
        and target.github_repo == revert.github_repo
        and not target.is_revert
    )
