"""The shares that every project keeps, and what they come to for a number of issues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import cycle

from seedplot.quotas import apportion, rounded

TYPES = {"story": 50, "task": 25, "bug": 15, "other": 10}
OTHERS = ("epic", "improvement", "sub_task")
"""What the others are, in turn."""
STATUSES = ("To Do", "In Progress", "In Review", "Done")
STATUS_SHARES: Mapping[str, Mapping[str, int]] = {
    "active": {"To Do": 20, "In Progress": 40, "In Review": 30, "Done": 10},
    "completed": {"Done": 100},
    "planning": {"To Do": 100},
}
COMMENTED = 0.6
COMMENTS = (1, 2, 3, 4, 5)
LINKED = 0.1
LINK_KINDS = ("blocks", "duplicates", "depends_on", "relates_to")


@cache
def kinds(count: int) -> tuple[str, ...]:
    """The types of the issues 1 to count: each is the one whose number grows when the issue joins those before it.

    So the quotas hold for any count, and one more issue changes the type of none.
    """
    others = cycle(OTHERS)
    found: list[str] = []
    before = dict.fromkeys(TYPES, 0)
    for size in range(1, count + 1):
        now = apportion(TYPES, size)
        [grown] = [kind for kind in TYPES if now[kind] > before[kind]]
        found.append(next(others) if grown == "other" else grown)
        before = now
    return tuple(found)


def statuses(project_status: str, count: int) -> dict[str, int]:
    """How many issues have each of the four statuses."""
    found = apportion(STATUS_SHARES[project_status], count)
    return {status: found.get(status, 0) for status in STATUSES}


def commented(count: int) -> int:
    return rounded(COMMENTED, count)


def linked(count: int) -> int:
    return rounded(LINKED, count)
