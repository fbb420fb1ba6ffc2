"""The commits of a pull request, with their files and messages."""

from __future__ import annotations

from itertools import pairwise

from apps.metrics.seeding.content import (
    first_commit_message,
    fix_commit_message,
    merge_commit_message,
    next_commit_message,
)
from apps.metrics.seeding.planning.borrowed_files import divide_lent
from apps.metrics.seeding.planning.coding import first_commit
from apps.metrics.seeding.planning.files import plan_files
from apps.metrics.seeding.planning.pull_request import CommitPlan, FilePlan, PullRequestPlan
from apps.metrics.seeding.planning.wordings import Wordings
from apps.metrics.seeding.planning.worktime import between

CONTINUED_SHARE = 0.5
"""Of the pull requests: those whose author goes on until the first review."""


def plan_commits(plan: PullRequestPlan, wordings: Wordings) -> list[CommitPlan]:
    """Commits in order of time: the first before the opening, then more work, then what reviewers asked for.

    1 to 6 of them, or as many as the real pull request has.
    """
    draws, hours = plan.stream.at("commits"), plan.author.hours
    files, count = plan_files(plan), plan.commit_count
    first = second = first_commit(plan, draws)
    begins_review = _begin_of_review(plan) if draws.should_happen(CONTINUED_SHARE) else plan.opened
    answered = answered_requests(plan)
    early = count - len(answered)
    shares = _divide(files, count) if plan.lent is None else divide_lent(files, count, early)
    pick = wordings.pick("commit")
    commits = []
    for number, share in enumerate(shares):
        stream = plan.stream.at("commit", number)
        pace = stream.random()
        if number == 0:
            message = f'Revert "{plan.text.title}"' if plan.reverts else first_commit_message(plan.text, pick)
        elif number < early:
            # Up to the opening, or on to the first review, evenly but for some haste or delay.
            step = (number - 0.9 + 0.8 * pace) / (early - 1)
            second = max(second + 1, between(first, begins_review - 60, step, hours.begins, hours.ends))
            message = next_commit_message(plan.text, pick)
        else:
            # Between a request for changes and the author's reply.
            asked, followed = answered[number - early]
            second = max(asked + 1, between(asked, followed - 5, 0.3 + 0.4 * pace, hours.begins, hours.ends))
            message = fix_commit_message(plan.text, pick)
        if not share:
            message = merge_commit_message(plan.text)
        additions, deletions = sum([file.additions for file in share]), sum([file.deletions for file in share])
        commits.append(CommitPlan(second, message, share, additions, deletions, stream))
    return commits


def answered_requests(plan: PullRequestPlan) -> list[tuple[int, int]]:
    """The seconds of each request for changes that a commit answers, and of the review that follows it.

    The first commit answers none, so there may be too few commits for all of them.
    """
    requests = [
        (review.second, following.second)
        for review, following in pairwise(plan.reviews)
        if review.state == "changes_requested"
    ]
    return requests[: plan.commit_count - 1]


def _begin_of_review(plan: PullRequestPlan) -> int:
    """The second of the first review; where there is none, early work takes three hours."""
    if plan.reviews:
        return plan.reviews[0].second
    return min(plan.opened + 3 * 3600, plan.ended or plan.opened + 3 * 3600)


def _divide(files: list[FilePlan], count: int) -> list[list[FilePlan]]:
    """The files over so many commits, at least one for each: the main ones first."""
    shares: list[list[FilePlan]] = [[] for _ in range(count)]
    for position, file in enumerate(files):
        shares[position % count].append(file)
    return shares
