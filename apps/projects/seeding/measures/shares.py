"""Numbers of issues, their types and statuses, comments and links: all quotas."""

from __future__ import annotations

from collections import Counter

from apps.projects.models import IssueLink
from apps.projects.seeding import quota
from apps.projects.seeding.evidence import ProjectEvidence
from seedplot.quotas import apportion

CATEGORY_ORDER = ("epic", "improvement", "sub_task")


def issue_faults(project: ProjectEvidence) -> list[str]:
    """A number of issues other than the one asked for, or keys that do not count from 1 up."""
    keys = [issue.key for issue in project.issues.values()]
    wanted = [str(number) for number in range(1, project.issues_wanted + 1)]
    return [] if keys == wanted else [f"{len(keys)} issues, the last with key {keys[-1] if keys else 'none'}"]


def type_faults(project: ProjectEvidence) -> list[str]:
    """Types with another number of issues than their share."""
    wanted = dict(apportion(quota.TYPES, project.issues_wanted))
    others = wanted.pop("other")
    for place, category in enumerate(CATEGORY_ORDER):
        wanted[category] = (others - place + len(CATEGORY_ORDER) - 1) // len(CATEGORY_ORDER)
    found = Counter(project.category(issue) for issue in project.issues.values())
    return [f"{found[name]} of {name}, not {count}" for name, count in wanted.items() if found[name] != count]


def status_faults(project: ProjectEvidence) -> list[str]:
    """Statuses with another number of issues than their share."""
    wanted = apportion(quota.STATUS_SHARES[project.project.status], project.issues_wanted)
    found = Counter(project.status(issue) for issue in project.issues.values())
    return [
        f"{found[name]} {name}, not {wanted.get(name, 0)}"
        for name in quota.STATUSES
        if found[name] != wanted.get(name, 0)
    ]


def comment_faults(project: ProjectEvidence) -> list[str]:
    """A number of commented issues beside the quota, or numbers of comments that are missing or too high."""
    wanted = quota.commented(project.issues_wanted)
    numbers = Counter(len(comments) for comments in project.comments_of.values())
    found = [] if numbers.total() == wanted else [f"{numbers.total()} commented issues, not {wanted}"]
    found += [f"an issue with {number} comments" for number in numbers if number not in quota.COMMENTS]
    if wanted >= len(quota.COMMENTS):
        found += [f"no issue with {number} comments" for number in quota.COMMENTS if not numbers[number]]
    return found


def link_faults(project: ProjectEvidence) -> list[str]:
    """Links beside the quota, kinds that do not occur, rows without their reciprocal, issues with two links."""
    wanted = quota.linked(project.issues_wanted)
    rows = {(row.source_issue_id, row.target_issue_id, row.link_type) for row in project.links}
    there = {row for row in rows if row[2] in quota.LINK_KINDS[:3]}
    related = {row for row in rows if row[2] == "relates_to"}
    once = there | {row for row in related if row[0] < row[1]}
    found = [] if len(once) == wanted else [f"{len(once)} links, not {wanted}"]
    if len(rows) != 2 * len(once):
        found.append(f"{len(rows)} rows for {len(once)} links")
    for source, target, kind in rows:
        if (target, source, IssueLink.RECIPROCALS[IssueLink.Type(kind)]) not in rows:
            found.append(f"{kind} without its reciprocal")
        if source == target or target not in project.issues:
            found.append(f"{kind} that leaves the project")
    if wanted >= len(quota.LINK_KINDS):
        kinds = {kind for _, _, kind in once}
        found += [f"no link of kind {kind}" for kind in quota.LINK_KINDS if kind not in kinds]
    sources = Counter(source for source, _, _ in there)
    return found + [f"{project.key}-{project.issues[key].key} with {n} links" for key, n in sources.items() if n > 1]
