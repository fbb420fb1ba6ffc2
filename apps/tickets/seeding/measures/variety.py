"""Kinds of tasks and entries that occur, and the courses that tasks take."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from apps.tickets.models import LogEntry, MachineInstance, Task
from apps.tickets.seeding.rows.workshop import WorkshopRows
from apps.tickets.seeding.specification.people import POOLS

_KINDS: Mapping[str, Callable[[Task], bool]] = {
    "a visitor's report": lambda task: task.type == Task.TYPE_PROBLEM_REPORT,
    "a maintainer's task": lambda task: task.type == Task.TYPE_TASK,
    "an open task": lambda task: task.status == Task.STATUS_OPEN,
    "a closed task": lambda task: task.status == Task.STATUS_CLOSED,
}
_ACTIONS: Mapping[str, Callable[[LogEntry], bool]] = {
    "close": lambda entry: entry.status == Task.STATUS_CLOSED and entry.machine_status is None,
    "reopen": lambda entry: entry.status == Task.STATUS_OPEN and entry.machine_status is None,
    "good": lambda entry: entry.machine_status == MachineInstance.STATUS_GOOD,
    "fixing": lambda entry: entry.machine_status == MachineInstance.STATUS_FIXING,
    "broken": lambda entry: entry.machine_status == MachineInstance.STATUS_BROKEN,
    "unknown": lambda entry: entry.machine_status == MachineInstance.STATUS_UNKNOWN,
}


def missing_kinds(shop: WorkshopRows) -> list[str]:
    """Kinds of tasks that a machine has none of."""
    found = []
    for name in POOLS:
        tasks = shop.tasks_of.get(name, [])
        found += [f"{kind} on {name}" for kind, is_one in _KINDS.items() if not any(map(is_one, tasks))]
        chapters = {shop.is_history(task.created_at) for task in tasks}
        found += [f"a task of the history on {name}"] if True not in chapters else []
        found += [f"a task of the last months on {name}"] if False not in chapters else []
    return found


def missing_actions(shop: WorkshopRows) -> list[str]:
    """Tasks without a note; and actions and types of problems that occur nowhere."""
    problems = {task.problem_type for task in shop.tasks}
    return [
        *(shop.label(task) for task in shop.tasks if not any(map(_is_note, shop.entries_of[task.pk]))),
        *(action for action, is_it in _ACTIONS.items() if not any(map(is_it, shop.entries))),
        *(label for value, label in Task.PROBLEM_TYPE_CHOICES if value not in problems),
    ]


def _is_note(entry: LogEntry) -> bool:
    return entry.status is None and entry.machine_status is None


def shared_stories(shop: WorkshopRows) -> list[str]:
    """Machines whose tasks took the same course, task for task, as those of another machine."""
    first: dict[tuple[object, ...], str] = {}
    shared = []
    for name, tasks in shop.tasks_of.items():
        course = tuple(
            (task.type, tuple((entry.status, entry.machine_status) for entry in shop.entries_of[task.pk]))
            for task in tasks
        )
        if course and first.setdefault(course, name) != name:
            shared.append(f"{name} has that of {first[course]}")
    return shared
