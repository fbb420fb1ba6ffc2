"""Tasks: lists of them, and those in which a text occurs."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from apps.tickets.models import LogEntry, MachineInstance, Task


def find_tasks(*, machine: MachineInstance | None = None) -> QuerySet[Task]:
    """Tasks, newest first, with their machines."""
    rows = Task.objects.select_related("machine__model", "reported_by_user")
    return rows if machine is None else rows.filter(machine=machine)


def search_tasks(rows: QuerySet[Task], text: str, *, with_reporters: bool) -> QuerySet[Task]:
    """Those in which the text occurs: problem, machine or log, and for the workshop who reported it."""
    wanted = (
        Q(problem_text__icontains=text)
        | Q(machine__model__name__icontains=text)
        | Q(machine__name_override__icontains=text)
        | Q(pk__in=LogEntry.objects.filter(text__icontains=text, task__isnull=False).values("task"))
    )
    if with_reporters:
        wanted |= (
            Q(reported_by_name__icontains=text)
            | Q(reported_by_user__first_name__icontains=text)
            | Q(reported_by_user__last_name__icontains=text)
            | Q(reported_by_user__username__icontains=text)
        )
    return rows.filter(wanted)
