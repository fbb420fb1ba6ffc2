"""Fields that take exactly what is documented, where the framework's own guess what may have been meant.

Texts come from a query, values of any JSON type from a body. Refusals name the value and what would do.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Choices
from rest_framework import serializers
from rest_framework.fields import empty

BIGGEST_NUMBER = 2**63 - 1
"""The largest key of a `BigAutoField`."""
SHOWN_CHARACTERS = 60


def quote(value: Any) -> str:
    """The value as a message shows it, shortened; arrays and objects only by their kind."""
    if isinstance(value, dict):
        return "An object"
    if isinstance(value, list):
        return "An array"
    text = value if isinstance(value, str) else json.dumps(value)
    return f"'{text[:SHOWN_CHARACTERS]}…'" if len(text) > SHOWN_CHARACTERS else f"'{text}'"


class WholeNumber(serializers.Field):
    """A whole number within limits, as digits or as a JSON number."""

    default_error_messages = {"range": "{value} is not a whole number from {least} to {most}."}

    def __init__(self, *, least: int = 1, most: int = BIGGEST_NUMBER, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most

    def to_internal_value(self, data: Any) -> int:
        # `int()` would also read "1_000", " 7 " and the digits of other scripts.
        number = int(data) if isinstance(data, str) and re.fullmatch(r"[0-9]{1,19}", data) else data
        if type(number) is not int or not self.least <= number <= self.most:
            self.fail("range", value=quote(data), least=self.least, most=self.most)
        return number


class Choice(serializers.Field):
    """One of the values of a model's choices, or of the given texts."""

    default_error_messages = {"unknown": "{value} is not known. Known: {known}."}

    def __init__(self, choices: type[Choices] | Iterable[str], **options: Any) -> None:
        super().__init__(**options)
        self.known: list[str] = list(getattr(choices, "values", choices))

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data not in self.known:
            self.fail("unknown", value=quote(data), known=", ".join(self.known))
        return data


class TrueOrFalse(Choice):
    """The text "true" or "false" of a query, as a boolean."""

    def __init__(self, **options: Any) -> None:
        super().__init__(("true", "false"), **options)

    def to_internal_value(self, data: Any) -> bool:
        return super().to_internal_value(data) == "true"


class Flag(serializers.Field):
    """The JSON value true or false, and not a text or a number that might stand for it."""

    default_error_messages = {"unknown": "{value} is not known. Known: true, false."}

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("unknown", value=quote(data))
        return data


class Text(serializers.CharField):
    """A text that any database keeps: without NUL characters and halves of characters. A number is none."""

    default_error_messages = {"invalid": "{value} is not a text."}

    def run_validation(self, data: Any = empty) -> str:
        # Ahead of the framework, which makes texts of numbers and, of deeply nested arrays, a stack overflow.
        if data is not empty and data is not None and not isinstance(data, str):
            self.fail("invalid", value=quote(data))
        return super().run_validation(data)


class SearchText(Text):
    """What is looked for; blank finds everything. SQLite takes patterns of 50,000 bytes at most."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"default": "", "allow_blank": True, "max_length": 200} | options)
