"""Moments: their order, the working week, the age of projects and the share of their life that is recent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from apps.projects.seeding.measures.issues import named
from apps.projects.seeding.rows import ProjectRows
from apps.projects.seeding.specification.hours import CLOSES, OPENS, SPRINT_CLOSES_AT

RECENT = timedelta(days=28)
RECENT_SHARE = 40
AGES = {"active": (90, 180), "completed": (90, 180), "planning": (0, 60)}
"""Days before the anchor at which the first issue was written, at least and at most, by the project's status."""
OVERTIME = timedelta(hours=1)
"""A link follows the newer of its issues, and a word about it follows the link, also when the office has closed."""


def time_faults(project: ProjectRows) -> list[str]:
    """Rows whose moments contradict each other or lie after the anchor."""
    found = []
    for issue in project.issues.values():
        inner = [row.happened_at for row in _changes(project, issue)]
        inner += [row.created_at for row in project.comments_of.get(issue.id, ())]
        in_order = all(issue.created_at <= moment <= issue.updated_at for moment in inner)
        if not (project.project.created_at <= issue.created_at <= issue.updated_at < project.anchor and in_order):
            found.append(named(project, issue))
    for row in project.links:
        ends = [project.issues.get(key) for key in (row.source_issue_id, row.target_issue_id)]
        if any(end is None or not end.created_at <= row.created_at <= end.updated_at for end in ends):
            found.append(f"link {row.id}")
    found += [f"activity {row.id}" for row in project.activity if row.happened_at >= project.anchor]
    return found + list(_set_up_late(project))


def _changes(project: ProjectRows, issue: Any) -> list[Any]:
    return [*project.status_changes_of.get(issue.id, ()), *project.sprint_changes_of.get(issue.id, ())]


def _set_up_late(project: ProjectRows) -> Iterator[str]:
    """A project is set up when it is created; its sprints are made later, each before it starts."""
    created = project.project.created_at
    rows = [*project.types.values(), *project.statuses.values(), *project.transitions, *project.configurations]
    rows += [*project.boards, *project.columns, *project.team.values()]
    joined = [row.joined_at for row in project.team.values()]
    if any(moment != created for moment in (*(row.created_at for row in rows), *joined)):
        yield "set up at another moment than it was created"
    for sprint in project.sprints.values():
        made = project.local(sprint.created_at).date()
        if not (created < sprint.created_at < project.anchor and made < sprint.start_date):
            yield f"{sprint.name} made after its start"


def touch_faults(project: ProjectRows) -> list[str]:
    """Issues and other rows whose updated_at is not the moment of the last thing that is recorded of them."""
    found = []
    for issue in project.issues.values():
        moments = [issue.created_at, *(row.happened_at for row in _changes(project, issue))]
        moments += [row.created_at for row in project.comments_of.get(issue.id, ())]
        moments += [row.created_at for row in project.links_of.get(issue.id, ())]
        if issue.updated_at != max(moments):
            found.append(named(project, issue))
    found += [f"comment {row.id}" for row in project.comments if row.is_edited or row.edited_at is not None]
    return found + list(_touched_rows(project))


def _touched_rows(project: ProjectRows) -> Iterator[str]:
    """A sprint is last changed when it is started or completed; comments, links and the log never are."""
    starts = {row.sprint_id: row.happened_at for row in project.activity if row.action == "started"}
    for sprint in project.sprints.values():
        moment = sprint.completed_at or starts.get(sprint.id, sprint.created_at)
        if sprint.updated_at != moment:
            yield sprint.name
    yield from (f"row {row.id}" for row in (*project.comments, *project.links) if row.updated_at != row.created_at)
    for row in project.activity:
        if not row.happened_at == row.created_at == row.updated_at:
            yield f"activity {row.id}"
    if not project.project.created_at <= project.project.updated_at < project.anchor:
        yield "the project"


def resolution_faults(project: ProjectRows) -> list[str]:
    """A resolved_at that is missing, too much, not the moment of the change to Done, or outside the issue's sprint."""
    found = []
    for issue in project.issues.values():
        wanted = project.reached(issue, "Done") if project.is_done(issue) else None
        if issue.resolved_at != wanted or (project.is_done(issue) and wanted is None):
            found.append(named(project, issue))
        elif issue.resolved_at and issue.sprint_id and not _within(project, issue):
            found.append(f"{named(project, issue)} outside its sprint")
    return found


def _within(project: ProjectRows, issue: Any) -> bool:
    sprint = project.sprints.get(issue.sprint_id)
    day = project.local(issue.resolved_at).date()
    return sprint is not None and bool(sprint.start_date <= day <= sprint.end_date)


def hour_faults(project: ProjectRows) -> list[str]:
    """Work at night or at the weekend, and sprints that are completed at another hour than six on their last day."""
    found = []
    for issue in project.issues.values():
        moments = [issue.created_at, *(row.happened_at for row in project.status_changes_of.get(issue.id, ()))]
        if not all(_is_office(project, moment) for moment in moments):
            found.append(named(project, issue))
    late = [("comment", row) for row in project.comments] + [("link", row) for row in project.links]
    found += [f"{kind} {row.id}" for kind, row in late if not _is_office(project, row.created_at, OVERTIME)]
    found += [
        f"start of {project.sprints[row.sprint_id].name}"
        for row in project.activity
        if row.action == "started" and row.sprint_id in project.sprints and not _is_office(project, row.happened_at)
    ]
    for sprint in project.sprints.values():
        if sprint.completed_at is not None:
            closes = datetime.combine(sprint.end_date, SPRINT_CLOSES_AT, project.zone)
            found += [] if sprint.completed_at == closes else [f"completion of {sprint.name}"]
    return found


def _is_office(project: ProjectRows, moment: datetime, overtime: timedelta = timedelta(0)) -> bool:
    """From Monday to Friday, within the office hours."""
    local = project.local(moment)
    closes = (datetime.combine(local.date(), CLOSES) + overtime).time()
    return local.weekday() < 5 and OPENS <= local.time() < closes


def age_faults(project: ProjectRows) -> list[str]:
    """A project, or its oldest issue, that is too young or too old."""
    low, high = AGES[project.product.status]
    found = []
    moments = {"the project": project.project.created_at}
    if project.issues:
        moments["its oldest issue"] = min(issue.created_at for issue in project.issues.values())
    for what, moment in moments.items():
        days = (project.anchor - moment) / timedelta(days=1)
        if not low <= days <= high:
            found.append(f"{what} of {days:.1f} days")
    return found


def missing_recent_share(project: ProjectRows) -> float:
    """The percentage points that the events of the last 28 days fall short of 40%, in an active project."""
    if project.project.status != "active":
        return 0.0
    moments = [issue.created_at for issue in project.issues.values()]
    moments += [row.created_at for row in project.comments]
    moments += [row.happened_at for row in project.activity if row.field == "status"]
    recent = sum(moment >= project.anchor - RECENT for moment in moments)
    return max(0.0, RECENT_SHARE - 100 * recent / len(moments)) if moments else 0.0
