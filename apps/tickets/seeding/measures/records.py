"""The rows of the two legacy books beside the tasks and entries that came of them: a measure lists what differs."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from apps.tickets.models import LogEntry, Task
from apps.tickets.seeding.measures.files.books import Note, log_of, problems_of
from apps.tickets.seeding.rows.imports import BookRows
from apps.tickets.seeding.rows.names import MachineBook, PeopleBook
from apps.tickets.seeding.specification.files import LOG_ENTRIES, PROBLEMS
from seedplot.engine.run_rows import RunRows


@dataclass(frozen=True)
class Written:
    """A task or an entry: the columns that a book decides."""

    row: Any
    machine: int | None
    at: datetime
    text: str


def unpaired(rows: BookRows) -> list[str]:
    """Rows of a book that nothing came of, and tasks and entries that came of none."""
    problems, entries = rows.once(_problems), rows.once(_entries)
    return [
        *(str(note) for book in (problems, entries) for note in book.without_a_row),
        *(f"task {each.row.pk}, which {PROBLEMS} does not have" for each in problems.without_a_note),
        *(f"entry {each.row.pk}, which {LOG_ENTRIES} does not have" for each in entries.without_a_note),
    ]


def wrong_tasks(rows: BookRows) -> list[str]:
    """Tasks that differ from their row of the book."""
    problems = rows.once(_problems)
    wrong = []
    for note, written in problems.pairs:
        task = written.row
        reporters = rows.people.known(note.people)
        status = Task.STATUS_CLOSED if note.is_closed else Task.STATUS_OPEN
        kind = (task.type, task.problem_type, task.reported_by_name + task.reported_by_contact + task.device_info)
        if (
            not problems.agree(note, written)
            or task.status != status
            or task.reported_by_user_id != (reporters[0].user_id if reporters else None)
            or kind != (Task.TYPE_PROBLEM_REPORT, Task.PROBLEM_OTHER, "")
        ):
            wrong.append(str(note))
    return wrong


def wrong_entries(rows: BookRows) -> list[str]:
    """Entries that differ from their row of the book, or that belong to a task."""
    entries = rows.once(_entries)
    return [
        str(note)
        for note, written in entries.pairs
        if not entries.agree(note, written)
        or (written.row.task_id, written.row.status, written.row.machine_status) != (None, None, None)
    ]


def wrong_people(rows: BookRows) -> list[str]:
    """Entries with other people than the maintainers whom their row names."""
    pairs = rows.once(_entries).pairs
    links = rows.people_on([written.row.pk for _, written in pairs])
    return [
        str(note)
        for note, written in pairs
        if links.get(written.row.pk, set()) != {person.pk for person in rows.people.known(note.people)}
    ]


def control_characters(rows: BookRows) -> list[str]:
    """Texts with a control character that is no line break."""
    return [
        str(note)
        for note, written in (*rows.once(_problems).pairs, *rows.once(_entries).pairs)
        if any(unicodedata.category(letter) == "Cc" for letter in written.text.replace("\n", ""))
    ]


def _problems(rows: BookRows) -> _Comparison:
    return _compare(rows, problems_of(rows.sources), Task, "problem_text")


def _entries(rows: BookRows) -> _Comparison:
    return _compare(rows, log_of(rows.sources), LogEntry, "text")


def _compare(rows: BookRows, notes: list[Note], model: type[Model], column: str) -> _Comparison:
    """The notes that were not there before, beside the rows of the run."""
    chosen = {"type": Task.TYPE_PROBLEM_REPORT} if model is Task else {"task": None}
    before = rows.before(model).filter(**chosen)
    moments = [note.at for note in notes]
    if notes:
        before = before.filter(created_at__range=(min(moments), max(moments)))
    there = Counter(before.values_list("machine_id", "created_at", column))
    new = []
    for note in notes:
        content = (rows.machines.key_of(note.machine), note.at, note.text)
        if there[content] > 0:
            there[content] -= 1
        else:
            new.append(note)
    written = [Written(row, row.machine_id, row.created_at, getattr(row, column)) for row in rows.new(model)]
    return _Comparison(rows.machines, new, written)


class _Comparison:
    """Notes and rows side by side: first those that agree in all, then in less, and the rest in their order.

    So a wrong column does not make a row look like another one, and a lost row does not shift those behind it.
    """

    def __init__(self, machines: MachineBook, notes: list[Note], rows: list[Written]) -> None:
        self._machines = machines
        self.pairs: list[tuple[Note, Written]] = []
        self.without_a_row, self.without_a_note = notes, rows
        sides: tuple[Callable[[int | None, datetime, str], Hashable], ...] = (
            lambda machine, at, text: (machine, at, text),
            lambda machine, at, text: (at, text),
            lambda machine, at, text: (machine, text),
            lambda machine, at, text: (machine, at),
            lambda machine, at, text: None,
        )
        for side in sides:
            self._pair(side)

    def _pair(self, side: Callable[[int | None, datetime, str], Hashable]) -> None:
        """Pair what has not been paired yet and agrees in that."""
        waiting: dict[Hashable, list[Written]] = {}
        for row in self.without_a_note:
            waiting.setdefault(side(row.machine, row.at, row.text), []).append(row)
        left = []
        for note in self.without_a_row:
            alike = waiting.get(side(self._machines.key_of(note.machine), note.at, note.text))
            if alike:
                self.pairs.append((note, alike.pop(0)))
            else:
                left.append(note)
        self.without_a_row = left
        self.without_a_note = [row for rows in waiting.values() for row in rows]

    def agree(self, note: Note, written: Written) -> bool:
        """True where machine, moment and text of the row are those of the note."""
        return (written.machine, written.at, written.text) == (
            self._machines.key_of(note.machine),
            note.at,
            note.text,
        )


def warnings(run: RunRows) -> Iterator[tuple[str, str]]:
    """Names in the books that belong to no maintainer, and reporters for whom a task has no room."""
    people = BookRows(run).people
    books = {PROBLEMS: problems_of(run.sources), LOG_ENTRIES: log_of(run.sources)}
    for file, notes in books.items():
        yield from _unknown_people(file, notes, people)
    for note in books[PROBLEMS]:
        for person in people.known(note.people)[1:]:
            yield "Warning", f"{note}: a report has one reporter; '{person.user.username}' is left out."


def _unknown_people(file: str, notes: list[Note], people: PeopleBook) -> Iterator[tuple[str, str]]:
    """A warning for each name that was no maintainer's when the books were read."""
    lines: dict[str, list[int]] = {}
    for note in notes:
        for name in note.people:
            if len(people.called(name)) != 1:
                lines.setdefault(name, []).append(note.line)
    for name, found in lines.items():
        candidates = [person.user.username for person in people.called(name)]
        doubt = f"could be any of {', '.join(candidates)}" if candidates else "is no maintainer"
        where = f"line {found[0]}" if len(found) == 1 else f"lines {', '.join(map(str, found))}"
        yield "Warning", f"{file}, {where}: '{name}' {doubt}; what is told there stays, without that person."
