"""The log of a project: the changes of its issues, what was created, started and completed, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from apps.projects.seeding.measures.issues import named
from apps.projects.seeding.rows import ProjectRows

STEPS = ("To Do", "In Progress", "In Review", "Done")


def history_faults(project: ProjectRows) -> list[str]:
    """Issues whose changes do not lead, step by step, from the beginning to where they are now."""
    found = []
    for issue in project.issues.values():
        changes = project.status_changes_of.get(issue.id, ())
        statuses = ["To Do", *(row.new_value for row in changes)]
        steps = [STEPS.index(name) for name in statuses]
        if [row.old_value for row in changes] != statuses[:-1] or any(b - a != 1 for a, b in pairwise(steps)):
            found.append(f"statuses of {named(project, issue)}")
        elif statuses[-1] != project.status(issue):
            found.append(f"status of {named(project, issue)}")
        changes = project.sprint_changes_of.get(issue.id, ())
        sprints = [None, *(row.new_key for row in changes)]
        if [row.old_key for row in changes] != sprints[:-1] or sprints[-1] != issue.sprint_id:
            found.append(f"sprints of {named(project, issue)}")
    return found + [f"names in activity {row.id}" for row in project.activity if not _is_named(project, row)]


def _is_named(project: ProjectRows, row: Any) -> bool:
    """The keys of a change are those of the rows that its values name."""
    rows = {"status": project.statuses, "sprint": project.sprints}.get(row.field, {})
    keys = {None: "", **{key: each.name for key, each in rows.items()}}
    return (keys.get(row.old_key), keys.get(row.new_key)) == (row.old_value, row.new_value)


def carry_faults(project: ProjectRows) -> list[str]:
    """Issues that leave a sprint at another moment than its completion, or for another one than the next."""
    sprints = list(project.sprints.values())
    following = {sprint.id: later.id for sprint, later in pairwise(sprints)}
    found = []
    for key, changes in project.sprint_changes_of.items():
        for row in (row for row in changes if row.old_key is not None):
            left = project.sprints.get(row.old_key)
            if left is None or row.happened_at != left.completed_at or following.get(left.id) != row.new_key:
                found.append(f"{named(project, project.issues[key])} leaves {row.old_value}")
    return found


def log_faults(project: ProjectRows) -> list[str]:
    """Creations of issues and starts and completions of sprints that the log lacks, has twice or dates otherwise."""
    lead = project.project.lead_id
    wanted: Counter[tuple[Any, ...]] = Counter()
    for issue in project.issues.values():
        wanted["created", issue.id, None, issue.reporter_id, issue.created_at] += 1
    for sprint in project.sprints.values():
        if sprint.completed_at is not None:
            wanted["completed", None, sprint.id, lead, sprint.completed_at] += 1
    there = Counter(
        (row.action, row.issue_id, row.sprint_id, row.actor_id, row.happened_at)
        for row in project.activity
        if row.action not in ("changed", "started")
    )
    off = [*(wanted - there), *(there - wanted)]
    return [f"{action} {issue or sprint}" for action, issue, sprint, _, _ in off] + list(_start_faults(project))


def _start_faults(project: ProjectRows) -> Iterator[str]:
    """Each sprint that has begun was started by the lead, once, on its first working day, before any work in it."""
    starts = Counter(row.sprint_id for row in project.activity if row.action == "started")
    for sprint in project.sprints.values():
        if starts[sprint.id] != (sprint.status != "planning"):
            yield f"{sprint.name} started {starts[sprint.id]} times"
    for row in project.activity:
        if row.action == "started":
            sprint = project.sprints.get(row.sprint_id)
            by_lead = row.issue_id is None and row.actor_id == project.project.lead_id
            if sprint is None or not by_lead or _days_late(project, row.happened_at, sprint) not in ON_TIME:
                yield f"start of {sprint.name if sprint else row.sprint_id}"


ON_TIME = range(3)
"""A sprint whose first day is a Saturday is started on the Monday after it."""


def _days_late(project: ProjectRows, moment: datetime, sprint: Any) -> int:
    return int((project.local(moment).date() - sprint.start_date).days)


def actor_faults(project: ProjectRows) -> list[str]:
    """Work that another than the assignee began, or the assignee closed, and plans of another than the lead."""
    found = []
    for row in project.activity:
        issue = project.issues.get(row.issue_id)
        if issue is None or row.action != "changed":
            continue
        by_assignee = row.actor_id == issue.assignee_id
        if row.field == "sprint":
            suits = row.actor_id == project.project.lead_id
        else:
            suits = by_assignee != (row.new_value == "Done")
        if not suits:
            found.append(f"{row.field} of {named(project, issue)} by {project.house.username(row.actor_id)}")
    return found
