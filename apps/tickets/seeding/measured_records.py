"""Records of others that are newer than the stories: the entries that answer them, and the records left unanswered.

A record counts if it was there before the run and lies before the anchor. Where it is newer than all that the stories
say of the machine, the machine keeps the status from before the run, and an entry says so and names the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Model, Q
from django.db.models.functions import Coalesce

from apps.tickets.models import LogEntry, MachineInstance, Task
from seedplot.engine.run_rows import RunRows
from seedplot.models import SeedChange

if TYPE_CHECKING:
    from apps.tickets.seeding.evidence import WorkshopEvidence

_NAMED = re.compile(r'\b(log entry|report) of (\d{4}-\d\d-\d\d, \d\d:\d\d)(?: \("([^"]*)"\))?')
NO_ROOM = timedelta(microseconds=3)
"""The time before the anchor that is too short for an answer."""


@dataclass(frozen=True)
class NewestRecord:
    """An entry or a report that the run did not write."""

    kind: str
    at: datetime
    text: str


def newest_records(evidence: RunRows, machines: Mapping[int, str], anchor: datetime) -> dict[str, NewestRecord]:
    entries = LogEntry.objects.using(evidence.using).annotate(on=Coalesce("machine_id", "task__machine_id"))
    reports = Task.objects.using(evidence.using).annotate(on=F("machine_id"))
    found: dict[str, NewestRecord] = {}
    for kind, rows, column in (("log entry", entries, "text"), ("report", reports, "problem_text")):
        there = rows.filter(earlier_than_the_run(evidence, rows.model), on__in=machines, created_at__lt=anchor)
        for key, at, text in there.order_by("created_at", "pk").values_list("on", "created_at", column):
            name = machines[key]
            # Of two at one moment an entry counts, and of two entries the later one.
            if name not in found or found[name].kind == kind or found[name].at < at:
                found[name] = NewestRecord(kind, at, text)
    return found


def earlier_than_the_run(evidence: RunRows, model: type[Model]) -> Q:
    """The condition of rows that were there before the run wrote its first of the model."""
    firsts = [block.first_key for block in evidence.blocks.get(model._meta.label, []) if block.first_key is not None]
    return Q(pk__lt=min(firsts)) if firsts else Q()


def statuses_before(evidence: RunRows, machines: Mapping[int, str]) -> dict[str, str]:
    changes = SeedChange.objects.using(evidence.using).filter(
        model=MachineInstance._meta.label, column="operational_status", key__in=[str(key) for key in machines]
    )
    return {machines[int(change.key)]: str(change.old) for change in changes.order_by("pk")}


def is_answer(text: str) -> bool:
    """True for an entry that names a record."""
    return _NAMED.search(text) is not None


def answers(shop: WorkshopEvidence) -> Iterator[LogEntry]:
    """The entries that answer a record, and those that follow them on their tasks."""
    for task in shop.tasks:
        entries = shop.entries_of[task.pk]
        first = next((place for place, entry in enumerate(entries) if is_answer(entry.text)), len(entries))
        yield from entries[first:]


def wrongly_answered(shop: WorkshopEvidence) -> list[str]:
    """Machines whose newest record has no answer, and entries that answer another one or in another way."""
    found = []
    for machine in shop.tasks_of:
        record, before = shop.newest_records.get(machine), shop.statuses_before.get(machine)
        said = [entry for entry in shop.entries_on(machine) if entry.machine_status]
        if said and is_answer(said[-1].text):
            if record is None or not _answers(shop, said[-1], record) or said[-1].machine_status != before:
                found.append(f"the last word on {machine}")
        elif record and _is_overruled(said, record, before) and record.at < shop.anchor - NO_ROOM:
            found.append(f"the {record.kind} of {shop.local(record.at):%Y-%m-%d, %H:%M} on {machine}")
    return found


def _is_overruled(said: Sequence[LogEntry], record: NewestRecord, before: str | None) -> bool:
    return bool(said) and said[-1].created_at < record.at and said[-1].machine_status != before


def _answers(shop: WorkshopEvidence, entry: LogEntry, record: NewestRecord) -> bool:
    named = _NAMED.search(entry.text)
    assert named is not None
    kind, moment, quoted = named.groups()
    words = " ".join(re.sub(r'["\x00-\x1f]', " ", record.text).split())
    return (
        entry.created_at > record.at
        and (kind, moment) == (record.kind, f"{shop.local(record.at):%Y-%m-%d, %H:%M}")
        and words.startswith(quoted or "")
    )
