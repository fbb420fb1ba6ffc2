"""Shares that chance decides: single rows may be anything, many of them lie near what is usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from apps.metrics import models
from apps.metrics.seeding.specification.usual_work import (
    APPROVALS_WITH_A_WORD,
    REPOSITORIES_PER_TEAM,
    TIME_OUT_SHARE,
    TRACKED_SHARE,
)

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence

STANDARD_ERRORS = 5
"""Chance alone goes further in one of two million cases."""
ENOUGH_PULL_REQUESTS = 50
USUAL_FILES, SPREAD_OF_FILES = 4.2, 1.4
"""Files of a pull request: 2 to 8, mostly 3 or 4."""
FILE_SHARES = {
    "file_category": {"backend": 0.35, "frontend": 0.25, "test": 0.20, "config": 0.10, "docs": 0.10},
    "status": {"modified": 0.7, "added": 0.2, "removed": 0.1},
}
FEW_REVERTS = 0.1
LABELLED_SHARE = 2 / 3
PRODUCTION_SHARE = 0.7
SUCCESS_SHARE = 0.92
OK = 2
"""The rating in the middle."""
REMOVED_LINES = (0.25, 0.65)
"""For each line that is added."""


def unusual_mix(team: StoryEvidence) -> list[str]:
    """Shares that lie further from the usual than chance explains."""
    invented = [row for row in team.pull_requests.values() if row.source == "factory" and not row.is_revert]
    # Only what opens after its target has merged can be a revert, so that many of them leave the longer, larger ones.
    has_few_reverts = sum(row.is_revert for row in team.pull_requests.values()) <= FEW_REVERTS * len(invented)
    return [
        *(_files(team, [row for row in invented if row.state != "open"]) if has_few_reverts else ()),
        *_share("issues", sum(row.jira_key != "" for row in invented), len(invented), TRACKED_SHARE),
        *_share("labels", sum(row.labels != [] for row in invented), len(invented), LABELLED_SHARE),
        *_reviews(team),
        *_surroundings(team),
        *_repositories(invented),
        *_ratings(team),
    ]


def _share(noun: str, found: int, count: int, usual: float) -> Iterator[str]:
    if abs(found - usual * count) > STANDARD_ERRORS * sqrt(usual * (1 - usual) * count):
        yield f"{noun}: {found} of {count}, usually {usual:.0%}"


def _files(team: StoryEvidence, owners: Sequence[models.PullRequest]) -> Iterator[str]:
    files = [file for row in owners for file in team.files_of[row.id]]
    if abs(len(files) - USUAL_FILES * len(owners)) > STANDARD_ERRORS * SPREAD_OF_FILES * sqrt(len(owners)):
        yield f"files: {len(files)} for {len(owners)} pull requests"
    for column, shares in FILE_SHARES.items():
        counts = Counter(getattr(file, column) for file in files)
        for value, usual in shares.items():
            yield from _share(f"{value} files", counts[value], len(files), usual)
    added, removed = sum([row.additions for row in owners]), sum([row.deletions for row in owners])
    low, high = REMOVED_LINES
    if len(owners) >= ENOUGH_PULL_REQUESTS and not low <= removed / max(1, added) <= high:
        yield f"lines: {removed} removed, {added} added"


def _reviews(team: StoryEvidence) -> Iterator[str]:
    approvals = [review for reviews in team.reviews_of.values() for review in reviews if review.state == "approved"]
    words = {
        (comment.pull_request_id, comment.author_id, comment.comment_created_at)
        for comments in team.comments_of.values()
        for comment in comments
        if comment.comment_type == "issue"
    }
    found = sum((review.pull_request_id, review.reviewer_id, review.submitted_at) in words for review in approvals)
    yield from _share("approvals with a word", found, len(approvals), APPROVALS_WITH_A_WORD)


def _surroundings(team: StoryEvidence) -> Iterator[str]:
    deployments = team.rows(models.Deployment)
    production = sum(row.environment == "production" for row in deployments)
    yield from _share("production", production, len(deployments), PRODUCTION_SHARE)
    succeeded = sum(row.status == "success" for row in deployments)
    yield from _share("deployments that succeed", succeeded, len(deployments), SUCCESS_SHARE)
    conclusions = Counter(row.conclusion for row in team.rows(models.PRCheckRun))
    failed = conclusions["failure"] + conclusions["timed_out"]
    yield from _share("checks out of time", conclusions["timed_out"], failed, TIME_OUT_SHARE)
    tools = {row.source for row in team.rows(models.AIUsageDaily)}
    if len(tools) < 2 and len(team.rows(models.AIUsageDaily)) >= ENOUGH_PULL_REQUESTS:
        yield f"AI tools: {', '.join(sorted(tools))}"


def _repositories(invented: Sequence[models.PullRequest]) -> Iterator[str]:
    names = {row.github_repo for row in invented}
    if len(invented) >= ENOUGH_PULL_REQUESTS and len(names) != REPOSITORIES_PER_TEAM:
        yield f"repositories: {len(names)}"


def _ratings(team: StoryEvidence) -> Iterator[str]:
    """The worst rating is the rarer of the two that are not the best, in weeks that are rated "OK" or better."""
    good = [week for week in team.full_weeks if float(team.scenario.weekly_params(week)["quality_rating"]) >= OK]
    counts = Counter(answer.quality_rating for week in good for answer in team.answers_in[week])
    if counts[1] > counts[2]:
        yield f"ratings: {counts[1]} of 1, {counts[2]} of 2"
