"""Counts of tasks and entries, their marks, and who reported them."""

from __future__ import annotations

from collections.abc import Mapping

from apps.tickets.models import SAMPLE_CONTACT, SAMPLE_ENTRY_PREFIX, LogEntry, Task
from apps.tickets.seeding.measures.wording import names_in
from apps.tickets.seeding.rows.workshop import WorkshopRows
from apps.tickets.seeding.specification.people import POOLS, ROSTER

FEWEST_TASKS: Mapping[str, int] = {
    "Ballyhoo": 10,
    **dict.fromkeys(("Carom", "Trade Winds", "Baseball", "Derby Day", "Roto Pool"), 6),
}
"""Where a machine has more than the five that each has."""


def missing_tasks(shop: WorkshopRows) -> list[str]:
    """Machines with fewer tasks than they must have, or with some and no story."""
    counts = {name: len(tasks) for name, tasks in shop.tasks_of.items()}
    few = [
        f"{counts.get(name, 0)} on {name}, not {FEWEST_TASKS.get(name, 5)}"
        for name in POOLS
        if counts.get(name, 0) < FEWEST_TASKS.get(name, 5)
    ]
    return few + [f"{count} on {name}, not 0" for name, count in counts.items() if name not in POOLS]


def fewest_entries(shop: WorkshopRows) -> int:
    return min((len(entries) for entries in shop.entries_of.values()), default=0)


def wrong_marks(shop: WorkshopRows) -> list[str]:
    """Rows of the run without the sample's mark, and rows of others with it."""
    return [
        *(shop.label(task) for task in shop.tasks if task.reported_by_contact != SAMPLE_CONTACT),
        *(shop.entry_label(entry, task) for task, entry in shop.pairs() if not _is_marked(entry)),
        *shop.marked_rows_of_others(),
    ]


def _is_marked(entry: LogEntry) -> bool:
    said = entry.text.removeprefix(SAMPLE_ENTRY_PREFIX)
    return said != entry.text and said == said.strip() != ""


def wrong_reporters(shop: WorkshopRows) -> list[str]:
    """Reports without the visitor's name and contact, tasks without a maintainer, and reports that name one."""
    return [shop.label(task) for task in shop.tasks if not _is_reported_as_its_type(shop, task)]


def _is_reported_as_its_type(shop: WorkshopRows, task: Task) -> bool:
    named = names_in(f"{task.reported_by_name} {task.problem_text}")
    if named or task.problem_text.startswith(SAMPLE_ENTRY_PREFIX.strip()):
        return False
    if task.type == Task.TYPE_PROBLEM_REPORT:
        return bool(task.reported_by_name and task.device_info) and task.reported_by_user_id is None
    return shop.reporter(task) in ROSTER and not task.reported_by_name and not task.device_info
