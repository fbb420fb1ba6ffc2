"""What the pages read, each list in a small number of queries however many rows there are."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from apps.tickets.models import LogEntry, MachineInstance, MachineModel, Maintainer, Task

PEOPLE = Prefetch("maintainers", Maintainer.objects.select_related("user").order_by("user__first_name", "id"))


def tasks(*, machine: MachineInstance | None = None) -> QuerySet[Task]:
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


def machines() -> QuerySet[MachineInstance]:
    return MachineInstance.objects.select_related("model")


def search_machines(rows: QuerySet[MachineInstance], text: str) -> QuerySet[MachineInstance]:
    return rows.filter(
        Q(model__name__icontains=text)
        | Q(name_override__icontains=text)
        | Q(model__manufacturer__icontains=text)
        | Q(serial_number__icontains=text)
    )


def entries(machine: MachineInstance) -> QuerySet[LogEntry]:
    """All entries about a machine, newest first, with their people and tasks."""
    rows = LogEntry.objects.filter(machine=machine).select_related("task").prefetch_related(PEOPLE)
    return rows.order_by("-created_at", "-id")


def entries_of(task: Task) -> QuerySet[LogEntry]:
    """The entries of a task, oldest first, with their people."""
    return task.log_entries.prefetch_related(PEOPLE)


ERAS = MachineModel.ERA_CHOICES
