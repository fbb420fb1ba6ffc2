"""A machine's story as rows: tasks, entries and their people, and the status that the machine ends with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.tickets.factories import LogEntryFactory, LogEntryMaintainerFactory, TaskFactory
from apps.tickets.models import SAMPLE_CONTACT, SAMPLE_ENTRY_PREFIX, Task
from apps.tickets.seeding.content.story import Story, StoryTask, Visitor
from apps.tickets.seeding.planning.calendar import WorkshopCalendar
from apps.tickets.seeding.planning.histories import PlannedTask, newest_status, planned_tasks
from apps.tickets.seeding.planning.reconciliation import reconciled
from seedplot.context import Context
from seedplot.plan import Change, Row, World


def plan_machine(context: Context, story: Story) -> Iterator[Row | Change]:
    """The rows of one machine, and the change of its status."""
    assert isinstance(context.calendar, WorkshopCalendar)
    tasks = reconciled(story.machine, planned_tasks(story, context.calendar), context)
    for number, task in enumerate(tasks):
        yield from _task_rows(context, story.machine, number, task)
    last = newest_status(tasks)
    if last is not None:
        # Planned even where it changes nothing, so that the same story has the same fingerprint.
        yield Change(context.world[f"machine {story.machine}"], {"operational_status": last.machine_status})


def _task_rows(context: Context, machine: str, number: int, task: PlannedTask) -> Iterator[Row]:
    """A task, then each entry and its people."""
    world = context.world
    stream = context.rng.at(machine, "task", number)
    row = TaskFactory.row(
        stream,
        created_at=task.opened_at,
        machine=world[f"machine {machine}"],
        status=task.status,
        reported_by_contact=SAMPLE_CONTACT,
        problem_type=task.story.problem,
        problem_text=task.story.text,
        **_reporter(task.story, world),
    )
    yield row
    for place, entry in enumerate(task.entries):
        entry_stream = stream.at("entry", place)
        entry_row = LogEntryFactory.row(
            entry_stream,
            task=row,
            machine=world[f"machine {machine}"],
            created_at=entry.at,
            text=f"{SAMPLE_ENTRY_PREFIX}{entry.text}",
            status=entry.status,
            machine_status=entry.machine_status,
        )
        yield entry_row
        for name in entry.who:
            person = world[f"maintainer {name}"]
            yield LogEntryMaintainerFactory.row(entry_stream.at(name), logentry=entry_row, maintainer=person)


def _reporter(task: StoryTask, world: World) -> dict[str, Any]:
    """Type and reporter: a visitor's contact goes to `device_info`, for the contact itself holds the sample's mark."""
    if isinstance(task.reported_by, Visitor):
        return {
            "type": Task.TYPE_PROBLEM_REPORT,
            "reported_by_user": None,
            "reported_by_name": task.reported_by.visitor,
            "device_info": task.reported_by.contact,
        }
    return {
        "type": Task.TYPE_TASK,
        "reported_by_user": world[f"user {task.reported_by}"],
        "reported_by_name": "",
        "device_info": "",
    }
