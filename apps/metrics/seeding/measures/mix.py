"""Shares that chance decides: single rows may be anything, many of them lie near what is usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from apps.metrics import models
from apps.metrics.seeding.measures.touched import has_few_reverts
from apps.metrics.seeding.specification.usual_work import (
    APPROVALS_WITH_A_FOLLOW_UP,
    TIME_OUT_SHARE,
    TRACKED_SHARE,
)

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence

STANDARD_ERRORS = 5
"""Chance alone goes further in one of two million cases."""
ENOUGH_PULL_REQUESTS, MANY_PULL_REQUESTS = 60, 120
FILES_PER_PULL_REQUEST, FILES_PER_ONE_OF_FEWER = (2.2, 4.6), (2.0, 5.2)
"""The second up to the larger number: one very large pull request among them shows in the mean."""
FILE_SHARES = {
    "file_category": {
        "backend": (0.26, 0.62),
        "frontend": (0.08, 0.38),
        "test": (0.20, 0.44),
        "config": (0.0, 0.06),
        "docs": (0.002, 0.10),
    },
    "status": {"modified": (0.92, 0.995), "added": (0.005, 0.08), "removed": (0.0, 0.02)},
}
"""Large pull requests have many files, so the shares go further apart than chance alone would have them."""
ROOM_OF_FEWER = 0.01
LABELLED_SHARE = 2 / 3
OK = 2
"""The rating in the middle."""
REMOVED_LINES = (0.15, 0.65)
"""For each line that is added."""


def unusual_mix(team: StoryEvidence) -> list[str]:
    """Shares that lie further from the usual than chance explains, and mixtures of files that no team has."""
    invented = [row for row in team.pull_requests.values() if row.source == "factory" and not row.is_revert]
    return [
        *(_files(team, [row for row in invented if row.state != "open"]) if has_few_reverts(team) else ()),
        *_share("issues", sum(row.jira_key != "" for row in invented), len(invented), TRACKED_SHARE),
        *_share("labels", sum(row.labels != [] for row in invented), len(invented), LABELLED_SHARE),
        *_reviews(team),
        *_surroundings(team),
        *_ratings(team),
    ]


def _share(noun: str, found: int, count: int, usual: float) -> Iterator[str]:
    if abs(found - usual * count) > STANDARD_ERRORS * sqrt(usual * (1 - usual) * count):
        yield f"{noun}: {found} of {count}, usually {usual:.0%}"


def _files(team: StoryEvidence, owners: Sequence[models.PullRequest]) -> Iterator[str]:
    files = [file for row in owners for file in team.files_of[row.id]]
    if len(owners) < ENOUGH_PULL_REQUESTS:
        return
    usual = FILES_PER_PULL_REQUEST if len(owners) >= MANY_PULL_REQUESTS else FILES_PER_ONE_OF_FEWER
    yield from _outside("files of a pull request", len(files) / len(owners), usual)
    for column, shares in FILE_SHARES.items():
        counts = Counter(getattr(file, column) for file in files)
        for value, share in shares.items():
            room = 0 if len(owners) >= MANY_PULL_REQUESTS else ROOM_OF_FEWER
            # One file is as little as there can be of what is never missing.
            least = max(share[0] - room, min(share[0], 1 / len(files)))
            yield from _outside(f"{value} files", counts[value] / len(files), (least, share[1] + room))
    added, removed = sum([row.additions for row in owners]), sum([row.deletions for row in owners])
    yield from _outside("lines removed for each added", removed / max(1, added), REMOVED_LINES)


def _outside(noun: str, found: float, usual: tuple[float, float]) -> Iterator[str]:
    low, high = usual
    if not low <= found <= high:
        yield f"{noun}: {found:.3f}, usually {low:g} to {high:g}"


def _reviews(team: StoryEvidence) -> Iterator[str]:
    approvals = [review for reviews in team.reviews_of.values() for review in reviews if review.state == "approved"]
    words = {
        (comment.pull_request_id, comment.author_id, comment.comment_created_at)
        for comments in team.comments_of.values()
        for comment in comments
        if comment.comment_type == "issue"
    }
    found = sum((review.pull_request_id, review.reviewer_id, review.submitted_at) in words for review in approvals)
    yield from _share("approvals with a follow-up", found, len(approvals), APPROVALS_WITH_A_FOLLOW_UP)


def _surroundings(team: StoryEvidence) -> Iterator[str]:
    conclusions = Counter(row.conclusion for row in team.rows(models.PRCheckRun))
    failed = conclusions["failure"] + conclusions["timed_out"]
    yield from _share("checks out of time", conclusions["timed_out"], failed, TIME_OUT_SHARE)
    tools = {row.source for row in team.rows(models.AIUsageDaily)}
    if len(tools) < 2 and len(team.rows(models.AIUsageDaily)) >= ENOUGH_PULL_REQUESTS:
        yield f"AI tools: {', '.join(sorted(tools))}"


def _ratings(team: StoryEvidence) -> Iterator[str]:
    """The worst rating is the rarer of the two that are not the best, in weeks that are rated "OK" or better."""
    good = [week for week in team.full_weeks if float(team.scenario.weekly_params(week)["quality_rating"]) >= OK]
    counts = Counter(answer.quality_rating for week in good for answer in team.answers_in[week])
    if counts[1] > counts[2]:
        yield f"ratings: {counts[1]} of 1, {counts[2]} of 2"
