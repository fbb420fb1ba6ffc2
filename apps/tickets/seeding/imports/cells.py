"""What a cell of the legacy files can hold, and how it is written in the database.

A parser takes the cell's text. The message of its ValueError goes on where the text, quoted, ends: "must be ...".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from apps.accounts.models import User
from apps.tickets.models import Maintainer
from seedplot.clock import ANCHOR_YEARS

LINE_BREAK = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
BETWEEN_PEOPLE = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
LONGEST_QUOTE = 60


def without_control_characters(text: str) -> str:
    """The text with every line break as a line feed, a blank for each tab, and no other control character."""
    text = LINE_BREAK.sub("\n", text).replace("\t", " ")
    return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc")


def on_one_line(text: str) -> str:
    """The text without control characters, stripped, and with single blanks only."""
    return " ".join(without_control_characters(text).split())


def shortened(text: str) -> str:
    """The text as a message quotes it."""
    line = on_one_line(text)
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}..."


def text(cell: str) -> str:
    """A note as it was written. An outline's marks go, its lines and indentation stay."""
    note = without_control_characters(cell)
    if not note.strip():
        raise ValueError("must not be blank")
    return note


def name(cell: str) -> str:
    found = on_one_line(cell)
    if not found:
        raise ValueError("must not be blank")
    return found


def people(cell: str) -> tuple[str, ...]:
    """The names of a cell such as "Ken, William" or "Diana and Laura"."""
    return tuple(each for each in BETWEEN_PEOPLE.split(on_one_line(cell)) if each)


def moment(written: str, example: str) -> Callable[[str], datetime]:
    """A parser for what a clock on the wall showed, as strptime reads it."""

    def parse(cell: str) -> datetime:
        try:
            found = datetime.strptime(on_one_line(cell), written)  # noqa: DTZ007 - the calendar brings the time zone
        except ValueError:
            raise ValueError(f"must be a moment such as {example}") from None
        if found.year not in ANCHOR_YEARS:
            raise ValueError(f"must be in the years {ANCHOR_YEARS[0]} to {ANCHOR_YEARS[-1]}")
        return found

    return parse


def one_of(values: Mapping[str, Any]) -> Callable[[str], Any]:
    """A parser for one of these words, in any case."""

    def parse(cell: str) -> Any:
        word = on_one_line(cell).upper()
        if word not in values:
            raise ValueError(f"must be {', '.join(each for each in values if each)} or blank")
        return values[word]

    return parse


def username_of_first_name(cell: str) -> str:
    """The login of somebody who has none of their own."""
    found = for_user("username")(cell.lower())
    if not found:
        raise ValueError("must not be blank where there is no username")
    return found


def for_user(column: str) -> Callable[[str], str]:
    """A parser for what a column of the users takes; a blank is read as such."""
    return _for_column(User, column)


def for_maintainer(column: str) -> Callable[[str], str]:
    return _for_column(Maintainer, column)


def _for_column(model: type[models.Model], column: str) -> Callable[[str], str]:
    field = model._meta.get_field(column)
    assert isinstance(field, models.Field)

    def parse(cell: str) -> str:
        found = on_one_line(cell)
        try:
            if found:
                field.run_validators(found)
        except ValidationError as error:
            raise ValueError(f"is refused: {' '.join(error.messages).rstrip('.')}") from None
        return found

    return parse
