"""Numbers of issues, their types and statuses, comments and links against the shares that every project keeps.

A share of n is a whole number beside share x n: less than one off where several shares add up to n, and the nearest
where a share stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from apps.projects.models import IssueLink
from apps.projects.seeding.measures.issues import named
from apps.projects.seeding.rows import ProjectRows
from apps.projects.seeding.specification import shares

HALF = Fraction(1, 2)


def issue_faults(project: ProjectRows) -> list[str]:
    """Another number of issues than asked for, or keys that do not count from 1 up in the order of time."""
    issues = list(project.issues.values())
    keys = [(issue.key, issue.order) for issue in issues if issue.is_active]
    if keys != [(str(number), number) for number in range(1, project.issues_wanted + 1)]:
        return [f"{len(keys)} issues, the last with key {keys[-1][0] if keys else 'none'}"]
    # The first issue comes with the project, on a day on which others may be written too.
    return [
        f"{named(project, later)} before {named(project, issue)}"
        for issue, later in pairwise(issues[1:])
        if later.created_at < issue.created_at
    ]


def type_faults(project: ProjectRows) -> list[str]:
    """Types with another number of issues than their share; the types that share the rest take turns."""
    found = Counter(project.category(issue) for issue in project.issues.values())
    others = [found[category] for category in shares.OTHERS]
    main = {category: found[category] for category in shares.TYPES if category != "other"}
    faults = _off(project, shares.TYPES, {**main, "other": sum(others)})
    if others != sorted(others, reverse=True) or others[0] - others[-1] > 1:
        faults.append(f"other types unevenly: {others}")
    return faults


def status_faults(project: ProjectRows) -> list[str]:
    """Statuses with another number of issues than their share."""
    found = Counter(project.status(issue) for issue in project.issues.values())
    stated = shares.STATUS_SHARES[project.product.status]
    return _off(project, {status: stated.get(status, 0) for status in shares.STATUSES}, found)


def _off(project: ProjectRows, stated: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    """The counts that lie one or more beside their share, or that do not add up to all issues."""
    count, whole = project.issues_wanted, sum(stated.values())
    faults = [
        f"{found.get(name, 0)} of {name}, not {share * count / whole:g}"
        for name, share in stated.items()
        if abs(found.get(name, 0) * whole - share * count) >= whole
    ]
    total = sum(found.get(name, 0) for name in stated)
    return faults if total == count else [*faults, f"{total} in all, not {count}"]


def _is_nearest(found: int, share: float, count: int) -> bool:
    """Halves count as one more."""
    beside = found - Fraction(str(share)) * count
    return -HALF < beside <= HALF


def comment_faults(project: ProjectRows) -> list[str]:
    """A number of commented issues beside the share, or numbers of comments that are missing or too high."""
    numbers = Counter(len(comments) for comments in project.comments_of.values())
    commented, count = numbers.total(), project.issues_wanted
    found = [] if _is_nearest(commented, shares.COMMENTED, count) else [f"{commented} of {count} issues commented"]
    found += [f"an issue with {number} comments" for number in numbers if number not in shares.COMMENTS]
    if commented >= len(shares.COMMENTS):
        found += [f"no issue with {number} comments" for number in shares.COMMENTS if not numbers[number]]
    return found


def link_faults(project: ProjectRows) -> list[str]:
    """Links beside the share, kinds that do not occur, rows without their reciprocal, issues with two links."""
    rows = {(row.source_issue_id, row.target_issue_id, row.link_type) for row in project.links}
    there = {row for row in rows if row[2] in shares.LINK_KINDS and row[2] != "relates_to"}
    once = there | {row for row in rows if row[2] == "relates_to" and row[0] < row[1]}
    count = project.issues_wanted
    found = [] if _is_nearest(len(once), shares.LINKED, count) else [f"{len(once)} links among {count} issues"]
    if len(project.links) != 2 * len(once):
        found.append(f"{len(project.links)} rows for {len(once)} links")
    for source, target, kind in rows:
        if (target, source, IssueLink.RECIPROCALS[IssueLink.Type(kind)]) not in rows:
            found.append(f"{kind} without its reciprocal")
        if source == target or target not in project.issues:
            found.append(f"{kind} that leaves the project")
    if len(once) >= len(shares.LINK_KINDS):
        kinds = {kind for _, _, kind in once}
        found += [f"no link of kind {kind}" for kind in shares.LINK_KINDS if kind not in kinds]
    sources = Counter(source for source, _, _ in there)
    return found + [f"{named(project, project.issues[key])} with {n} links" for key, n in sources.items() if n > 1]
