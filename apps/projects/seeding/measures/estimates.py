"""Sizes of issues: points, estimated hours, and hours worked beside the office hours that there were."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Any

from apps.projects.seeding.measures.issues import named
from apps.projects.seeding.rows import ProjectRows
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
LEAST_STEP = Decimal("0.5")
"""The least office hours that anybody works on an issue, or reviews one."""
LEAST_MEDIAN = 18
"""Two working days from the beginning of an issue until it is done."""
WORKING_DAYS = 5
SEEN_FROM = 3
"""From so many done issues on, their median says something."""


def estimate_faults(project: ProjectRows) -> list[str]:
    """Points off the scale or of the wrong types, estimates of others than tasks, priorities of another type."""
    least, most = ESTIMATES
    found = []
    for issue in project.issues.values():
        category = project.category(issue)
        pointed = issue.story_points in POINTS if category in POINTED else issue.story_points is None
        hours = issue.estimated_hours
        if category == "task":
            estimated = hours is not None and least <= hours / HALF <= most and hours % HALF == 0
        else:
            estimated = hours is None
        if not (pointed and estimated and issue.priority in PRIORITIES.get(category, (issue.priority,))):
            found.append(named(project, issue))
    return found


def worked_faults(project: ProjectRows) -> list[str]:
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


def _is_plausible(project: ProjectRows, issue: Any, begun: datetime) -> bool:
    """In quarters, in the stated proportion to the estimate, or else all the office hours since the work began."""
    available = office_hours(project, begun, issue.resolved_at or project.anchor)
    low, high = SHARES_WORKED[project.status(issue)]
    estimate = issue.estimated_hours or USUAL_HOURS
    least = min(estimate * Decimal(str(low)), available) - 2 * QUARTER
    most = min(estimate * Decimal(str(high)), available + QUARTER)
    return bool(issue.actual_hours % QUARTER == 0 and least <= issue.actual_hours <= most)


def pace_faults(project: ProjectRows) -> list[str]:
    """Work or reviews of minutes, and projects half of whose issues are done within two days."""
    found, lengths = [], []
    for issue in project.issues.values():
        moments = [project.reached(issue, status) for status in ("In Progress", "In Review", "Done")]
        reached = [moment for moment in moments if moment is not None]
        steps = [office_hours(project, start, end) for start, end in pairwise(reached)]
        found += [f"{named(project, issue)} after {step:.2f} h" for step in steps if step < LEAST_STEP]
        lengths += [sum(steps, Decimal())] if len(reached) == len(moments) else []
    if len(lengths) >= SEEN_FROM and median(lengths) < LEAST_MEDIAN:
        found.append(f"median of {median(lengths):.1f} h")
    return found


def office_hours(project: ProjectRows, start: datetime, end: datetime) -> Decimal:
    """The working time of the house between two moments."""
    return Decimal(_office_seconds(project.local(end)) - _office_seconds(project.local(start))) / 3600


def _office_seconds(moment: datetime) -> int:
    """The working time from the first Monday of the calendar up to a local moment."""
    weeks, weekday = divmod(moment.toordinal() - 1, 7)
    day = _second(CLOSES) - _second(OPENS)
    inside = min(max(_second(moment.time()) - _second(OPENS), 0), day) if weekday < WORKING_DAYS else 0
    return (weeks * WORKING_DAYS + min(weekday, WORKING_DAYS)) * day + inside


def _second(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
