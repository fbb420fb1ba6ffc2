"""The set-up of every project: issue types, statuses, and who may do what in which role."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class StatedType:
    name: str
    color: str
    icon: str
    is_default: bool
    description: str


@dataclass(frozen=True)
class StatedStatus:
    category: str
    color: str
    description: str


TYPES = {
    "epic": StatedType(
        "Epic", "#6554C0", "target", True, "A large piece of work that is split into stories and tasks."
    ),
    "story": StatedType("Story", "#00875A", "book", True, "Something that a user wants to do."),
    "task": StatedType("Task", "#0052CC", "check", True, "Work that no user sees but that has to be done."),
    "bug": StatedType("Bug", "#DE350B", "bug", True, "Something that does not work as it should."),
    "improvement": StatedType("Improvement", "#FF991F", "bolt", False, "Something that works and could work better."),
    "sub_task": StatedType("Sub-task", "#5E6C84", "clipboard", False, "A step of a story, a task or a bug."),
}
"""By category."""
STATUSES = {
    "To Do": StatedStatus("to_do", "#DFE1E6", "Nobody has begun."),
    "In Progress": StatedStatus("in_progress", "#0052CC", "Somebody is at work on it."),
    "In Review": StatedStatus("in_progress", "#FF991F", "Somebody else looks at it."),
    "Done": StatedStatus("done", "#00875A", "Nothing is left to do."),
}
"""By name, in order; the first is initial, the last final."""
LEADS = ("project_manager", "tech_lead")
REPORTS = ("project_manager", "tech_lead", "developer", "business_analyst")
"""Roles that may create issues."""
KINDS_OF_WORK = {
    "designer": ("story", "improvement", "sub_task"),
    "qa_engineer": ("task", "bug", "sub_task"),
    "project_manager": ("story", "improvement"),
}
"""The types of issue that a role takes, where it does not take every one. Epics stay with the lead."""
POINTS = (1, 2, 3, 5, 8, 13)
POINTED = ("story", "task")
"""Types that are sized in points."""
TIMED = ("task", "bug")
"""Types that hours are kept of."""
PRIORITIES = {"epic": ("P1", "P2", "P3"), "sub_task": ("P2", "P3", "P4")}
"""The priorities of a type, where not all four occur."""
ESTIMATES = (3, 40)
"""The least and the most half hours that a task is estimated at."""
WIP_STEP = 5
"""A Kanban column's limit is a multiple of this."""
HOURLY_RATES = (45, 95)
SHARES_WORKED = {"In Progress": (0.2, 0.8), "In Review": (0.7, 1.2), "Done": (0.8, 1.4)}
"""The hours worked in each status as a part of the estimate, at least and at most."""
USUAL_HOURS = Decimal(8)
"""The estimate of a bug, which has none of its own."""
