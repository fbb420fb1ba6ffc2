"""The entries of one machine, replayed in time: the tasks that keep it down, and entries that contradict them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from apps.tickets.models import MachineInstance, Task
from apps.tickets.seeding.rows.workshop import WorkshopRows

DOWN = frozenset({MachineInstance.STATUS_FIXING, MachineInstance.STATUS_BROKEN})
"""The statuses of a machine that cannot be played."""


@dataclass(frozen=True)
class EntryStatuses:
    """The statuses that one entry sets, of its task and of the machine; `place` names the entry."""

    task: Hashable
    place: str
    status: str | None
    machine_status: str | None


@dataclass
class _State:
    """A machine after some of its entries."""

    status: str | None = None
    last_words: dict[Hashable, str] = field(default_factory=dict)
    """The status of the machine that each task named last."""
    closed: set[Hashable] = field(default_factory=set)

    def after(self, entry: EntryStatuses) -> None:
        if entry.status == Task.STATUS_CLOSED:
            self.closed.add(entry.task)
        elif entry.status == Task.STATUS_OPEN:
            self.closed.discard(entry.task)
        if entry.machine_status is not None:
            self.status = self.last_words[entry.task] = entry.machine_status

    def keeping_it_down(self) -> set[Hashable]:
        """The open tasks whose last word on the machine is fixing or broken."""
        return {task for task, word in self.last_words.items() if word in DOWN} - self.closed


def contradictions(entries: Iterable[EntryStatuses]) -> Iterator[str]:
    """Entries and ends at which the tasks of a machine contradict each other. The entries come in time order."""
    state = _State()
    for entry in entries:
        state.after(entry)
        down = state.keeping_it_down()
        if entry.machine_status == MachineInstance.STATUS_GOOD and down - {entry.task}:
            yield f"{entry.place}: good, while another open task of the machine stands at fixing or broken"
        closes_silently = entry.status == Task.STATUS_CLOSED and entry.machine_status is None
        if closes_silently and not down and state.status in DOWN and state.last_words.get(entry.task) in DOWN:
            yield f"{entry.place}: it closes the last task about a machine that stays {state.status}"
    down = state.keeping_it_down()
    if len(down) > 1:
        yield f"{len(down)} open tasks leave the machine at fixing or broken, and one can"
    if down and state.status == MachineInstance.STATUS_GOOD:
        yield "the machine is good at the end, and an open task leaves it at fixing or broken"


def statuses_set_on(shop: WorkshopRows, machine: str) -> list[EntryStatuses]:
    """What the entries of all tasks of a machine set, in time order."""
    tasks = {task.pk: task for task in shop.tasks_of[machine]}
    return [
        EntryStatuses(entry.task_id, shop.entry_label(entry, tasks[entry.task_id]), entry.status, entry.machine_status)
        for entry in shop.entries_on(machine)
        if entry.task_id is not None
    ]
