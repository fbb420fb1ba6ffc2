"""Sprints: their dates, their points by the history, and the issues in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from itertools import pairwise
from typing import Any

from apps.projects.seeding.measures.issues import named
from apps.projects.seeding.rows import ProjectRows
from apps.projects.seeding.specification.hours import SPRINT_DAYS

COUNTS = {"active": range(3, 9), "completed": range(6, 9), "planning": range(3, 9)}
SEEN_FROM = 30
"""From so many issues on, something is carried over in every project that has completed sprints."""


def sprint_faults(project: ProjectRows) -> list[str]:
    """Sprints beside their number, their length or their status, with a shared day or a gap."""
    sprints = list(project.sprints.values())
    if not project.is_scrum:
        return [f"{len(sprints)} sprints on a Kanban board"] if sprints else []
    found = []
    if len(sprints) not in COUNTS[project.product.status]:
        found.append(f"{len(sprints)} sprints")
    found += [row.name for row in sprints if (row.end_date - row.start_date).days != SPRINT_DAYS]
    found += [row.name for number, row in enumerate(sprints, 1) if row.name != f"Sprint {number}"]
    found += [row.name for row in sprints if row.created_by_id != project.project.lead_id]
    found += [
        f"{later.name} a day off" for row, later in pairwise(sprints) if (later.start_date - row.end_date).days != 1
    ]
    for row in sprints:
        status = (
            "completed" if row.end_date < project.today else "planning" if row.start_date > project.today else "active"
        )
        completed_on = row.completed_at and project.local(row.completed_at).date()
        if row.status != status or completed_on != (row.end_date if status == "completed" else None):
            found.append(f"{row.name}, which is {row.status}")
    statuses = Counter(row.status for row in sprints)
    if statuses["active"] != (project.project.status == "active"):
        found.append(f"{statuses['active']} active sprints")
    if project.project.status != "active" and set(statuses) - {project.project.status}:
        found.append(f"sprints that are {sorted(statuses)}")
    if project.project.status == "active" and not statuses["completed"]:
        found.append("no completed sprint")
    return found


def point_faults(project: ProjectRows) -> list[str]:
    """Sprints whose points are not those of the history, or that an issue joined after the start."""
    found = []
    fallen_short = 0
    for sprint in project.sprints.values():
        committed, late = _committed(project, sprint)
        inside = [issue for issue in project.issues.values() if issue.sprint_id == sprint.id]
        completed = sum(issue.story_points or 0 for issue in inside if project.is_done(issue))
        if sprint.status == "planning":
            committed = 0
        if (sprint.committed_points, sprint.completed_points) != (committed, completed) or completed > committed:
            found.append(f"{sprint.name}: {sprint.committed_points}/{sprint.completed_points}")
        found += [f"{issue} joined {sprint.name} after its start" for issue in late]
        fallen_short += sprint.status == "completed" and completed < committed
    has_completed = any(sprint.status == "completed" for sprint in project.sprints.values())
    if has_completed and project.issues_wanted >= SEEN_FROM and not fallen_short:
        found.append("nothing was ever carried over")
    return found


def _committed(project: ProjectRows, sprint: Any) -> tuple[int, list[str]]:
    """The points of the issues that were in the sprint when it began, and the issues that came later."""
    start = datetime.combine(sprint.start_date, time(), project.zone)
    points, late = 0, []
    for key, changes in project.sprint_changes_of.items():
        inside = False
        for row in changes:
            if row.happened_at < start:
                inside = row.new_key == sprint.id
            elif row.new_key == sprint.id:
                late.append(named(project, project.issues[key]))
        points += (project.issues[key].story_points or 0) if inside else 0
    return points, late


def place_faults(project: ProjectRows) -> list[str]:
    """Issues in a sprint where they cannot be, and completed sprints in which nothing was done."""
    return [*_misplaced(project), *_empty(project)]


def _misplaced(project: ProjectRows) -> Iterator[str]:
    status = project.project.status
    for issue in project.issues.values():
        sprint = project.sprints.get(issue.sprint_id)
        allowed: Mapping[str, tuple[str, ...]] = {
            "completed": ("Done",),
            "active": ("In Progress", "In Review", "Done"),
            "planning": ("To Do",),
        }
        if sprint is None:
            is_epic, is_open = project.category(issue) == "epic", project.status(issue) == "To Do"
            if project.is_scrum and not (is_open or (is_epic and status == "active")):
                yield f"{named(project, issue)}, {project.status(issue)} in the backlog"
            elif project.is_scrum and status == "completed":
                yield f"{named(project, issue)} in no sprint"
        elif project.status(issue) not in allowed[sprint.status]:
            yield f"{named(project, issue)}, {project.status(issue)} in {sprint.name}"
        elif status == "active" and project.category(issue) == "epic":
            yield f"epic {named(project, issue)} in {sprint.name}"


def _empty(project: ProjectRows) -> Iterator[str]:
    held = Counter(issue.sprint_id for issue in project.issues.values() if project.is_done(issue))
    done = sum(project.is_done(issue) for issue in project.issues.values())
    completed = [row for row in project.sprints.values() if row.status == "completed"]
    active = [row for row in project.sprints.values() if row.status == "active"]
    if done - len(active) >= len(completed):
        yield from (f"{row.name} in which nothing was done" for row in completed if not held[row.id])
    if done >= 2:
        yield from (f"{row.name} in which nothing is done" for row in active if not held[row.id])


def state_faults(project: ProjectRows) -> list[str]:
    """Open issues of a completed project, and finished ones of one that has not begun."""
    wanted = {"completed": True, "planning": False}.get(project.project.status)
    if wanted is None:
        return []
    return [
        f"{named(project, issue)}, {project.status(issue)}"
        for issue in project.issues.values()
        if project.is_done(issue) != wanted or (issue.resolved_at is not None) != wanted
    ]
