"""Sizes of issues: points, estimated hours, and hours worked beside the office hours that there were."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from apps.projects.seeding.evidence import ProjectEvidence
from apps.projects.seeding.measures.issues import named
from apps.projects.seeding.specification.hours import CLOSES, OPENS
from apps.projects.seeding.specification.workflow import (
    ESTIMATES,
    POINTED,
    POINTS,
    PRIORITIES,
    SHARES_WORKED,
    TIMED,
    USUAL_HOURS,
)

HALF, QUARTER = Decimal("0.5"), Decimal("0.25")


def estimate_faults(project: ProjectEvidence) -> list[str]:
    """Points off the scale or of the wrong types, estimates of others than tasks, priorities of another type."""
    least, most = ESTIMATES
    found = []
    for issue in project.issues.values():
        category = project.category(issue)
        pointed = issue.story_points in POINTS if category in POINTED else issue.story_points is None
        hours = issue.estimated_hours
        if category == "task":
            estimated = hours is not None and least <= hours <= most and hours % HALF == 0
        else:
            estimated = hours is None
        if not (pointed and estimated and issue.priority in PRIORITIES.get(category, (issue.priority,))):
            found.append(named(project, issue))
    return found


def worked_faults(project: ProjectEvidence) -> list[str]:
    """Hours of work that has not begun, of the wrong types, out of proportion, or more than there were."""
    found = []
    for issue in project.issues.values():
        begun = project.reached(issue, "In Progress")
        worked = issue.actual_hours
        timed = begun is not None and project.category(issue) in TIMED
        if timed != (worked is not None):
            found.append(named(project, issue))
        elif begun is not None and worked is not None and not _is_plausible(project, issue, begun):
            found.append(f"{named(project, issue)} with {worked} h")
    return found


def _is_plausible(project: ProjectEvidence, issue: Any, begun: datetime) -> bool:
    """In quarters, in the stated proportion to the estimate, or else all the office hours since the work began."""
    available = office_hours(project, begun, issue.resolved_at or project.anchor)
    low, high = SHARES_WORKED[project.status(issue)]
    estimate = issue.estimated_hours or USUAL_HOURS
    least = min(estimate * Decimal(str(low)), available) - 2 * QUARTER
    most = min(estimate * Decimal(str(high)), available + QUARTER)
    return bool(issue.actual_hours % QUARTER == 0 and least <= issue.actual_hours <= most)


def office_hours(project: ProjectEvidence, start: datetime, end: datetime) -> Decimal:
    """The working time of the house between two moments."""
    first, last = project.local(start).replace(tzinfo=None), project.local(end).replace(tzinfo=None)
    seconds, day = 0.0, first.date()
    while day <= last.date():
        if day.weekday() < 5:
            opens, closes = datetime.combine(day, OPENS), datetime.combine(day, CLOSES)
            seconds += max(0.0, (min(last, closes) - max(first, opens)).total_seconds())
        day += timedelta(days=1)
    return Decimal(round(seconds)) / 3600
