"""Seeding the workshop, and looking at all of its rows without their keys."""

from datetime import date, datetime

from apps.tickets.models import LogEntry, MachineInstance, Task
from apps.tickets.seeding.scenarios import PinballWorkshopScenario
from seedplot.clock import midnight, project_zone
from seedplot.engine import pipeline
from seedplot.engine.runs import Request

ANCHOR = midnight(date(2026, 3, 12))


def anchor_of(text):
    return midnight(date.fromisoformat(text))


def at(text):
    """A moment on the museum's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=project_zone())


def seed_workshop(anchor=ANCHOR, **given):
    return pipeline.run(Request(PinballWorkshopScenario(), anchor=anchor, **given))


def machine_named(name):
    return MachineInstance.objects.get(model__name=name)


def statuses():
    return dict(MachineInstance.objects.values_list("model__name", "operational_status"))


def all_rows():
    """Every task and entry of the tables as plain values: columns without keys, references by name, people sorted."""
    tasks = {task.pk: task for task in Task.objects.select_related("machine__model", "reported_by_user")}
    rows = [
        (
            task.machine.name,
            task.created_at,
            task.type,
            task.status,
            task.reported_by_user and task.reported_by_user.username,
            task.reported_by_name,
            task.reported_by_contact,
            task.device_info,
            task.problem_type,
            task.problem_text,
        )
        for task in tasks.values()
    ]
    for entry in LogEntry.objects.select_related("machine__model").prefetch_related("maintainers__user"):
        rows.append(
            (
                entry.machine.name,
                entry.created_at,
                tasks[entry.task_id].problem_text if entry.task_id else None,
                entry.text,
                entry.status,
                entry.machine_status,
                tuple(sorted(person.user.username for person in entry.maintainers.all())),
            )
        )
    return sorted(rows, key=lambda row: (row[1], str(row)))
