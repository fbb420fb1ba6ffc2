"""The three files that the museum kept its books in before, read into typed rows; what cannot be read is told exactly.

Nothing here asks the database. A reading keeps what it refused beside the rows, so that a caller can report that
together with what only the database knows.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from django.conf import settings

from apps.tickets.seeding.imports import cells
from apps.tickets.seeding.imports.tables import Record, Refused, records
from apps.tickets.seeding.specification.files import LOG_ENTRIES, MAINTAINERS, PROBLEMS
from seedplot.errors import SeedError


def default_directory() -> Path:
    """Where the files lie in the repository, whatever the working directory."""
    return Path(settings.BASE_DIR) / "docs" / "legacy_data"


@dataclass(frozen=True)
class LegacyRow:
    """A row of a file. `line` is the line on which it begins, the header being line 1."""

    line: int

    def as_source(self) -> dict[str, Any]:
        """The row as JSON values, as a run's record keeps it."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else list(value) if type(value) is tuple else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_source(cls, source: Mapping[str, Any]) -> Self:
        values = dict(source)
        if "at" in values:
            values["at"] = datetime.fromisoformat(values["at"])
        if "people" in values:
            values["people"] = tuple(values["people"])
        return cls(**values)


@dataclass(frozen=True)
class MaintainerRow(LegacyRow):
    """A person of the roster; what the file leaves blank is "", an unknown address None."""

    username: str
    is_admin: bool
    first_name: str
    last_name: str
    email: str | None
    nickname: str


@dataclass(frozen=True)
class ProblemRow(LegacyRow):
    """A problem that somebody noted. `at` is what the clock on the wall said."""

    machine: str
    at: datetime
    text: str
    people: tuple[str, ...]
    is_closed: bool


@dataclass(frozen=True)
class LogRow(LegacyRow):
    """What was done about a machine, and by whom. `at` as above."""

    machine: str
    at: datetime
    text: str
    people: tuple[str, ...]


R = TypeVar("R", bound=LegacyRow)


@dataclass(frozen=True)
class Reading(Generic[R]):
    """A file's rows in its order, and what was refused."""

    path: Path
    rows: tuple[R, ...]
    refused: tuple[Refused, ...]

    def whole(self) -> tuple[R, ...]:
        """All rows. SeedError if any was refused."""
        refuse(self.refused)
        return self.rows


def refuse(faults: Sequence[Refused]) -> None:
    """SeedError that names all of them, file by file and line by line; nothing if there are none."""
    if not faults:
        return
    files = list(dict.fromkeys(fault.path for fault in faults))
    told = [str(fault) for fault in sorted(faults, key=lambda fault: (files.index(fault.path), fault.line or 0))]
    more = f" (and {len(told) - 1} more, listed above)" if len(told) > 1 else ""
    raise SeedError(
        f"{told[0].rstrip('.')}{more}. Nothing was written. Correct the files in {files[0].parent}, "
        "or name another place with --directory, then run the command again.",
        told if more else (),
    )


def read_maintainers(directory: Path) -> Reading[MaintainerRow]:
    """The roster. Usernames and addresses that occur twice are refused."""
    reading = _read(directory, MAINTAINERS, _MAINTAINER_COLUMNS, _maintainer)
    return _without_repeats(reading)


def read_problems(directory: Path) -> Reading[ProblemRow]:
    return _read(directory, PROBLEMS, _PROBLEM_COLUMNS, _problem)


def read_log(directory: Path) -> Reading[LogRow]:
    return _read(directory, LOG_ENTRIES, _LOG_COLUMNS, _log_row)


def known_as(file: str, row: LegacyRow) -> str:
    """What a world calls the task or entry that a row of a file has become."""
    return f"{file}, line {row.line}"


Dated = TypeVar("Dated", ProblemRow, LogRow)


def missing(kind: type[Dated], file: str, sources: Mapping[str, Any], there: Container[str]) -> list[Dated]:
    """The rows of a run's sources that are not known to be there, oldest first.

    Of two at one moment the later line comes first, since the book is kept newest first.
    """
    rows = [kind.from_source(source) for source in sources[file]]
    return sorted((row for row in rows if known_as(file, row) not in there), key=lambda row: (row.at, -row.line))


_MAINTAINER_COLUMNS = ("Username", "Is Admin", "First Name", "Last Name", "Email", "Nickname")
_PROBLEM_COLUMNS = ("Game", "Timestamp", "Problem", "Maintainer", "Checked / Unchecked")
_LOG_COLUMNS = ("Machine", "Date", "Notes", "Maintainers")


def _maintainer(record: Record) -> dict[str, Any]:
    values = {
        "username": record.read("Username", cells.for_user("username")),
        "is_admin": record.read("Is Admin", cells.one_of({"TRUE": True, "FALSE": False, "": False})),
        "first_name": record.read("First Name", cells.for_user("first_name")),
        "last_name": record.read("Last Name", cells.for_user("last_name")),
        "email": record.read("Email", cells.for_user("email")) or None,
        "nickname": record.read("Nickname", cells.for_maintainer("nickname")),
    }
    if values["username"] == "" and values["first_name"] is not None:
        values["username"] = record.read("First Name", cells.username_of_first_name)
    return values


def _problem(record: Record) -> dict[str, Any]:
    return {
        "machine": record.read("Game", cells.name),
        "at": record.read("Timestamp", cells.moment("%m/%d/%y, %I:%M %p", "1/6/24, 2:15 PM")),
        "text": record.read("Problem", cells.text),
        "people": record.read("Maintainer", cells.people),
        "is_closed": record.read("Checked / Unchecked", cells.one_of({"CHECKED": True, "UNCHECKED": False, "": False})),
    }


def _log_row(record: Record) -> dict[str, Any]:
    return {
        "machine": record.read("Machine", cells.name),
        "at": record.read("Date", cells.moment("%m/%d/%Y %I:%M %p", "10/4/2025 4:55 PM")),
        "text": record.read("Notes", cells.text),
        "people": record.read("Maintainers", cells.people),
    }


_ROW_CLASSES: dict[str, type[LegacyRow]] = {MAINTAINERS: MaintainerRow, PROBLEMS: ProblemRow, LOG_ENTRIES: LogRow}


def _read(
    directory: Path, file: str, columns: Sequence[str], understand: Callable[[Record], dict[str, Any]]
) -> Reading[Any]:
    path = directory / file
    rows, refused = [], []
    for found in records(path, columns):
        if isinstance(found, Refused):
            refused.append(found)
            continue
        values = understand(found)
        if found.refused:
            refused += found.refused
        else:
            rows.append(_ROW_CLASSES[file](line=found.line, **values))
    return Reading(path, tuple(rows), tuple(refused))


def _without_repeats(reading: Reading[MaintainerRow]) -> Reading[MaintainerRow]:
    """The same, with each later row refused that has the username or, in any case, the address of one before."""
    first: dict[tuple[str, str], int] = {}
    rows, refused = [], list(reading.refused)
    for row in reading.rows:
        repeats = []
        for column, value in (("Username", row.username), ("Email", (row.email or "").lower())):
            line = first.setdefault((column, value), row.line) if value else row.line
            if line != row.line:
                repeats.append(Refused(reading.path, f"is in line {line} already", row.line, column, value))
        refused += repeats
        if not repeats:
            rows.append(row)
    return replace(reading, rows=tuple(rows), refused=tuple(refused))
