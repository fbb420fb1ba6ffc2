"""Parents, people and words of issues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from apps.projects.models import ProjectTeamMember
from apps.projects.seeding.rows import ProjectRows
from apps.projects.seeding.specification.workflow import KINDS_OF_WORK

HOSTS = ("story", "task", "bug")
MERGED = re.compile(r"\bmerg", re.IGNORECASE)
VARIED_FROM = 30
"""From so many issues on, more than one priority, size and person is to be seen among them."""
MANY = 15
A_WEEKEND = timedelta(days=3)
"""An epic that begins on a Friday evening has its first issue begun on Monday at the latest."""


def named(project: ProjectRows, issue: Any) -> str:
    return f"{project.key}-{issue.key}"


def parent_faults(project: ProjectRows) -> list[str]:
    """Epics without a child or with a parent, sub-tasks without a host, children older than their parent, and so on."""
    children = Counter(issue.parent_issue_id for issue in project.issues.values() if issue.parent_issue_id)
    return [
        f"{named(project, issue)}: {fault}"
        for issue in project.issues.values()
        for fault in _faults_of_parent(project, issue, children[issue.id])
    ]


def _faults_of_parent(project: ProjectRows, issue: Any, children: int) -> Iterator[str]:
    category = project.category(issue)
    if category == "epic" and not children:
        yield "an epic without a child"
    if issue.parent_issue_id is None:
        if category == "sub_task":
            yield "a sub-task without a parent"
        return
    parent = project.issues.get(issue.parent_issue_id)
    if parent is None:
        yield "a parent outside the project"
        return
    allowed = HOSTS if category == "sub_task" else ("epic",)
    if category == "epic" or project.category(parent) not in allowed:
        yield f"a {project.category(parent)} as its parent"
    if issue.created_at < parent.created_at:
        yield "older than its parent"
    if project.is_done(parent) and not project.is_done(issue):
        yield "open although its parent is done"
    if issue.resolved_at and parent.resolved_at and issue.resolved_at > parent.resolved_at:
        yield "done after its parent"
    if category == "sub_task":
        yield from _faults_of_sub_task(project, issue, parent)


def _faults_of_sub_task(project: ProjectRows, issue: Any, host: Any) -> Iterator[str]:
    """A sub-task goes along with its host, and is through before the host is put up for a review that ends."""
    offered = project.reached(host, "In Review")
    if issue.sprint_id != host.sprint_id:
        yield "in another sprint than its parent"
    if project.is_done(host) and issue.resolved_at and offered and issue.resolved_at > offered:
        yield "done after its parent's review began"


def epic_faults(project: ProjectRows) -> list[str]:
    """Epics that begin apart from the first of their issues."""
    starts: dict[Any, list[Any]] = {}
    for issue in project.issues.values():
        begun = project.reached(issue, "In Progress")
        if begun is not None:
            starts.setdefault(issue.parent_issue_id, []).append(begun)
    found = []
    for epic in project.issues.values():
        if project.category(epic) == "epic":
            begun, first = project.reached(epic, "In Progress"), min(starts.get(epic.id, ()), default=None)
            together = begun is None or first is None or timedelta(0) <= first - begun <= A_WEEKEND
            if (begun is None) != (first is None) or not together:
                found.append(named(project, epic))
    return found


def people_faults(project: ProjectRows) -> list[str]:
    """People who are not on the team or may not do what they did, and work that nobody is assigned to."""
    may_report = {key for key, row in project.team.items() if row.role in ProjectTeamMember.MAY_CREATE_ISSUES}
    may_work = {key for key, row in project.team.items() if row.role != "stakeholder"}
    found = []
    waiting, taken = 0, 0
    for issue in project.issues.values():
        begun = project.status(issue) != "To Do"
        waiting += not begun
        taken += not begun and issue.assignee_id is not None
        if issue.reporter_id not in may_report:
            found.append(f"reporter of {named(project, issue)}")
        if (issue.assignee_id is None and begun) or (issue.assignee_id or project.project.lead_id) not in may_work:
            found.append(f"assignee of {named(project, issue)}")
    if waiting and taken == waiting:
        found.append("all issues to do are assigned")
    found += [f"author of comment {row.id}" for row in project.comments if row.author_id not in may_work]
    found += [f"author of link {row.id}" for row in project.links if row.created_by_id not in may_work]
    found += [f"actor of activity {row.id}" for row in project.activity if row.actor_id not in may_work]
    return found


def role_faults(project: ProjectRows) -> list[str]:
    """Issues whose assignee does not do that kind of work; epics stay with the lead."""
    found = []
    for issue in project.issues.values():
        if issue.assignee_id is None:
            continue
        category = project.category(issue)
        if category == "epic":
            suits = issue.assignee_id == project.project.lead_id
        else:
            member = project.team.get(issue.assignee_id)
            suits = member is not None and category in KINDS_OF_WORK.get(member.role, (category,))
        if not suits:
            found.append(f"{named(project, issue)}, {category} of {project.house.username(issue.assignee_id)}")
    return found


def variety_faults(project: ProjectRows) -> list[str]:
    """Priorities, sizes, reporters and assignees that are all the same among many issues."""
    issues = list(project.issues.values())
    kinds = {
        "priority": [issue.priority for issue in issues],
        "size": [issue.story_points for issue in issues if issue.story_points is not None],
        "reporter": [issue.reporter_id for issue in issues],
        "assignee": [issue.assignee_id for issue in issues if project.status(issue) != "To Do"],
    }
    if len(issues) < VARIED_FROM:
        return []
    return [
        f"one {name} of {len(values)} issues"
        for name, values in kinds.items()
        if len(values) >= MANY and len(set(values)) == 1
    ]


def word_faults(project: ProjectRows) -> list[str]:
    """Titles that occur twice, issues that are named and do not exist, and comments that speak of a merge too early."""
    titles = Counter(issue.title for issue in project.issues.values())
    found = [f"title '{title}' twice" for title, count in titles.items() if count > 1]
    keys = {issue.key: issue for issue in project.issues.values()}
    mention = re.compile(r"\b([A-Z]{2,10})-(\d+)\b")
    for row in project.comments:
        own = project.issues[row.issue_id]
        for key, number in mention.findall(row.content):
            other = keys.get(number) if key == project.key else None
            if other is None or other.created_at > row.created_at:
                found.append(f"{key}-{number}, named on {named(project, own)}")
        if MERGED.search(row.content) and project.status_at(own, row.created_at) != "Done":
            found.append(f"a merge on {named(project, own)} before it is done")
    return found
