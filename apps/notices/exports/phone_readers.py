"""The phone files read back, line by line. ExportError where a line is not what its file holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from apps.notices.queries.lines import PHONE_NOTICES, SHOUTBOMB, HoldLine, LoanLine, PatronLine, PhoneNotice
from seedplot.exporters import ExportError, read_rows

LINES_OF = {
    "holds": HoldLine,
    "overdue": LoanLine,
    "renew": LoanLine,
    "text_patrons": PatronLine,
    "voice_patrons": PatronLine,
}
"""What stands in each text file, by its kind."""


def read_phone_notices(path: Path) -> Iterator[PhoneNotice]:
    for fields in read_rows(path, PHONE_NOTICES):
        texts = ["" if text == " " else text for text in fields]
        yield _line(PhoneNotice, texts, path)


def read_text_file(path: Path, kind: str) -> Iterator[HoldLine | LoanLine | PatronLine]:
    """The lines of a text file; `kind` is its name without what comes behind: holds, overdue, renew, ..."""
    line_class: Any = LINES_OF[kind]
    for fields in read_rows(path, SHOUTBOMB):
        if any(text == "NULL" or text != text.rstrip() for text in fields):
            raise ExportError(f"{path.name} has a line with a missing value or a trailing space: {fields!r}.")
        if line_class is not LoanLine:
            yield _line(line_class, fields, path)
        elif len(fields) != 13 or any(fields[5:9]):
            raise ExportError(f"{path.name} has a line without its 13 fields, four of them empty: {fields!r}.")
        else:
            yield _line(line_class, fields[:5] + fields[9:], path)


def _line(line_class: Any, texts: list[str], path: Path) -> Any:
    names = line_class._fields
    if len(texts) != len(names):
        raise ExportError(f"{path.name} has a line of {len(texts)} fields where {len(names)} belong: {texts!r}.")
    try:
        types = (line_class.__annotations__[name] for name in names)
        return line_class(*(_value(text, kind) for text, kind in zip(texts, types, strict=True)))
    except ValueError as error:
        raise ExportError(f"{path.name} has a line that cannot be read, {error}: {texts!r}.") from error


def _value(text: str, annotation: Any) -> Any:
    """The text as a named tuple's annotation wants it; these are texts too, as annotations are not evaluated."""
    kind = getattr(annotation, "__forward_arg__", annotation)
    if kind == "int":
        return int(text)
    if kind == "date":
        form = "%m/%d/%Y" if "/" in text else "%Y-%m-%d"
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day of the library's, in no time zone
    return text
