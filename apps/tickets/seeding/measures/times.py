"""The order of tasks and entries in time, and the months in which anything happened."""

from __future__ import annotations

from itertools import pairwise

from apps.tickets.models import Task
from apps.tickets.seeding.rows.workshop import WorkshopRows

OPENED_MONTHS = {f"2024-{month:02}" for month in range(1, 9)}
WORKED_MONTHS = (*(f"2024-{month:02}" for month in range(1, 13)), "2025-01", "2025-02")
SPANS, SPAN = 6, 30
"""The last months before the anchor, and the days of each."""
FRESH = 14
"""Days before the anchor in which a task was opened that counts as fresh."""
LONGEST_SILENCE = 60


def out_of_order(shop: WorkshopRows) -> list[str]:
    """Entries that are not later than the one before, or not later than their task."""
    found = []
    for task in shop.tasks:
        entries = shop.entries_of[task.pk]
        if entries and entries[0].created_at <= task.created_at:
            found.append(shop.entry_label(entries[0], task))
        found += [shop.entry_label(b, task) for a, b in pairwise(entries) if a.created_at >= b.created_at]
    return found


def after_the_anchor(shop: WorkshopRows) -> list[str]:
    return [
        *(shop.label(task) for task in shop.tasks if task.created_at >= shop.anchor),
        *(shop.entry_label(entry, task) for task, entry in shop.pairs() if entry.created_at >= shop.anchor),
    ]


def months_without_tasks(shop: WorkshopRows) -> list[str]:
    """Months of January to August 2024 in which no task was opened, and the first quarter of 2025 likewise."""
    opened = {f"{shop.local(task.created_at):%Y-%m}" for task in shop.tasks}
    found = sorted(OPENED_MONTHS - opened)
    return found if opened & {"2025-01", "2025-02", "2025-03"} else [*found, "the first quarter of 2025"]


def months_without_entries(shop: WorkshopRows) -> list[str]:
    """Months of history, and spans of 30 days before the anchor, without an entry."""
    worked = {f"{shop.local(entry.created_at):%Y-%m}" for entry in shop.entries}
    spans = {(shop.days_ago(entry.created_at) - 1) // SPAN for entry in shop.entries}
    idle = [f"{SPAN * span + 1} to {SPAN * span + SPAN} days ago" for span in range(SPANS) if span not in spans]
    return [*(month for month in WORKED_MONTHS if month not in worked), *idle]


def fresh_open_tasks(shop: WorkshopRows) -> int:
    return sum(task.status == Task.STATUS_OPEN and shop.days_ago(task.created_at) <= FRESH for task in shop.tasks)


def longest_silence(shop: WorkshopRows) -> int:
    """Days since the newest entry of that open task on which nothing has been written for the longest time."""
    silent = [
        shop.days_ago(max((entry.created_at for entry in shop.entries_of[task.pk]), default=task.created_at))
        for task in shop.tasks
        if task.status == Task.STATUS_OPEN
    ]
    return max(silent, default=0)
