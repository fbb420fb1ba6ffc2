"""The files that leave the library: one for each table, the product's phone export and the vendor's text files.

`export_library` writes all of them, `library_files` says what they are, and `read_table`, `read_phone_notices` and
`read_text_file` get back what is in them.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from apps.notices.exports.files import LibraryFile
from apps.notices.queries.library import Library
from apps.notices.seeding.specification.files import DEFAULT_OUTPUT, MADE_BY
from seedplot.exporters import OutputDirectory, Written, write_rows


def output_directory(path: Path | str = DEFAULT_OUTPUT) -> OutputDirectory:
    """Where the files go; `check()` it before anything is seeded."""
    return OutputDirectory(Path(path), MADE_BY)


def library_files(library: Library) -> list[LibraryFile]:
    """Every file of the export, in the order in which they are written."""
    from apps.notices.exports.phone_files import phone_notices_file, text_file
    from apps.notices.exports.table_files import table_file
    from apps.notices.models.tables import all_tables
    from apps.notices.queries.vendor_lines import KINDS

    return [
        *(table_file(library, table) for table in all_tables()),
        phone_notices_file(library),
        *(text_file(library, kind) for kind in KINDS),
    ]


def export_library(directory: OutputDirectory, as_of: date, using: str = "default") -> list[Written]:
    """Write all files of the library; what the command wrote there before is replaced, all at once.

    SeedError, with nothing lost, where the directory cannot be written to or holds files of others.
    """
    written = []
    with directory.replacing() as stage:
        for file in library_files(Library(as_of, using)):
            made = write_rows(stage.file(file.name), file.dialect, file.rows(), header=file.header)
            written.append(made)
            for copy in file.copies:
                shutil.copyfile(stage.file(file.name), stage.file(copy))
                written.append(Written(copy, made.row_count))
    return written
