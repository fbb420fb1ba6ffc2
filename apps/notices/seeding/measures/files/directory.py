"""The exported files against the tables: they must read as the rows of now want it, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from filecmp import cmp
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from apps.notices.models.tables import all_tables
from apps.notices.seeding.measures.files.phone_files import TEXT_FILES, phone_notice_lines, text_lines
from apps.notices.seeding.measures.files.phone_rows import PhoneRows
from apps.notices.seeding.measures.files.table_files import table_lines
from apps.notices.seeding.measures.library.rows import LibraryRows
from apps.notices.seeding.measures.library.tally import Tally
from apps.notices.seeding.specification.files import MADE_BY
from seedplot.exporters import OutputDirectory


class LibraryFiles(NamedTuple):
    """A library, and the directory in which its files are."""

    library: LibraryRows
    path: Path


class ExpectedFile(NamedTuple):
    """A file that belongs in the directory, the copies that are byte-equal to it, and its lines."""

    name: str
    copies: tuple[str, ...]
    lines: Callable[[], Iterable[bytes]]


def expected_files(library: LibraryRows) -> Iterator[ExpectedFile]:
    """One file for each table, the product's phone export, and the vendor's text files with their uploaded copies."""
    rows = PhoneRows(library)
    for table in all_tables():
        yield ExpectedFile(table.file_name, (), partial(table_lines, library, table))
    yield ExpectedFile("PhoneNotices.csv", (), partial(phone_notice_lines, rows))
    for kind in TEXT_FILES:
        uploaded = f"{kind}_submitted_{library.moment:%Y-%m-%d_%H-%M-%S}.txt"
        yield ExpectedFile(f"{kind}.txt", (uploaded,), partial(text_lines, rows, kind))


def tally_files(files: LibraryFiles) -> Tally:
    """Each file is what would be written now, and no other file is there."""
    library, path = files
    tally = Tally()
    lines = count = 0
    wanted = set()
    for file in expected_files(library):
        wanted |= {file.name, *file.copies}
        count += 1 + len(file.copies)
        lines += _check_file(tally, file, path)
    there = set(OutputDirectory(path, MADE_BY).files())
    tally.expect(there == wanted, f"{len(there ^ wanted)} files are missing or too many: {sorted(there ^ wanted)[:3]}")
    return tally.close(f"{count} files, {lines:,} lines", lines)


def _check_file(tally: Tally, file: ExpectedFile, path: Path) -> int:
    number = 0
    try:
        with (path / file.name).open("rb") as found_lines:
            for number, (found, belongs) in enumerate(zip_longest(found_lines, file.lines()), start=1):
                if found != belongs:
                    tally.fault(f"{file.name}, line {number}: {_shown(found)} where {_shown(belongs)} belongs")
                    return number
        for copy in file.copies:
            is_equal = cmp(path / file.name, path / copy, shallow=False)
            tally.expect(is_equal, f"{copy} is not {file.name} byte for byte")
    except OSError as error:
        tally.fault(f"{file.name}: {error.strerror or error}")
    return number


def _shown(line: bytes | None) -> str:
    return "no line" if line is None else repr(line.decode("cp1252", "replace"))
