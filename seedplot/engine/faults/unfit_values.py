"""Values that a column cannot keep: refused by the field that prepares them, with a reason, before any is sent.

Django's `save()` stores some of them as something else (SQLite keeps a text of any length), or warns.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.files import FieldFile
from django.utils.timezone import is_naive

Convert = Callable[[Any], Any]

LIMITED = ("CharField", "FileField", "FilePathField", "SlugField")
"""The kinds of columns whose texts have a greatest length."""


def preparing(field: models.Field[Any, Any], connection: BaseDatabaseWrapper) -> Convert:
    """The field's own preparation of a value; a reference is its key by now. ValueError for one that does not fit."""
    limit = greatest_length(field)

    def prepare(value: Any) -> Any:
        if isinstance(field, models.FileField):
            value = _name_of_file(value)
        elif isinstance(field, models.DateTimeField) and settings.USE_TZ:
            value = _moment(field, value)
        elif isinstance(field, models.DecimalField):
            _refuse_digits(field, value)
        prepared = field.get_db_prep_save(value, connection)
        if prepared is None and not field.null:
            raise ValueError("the column may not be null")
        if limit is not None and isinstance(prepared, str) and len(prepared) > limit:
            raise ValueError(f"it has {len(prepared):,} characters, and the column keeps {limit:,}")
        return prepared

    return prepare


def greatest_length(field: models.Field[Any, Any]) -> int | None:
    """The number of characters that the column keeps at most; None where that is not stated."""
    return field.max_length if not field.is_relation and field.get_internal_type() in LIMITED else None


def _name_of_file(value: Any) -> Any:
    """The name of a file that lies in its storage. ValueError for another: writing a column stores no file."""
    if isinstance(value, FieldFile) and getattr(value, "_committed", False):
        return value.name
    if value is None or isinstance(value, str):
        return value
    kind = "a file" if isinstance(value, File) else f"of type {type(value).__name__}"
    raise ValueError(f"it is {kind}, and the column keeps the name of one that lies in its storage")


def _refuse_digits(field: models.DecimalField[Any, Any], value: Any) -> None:
    """ValueError for a number that is too large: SQLite keeps it, and then Django cannot read it back."""
    beyond = beyond_digits(field)
    number = None if value is None else field.to_python(value)
    if beyond is not None and number is not None and number.is_finite() and abs(number) >= beyond:
        raise ValueError(f"the column keeps numbers below {beyond:,}")


def beyond_digits(field: models.DecimalField[Any, Any]) -> int | None:
    """The smallest number that has too many digits for the column; None where any number fits."""
    return None if field.max_digits is None else int(10 ** (field.max_digits - field.decimal_places))


def _moment(field: models.Field[Any, Any], value: Any) -> Any:
    """A moment with a time zone. ValueError for another, which Django would take for one of the project's zone."""
    if isinstance(value, str):
        value = field.to_python(value)
    if isinstance(value, datetime) and is_naive(value):
        raise ValueError("it has no time zone, and the project has USE_TZ")
    if isinstance(value, date) and not isinstance(value, datetime):
        raise ValueError("it is a date without a time of day")
    return value
