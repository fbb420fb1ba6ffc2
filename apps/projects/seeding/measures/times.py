"""Moments: what comes after what, how old projects are and how much of their life is recent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from apps.projects.seeding.evidence import ProjectEvidence
from apps.projects.seeding.measures.issues import named

RECENT = timedelta(days=28)
RECENT_SHARE = 40
AGES = {"active": (90, 180), "completed": (90, 180), "planning": (0, 60)}
"""Days before the anchor at which the first issue was written, at least and at most, by the project's status."""


def time_faults(project: ProjectEvidence) -> list[str]:
    """Issues, changes, comments and links whose moments contradict each other or lie after the anchor."""
    found = []
    for issue in project.issues.values():
        changes = [*project.status_changes_of.get(issue.id, ()), *project.sprint_changes_of.get(issue.id, ())]
        inner = [
            *(row.happened_at for row in changes),
            *(row.created_at for row in project.comments_of.get(issue.id, ())),
        ]
        in_order = all(issue.created_at <= moment <= issue.updated_at for moment in inner)
        if not (project.project.created_at <= issue.created_at <= issue.updated_at < project.anchor and in_order):
            found.append(named(project, issue))
    for row in project.links:
        ends = (project.issues[row.source_issue_id], project.issues[row.target_issue_id])
        if any(row.created_at < issue.created_at or row.created_at > issue.updated_at for issue in ends):
            found.append(f"link {row.id}")
    found += [f"activity {row.id}" for row in project.activity if row.happened_at >= project.anchor]
    return found


def resolution_faults(project: ProjectEvidence) -> list[str]:
    """A resolved_at that is missing, too much, not the moment of the change to Done, or outside the issue's sprint."""
    found = []
    for issue in project.issues.values():
        changes = project.status_changes_of.get(issue.id, ())
        moments = [row.happened_at for row in changes if row.new_value == "Done"]
        wanted = moments[-1] if project.is_done(issue) and moments else None
        if issue.resolved_at != wanted or (project.is_done(issue) and wanted is None):
            found.append(named(project, issue))
        elif issue.resolved_at and issue.sprint_id and not _within(project, issue):
            found.append(f"{named(project, issue)} outside its sprint")
    return found


def _within(project: ProjectEvidence, issue: Any) -> bool:
    sprint = project.sprints[issue.sprint_id]
    day = issue.resolved_at.astimezone(project.calendar.zone).date()
    return bool(sprint.start_date <= day <= sprint.end_date)


def age_faults(project: ProjectEvidence) -> list[str]:
    """A project, or its oldest issue, that is too young or too old."""
    low, high = AGES[project.project.status]
    found = []
    moments = {"the project": project.project.created_at}
    if project.issues:
        moments["its oldest issue"] = min(issue.created_at for issue in project.issues.values())
    for what, moment in moments.items():
        days = (project.anchor - moment) / timedelta(days=1)
        if not low <= days <= high:
            found.append(f"{what} of {days:.1f} days")
    return found


def missing_recent_share(project: ProjectEvidence) -> float:
    """How many points of a hundred the events of the last 28 days fall short of 40, in an active project."""
    if project.project.status != "active":
        return 0.0
    moments = [issue.created_at for issue in project.issues.values()]
    moments += [row.created_at for row in project.comments]
    moments += [row.happened_at for row in project.activity if row.field == "status"]
    recent = sum(moment >= project.anchor - RECENT for moment in moments)
    return max(0.0, RECENT_SHARE - 100 * recent / len(moments)) if moments else 0.0
