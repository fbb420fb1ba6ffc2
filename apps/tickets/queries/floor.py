"""The state of the museum: machines by state, since when some cannot be played, and how much was written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from apps.tickets.models import LogEntry, MachineInstance, Maintainer, Task
from apps.tickets.queries.machines import find_machines
from seedplot.clock import project_zone

PLAYABLE = MachineInstance.STATUS_GOOD


@dataclass(frozen=True)
class FloorMachine:
    """A machine with its open tasks; `since` is when it was last playable, None where that is unknown or now."""

    machine: MachineInstance
    open_tasks: int
    since: datetime | None


def machines_with_state() -> list[FloorMachine]:
    """All machines by room and name. Three queries."""
    machines = list(find_machines())
    tasks = dict(Task.objects.open().order_by().values_list("machine").annotate(count=Count("pk")))
    since = _out_of_order_since([machine.pk for machine in machines if machine.operational_status != PLAYABLE])
    return [FloorMachine(machine, tasks.get(machine.pk, 0), since.get(machine.pk)) for machine in machines]


def _out_of_order_since(machines: list[int]) -> dict[int, datetime]:
    """The moment since which each of the machines has had another state than playable. One query."""
    since: dict[int, datetime] = {}
    entries = LogEntry.objects.filter(machine__in=machines, machine_status__isnull=False).order_by("created_at", "id")
    for machine, status, at in entries.values_list("machine", "machine_status", "created_at"):
        if status == PLAYABLE:
            since.pop(machine, None)
        else:
            since.setdefault(machine, at)
    return since


def entries_by_month() -> list[tuple[date, int]]:
    """The number of log entries in each month from the first to the last, those without any too. One query."""
    rows = LogEntry.objects.order_by().values(month=TruncMonth("created_at", tzinfo=project_zone()))
    counts: Counter[date] = Counter()
    for row in rows.annotate(count=Count("pk")):
        counts[row["month"].date()] = row["count"]
    if not counts:
        return []
    months, month = [], min(counts)
    while month <= max(counts):
        months.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return [(month, counts[month]) for month in months]


def count_tasks() -> dict[str, int]:
    """The number of tasks of each status. One query."""
    counts = dict.fromkeys((Task.STATUS_OPEN, Task.STATUS_CLOSED), 0)
    return counts | dict(Task.objects.order_by().values_list("status").annotate(count=Count("pk")))


def active_maintainers() -> QuerySet[Maintainer]:
    return Maintainer.objects.filter(is_active=True)
