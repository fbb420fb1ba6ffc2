"""Columns that are read: the kinds whose raw values are handled directly, and Django's converters for all others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.dateparse import parse_date, parse_datetime

from seedplot.engine.compiled.memory import Remembered, RememberedCopies, Replaced, as_text, moment, moment_on_sqlite
from seedplot.fields import WallClockField

_READING = ("from_db_value", "get_db_converters", "select_format")


@dataclass(frozen=True)
class Kind:
    """Columns whose raw values are hashable and become a value by `decode`; without it, the raw value is the value.

    On SQLite they may be anything: there `decode_any` reads what Django reads, where that is not `decode`.
    """

    field: type[models.Field[Any, Any]]
    decode: Callable[[Any], Any] | None = None
    decode_any: Callable[[Any], Any] | None = None
    is_text: bool = False
    """The canonical text is the raw value itself."""
    is_mutable: bool = False
    """A value can be changed, so each row needs its own."""


def _truth(raw: Any) -> Any:
    # MySQL has whole numbers only, and another one than these is no truth value, to Django neither.
    return bool(raw) if raw in (0, 1) else raw


def _wall_clock(raw: Any) -> datetime:
    return raw if isinstance(raw, datetime) else datetime.fromisoformat(raw)


def _any_wall_clock(raw: Any) -> datetime | None:
    return WallClockField().to_python(parse_datetime(as_text(raw)))


def _day(raw: Any) -> date:
    return raw if isinstance(raw, date) else date.fromisoformat(raw)


def _any_day(raw: Any) -> date | None:
    return parse_date(as_text(raw))


def _decimal(raw: Any) -> Decimal:
    return raw if isinstance(raw, Decimal) else Decimal(raw)


def _uuid(raw: Any) -> UUID:
    return raw if isinstance(raw, UUID) else UUID(raw)


KINDS = (
    Kind(models.IntegerField, is_text=True),
    Kind(models.AutoField, is_text=True),
    Kind(models.BigAutoField, is_text=True),
    Kind(models.SmallAutoField, is_text=True),
    Kind(models.CharField, is_text=True),
    Kind(models.TextField, is_text=True),
    Kind(models.FileField, is_text=True),
    Kind(models.FloatField, is_text=True),
    Kind(models.BooleanField, _truth),
    Kind(models.DateTimeField, moment, moment_on_sqlite),
    Kind(WallClockField, _wall_clock, _any_wall_clock),
    Kind(models.DateField, _day, _any_day),
    Kind(models.UUIDField, _uuid),
    Kind(models.DecimalField, _decimal),
    Kind(models.JSONField, is_mutable=True),
)
_BY_CONVERTER = (models.DecimalField, models.JSONField)
"""Fields whose values are hashable as the driver gives them, and need Django's own converters where there are any."""


class Column:
    """A column that is read: its part of the SELECT, and its values and canonical texts as source code."""

    def __init__(self, field: models.Field[Any, Any], connection: BaseDatabaseWrapper) -> None:
        self.field = field
        self.name = field.name
        target, self.refers_to = field, ""
        while target.is_relation:
            target = target.target_field  # type: ignore[attr-defined]  # a relation has one
            self.refers_to = self.refers_to or str(target)
        kind = _kind(target, connection)
        self.is_plain = kind is not None
        self.is_text = kind is not None and kind.is_text and not field.is_relation
        self.is_moment = kind is not None and kind.field is models.DateTimeField
        self.is_uuid = kind is not None and kind.field is models.UUIDField
        self.is_mutable = kind is not None and kind.is_mutable
        self.keeps_declared_type = kind is None or kind.field is models.BooleanField
        """SQLite's driver reads it by its declared type: it takes every number but one for false."""
        self.convert = _converter(field, connection)
        by_converter = kind is None or (kind.field in _BY_CONVERTER and self.convert is not None)
        self.decode = self.convert if by_converter or kind is None else kind.decode
        """From a raw value to the value that Django reads; None where these are the same."""
        if kind is not None and kind.decode_any is not None and connection.vendor == "sqlite":
            self.decode = kind.decode_any

    @cached_property
    def memory(self) -> Remembered | None:
        """The values by raw value, where decoding is needed and raw values are hashable; copies if they are mutable."""
        if not self.is_plain or self.decode is None:
            return None
        return RememberedCopies(self.decode) if self.is_mutable else Remembered(self.decode)

    def value(self, raw: Any) -> Any:
        """The value that Django reads."""
        if isinstance(raw, Replaced):
            return raw.value
        if self.memory is not None and not self.is_mutable:
            return self.memory[raw]
        return raw if (raw is None and self.is_plain) or self.decode is None else self.decode(raw)


def _kind(field: models.Field[Any, Any], connection: BaseDatabaseWrapper) -> Kind | None:
    """The kind of a field whose values are read just as Django's own are; None for all others."""
    for kind in KINDS:
        if isinstance(field, kind.field) and all(
            getattr(type(field), name, None) is getattr(kind.field, name, None) for name in _READING
        ):
            if field.get_internal_type() not in _internal_types(kind.field, type(field)):
                return None
            if kind.field is models.DateTimeField and not (settings.USE_TZ and connection.timezone is UTC):
                return None
            if kind.field is models.BooleanField and connection.vendor == "oracle":
                return None
            return kind
    return None


def _internal_types(*classes: type) -> set[str]:
    """The types that Django's backends know for the field, by which they choose their converters."""
    return {each.__name__ for cls in classes for each in cls.__mro__ if issubclass(each, models.Field)}


def _converter(field: models.Field[Any, Any], connection: BaseDatabaseWrapper) -> Callable[[Any], Any] | None:
    """From the driver's value to Django's, by Django's own converters; None where there are none."""
    expression = field.get_col(field.model._meta.db_table)
    converters = [
        *connection.ops.get_db_converters(expression),
        *expression.get_db_converters(connection),
    ]
    if not converters:
        return None

    def convert(value: Any) -> Any:
        for each in converters:
            value = each(value, expression, connection)
        return value

    return convert
