"""What a pull request changes, commit by commit: paths of its area, lines, and messages.

Each file belongs to one commit, so files, commits and pull request agree at every anchor. Nothing here hangs on
other pull requests but the times of the commits, which follow the reviews.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.worktime import between
from apps.metrics.seeding.texts import first_commit_message, fix_commit_message, next_commit_message

CATEGORY_WEIGHTS = {"backend": 35, "frontend": 25, "test": 20, "config": 10, "docs": 10}
STATUS_WEIGHTS = {"modified": 7, "added": 2, "removed": 1}
MOST_COMMITS = 5


@dataclass(frozen=True)
class FilePlan:
    path: str
    category: str
    status: str
    additions: int
    deletions: int


@dataclass(frozen=True)
class CommitPlan:
    """`second` is story time."""

    number: int
    second: int
    message: str
    files: Sequence[FilePlan]


def plan_files(plan: PullRequestPlan) -> list[FilePlan]:
    """2 to 8 files of the change's area, the repository's configuration and its documents."""
    area = next(each for each in plan.repository.areas if each.name == plan.change.area)
    pools = {
        "backend": area.backend_paths,
        "frontend": area.frontend_paths,
        "test": area.test_paths,
        "config": plan.repository.config_paths,
        "docs": plan.repository.docs_paths,
    }
    stream = plan.stream.at("files")
    orders = {category: iter(stream.at(category).shuffle(pool)) for category, pool in pools.items()}
    files = []
    for number in range(stream.at("count").file_count()):
        file_stream = stream.at(number)
        category = file_stream.at("category").weighted_choice(CATEGORY_WEIGHTS)
        path = next(orders[category])
        status = file_stream.at("status").weighted_choice(STATUS_WEIGHTS)
        kind = plan.change.kind
        added = 0 if status == "removed" else max(1, file_stream.at("additions").lines_added(kind))
        removed = 0 if status == "added" else file_stream.at("deletions").lines_removed(kind)
        files.append(FilePlan(path, category, status, added, removed + (status == "removed")))
    return files


def plan_commits(plan: PullRequestPlan) -> list[CommitPlan]:
    """1 to 5 commits in order of time: the first with the opening, then more work, then what reviewers asked for."""
    files = plan_files(plan)
    count = min(MOST_COMMITS, len(files) - 1, plan.stream.at("commits").weighted_choice({1: 2, 2: 4, 3: 4, 4: 2, 5: 1}))
    fixes = _fix_seconds(plan)[: count - 1]
    early = _early_seconds(plan, count - len(fixes))
    seconds = [*early, *fixes]
    shares = _divide(files, count)
    commits = []
    for number, (second, share) in enumerate(zip(seconds, shares, strict=True)):
        pick = plan.stream.at("message", number).choice
        if number == 0 and plan.reverts:
            message = f'Revert "{plan.reverts.change.title}"'
        elif number == 0:
            message = first_commit_message(plan.text, pick)
        elif number < len(early):
            message = next_commit_message(plan.text, pick)
        else:
            message = fix_commit_message(plan.text, pick)
        commits.append(CommitPlan(number, second, message, share))
    return commits


def _early_seconds(plan: PullRequestPlan, count: int) -> list[int]:
    """From the opening to the first review, or over three hours where there is none."""
    first = plan.opened + plan.stream.at("first commit").randint(20, 150)
    end = plan.reviews[0].second if plan.reviews else min(plan.opened + 3 * 3600, plan.ended or plan.opened + 3 * 3600)
    seconds = [first]
    for number in range(1, count):
        step = (number - 1 + plan.stream.at("commit time", number).uniform(0.1, 0.9)) / max(1, count - 1)
        seconds.append(max(between(first, end - 60, step), seconds[-1] + 1))
    return seconds


def _fix_seconds(plan: PullRequestPlan) -> list[int]:
    """Between each request for changes and the review that follows it."""
    seconds = []
    for number, (review, following) in enumerate(zip(plan.reviews, plan.reviews[1:], strict=False)):
        if review.state == "changes_requested":
            fraction = plan.stream.at("fix", number).uniform(0.55, 0.95)
            seconds.append(max(review.second + 1, between(review.second, following.second - 5, fraction)))
    return seconds


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
