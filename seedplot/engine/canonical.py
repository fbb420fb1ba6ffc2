"""Values as the fingerprint writes them: free of primary keys, databases and the anchor's place in the calendar."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any, Protocol

from django.db import models

if TYPE_CHECKING:
    from seedplot.clock import Calendar

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Canonical = Callable[[Any], str]


class NamesRows(Protocol):
    """Knows rows by their planned names."""

    def name(self, label: str, key: Any) -> str: ...


def canonical(column: models.Field[Any, Any], names: NamesRows, calendar: Calendar) -> Canonical:
    """The function that writes a column's values, null aside."""
    if column.is_relation:
        assert column.related_model is not None
        label = column.related_model._meta.label
        return lambda key: f"row {names.name(label, key)}"
    if isinstance(column, models.DecimalField):
        unit = Decimal(1).scaleb(-column.decimal_places)
        return lambda value: str(value.quantize(unit, ROUND_HALF_EVEN))
    if isinstance(column, models.JSONField):
        return lambda value: json.dumps(_with_coordinates(value, calendar), sort_keys=True, separators=(",", ":"))
    return lambda value: _plain(value, calendar)


def null_text(column: models.Field[Any, Any]) -> str:
    """The text for null in a column: Django reads a file in any case, and one without a name is written as such."""
    return "" if isinstance(column, models.FileField) else "null"


def _with_coordinates(value: Any, calendar: Calendar) -> Any:
    """A JSON value whose dates (a lease's end, say) are story coordinates, as those in columns of their own are."""
    if isinstance(value, str):
        return calendar.date_coordinate(date.fromisoformat(value)) if _is_date(value) else value
    if isinstance(value, list):
        return [_with_coordinates(each, calendar) for each in value]
    if isinstance(value, dict):
        return {name: _with_coordinates(each, calendar) for name, each in value.items()}
    return value


def _is_date(text: str) -> bool:
    if not DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _plain(value: Any, calendar: Calendar) -> str:
    if isinstance(value, datetime):
        return calendar.naive_coordinate(value) if value.tzinfo is None else calendar.coordinate(value)
    if isinstance(value, date):
        return calendar.date_coordinate(value)
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return str(value)
