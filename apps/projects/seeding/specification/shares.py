"""The shares that every project keeps, in percent or as a part of one."""

from __future__ import annotations

from collections.abc import Mapping

TYPES = {"story": 50, "task": 25, "bug": 15, "other": 10}
OTHERS = ("epic", "improvement", "sub_task")
"""The types that share the rest, in turn."""
STATUSES = ("To Do", "In Progress", "In Review", "Done")
STATUS_SHARES: Mapping[str, Mapping[str, int]] = {
    "active": {"To Do": 20, "In Progress": 40, "In Review": 30, "Done": 10},
    "completed": {"Done": 100},
    "planning": {"To Do": 100},
}
COMMENTED = 0.6
COMMENTS = (1, 2, 3, 4, 5)
"""The numbers of comments that a commented issue may have."""
LINKED = 0.1
LINK_KINDS = ("blocks", "duplicates", "depends_on", "relates_to")
