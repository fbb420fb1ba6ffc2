"""Rows written to a file and read back from it, one at a time: memory does not grow with their number."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

from django.db.models import QuerySet

from seedplot.exporters.dialects import LINE_BREAKS, Dialect, ExportError

CHUNK_SIZE = 2_000
"""Rows fetched at a time."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its name and how many rows it holds, not counting a header.

    >>> from seedplot.exporters import Written
    >>> Written("orders.csv", 40).row_count
    40
    """

    name: str
    row_count: int


def streamed(rows: QuerySet[Any, Any], columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The columns of the rows, in the order of the query; without an order they would come as the database likes.

    ValueError for a query without an order.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot.exporters import streamed
    >>> list(streamed(Group.objects.filter(name="cooks").order_by("pk"), ["name"]))
    []
    """
    if not rows.ordered:
        raise ValueError(f"rows of {rows.model._meta.label} are to be exported in an order; give the query one")
    return rows.values_list(*columns).iterator(chunk_size=CHUNK_SIZE)


def write_rows(
    path: Path, dialect: Dialect, rows: Iterable[Iterable[Any]], *, header: Sequence[str] | None = None
) -> Written:
    """Write the rows under a temporary name and move the file into place; what was there stays until then.

    ExportError names the row that the dialect cannot hold.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from seedplot.exporters import Dialect, write_rows
    >>> with TemporaryDirectory() as folder:
    ...     path, dialect = Path(folder) / "drinks.txt", Dialect(",", line_end="|")
    ...     written = write_rows(path, dialect, [["tea", 3]], header=["drink", "price"])
    ...     written.row_count, path.read_text()
    (1, 'drink,price|tea,3|')
    """
    count = -(header is not None)
    with _moved_into_place(path) as file:
        for line in encoded_lines(path.name, dialect, rows, header=header):
            file.write(line)
            count += 1
    return Written(path.name, count)


def encoded_lines(
    name: str, dialect: Dialect, rows: Iterable[Iterable[Any]], *, header: Sequence[str] | None = None
) -> Iterator[bytes]:
    """The bytes of the file of that name, line by line: what `write_rows` writes, and a download may send.

    >>> from seedplot.exporters import Dialect, encoded_lines
    >>> list(encoded_lines("drinks.csv", Dialect(",", line_end="|"), [["tea", 3], ["coffee", 4]]))
    [b'tea,3|', b'coffee,4|']
    """
    writer = csv.writer(_Lines(), **dialect.options)
    width = None
    for number, row in enumerate(rows if header is None else chain([header], rows), start=header is None):
        try:
            fields = dialect.texts(row)
            dialect.check(fields)
            line = writer.writerow(fields).encode(dialect.encoding)
        except (ExportError, UnicodeEncodeError) as error:
            raise ExportError(f"Cannot write row {number} of {name}: {error}") from error
        width = width or len(fields)
        if len(fields) != width:
            raise ExportError(f"Row {number} of {name} has {len(fields)} fields, others have {width}.")
        yield line


class _Lines:
    """A file for the csv module that hands each line back."""

    def write(self, line: str) -> str:
        return line


def read_rows(path: Path, dialect: Dialect) -> Iterator[list[str]]:
    """The lines of the file as lists of fields, a header included. ExportError where it is not in that form.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from seedplot.exporters import Dialect, read_rows, write_rows
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "drinks.csv"
    ...     _ = write_rows(path, Dialect(","), [["tea", 3]])
    ...     list(read_rows(path, Dialect(",")))
    [['tea', '3']]
    """
    number = 0
    try:
        with path.open(encoding=dialect.encoding, newline=dialect.line_end) as file:
            for fields in csv.reader(_lines(file, dialect), **dialect.options):
                dialect.check(fields)
                yield fields
                number += 1
    except (csv.Error, UnicodeDecodeError, ExportError) as error:
        raise ExportError(f"Cannot read {path.name} after line {number}: {error}") from error


def _lines(file: IO[str], dialect: Dialect) -> Iterator[str]:
    """The lines, each with its line end. A half of one inside a line is the mark of another program."""
    for line in file:
        body = line.removesuffix(dialect.line_end)
        if body == line:
            raise ExportError("the file ends within a line")
        if any(character in body for character in LINE_BREAKS):
            raise ExportError("a line holds a line break of another kind")
        yield line


@contextmanager
def _moved_into_place(path: Path) -> Iterator[IO[bytes]]:
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        os.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
