"""A machine's story in the moments of one run: what was opened when, and what each entry set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.tickets.models import Task
from apps.tickets.seeding.content.agreement import statuses_of
from apps.tickets.seeding.content.story import Story, StoryTask
from apps.tickets.seeding.planning.calendar import WorkshopCalendar


@dataclass(frozen=True)
class PlannedEntry:
    """What happened at one moment; the statuses are those that the entry sets, None where it sets none."""

    at: datetime
    who: tuple[str, ...]
    text: str
    status: str | None
    machine_status: str | None


@dataclass(frozen=True)
class PlannedTask:
    """A task of the story with the moments of this run."""

    story: StoryTask
    opened_at: datetime
    entries: tuple[PlannedEntry, ...]

    @property
    def status(self) -> str:
        """The status of the newest entry that has one; a task that nobody ever set is open."""
        return next((entry.status for entry in reversed(self.entries) if entry.status), Task.STATUS_OPEN)

    @property
    def machine_status(self) -> str | None:
        """What the task last said of the machine."""
        return next((entry.machine_status for entry in reversed(self.entries) if entry.machine_status), None)

    def with_entries(self, *more: PlannedEntry) -> PlannedTask:
        return PlannedTask(self.story, self.opened_at, (*self.entries, *more))


def planned_tasks(story: Story, calendar: WorkshopCalendar) -> list[PlannedTask]:
    """The tasks of a story with their moments, which keep the order of the whole machine."""
    times = [time for task in story.tasks for time in (task.opening, *task.moments)]
    moments = iter(calendar.moments(times))
    return [
        PlannedTask(
            task,
            next(moments),
            tuple(
                PlannedEntry(next(moments), tuple(entry.who), entry.text, *statuses_of(entry.do))
                for entry in task.entries
            ),
        )
        for task in story.tasks
    ]


def newest_status(tasks: Sequence[PlannedTask]) -> PlannedEntry | None:
    """The newest entry that says how the machine is."""
    said = [entry for task in tasks for entry in task.entries if entry.machine_status]
    return max(said, key=lambda entry: entry.at, default=None)
