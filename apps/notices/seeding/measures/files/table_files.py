"""The lines of the tables' files, as they must read for the rows that are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.notices.models.tables import Column, Table
from apps.notices.seeding.measures.library.rows import LibraryRows, values_of

WITH_COMMAS = "NotificationHistory"
"""The one table whose file has commas; the others have tabs."""
HISTORY_ORDER = ("notice_date", "patron_id", "item_record_id", "notification_type_id")
"""Of the one table without a key."""


def table_lines(library: LibraryRows, table: Table) -> Iterator[bytes]:
    """The header, then a line for each row, in the order of the table's key."""
    delimiter = "," if table.name == WITH_COMMAS else "\t"
    yield _line(delimiter, [column.name for column in table.columns])
    rows = library.rows(table.model).order_by(*(table.key or HISTORY_ORDER))
    for row in values_of(rows, table.fields):
        yield _line(delimiter, [_text(column, value) for column, value in zip(table.columns, row, strict=True)])


def _line(delimiter: str, fields: list[str]) -> bytes:
    """A field is quoted where it holds the delimiter or a quote; quotes inside are doubled."""
    quoted = ['"' + text.replace('"', '""') + '"' if delimiter in text or '"' in text else text for text in fields]
    return f"{delimiter.join(quoted)}\r\n".encode()


def _text(column: Column, value: Any) -> str:
    """A value by the type of its column: bits as 0 and 1, moments to the millisecond, money with its places."""
    if value is None:
        return ""
    if column.kind == "bit":
        return "1" if value else "0"
    if column.kind == "money":
        return f"{value:.{column.size}f}"
    if column.kind == "dt":
        return f"{value:%Y-%m-%d %H:%M:%S}.{value.microsecond // 1000:03}"
    return str(value)
