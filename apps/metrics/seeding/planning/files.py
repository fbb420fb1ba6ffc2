"""What a pull request changes, commit by commit: paths of its area, lines, and messages.

Each file belongs to one commit, so files, commits and pull request agree at every anchor. Nothing here hangs on
other pull requests but the times of the commits, which follow the reviews.
"""

from __future__ import annotations

from itertools import pairwise, product

from apps.metrics.seeding.content import (
    first_commit_message,
    fix_commit_message,
    merge_commit_message,
    next_commit_message,
)
from apps.metrics.seeding.planning.borrowed_files import divide_lent, plan_lent_files
from apps.metrics.seeding.planning.coding import first_commit
from apps.metrics.seeding.planning.pull_request import CommitPlan, FilePlan, PullRequestPlan
from apps.metrics.seeding.planning.unused_wordings import unsaid
from apps.metrics.seeding.planning.worktime import between

CATEGORIES = ("backend",) * 7 + ("frontend",) * 5 + ("test",) * 4 + ("config",) * 2 + ("docs",) * 2
STATUSES = ("modified",) * 7 + ("added",) * 2 + ("removed",)
KINDS_OF_FILES = tuple(product(CATEGORIES, STATUSES))
COMMIT_COUNTS = (1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5)
"""Each place is as likely as the others."""
CONTINUED_SHARE = 0.5
"""Of the pull requests: those whose author goes on until the first review."""


def plan_files(plan: PullRequestPlan) -> list[FilePlan]:
    """Its files: of the change's area, the repository's configuration and its documents, none of them twice."""
    area = plan.repository.area(plan.change.area)
    unused = {
        "backend": list(area.backend_paths),
        "frontend": list(area.frontend_paths),
        "test": list(area.test_paths),
        "config": list(plan.repository.config_paths),
        "docs": list(plan.repository.docs_paths),
    }
    kind = plan.change.kind
    files = []
    for number in range(plan.file_count):
        stream = plan.stream.at("file", number)
        category, status = stream.choice(KINDS_OF_FILES)
        additions, deletions = max(1, stream.lines_added(kind)), stream.lines_removed(kind)
        if status == "added":
            deletions = 0
        elif status == "removed":
            additions, deletions = 0, deletions + 1
        path = unused[category].pop(stream.below(len(unused[category])))
        files.append(FilePlan(path, category, status, additions, deletions, stream))
    return files


def plan_commits(plan: PullRequestPlan) -> list[CommitPlan]:
    """Commits in order of time: the first before the opening, then more work, then what reviewers asked for.

    1 to 5 of them, or as many as the real pull request has.
    """
    draws, hours = plan.stream.at("commits"), plan.author.hours
    count = min(plan.file_count - 1, draws.choice(COMMIT_COUNTS))
    if plan.lent is None:
        files = plan_files(plan)
    else:
        files, count = plan_lent_files(plan, plan.lent), plan.lent.commits_count
    first = second = first_commit(plan, draws)
    begins_review = _begin_of_review(plan) if draws.should_happen(CONTINUED_SHARE) else plan.opened
    answered = _answered_requests(plan)[: count - 1]
    early = count - len(answered)
    said: set[str] = set()
    shares = _divide(files, count) if plan.lent is None else divide_lent(files, count, early)
    commits = []
    for number, share in enumerate(shares):
        stream = plan.stream.at("commit", number)
        pace, pick = stream.random(), stream.choice if plan.lent is None else unsaid(stream, said)
        if number == 0:
            message = f'Revert "{plan.text.title}"' if plan.reverts else first_commit_message(plan.text, pick)
        elif number < early:
            # Up to the opening, or on to the first review, evenly but for some haste or delay.
            step = (number - 0.9 + 0.8 * pace) / (early - 1)
            second = max(second + 1, between(first, begins_review - 60, step, hours.begins, hours.ends))
            message = next_commit_message(plan.text, pick)
        else:
            # Between a request for changes and the review that follows it.
            asked, followed = answered[number - early]
            second = max(asked + 1, between(asked, followed - 5, 0.55 + 0.4 * pace, hours.begins, hours.ends))
            message = fix_commit_message(plan.text, pick)
        if not share:
            message = merge_commit_message(plan.text)
        additions, deletions = sum([file.additions for file in share]), sum([file.deletions for file in share])
        commits.append(CommitPlan(second, message, share, additions, deletions, stream))
    return commits


def _begin_of_review(plan: PullRequestPlan) -> int:
    """The second of the first review; where there is none, early work takes three hours."""
    if plan.reviews:
        return plan.reviews[0].second
    return min(plan.opened + 3 * 3600, plan.ended or plan.opened + 3 * 3600)


def _answered_requests(plan: PullRequestPlan) -> list[tuple[int, int]]:
    """The seconds of each request for changes and of the review that follows it."""
    return [
        (review.second, following.second)
        for review, following in pairwise(plan.reviews)
        if review.state == "changes_requested"
    ]


def _divide(files: list[FilePlan], count: int) -> list[list[FilePlan]]:
    """The files over so many commits: the first takes at least two, each other at least one."""
    shares: list[list[FilePlan]] = [[] for _ in range(count)]
    for position, file in enumerate(files):
        if position < 2:
            shares[0].append(file)
        elif position - 1 < count:
            shares[position - 1].append(file)
        else:
            shares[position % count].append(file)
    return shares
