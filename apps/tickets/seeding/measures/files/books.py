"""The museum's files as the proof reads them: from their text, with a reader of its own.

A run's record keeps the text, so that a run can be proven when the files have changed or gone.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from apps.tickets.seeding.specification.files import AS_WRITTEN, LOG_ENTRIES, MAINTAINERS, PROBLEMS
from seedplot.clock import project_zone

_MOMENT = re.compile(r"(\d+)/(\d+)/(\d+),? (\d+):(\d+) ([AP])M", re.IGNORECASE)
_LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Person:
    """A row of the roster."""

    username: str
    first_name: str
    last_name: str
    email: str | None
    nickname: str
    is_admin: bool


@dataclass(frozen=True)
class Note:
    """A row of one of the two books, on the line of the file on which it begins."""

    file: str
    line: int
    machine: str
    at: datetime
    text: str
    people: tuple[str, ...] = field(default=())
    is_closed: bool = False

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


def people_of(sources: Mapping[str, Any]) -> list[Person]:
    """The roster, in the order of the file."""
    if AS_WRITTEN not in sources:
        # A run of an earlier version: its record has the rows alone.
        return [Person(**{key: row[key] for key in Person.__annotations__}) for row in sources[MAINTAINERS]]
    return [
        Person(
            username=_name(cells["Username"]) or _name(cells["First Name"]).lower(),
            first_name=_name(cells["First Name"]),
            last_name=_name(cells["Last Name"]),
            email=_name(cells["Email"]) or None,
            nickname=_name(cells["Nickname"]),
            is_admin=_name(cells["Is Admin"]).lower() == "true",
        )
        for _, cells in _rows(sources[AS_WRITTEN][MAINTAINERS])
    ]


def problems_of(sources: Mapping[str, Any]) -> list[Note]:
    """The problems, in the order of the file."""
    if AS_WRITTEN not in sources:
        return _recorded(PROBLEMS, sources)
    return [
        Note(
            PROBLEMS,
            line,
            _name(cells["Game"]),
            _moment(cells["Timestamp"]),
            _text(cells["Problem"]),
            _people(cells["Maintainer"]),
            is_closed=_name(cells["Checked / Unchecked"]).lower() == "checked",
        )
        for line, cells in _rows(sources[AS_WRITTEN][PROBLEMS])
    ]


def log_of(sources: Mapping[str, Any]) -> list[Note]:
    """The rows of the log, in the order of the file."""
    if AS_WRITTEN not in sources:
        return _recorded(LOG_ENTRIES, sources)
    return [
        Note(
            LOG_ENTRIES,
            line,
            _name(cells["Machine"]),
            _moment(cells["Date"]),
            _text(cells["Notes"]),
            _people(cells["Maintainers"]),
        )
        for line, cells in _rows(sources[AS_WRITTEN][LOG_ENTRIES])
    ]


def _recorded(file: str, sources: Mapping[str, Any]) -> list[Note]:
    return [
        Note(
            file,
            row["line"],
            row["machine"],
            _on_the_clock(datetime.fromisoformat(row["at"])),
            row["text"],
            tuple(row["people"]),
            row.get("is_closed", False),
        )
        for row in sources[file]
    ]


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells of each row by column, with the line on which it begins; rows without any text are left out."""
    reader = csv.reader(StringIO(text, newline=""))
    columns: list[str] = []
    read = 0
    for cells in reader:
        begins, read = read + 1, reader.line_num
        if not "".join(cells).strip():
            continue
        if columns:
            yield begins, dict(zip(columns, cells, strict=True))
        else:
            columns = [_name(cell) for cell in cells]


def _text(cell: str) -> str:
    """The cell without control characters; a tab becomes a blank, and every end of a line a line feed."""
    lines = [line.replace("\t", " ") for line in _LINE_END.split(cell)]
    return "\n".join("".join(letter for letter in line if unicodedata.category(letter) != "Cc") for line in lines)


def _name(cell: str) -> str:
    return " ".join(_text(cell).split())


def _people(cell: str) -> tuple[str, ...]:
    """The names in "Ken, William", "Diana and Laura", "Ken, Diana, and Laura"."""
    listed = (part.strip().removeprefix("and ") for part in _name(cell).split(","))
    return tuple(name.strip() for part in listed for name in part.split(" and ") if name.strip())


def _moment(cell: str) -> datetime:
    """The moment at which the museum's clock showed "1/6/24, 2:15 PM" or "10/4/2025 4:55 PM"."""
    found = _MOMENT.fullmatch(_name(cell))
    if found is None:
        raise ValueError(f"'{cell}' is no moment")
    month, day, year, hour, minute = (int(number) for number in found.groups()[:5])
    century = 0 if year > 99 else 2000 if year < 69 else 1900
    afternoon = 12 if found[6].upper() == "P" else 0
    return _on_the_clock(datetime(century + year, month, day, hour % 12 + afternoon, minute))  # noqa: DTZ001 - see there


def _on_the_clock(shown: datetime) -> datetime:
    return shown.replace(tzinfo=project_zone()).astimezone(UTC)
