"""Where somebody's record is newer than all that the stories say of a machine's status: an entry that bows to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from apps.tickets.models import MachineInstance, Task
from apps.tickets.seeding.content.agreement import DOWN, statuses_of
from apps.tickets.seeding.content.wording import forbidden_word, names_in
from apps.tickets.seeding.planning.histories import PlannedEntry, PlannedTask, newest_status
from seedplot.context import Context
from seedplot.plan import WorldRow

_QUOTED_WORDS = 6
_NEXT_MORNING = (time(10, 25), time(10, 40))
_HOLDS = {
    MachineInstance.STATUS_GOOD: "it is in order, and the card has come off the glass",
    MachineInstance.STATUS_FIXING: "it is being worked on",
    MachineInstance.STATUS_BROKEN: "it is out of order, and has a card on the glass that says so",
    MachineInstance.STATUS_UNKNOWN: "nobody can say how it is until it has been tried",
}
"""What holds from the entry on, by the machine's status before the run."""


def reconciled(machine: str, tasks: Sequence[PlannedTask], context: Context) -> list[PlannedTask]:
    """The tasks as they are or, if a newer record goes with another status, with that status on an open one.

    A machine that is good again would close the task, which is not done yet: so a second entry opens it once more.
    """
    record = context.world.get(f"record on {machine}")
    status = context.world[f"machine {machine}"].operational_status
    if record is None or not _overrules(record, status, newest_status(tasks)):
        return list(tasks)
    open_tasks = [task for task in tasks if task.status == Task.STATUS_OPEN]
    chosen = max(open_tasks, key=lambda task: (task.machine_status in DOWN, task.entries[-1].at))
    zone = context.calendar.zone
    said = [(status, _bow(machine, record, status, record.created_at.astimezone(zone)))]
    if status == MachineInstance.STATUS_GOOD:
        said.append(("reopen", f"What this task asks for on {machine} is still to be done, so it stays on the list."))
    moments = _between(max(record.created_at, chosen.entries[-1].at).astimezone(zone), context.anchor, len(said))
    more = [
        PlannedEntry(at, chosen.entries[-1].who[:1], text, *statuses_of(action))
        # There are no moments where the record comes in the last instant before the anchor.
        for at, (action, text) in zip(moments, said, strict=False)
    ]
    return [task.with_entries(*more) if task is chosen else task for task in tasks]


def _overrules(record: WorldRow, status: str, last: PlannedEntry | None) -> bool:
    is_newer = last is not None and record.created_at > last.at
    return is_newer and last is not None and status != last.machine_status and status in _HOLDS


def _between(start: datetime, anchor: datetime, count: int) -> list[datetime]:
    """So many moments after the start and before the anchor: on the next morning or, without one, evenly between.

    `start` is in the museum's time zone. Empty where no moment is left.
    """
    next_day = start.date() + timedelta(days=1)
    morning = [datetime.combine(next_day, at, start.tzinfo) for at in _NEXT_MORNING[:count]]
    if morning[-1] < anchor:
        return morning
    # In UTC, where an hour that the clock skips or repeats cannot turn the order round.
    first = start.astimezone(UTC)
    step = (anchor.astimezone(UTC) - first) // (count + 1)
    return [first + step * number for number in range(1, count + 1)] if step else []


def _bow(machine: str, record: WorldRow, status: str, moment: datetime) -> str:
    """Names the record by its moment and first words, and says what holds."""
    words = quotable(machine, record.opening)
    quoted = f' ("{words}")' if words else ""
    what = "report" if record.model is Task else "log entry"
    return f"The {what} of {moment:%Y-%m-%d, %H:%M}{quoted} has the last word on {machine}: {_HOLDS[status]}."


def quotable(machine: str, text: str) -> str:
    """The first words of the text that an entry of the sample may hold: no roster name, no word of another era."""
    sentence = re.split(r"[.!?;\n]", text.strip(), maxsplit=1)[0]
    kept: list[str] = []
    for word in re.sub(r'["\x00-\x1f]', " ", sentence).split()[:_QUOTED_WORDS]:
        longer = " ".join([*kept, word])
        if names_in(longer) or forbidden_word(machine, longer):
            break
        kept.append(word)
    return " ".join(kept)
