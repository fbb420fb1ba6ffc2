"""The workshop's sample rows as promises read them: from the database, only those that the run wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from apps.tickets.models import SAMPLE_CONTACT, SAMPLE_ENTRY_PREFIX, LogEntry, MachineInstance, Task
from apps.tickets.seeding.rows.names import MachineBook
from apps.tickets.seeding.rows.others import NewestRecord, newest_records, statuses_before
from apps.tickets.seeding.specification.dates import PRESENT
from apps.tickets.seeding.specification.people import POOLS, ROSTER
from seedplot.clock import project_zone
from seedplot.engine.run_rows import RunRows

_FIRST_NAMES = {username: name for name, username in ROSTER.items()}


class WorkshopRows:
    """All tasks, entries and people of a run, each read once, oldest first."""

    def __init__(self, run: RunRows, anchor: datetime) -> None:
        self.anchor = anchor
        self.zone = project_zone()
        self._run = run

    @cached_property
    def tasks(self) -> list[Task]:
        rows = self._run.rows(Task).select_related("reported_by_user")
        return list(rows.order_by("created_at", "pk"))

    @cached_property
    def entries(self) -> list[LogEntry]:
        return list(self._run.rows(LogEntry).order_by("created_at", "pk"))

    @cached_property
    def entries_of(self) -> dict[int, list[LogEntry]]:
        """The entries of each task by key, oldest first."""
        found: dict[int, list[LogEntry]] = {task.pk: [] for task in self.tasks}
        for entry in self.entries:
            if entry.task_id in found:
                found[entry.task_id].append(entry)
        return found

    @cached_property
    def people_on(self) -> dict[int, frozenset[str]]:
        """Who is on each entry: first names of the roster, the username of anybody else."""
        links = self._run.rows(LogEntry.maintainers.through)
        found: dict[int, set[str]] = {entry.pk: set() for entry in self.entries}
        for entry, username in links.values_list("logentry_id", "maintainer__user__username"):
            if entry in found:
                found[entry].add(_FIRST_NAMES.get(username, username))
        return {entry: frozenset(people) for entry, people in found.items()}

    @cached_property
    def machines(self) -> dict[int, MachineInstance]:
        """All machines of the museum by key."""
        using = self._run.using
        return {each.pk: each for each in MachineInstance.objects.using(using).select_related("model")}

    @cached_property
    def _names(self) -> dict[int, str]:
        book = MachineBook(self.machines.values())
        return {key: name for name in POOLS if (key := book.key_of(name)) is not None}

    @cached_property
    def tasks_of(self) -> dict[str, list[Task]]:
        """The tasks of each machine, by the name that the stories give it."""
        found: dict[str, list[Task]] = {name: [] for name in self._names.values()}
        for task in self.tasks:
            found.setdefault(self.machine(task), []).append(task)
        return found

    def machine(self, task: Task) -> str:
        """What the stories call the task's machine; its own name if it has no story."""
        return self._names.get(task.machine_id) or self.machines[task.machine_id].name

    def reporter(self, task: Task) -> str | None:
        """The maintainer who opened the task."""
        user = task.reported_by_user
        return None if user is None else _FIRST_NAMES.get(user.username, user.username)

    def people(self, task: Task) -> frozenset[str]:
        """Who has a part in the task: those on its entries, and who opened it."""
        named = frozenset[str]().union(*(self.people_on[entry.pk] for entry in self.entries_of[task.pk]))
        reporter = self.reporter(task)
        return named | {reporter} if reporter else named

    def label(self, task: Task) -> str:
        """The task as the entries quote one."""
        return f'{self.machine(task)} task "{" ".join(task.problem_text.split()[:5])}"'

    def entry_label(self, entry: LogEntry, task: Task) -> str:
        return f"entry of {self.local(entry.created_at):%Y-%m-%d %H:%M} on {self.label(task)}"

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def days_ago(self, moment: datetime) -> int:
        """How many days before the anchor's date that was."""
        return (self.local(self.anchor).date() - self.local(moment).date()).days

    def is_history(self, moment: datetime) -> bool:
        """True for a moment in the chapters with fixed dates."""
        return self.local(moment).date() < PRESENT

    def pairs(self) -> Iterator[tuple[Task, LogEntry]]:
        """Each entry, with its task."""
        for task in self.tasks:
            yield from ((task, entry) for entry in self.entries_of[task.pk])

    def text(self, entry: LogEntry) -> str:
        """What the entry says, without the mark of the sample."""
        return entry.text.removeprefix(SAMPLE_ENTRY_PREFIX)

    def entries_on(self, machine: str) -> list[LogEntry]:
        """The entries of all tasks of a machine, in time order."""
        own = [entry for task in self.tasks_of[machine] for entry in self.entries_of[task.pk]]
        return sorted(own, key=lambda entry: (entry.created_at, entry.pk))

    @cached_property
    def newest_records(self) -> dict[str, NewestRecord]:
        """The newest record of others on each machine, of those that the run found there before its anchor."""
        return newest_records(self._run, self._names, self.anchor)

    @cached_property
    def statuses_before(self) -> dict[str, str]:
        """The status that each machine with a story had before the run."""
        return statuses_before(self._run, self._names)

    def marked_rows_of_others(self) -> list[str]:
        """Rows that carry a mark of the sample and are not the run's."""
        using = self._run.using
        tasks = Task.objects.using(using).filter(reported_by_contact=SAMPLE_CONTACT)
        entries = LogEntry.objects.using(using).filter(text__startswith=SAMPLE_ENTRY_PREFIX)
        own_tasks, own_entries = self._run.rows(Task).values("pk"), self._run.rows(LogEntry).values("pk")
        return [
            *(f"task {key}" for key in tasks.exclude(pk__in=own_tasks).values_list("pk", flat=True)),
            *(f"entry {key}" for key in entries.exclude(pk__in=own_entries).values_list("pk", flat=True)),
        ]
