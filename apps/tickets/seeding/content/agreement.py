"""What entries do to a task and its machine, and whether the tasks of one machine agree when put together by time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from apps.tickets.models import MachineInstance, Task
from seedplot.content import Place

DOWN = (MachineInstance.STATUS_FIXING, MachineInstance.STATUS_BROKEN)
"""The statuses of a machine that cannot be played."""


@dataclass(frozen=True)
class EntryStatuses:
    """One entry: its place, and the status that it sets of its task, of the machine, or neither."""

    task: Hashable
    place: Place
    status: str | None
    machine_status: str | None


def statuses_of(action: str) -> tuple[str | None, str | None]:
    """The task's and the machine's status that an entry of a story sets, as `services.tasks` would."""
    if action == "note":
        return None, None
    if action in ("close", "reopen"):
        return (Task.STATUS_CLOSED if action == "close" else Task.STATUS_OPEN), None
    return Task.STATUS_IMPLIED_BY_MACHINE[action], action


def disagreements(steps: Iterable[EntryStatuses]) -> Iterator[tuple[Place | None, str]]:
    """Contradictions between the entries of one machine, in time order: place, if it is one entry's, and reason.

    A task stands at what it last said of the machine, as long as it is open.
    """
    said: dict[Hashable, str] = {}
    closed: set[Hashable] = set()
    machine_status: str | None = None

    def standing(besides: Hashable = None) -> list[Hashable]:
        return [task for task, last in said.items() if last in DOWN and task not in closed and task != besides]

    for step in steps:
        if step.status is not None:
            (closed.add if step.status == Task.STATUS_CLOSED else closed.discard)(step.task)
        if step.machine_status is not None:
            said[step.task] = machine_status = step.machine_status
            if machine_status == MachineInstance.STATUS_GOOD and standing(besides=step.task):
                yield step.place, "good, while another open task of the machine stands at fixing or broken"
            continue
        was_the_last_about_it = said.get(step.task) in DOWN and machine_status in DOWN and not standing()
        if step.status == Task.STATUS_CLOSED and was_the_last_about_it:
            yield step.place, f"it closes the last task about a machine that stays {machine_status}"
    if len(standing()) > 1:
        yield None, f"{len(standing())} open tasks leave the machine at fixing or broken, and one can"
    if machine_status == MachineInstance.STATUS_GOOD and standing():
        yield None, "the machine is good at the end, and an open task leaves it at fixing or broken"
