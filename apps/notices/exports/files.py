"""A file of the export: a name, a form, and rows that are read when it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from seedplot.exporters import Dialect, encoded_lines


@dataclass(frozen=True)
class LibraryFile:
    """A file of the export. `rows` reads the database each time that it is called; `copies` are byte-equal files."""

    name: str
    dialect: Dialect
    rows: Callable[[], Iterable[Sequence[Any]]]
    header: tuple[str, ...] | None = None
    copies: tuple[str, ...] = ()

    def lines(self) -> Iterator[list[str]]:
        """The fields of every line that belongs in the file, as texts; the header first, if it has one."""
        if self.header is not None:
            yield list(self.header)
        for row in self.rows():
            yield self.dialect.texts(row)

    def encoded(self) -> Iterator[bytes]:
        """The bytes of the file, line by line, for whoever sends it without writing it first."""
        return encoded_lines(self.name, self.dialect, self.rows(), header=self.header)
