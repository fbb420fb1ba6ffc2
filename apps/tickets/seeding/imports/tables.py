"""A file with a header and rows of cells, as CSV: its records one by one, or exactly why one of them is none."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from apps.tickets.seeding.imports import cells


@dataclass(frozen=True)
class Refused:
    """What cannot be read or understood, and where it stands. The reason goes on where the value, or place, ends."""

    path: Path
    reason: str
    line: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        value = "" if self.value is None else f": '{cells.shortened(self.value)}'"
        return f"{self.place}{value} {self.reason}{'' if self.reason.endswith('?') else '.'}"

    @property
    def place(self) -> str:
        line = "" if self.line is None else f", line {self.line}"
        column = "" if self.column is None else f", column {self.column}"
        return f"{self.path.name}{line}{column}"


class Record:
    """The cells of one row, by column; what a parser refuses is noted."""

    def __init__(self, path: Path, line: int, values: Mapping[str, str]) -> None:
        self.path, self.line, self.values = path, line, values
        self.refused: list[Refused] = []

    def read(self, column: str, parse: Callable[[str], Any]) -> Any:
        value = self.values[column]
        try:
            return parse(value)
        except ValueError as error:
            self.refused.append(Refused(self.path, str(error), self.line, column, value))
            return None


def records(path: Path, columns: Sequence[str]) -> Iterator[Record | Refused]:
    """The file's records in order, and what is none; rows without any text are passed over.

    After a broken quotation nothing can be told apart, and a wrong header gives no column its meaning: they end it.
    """
    text = _text_of(path)
    if isinstance(text, Refused):
        yield text
        return
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    begins = 1
    try:
        for record in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in record):
                continue
            if header is None:
                header = [cells.on_one_line(cell) for cell in record]
                faults = list(_header_faults(path, line, header, columns))
                yield from faults
                if faults:
                    return
            elif len(record) != len(header):
                yield Refused(path, f"has {len(record)} cells, not {len(header)} like the header", line)
            else:
                yield Record(path, line, dict(zip(header, record, strict=True)))
    except csv.Error as error:
        yield Refused(path, f"has broken quotation marks: {error}", begins)
        return
    if header is None:
        yield Refused(path, f"is empty; its first line must be {','.join(columns)}")


def _text_of(path: Path) -> str | Refused:
    """The file's text; one that begins with a byte order mark has it dropped."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Refused(path, f"is not in {path.parent}")
    except OSError as error:
        return Refused(path, f"cannot be opened: {error.strerror}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        byte = error.object[error.start]
        return Refused(path, f"has byte 0x{byte:02x}, which is not UTF-8; save the file in that encoding", line)


def _header_faults(path: Path, line: int, header: Sequence[str], columns: Sequence[str]) -> Iterator[Refused]:
    known = f"its columns are {', '.join(columns)}"
    for column in columns:
        if header.count(column) > 1:
            yield Refused(path, f"has column '{column}' more than once; {known}", line)
        elif column not in header:
            yield Refused(path, f"has no column '{column}'; {known}", line)
    for column in header:
        if column not in columns:
            yield Refused(path, f"has an unknown column '{column}'; {known}", line)
