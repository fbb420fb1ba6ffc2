"""The shares of a project as numbers of its issues: the planner's own arithmetic, which no measure sees."""

from __future__ import annotations

from functools import cache
from itertools import cycle

from apps.projects.seeding.specification.shares import COMMENTED, LINKED, OTHERS, STATUS_SHARES, STATUSES, TYPES
from seedplot.quotas import apportion, rounded


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
    """The number of issues in each of the four statuses."""
    found = apportion(STATUS_SHARES[project_status], count)
    return {status: found.get(status, 0) for status in STATUSES}


def commented(count: int) -> int:
    return rounded(COMMENTED, count)


def linked(count: int) -> int:
    return rounded(LINKED, count)
