"""The ways to write about a task: an entry, its people and the statuses together or not at all.

They look at the rows as they are now, locked, and not at the copy that they are given, which they bring up to date.
`occurred_at` becomes the entry's moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connections, models, router, transaction
from django.utils import timezone

from apps.tickets.models import LogEntry, MachineInstance, Maintainer, Task


def open_task(machine: MachineInstance, user: Any, *, problem_type: str, problem_text: str) -> Task:
    """A maintainer's own task."""
    return Task.objects.create(
        type=Task.TYPE_TASK,
        machine=machine,
        reported_by_user=user,
        problem_type=problem_type,
        problem_text=problem_text,
    )


def update_task(
    task: Task, maintainers: Iterable[Maintainer], *, text: str = "", status: str = "", machine_status: str = ""
) -> None:
    """Write the text and set the statuses that are given.

    Where a machine status implies another task status, the given one is kept.
    """
    people = list(maintainers)
    with transaction.atomic(using=_database_of(task)):
        if machine_status:
            set_machine_status(task, machine_status, people, text)
            if status and task.status != status:
                set_status(task, status, people)
        elif status:
            set_status(task, status, people, text)
        else:
            add_note(task, people, text)


def add_note(
    task: Task, maintainers: Iterable[Maintainer], text: str, *, occurred_at: datetime | None = None
) -> LogEntry:
    """Write an entry that changes nothing else."""
    with transaction.atomic(using=_database_of(task)):
        return _write_entry(task, maintainers, text, occurred_at)


def set_status(
    task: Task,
    status: str,
    maintainers: Iterable[Maintainer],
    text: str = "",
    *,
    occurred_at: datetime | None = None,
) -> LogEntry | None:
    """Open or close the task; its machine stays as it is.

    None where the task has that status already and there is no text to write. ValueError for an unknown status.
    """
    _refuse_unknown("A task", status, Task.STATUS_CHOICES)
    entry = None
    with transaction.atomic(using=_database_of(task)):
        now = _locked(task, Task, task.pk)
        if text or now.status != status:
            now.status = status
            now.save(update_fields=["status"])
            entry = _write_entry(task, maintainers, text, occurred_at, status=status)
    task.status = status
    return entry


def set_machine_status(
    task: Task,
    status: str,
    maintainers: Iterable[Maintainer],
    text: str = "",
    *,
    occurred_at: datetime | None = None,
) -> LogEntry | None:
    """Set the machine's status and the task's that follows from it: good closes, fixing and broken open.

    None where the machine has that status already and there is no text to write. ValueError for an unknown status.
    """
    _refuse_unknown("A machine", status, MachineInstance.STATUS_CHOICES)
    implied = Task.STATUS_IMPLIED_BY_MACHINE[status]
    entry = None
    with transaction.atomic(using=_database_of(task)):
        # Always the task first: whoever locks in one order never waits in a circle.
        now = _locked(task, Task, task.pk)
        machine = _locked(task, MachineInstance, task.machine_id)
        if text or machine.operational_status != status:
            machine.operational_status = status
            machine.save(update_fields=["operational_status"])
            if implied is not None:
                now.status = implied
                now.save(update_fields=["status"])
            entry = _write_entry(task, maintainers, text, occurred_at, status=implied, machine_status=status)
    # Only now that it is written, so that a failure leaves this copy as it was, too.
    task.status = now.status
    task.machine.operational_status, task.machine.updated_at = machine.operational_status, machine.updated_at
    return entry


def _database_of(task: Task) -> str:
    return router.db_for_write(Task, instance=task)


def _locked(task: Task, model: type[models.Model], key: Any) -> Any:
    """The row as it is now, which nobody else can change until the transaction ends."""
    database = _database_of(task)
    # Without the key, where the database can: an entry that is written at the same time refers to the row, and need
    # not wait.
    no_key = connections[database].features.has_select_for_no_key_update
    return model._base_manager.using(database).select_for_update(no_key=no_key).get(pk=key)


def _write_entry(
    task: Task, maintainers: Iterable[Maintainer], text: str, occurred_at: datetime | None, **statuses: str | None
) -> LogEntry:
    # Written by hand, so the clock says when.
    moment = timezone.now() if occurred_at is None else occurred_at  # noqa: TID251
    entry = task.log_entries.create(machine_id=task.machine_id, text=text, created_at=moment, **statuses)
    entry.maintainers.add(*maintainers)
    return entry


def _refuse_unknown(thing: str, status: str, choices: list[tuple[str, str]]) -> None:
    known = [value for value, _ in choices]
    if status not in known:
        raise ValueError(f"{thing} cannot be '{status}'. Known: {', '.join(known)}.")
