"""Values as the fingerprint writes them: free of primary keys, databases and the anchor's place in the calendar."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Protocol

from django.db import models

from seedplot.engine import content_types
from seedplot.errors import SeedError
from seedplot.plan import Shape, is_by_key, target_of

if TYPE_CHECKING:
    from seedplot.clock import Calendar

MEMORY_ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Canonical = Callable[[Any], str]
STRANGER = "somebody else's row"
"""The beginning of the name of a row that is neither the run's nor of its world; part of recorded fingerprints."""


class NamesRows(Protocol):
    """Knows rows of a database by their planned names."""

    using: str

    def name(self, label: str, key: Any) -> str: ...


def canonical(column: models.Field[Any, Any], names: NamesRows, calendar: Calendar) -> Canonical:
    """The function that writes a column's values, null aside."""
    if column.is_relation:
        if not is_by_key(column):
            return canonical(column.target_field, names, calendar)  # type: ignore[attr-defined]  # a relation has one
        model = target_of(column)
        assert model is not None
        label = model._meta.label
        if label == content_types.LABEL:
            return lambda key: f"row {_name_of_content_type(names, key)}"
        return lambda key: f"row {names.name(label, key)}"
    if isinstance(column, models.DecimalField):
        unit = Decimal(1).scaleb(-column.decimal_places)
        return lambda value: str(value.quantize(unit, ROUND_HALF_EVEN))
    if isinstance(column, models.JSONField):
        return lambda value: json.dumps(_with_coordinates(value, calendar), sort_keys=True, separators=(",", ":"))
    if type(column).__module__.startswith("django."):
        return lambda value: _plain(value, calendar)
    return _in_words(column, calendar)


def canonical_of_shape(shape: Shape, names: NamesRows, calendar: Calendar) -> dict[str, Callable[[Any, Any], str]]:
    """By name of a column, the function that writes its values, null included, beside the row's content type.

    Only the value of a generic foreign key is not understood without it.
    """
    kinds = {shape.fields[position].name for position in shape.generic}
    return {
        each.name: _beside_content_type(each, names, calendar, is_generic=each.name in kinds) for each in shape.fields
    }


def _beside_content_type(
    column: models.Field[Any, Any], names: NamesRows, calendar: Calendar, *, is_generic: bool
) -> Callable[[Any, Any], str]:
    null = null_text(column)
    if is_generic:
        return lambda value, kind: null if value is None else generic(names, kind, value)
    write = canonical(column, names, calendar)
    return lambda value, kind: null if value is None else write(value)


def generic(names: NamesRows, kind: Any, key: Any) -> str:
    """The text of a generic foreign key's value, whose content type has the key `kind`."""
    model = content_types.model_of(kind, names.using)
    if model is None or model._meta.pk is None:
        return f"row {STRANGER} {key}"
    return f"row {names.name(model._meta.label, model._meta.pk.to_python(key))}"


def _name_of_content_type(names: NamesRows, key: Any) -> str:
    named = names.name(content_types.LABEL, key)
    # A content type belongs to no run; a world may have it under a name of its own.
    return content_types.name_of(key, names.using) or named if named.startswith(STRANGER) else named


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
    if isinstance(value, dict):
        # PostgreSQL does not keep the order of a JSON object's names.
        return json.dumps(_with_coordinates(value, calendar), sort_keys=True, separators=(",", ":"), default=str)
    if isinstance(value, (set, frozenset)):
        return str(sorted(map(str, value)))
    return str(value)


def _has_text(kind: Any) -> bool:
    """Return true if values of that class are written in words of their own, not by their place in memory."""
    return kind.__str__ is not object.__str__ or kind.__repr__ is not object.__repr__


def _in_words(column: models.Field[Any, Any], calendar: Calendar) -> Canonical:
    """Values as texts; those of a class without any by the column's own serialization. SeedError without that too."""
    is_json = column.get_internal_type() == "JSONField"

    def write(value: Any) -> str:
        if is_json and isinstance(value, (list, dict)):
            return json.dumps(_with_coordinates(value, calendar), sort_keys=True, separators=(",", ":"), default=str)
        if _has_text(type(value)):
            return _plain(value, calendar)
        text = column.value_to_string(SimpleNamespace(**{column.attname: value}))  # type: ignore[arg-type]
        if MEMORY_ADDRESS.search(text):
            text = _plain(column.get_prep_value(value), calendar)
        if MEMORY_ADDRESS.search(text):
            raise SeedError(
                f"{column.model._meta.label}.{column.name} has values of type {type(value).__name__}, which has no "
                "text of its own, so no fingerprint can hold them. Give the field a value_to_string, or the type a "
                "__str__."
            )
        return text

    return write
