"""Records that the run did not write: the newest on each machine, and what was there before the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Model, Q
from django.db.models.functions import Coalesce

from apps.tickets.models import LogEntry, MachineInstance, Task
from seedplot.engine.run_rows import RunRows
from seedplot.models import SeedChange


@dataclass(frozen=True)
class NewestRecord:
    """An entry or a report that the run did not write."""

    kind: str
    at: datetime
    text: str


def newest_records(run: RunRows, machines: Mapping[int, str], anchor: datetime) -> dict[str, NewestRecord]:
    entries = LogEntry.objects.using(run.using).annotate(on=Coalesce("machine_id", "task__machine_id"))
    reports = Task.objects.using(run.using).annotate(on=F("machine_id"))
    found: dict[str, NewestRecord] = {}
    for kind, rows, column in (("log entry", entries, "text"), ("report", reports, "problem_text")):
        there = rows.filter(earlier_than_the_run(run, rows.model), on__in=machines, created_at__lt=anchor)
        for key, at, text in there.order_by("created_at", "pk").values_list("on", "created_at", column):
            name = machines[key]
            # Of two at one moment an entry counts, and of two entries the later one.
            if name not in found or found[name].kind == kind or found[name].at < at:
                found[name] = NewestRecord(kind, at, text)
    return found


def earlier_than_the_run(run: RunRows, model: type[Model]) -> Q:
    """The condition of rows that were there before the run wrote its first of the model."""
    firsts = [block.first_key for block in run.blocks.get(model._meta.label, []) if block.first_key is not None]
    return Q(pk__lt=min(firsts)) if firsts else Q()


def statuses_before(run: RunRows, machines: Mapping[int, str]) -> dict[str, str]:
    changes = SeedChange.objects.using(run.using).filter(
        model=MachineInstance._meta.label, column="operational_status", key__in=[str(key) for key in machines]
    )
    return {machines[int(change.key)]: str(change.old) for change in changes.order_by("pk")}
