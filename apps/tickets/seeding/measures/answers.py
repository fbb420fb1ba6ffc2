"""Records of others that are newer than the stories: the entries that answer them, and the records left unanswered.

A record counts if it was there before the run and lies before the anchor. Where it is newer than all that the stories
say of the machine, the machine keeps the status from before the run, and an entry says so and names the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from apps.tickets.models import LogEntry
from apps.tickets.seeding.rows.others import NewestRecord
from apps.tickets.seeding.rows.workshop import WorkshopRows

_NAMED = re.compile(r'\b(log entry|report) of (\d{4}-\d\d-\d\d, \d\d:\d\d)(?: \("([^"]*)"\))?')
NO_ROOM = timedelta(microseconds=3)
"""The time before the anchor that is too short for an answer."""


def is_answer(text: str) -> bool:
    """True for an entry that names a record."""
    return _NAMED.search(text) is not None


def answers(shop: WorkshopRows) -> Iterator[LogEntry]:
    """The entries that answer a record, and those that follow them on their tasks."""
    for task in shop.tasks:
        entries = shop.entries_of[task.pk]
        first = next((place for place, entry in enumerate(entries) if is_answer(entry.text)), len(entries))
        yield from entries[first:]


def wrongly_answered(shop: WorkshopRows) -> list[str]:
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


def _answers(shop: WorkshopRows, entry: LogEntry, record: NewestRecord) -> bool:
    named = _NAMED.search(entry.text)
    assert named is not None
    kind, moment, quoted = named.groups()
    words = " ".join(re.sub(r'["\x00-\x1f]', " ", record.text).split())
    return (
        entry.created_at > record.at
        and (kind, moment) == (record.kind, f"{shop.local(record.at):%Y-%m-%d, %H:%M}")
        and words.startswith(quoted or "")
    )
