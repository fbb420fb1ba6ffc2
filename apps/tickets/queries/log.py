"""The log: entries of a machine or a task, with their people."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from apps.tickets.models import LogEntry, MachineInstance, Maintainer, Task

PEOPLE = Prefetch("maintainers", Maintainer.objects.select_related("user").order_by("user__first_name", "id"))


def entries_about(machine: MachineInstance) -> QuerySet[LogEntry]:
    """All entries about a machine, newest first, with their people and tasks."""
    rows = LogEntry.objects.filter(machine=machine).select_related("task").prefetch_related(PEOPLE)
    return rows.order_by("-created_at", "-id")


def entries_of(task: Task) -> QuerySet[LogEntry]:
    """The entries of a task, oldest first, with their people."""
    return task.log_entries.prefetch_related(PEOPLE)
