"""The form of values in a file: separators and quotes, and moments, amounts and nulls as text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from seedplot.errors import SeedError

LINE_BREAKS = "\r\n"


class ExportError(SeedError):
    """A value that a file's form cannot hold, or a file that is not in its form.

    >>> from datetime import datetime
    >>> from seedplot.exporters import ExportError, utc
    >>> try:
    ...     utc(datetime(2026, 3, 12))
    ... except ExportError as error:
    ...     print(error)
    '2026-03-12 00:00:00' has no time zone. Mend the row.
    """


class Quoting(Enum):
    """The fields that stand in double quotes.

    >>> from seedplot.exporters import Quoting
    >>> [each.name for each in Quoting]
    ['WHERE_NEEDED', 'ALL', 'NEVER']
    """

    WHERE_NEEDED = csv.QUOTE_MINIMAL
    """Those that hold the delimiter, a quote or a line break."""
    ALL = csv.QUOTE_ALL
    NEVER = csv.QUOTE_NONE
    """Quotes are letters like others, and no field may hold the delimiter."""


def milliseconds(moment: datetime) -> str:
    """`2026-03-12 14:01:15.250`. ExportError for a moment that is finer than that, or has a time zone."""
    if moment.tzinfo is not None or moment.microsecond % 1000:
        raise ExportError(f"'{moment}' is not a local time in milliseconds. Mend the row.")
    return moment.isoformat(sep=" ", timespec="milliseconds")


def utc(moment: datetime) -> str:
    """`2026-03-12T19:01:15Z`, with a fraction only where there is one. ExportError for a moment without a time zone.

    >>> from datetime import UTC, datetime
    >>> from seedplot.exporters import utc
    >>> utc(datetime(2026, 3, 12, 19, 1, 15, tzinfo=UTC))
    '2026-03-12T19:01:15Z'
    """
    if moment.tzinfo is None:
        raise ExportError(f"'{moment}' has no time zone. Mend the row.")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


@dataclass(frozen=True)
class Dialect:
    """The form of a file. `null` is how nothing is written, `empty` how an empty text is.

    `forbidden` are characters that no field holds: refused when written, so that no reader meets them. `moments`
    writes a moment, `bits` are how false and true are written.

    >>> from decimal import Decimal
    >>> from seedplot.exporters import Dialect
    >>> Dialect(delimiter=";", null="NULL").texts(["tea", None, True, Decimal("2.50")])
    ['tea', 'NULL', '1', '2.50']
    """

    delimiter: str
    quoting: Quoting = Quoting.WHERE_NEEDED
    line_end: str = "\r\n"
    encoding: str = "utf-8"
    null: str = ""
    empty: str = ""
    forbidden: str = LINE_BREAKS
    moments: Callable[[datetime], str] = milliseconds
    bits: tuple[str, str] = ("0", "1")

    def texts(self, values: Iterable[Any]) -> list[str]:
        """A row's values as the fields of a line, not yet quoted."""
        forms, other = self._forms, self.text
        return [forms.get(type(value), other)(value) for value in values]

    def text(self, value: Any) -> str:
        """One value: 0 or 1 for a bit, an amount with its own places, a moment in milliseconds, a day in ISO form."""
        for kind, form in self._forms.items():
            if isinstance(value, kind):
                return form(value)
        return str(value)

    @cached_property
    def _forms(self) -> dict[type, Callable[[Any], str]]:
        """By type; one that is another's subclass comes before it."""
        return {
            str: lambda text: str(text) or self.empty,
            type(None): lambda _: self.null,
            bool: lambda bit: self.bits[bit],
            int: lambda number: str(int(number)),
            Decimal: lambda amount: f"{amount:f}",
            datetime: self.moments,
            date: date.isoformat,
        }

    def check(self, fields: list[str]) -> None:
        """ExportError if a field holds what this form has no way to write."""
        line = "".join(fields)
        for character in self._impossible:
            if character in line:
                culprit = next(field for field in fields if character in field)
                raise ExportError(f"{culprit!r} holds {character!r}, which this file cannot. Mend the row.")

    @property
    def _impossible(self) -> str:
        return self.forbidden + (self.delimiter if self.quoting is Quoting.NEVER else "")

    @property
    def options(self) -> dict[str, Any]:
        """Arguments for the csv module's writer and reader."""
        return {
            "delimiter": self.delimiter,
            "quoting": self.quoting.value,
            "quotechar": None if self.quoting is Quoting.NEVER else '"',
            "lineterminator": self.line_end,
            "strict": True,
        }
