"""Rows read back as the driver gives them, turned into digests and light rows: one pair of functions for each model.

Django makes an instance of each row and converts each value, which costs ten times as much as reading it. Values of the
usual types in columns of Django's own fields are handled directly; all others go through Django's converters.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.dateparse import parse_date, parse_datetime

from seedplot.engine.canonical import Canonical, canonical, null_text
from seedplot.engine.compiled.memory import (
    MomentTexts,
    Remembered,
    RememberedCopies,
    Replaced,
    as_text,
    moment,
    moment_on_sqlite,
)
from seedplot.engine.compiled.source import function_of
from seedplot.fields import WallClockField
from seedplot.plan import Shape

if TYPE_CHECKING:
    from seedplot.clock import Calendar
    from seedplot.engine.run_rows import Names

RawRow = tuple[Any, ...]
DigestRows = Callable[[Sequence[RawRow], str, int], tuple[int, bytes]]
LightRows = Callable[[Sequence[RawRow]], list[Any]]

ROW_DIGEST_BYTES = 8
"""The first bytes of a row's hash, which the ledger keeps."""
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
        target = field
        while target.is_relation:
            target = target.target_field  # type: ignore[attr-defined]  # a relation has one
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

    def value(self, raw: Any) -> Any:
        """The value that Django reads."""
        if isinstance(raw, Replaced):
            return raw.value
        return raw if (raw is None and self.is_plain) or self.decode is None else self.decode(raw)

    def remembered(self, moments: Remembered) -> Remembered | None:
        """The values by raw value, where decoding is needed and raw values are hashable; copies if they are mutable."""
        if self.is_moment:
            return moments
        if not self.is_plain or self.decode is None:
            return None
        return RememberedCopies(self.decode) if self.is_mutable else Remembered(self.decode)


def moments_on(connection: BaseDatabaseWrapper) -> Remembered:
    """The moments that raw values of that database mean, by raw value."""
    return Remembered(moment_on_sqlite if connection.vendor == "sqlite" else moment)


class RowReader:
    """The columns of a model, and how to select them raw on a connection."""

    def __init__(self, shape: Shape, connection: BaseDatabaseWrapper, moments: Remembered) -> None:
        self.shape = shape
        self.moments = moments
        """Moments by raw value, shared by all models: one moment often stands in several rows."""
        self.vendor = connection.vendor
        key = shape.key_field
        self.key = Column(key, connection)
        self.columns = [Column(each, connection) for each in shape.fields if each is not key]
        self.is_plain = self.key.is_plain and all(each.is_plain for each in self.columns)
        quote = connection.ops.quote_name
        table = quote(shape.model._meta.db_table)
        names = []
        for each in (self.key, *self.columns):
            name = quote(str(each.field.column))
            # A unary plus changes no value and drops the declared type, for which Django registers Python converters.
            names.append(f"+{name}" if self.vendor == "sqlite" and not each.keeps_declared_type else name)
        self.key_column = quote(str(key.column))
        self.select = f"SELECT {', '.join(names)} FROM {table}"
        self._light: LightRows | None = None

    def key_name(self, key: Any) -> str:
        """A key as one text, whether the driver gave it or the ledger keeps it."""
        if self.key.is_uuid:
            # One with dashes and one without; making a UUID of each would take ten times as long.
            return str(key).replace("-", "")
        return str(self.key.value(key)) if self.key.is_plain else str(key)

    @property
    def light(self) -> LightRows:
        """The function from raw rows to light rows."""
        if self._light is None:
            self._light = _compile_light(self)
        return self._light

    def digester(
        self,
        names: Names,
        calendar: Calendar,
        excluded: Sequence[str],
        moment_texts: MomentTexts,
        *,
        is_listed: bool,
    ) -> DigestRows:
        """The function from raw rows, a name's prefix and what to subtract from the keys, to the rows' hashes.

        It returns their sum, and the first bytes of each in the order of the rows. Where keys are listed, `names` has
        the whole name of each.
        """
        return _compile_digests(self, names, calendar, excluded, moment_texts, is_listed=is_listed)


@cache
def light_class(label: str, columns: tuple[str, ...]) -> type[tuple[Any, ...]]:
    """A tuple whose values read as attributes, named like the model's own; and `pk`, and the model's choices."""
    model: type[models.Model] = apps.get_model(label)
    usable = [name if not name.startswith("_") else f"column{position}" for position, name in enumerate(columns)]
    base = namedtuple(model.__name__, usable)  # type: ignore[misc]  # the columns are known when the model is
    extra: dict[str, Any] = {
        "__slots__": (),
        "__doc__": f"A row of {label}.",
        # A worker sends the rows that its measures observe.
        "__reduce__": lambda row: (light_row, (label, columns, tuple(row))),
        "pk": property(itemgetter(0)),
    }
    extra |= {name: property(itemgetter(place)) for place, name in enumerate(columns) if name.startswith("_")}
    extra |= {
        name: value
        # An abstract base may have them.
        for base_class in reversed(model.__mro__)
        for name, value in vars(base_class).items()
        if isinstance(value, type) and issubclass(value, models.Choices)
    }
    return type(model.__name__, (base,), extra)


def light_row(label: str, columns: tuple[str, ...], values: tuple[Any, ...]) -> Any:
    """The light row of that model with these values."""
    return tuple.__new__(light_class(label, columns), values)


def _compile_light(reader: RowReader) -> LightRows:
    columns = [reader.key, *reader.columns]
    made = light_class(reader.shape.label, tuple(each.field.attname for each in columns))
    names: dict[str, Any] = {"new": tuple.__new__, "made": made}
    values = []
    for place, column in enumerate(columns):
        memory = column.remembered(reader.moments)
        if memory is not None:
            names[f"v{place}"] = memory
            values.append(f"v{place}[c{place}]{'()' if column.is_mutable else ''}")
        elif column.decode is not None:
            names[f"v{place}"] = column.decode
            values.append(f"v{place}(c{place})")
        else:
            values.append(f"c{place}")
    variables = "".join(f"c{place}, " for place in range(len(columns)))
    source = f"def light(rows):\n    return [new(made, ({', '.join(values)},)) for {variables}in rows]"
    return function_of(source, f"<light rows of {reader.shape.label}>", names)


def _compile_digests(
    reader: RowReader,
    names: Names,
    calendar: Calendar,
    excluded: Sequence[str],
    moment_texts: MomentTexts,
    *,
    is_listed: bool,
) -> DigestRows:
    label = reader.shape.label
    known: dict[str, Any] = {
        "start": blake2b(digest_size=32, person=b"seedplot.row").copy,
        "number": int.from_bytes,
        "moments": moment_texts,
    }
    if not is_listed:
        parts = ["{prefix}{c0 - subtract}"]
    else:
        known["name"] = Remembered(lambda raw: names.name(label, reader.key.value(raw)))
        parts = ["{name[c0]}"]
    for place, column in enumerate(reader.columns, 1):
        if column.name in excluded:
            continue
        expression = _text(column, place, known, canonical(column.field, names, calendar))
        parts.append(f"\\0{column.name}={{{expression}}}")
    variables = "".join(f"c{place}, " for place in range(len(reader.columns) + 1))
    source = f"""\
def digests(rows, prefix, subtract):
    total = 0
    kept = bytearray()
    for {variables}in rows:
        state = start()
        state.update(f'{"".join(parts)}'.encode())
        digest = state.digest()
        total += number(digest, "big")
        kept += digest[:{ROW_DIGEST_BYTES}]
    return total, bytes(kept)"""
    return function_of(source, f"<digests of {label}>", known)


def _text(column: Column, place: int, known: dict[str, Any], write: Canonical) -> str:
    """Source code for the canonical text of a raw value, null included."""
    raw, null = f"c{place}", null_text(column.field)
    if column.is_text:
        return f'"{null}" if {raw} is None else {raw}' if column.field.null else raw
    if column.is_moment:
        return f"moments[{raw}]"

    def text(raw: Any) -> str:
        value = column.value(raw)
        return null if value is None else write(value)

    if column.is_plain:
        known[f"t{place}"] = Remembered(text, of_none=null)
        return f"t{place}[{raw}]"
    known[f"t{place}"] = text
    return f"t{place}({raw})"


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
