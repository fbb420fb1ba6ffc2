"""What the promises of the legacy records are measured on: each row of the two books beside the task or entry that
came of it. A measure lists what differs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from django.db import models

from apps.tickets.models import LogEntry, MachineInstance, Maintainer, Task
from apps.tickets.seeding.import_world import machine_rows, maintainer_rows, moment_of
from apps.tickets.seeding.legacy_files import (
    LOG_ENTRIES,
    PROBLEMS,
    Dated,
    LogRow,
    ProblemRow,
    known_as,
    missing,
)
from apps.tickets.seeding.legacy_names import MachineNames, PeopleNames, Unknown
from seedplot.engine.run_rows import RunRows


class RecordsEvidence:
    """The rows of both books that were not there before the run, and what it wrote of them."""

    def __init__(self, evidence: RunRows) -> None:
        self._evidence = evidence
        self._machines = known_machines(evidence)
        self._people = known_people(evidence)
        self._problems = self._pairs(ProblemRow, PROBLEMS, Task)
        self._entries = self._pairs(LogRow, LOG_ENTRIES, LogEntry)

    def _pairs(self, kind: type[Dated], file: str, model: type[models.Model]) -> list[tuple[Dated | None, Any]]:
        """Each row of the file with what stands in its place of the plan; None where one of them is missing."""
        rows: list[Dated] = missing(kind, file, self._evidence.sources, set(_found(self._evidence, model).values()))
        blocks = sorted(self._evidence.blocks.get(model._meta.label, []), key=lambda block: block.start)
        keys = [(block.first_key or 0) + number for block in blocks for number in range(block.count)]
        written = {row.pk: row for row in self._evidence.rows(model)}
        return list(zip_longest(rows, [written.get(key) for key in keys]))

    def unpaired(self) -> list[str]:
        """Rows of a file without a row in the database, and the other way round."""
        return [
            f"{known_as(file, row)}" if row is not None else f"row {written.pk}, which {file} does not have"
            for file, pairs in ((PROBLEMS, self._problems), (LOG_ENTRIES, self._entries))
            for row, written in pairs
            if (row is None) != (written is None)
        ]

    def wrong_tasks(self) -> list[str]:
        """Tasks that differ from their row of the file."""
        wrong = []
        for row, task in _paired(self._problems):
            machine, reporters = self._machines.find(row.machine), self._people.find_all(row.people)
            status = Task.STATUS_CLOSED if row.is_closed else Task.STATUS_OPEN
            reporter = reporters[0].user_id if reporters else None
            meant = (machine and machine.key, moment_of(row.at), row.text, status, reporter)
            told = (task.machine_id, task.created_at, task.problem_text, task.status, task.reported_by_user_id)
            kind = (task.type, task.problem_type, task.reported_by_name + task.reported_by_contact + task.device_info)
            if (told, kind) != (meant, (Task.TYPE_PROBLEM_REPORT, Task.PROBLEM_OTHER, "")):
                wrong.append(known_as(PROBLEMS, row))
        return wrong

    def wrong_entries(self) -> list[str]:
        """Entries that differ from their row of the file."""
        wrong = []
        for row, entry in _paired(self._entries):
            machine = self._machines.find(row.machine)
            meant = (machine and machine.key, moment_of(row.at), row.text, None, None, None)
            told = (entry.machine_id, entry.created_at, entry.text, entry.task_id, entry.status, entry.machine_status)
            if told != meant:
                wrong.append(known_as(LOG_ENTRIES, row))
        return wrong

    def wrong_people(self) -> list[str]:
        """Entries that have not those people whom their row names and the museum knew."""
        links: dict[int, set[int]] = {}
        through = LogEntry.maintainers.through._base_manager.using(self._evidence.using)
        keys = [entry.pk for _, entry in _paired(self._entries)]
        for entry, person in through.filter(logentry__in=keys).values_list("logentry_id", "maintainer_id"):
            links.setdefault(entry, set()).add(person)
        return [
            known_as(LOG_ENTRIES, row)
            for row, entry in _paired(self._entries)
            if links.get(entry.pk, set()) != {person.key for person in self._people.find_all(row.people)}
        ]

    def control_characters(self) -> list[str]:
        """Texts with a control character that is no line break."""
        texts = [(PROBLEMS, row, task.problem_text) for row, task in _paired(self._problems)]
        texts += [(LOG_ENTRIES, row, entry.text) for row, entry in _paired(self._entries)]
        return [
            known_as(file, row)
            for file, row, text in texts
            if any(unicodedata.category(letter) == "Cc" for letter in text.replace("\n", ""))
        ]


def warnings(evidence: RunRows) -> Iterator[tuple[str, str]]:
    """What the files say of people and the database does not."""
    people = known_people(evidence)
    yield from _unknown_people(evidence, people)
    for source in evidence.sources[PROBLEMS]:
        for person in people.find_all(source["people"])[1:]:
            yield (
                "Warning",
                f"{PROBLEMS}, line {source['line']}: a report has one reporter; '{person.username}' is left out.",
            )


def _unknown_people(evidence: RunRows, people: PeopleNames) -> Iterator[tuple[str, str]]:
    """A warning for each name that was no maintainer's when the files were read."""
    for file in (PROBLEMS, LOG_ENTRIES):
        lines: dict[Unknown, list[int]] = {}
        for source in evidence.sources[file]:
            for person in map(people.find, source["people"]):
                if isinstance(person, Unknown):
                    lines.setdefault(person, []).append(source["line"])
        for person, found in lines.items():
            where = f"line {found[0]}" if len(found) == 1 else f"lines {', '.join(map(str, found))}"
            yield "Warning", f"{file}, {where}: {person}; what is told there stays, without that person."


def known_machines(evidence: RunRows) -> MachineNames:
    """The machines that the run found in place."""
    return MachineNames(machine_rows(evidence.using, pk__in=_found(evidence, MachineInstance)))


def known_people(evidence: RunRows) -> PeopleNames:
    """The maintainers whom the run found in place; who has come since is nobody it could have named."""
    return PeopleNames(maintainer_rows(evidence.using, pk__in=_found(evidence, Maintainer)))


def _found(evidence: RunRows, model: type[models.Model]) -> dict[str, str]:
    return dict(evidence.world.get(model._meta.label, {}))


def _paired(pairs: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    return ((row, written) for row, written in pairs if row is not None and written is not None)
