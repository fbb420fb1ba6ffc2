"""The changes of a pull request: paths that its kind touches, and the lines of each.

Each file belongs to one commit, so files, commits and pull request agree at every anchor. Nothing here hangs on other
pull requests but a revert, which takes back the files of its target.
"""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.seeding.planning.borrowed_files import plan_lent_files
from apps.metrics.seeding.planning.pull_request import FilePlan, PullRequestPlan
from apps.metrics.seeding.planning.touched_paths import Touched, touched_paths

WEIGHTS = {"backend": 5, "frontend": 5, "test": 7, "docs": 4, "config": 1}
"""The lines that a file of the category takes beside others."""
LARGEST_PART, STEADINESS = 6, 7
"""By chance a file takes up to so many times the lines of another one of its category; and in how many steps the part
of its lines that are deletions differs from the others'."""
DELETED = {
    "feature": (0.02, 0.3),
    "fix": (0.15, 0.5),
    "performance": (0.15, 0.5),
    "refactor": (0.35, 0.62),
    "test": (0.0, 0.25),
    "docs": (0.05, 0.4),
    "chore": (0.2, 0.6),
}
"""The part of the lines that are deletions, by kind: least and most."""
OPPOSITE = {"added": "removed", "removed": "added", "modified": "modified"}


def plan_files(plan: PullRequestPlan) -> list[FilePlan]:
    """Its files, the main one first, none of them twice."""
    if plan.reverts is not None:
        return [_taken_back(plan, number, file) for number, file in enumerate(plan_files(plan.reverts))]
    if plan.lent is not None:
        return plan_lent_files(plan, plan.lent)
    draws = plan.stream.at("files")
    touched = touched_paths(plan.repository, plan.change, plan.file_count, plan.lines, plan.week, draws)
    low, high = DELETED[plan.change.kind]
    share = draws.uniform(low, high)
    parts = [draws.below(LARGEST_PART * STEADINESS) for _ in touched]
    lines = _over_files(touched, plan.lines, parts)
    return [
        _file(plan, number, each, own, share * (0.2 + 1.6 * (part % STEADINESS) / (STEADINESS - 1)))
        for number, (each, own, part) in enumerate(zip(touched, lines, parts, strict=True))
    ]


def _file(plan: PullRequestPlan, number: int, touched: Touched, lines: int, share: float) -> FilePlan:
    deleted = min(lines - 1, int(share * lines + 0.5))
    deletions = {"added": 0, "removed": lines}.get(touched.status, deleted)
    path, category, status = touched
    return FilePlan(path, category, status, lines - deletions, deletions, plan.stream.at("file", number))


def _taken_back(plan: PullRequestPlan, number: int, file: FilePlan) -> FilePlan:
    stream = plan.stream.at("file", number)
    return FilePlan(file.path, file.category, OPPOSITE[file.status], file.deletions, file.additions, stream)


def _over_files(touched: Sequence[Touched], lines: int, parts: Sequence[int]) -> list[int]:
    """The lines over the files, one for each at least; together they are exactly `lines`."""
    weights = [WEIGHTS[each.category] * (1 + part // STEADINESS) for each, part in zip(touched, parts, strict=True)]
    if touched[0].category == "config" and len(touched) > 1 and touched[0].path.count("/") == 0:
        # A dependency is one line of the manifest, and many of the lock file.
        weights[:2] = 1, 40
    spare, whole = max(0, lines - len(touched)), sum(weights)
    given, shares, seen = 0, [], 0
    for weight in weights:
        seen += weight
        due = spare * seen // whole
        shares.append(1 + due - given)
        given = due
    return shares
