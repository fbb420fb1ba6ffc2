"""The files of the tables as the original exports have them: a header, and rows in the order of the table's key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from apps.notices.exports.files import LibraryFile
from apps.notices.models.tables import Column, Table
from apps.notices.queries.library import Library
from seedplot.exporters import Dialect, ExportError, read_rows, streamed

_NO_CONTROLS = "\t\r\n"
TABLES = Dialect("\t", forbidden=_NO_CONTROLS)
"""The form of the original exports of tables; nothing is an empty field."""
HISTORY = Dialect(",", forbidden=_NO_CONTROLS)
"""The form of the one table that was exported with commas."""
HISTORY_ORDER = ("notice_date", "patron_id", "item_record_id", "notification_type_id")
"""NotificationHistory has no key of its own."""

PARSERS: dict[str, Callable[[str], Any]] = {
    "int": int,
    "smallint": int,
    "tinyint": int,
    "bit": {"0": False, "1": True}.__getitem__,
    "money": Decimal,
    "dt": datetime.fromisoformat,
    "nv": str,
    "char": str,
    "guid": UUID,
}


def table_file(library: Library, table: Table) -> LibraryFile:
    header = tuple(column.name for column in table.columns)
    rows = library.rows(table.model).order_by(*(table.key or HISTORY_ORDER))
    return LibraryFile(table.file_name, dialect_of(table), lambda: streamed(rows, table.fields), header)


def dialect_of(table: Table) -> Dialect:
    return HISTORY if table.name == "NotificationHistory" else TABLES


def read_table(path: Path, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table's file: values by original column name. ExportError where the file is not the table's."""
    lines = read_rows(path, dialect_of(table))
    header = next(lines, [])
    if header != [column.name for column in table.columns]:
        raise ExportError(f"{path.name} does not begin with the columns of {table.name}.")
    for number, texts in enumerate(lines, start=2):
        if len(texts) != len(table.columns):
            raise ExportError(f"Line {number} of {path.name} has {len(texts)} fields, not {len(table.columns)}.")
        try:
            yield {each.name: _value(text, each) for each, text in zip(table.columns, texts, strict=True)}
        except (ValueError, ArithmeticError, KeyError) as error:
            raise ExportError(f"Line {number} of {path.name} cannot be read: {error}.") from error


def _value(text: str, column: Column) -> Any:
    if text:
        return PARSERS[column.kind](text)
    if column.is_filled:
        raise ValueError(f"{column.name} is empty")
    return None
