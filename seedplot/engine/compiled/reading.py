"""Rows read back as the driver gives them, turned into digests and light rows: one pair of functions for each model.

Django makes an instance of each row and converts each value, which costs ten times as much as reading it. Values of the
usual types in columns of Django's own fields are handled directly; all others go through Django's converters.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Container, Sequence
from functools import cache
from hashlib import blake2b
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine.canonical import Canonical, NamesRows, canonical, generic, null_text
from seedplot.engine.compiled.columns import Column
from seedplot.engine.compiled.memory import MomentTexts, Remembered, moment, moment_on_sqlite
from seedplot.engine.compiled.source import function_of
from seedplot.plan import Shape

if TYPE_CHECKING:
    from seedplot.clock import Calendar

RawRow = tuple[Any, ...]
DigestRows = Callable[[Sequence[RawRow], str, int], tuple[int, bytes, list[Any]]]
References = dict[str, Remembered]
"""The texts of references, by the column that they refer to."""
LightRows = Callable[[Sequence[RawRow]], list[Any]]

ROW_DIGEST_BYTES = 8
"""The first bytes of a row's hash, which the ledger keeps."""


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

    def kind_of(self, column: Column) -> Column | None:
        """The column with the content type of a generic foreign key's value; None of other columns."""
        place = self.shape.generic.get(self.shape.index.get(column.name, -1))
        if place is None:
            return None
        return next(each for each in self.columns if each.name == self.shape.fields[place].name)

    def texts(self, row: RawRow, names: NamesRows, calendar: Calendar, columns: Container[str]) -> dict[str, str]:
        """The canonical texts of these columns of a raw row, by name; the key has none."""
        found = {}
        raw_of = {column.name: raw for column, raw in zip(self.columns, row[1:], strict=True)}
        for column in self.columns:
            if column.name not in columns:
                continue
            value, kind = column.value(raw_of[column.name]), self.kind_of(column)
            if value is None:
                found[column.name] = null_text(column.field)
            elif kind is not None:
                found[column.name] = generic(names, kind.value(raw_of[kind.name]), value)
            else:
                found[column.name] = canonical(column.field, names, calendar)(value)
        return found

    @property
    def light(self) -> LightRows:
        """The function from raw rows to light rows."""
        if self._light is None:
            self._light = _compile_light(self)
        return self._light

    def digester(
        self,
        names: NamesRows,
        calendar: Calendar,
        excluded: Sequence[str],
        moment_texts: MomentTexts,
        references: References | None = None,
        *,
        is_listed: bool,
        with_light_rows: bool = False,
    ) -> DigestRows:
        """The function from raw rows, a name's prefix and what to subtract from the keys, to the rows' hashes.

        It returns their sum, the first bytes of each in the order of the rows, and the light rows where they are
        wanted, too. Where keys are listed, `names` has the whole name of each. The texts of `references` are shared by
        the models that refer to the same rows.
        """
        known: dict[str, Any] = {"moments": moment_texts}
        if is_listed:
            known["name"] = Remembered(lambda raw: names.name(self.shape.label, self.key.value(raw)))
        parts = ["{name[c0]}" if is_listed else "{prefix}{c0 - subtract}"]
        shared = {} if references is None else references
        places = {column.name: place for place, column in enumerate(self.columns, 1)}
        for place, column in enumerate(self.columns, 1):
            if column.name in excluded:
                continue
            kind = self.kind_of(column)
            if kind is None:
                text = _text(column, place, known, canonical(column.field, names, calendar), shared)
            else:
                text = _text_of_generic(column, place, kind, places[kind.name], known, names)
            parts.append(f"\\0{column.name}={{{text}}}")
        return _compile_digests(self, "".join(parts), known, with_light_rows=with_light_rows)


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
    names: dict[str, Any] = {}
    source = f"def light(rows):\n    return [{_light(reader, names)} for {_variables(reader)}in rows]"
    return function_of(source, f"<light rows of {reader.shape.label}>", names)


def _light(reader: RowReader, names: dict[str, Any]) -> str:
    """Source code for the light row of a raw row."""
    columns = (reader.key, *reader.columns)
    names["new"] = tuple.__new__
    names["made"] = light_class(reader.shape.label, tuple(each.field.attname for each in columns))
    values = []
    for place, column in enumerate(columns):
        memory = reader.moments if column.is_moment else column.memory
        if memory is not None:
            names[f"v{place}"] = memory
            values.append(f"v{place}[c{place}]{'()' if column.is_mutable else ''}")
        elif column.decode is not None:
            names[f"v{place}"] = column.decode
            values.append(f"v{place}(c{place})")
        else:
            values.append(f"c{place}")
    return f"new(made, ({', '.join(values)},))"


def _variables(reader: RowReader) -> str:
    return "".join(f"c{place}, " for place in range(len(reader.columns) + 1))


def _compile_digests(reader: RowReader, text: str, names: dict[str, Any], *, with_light_rows: bool) -> DigestRows:
    # One loop for both proofs: what a row's text needed is still remembered for its light row.
    keep_light = f"light.append({_light(reader, names)})" if with_light_rows else ""
    names |= {"start": blake2b(digest_size=32, person=b"seedplot.row").copy, "number": int.from_bytes}
    source = f"""\
def digests(rows, prefix, subtract):
    total = 0
    kept = bytearray()
    light = []
    for {_variables(reader)}in rows:
        state = start()
        state.update(f'{text}'.encode())
        digest = state.digest()
        total += number(digest, "big")
        kept += digest[:{ROW_DIGEST_BYTES}]
        {keep_light}
    return total, bytes(kept), light"""
    return function_of(source, f"<digests of {reader.shape.label}>", names)


def _text_of_generic(
    column: Column, place: int, kind: Column, kind_place: int, known: dict[str, Any], names: NamesRows
) -> str:
    """Source code for the canonical text of a generic foreign key's raw value, null included."""

    def text(raw_kind: Any, raw: Any) -> str:
        value = column.value(raw)
        return null_text(column.field) if value is None else generic(names, kind.value(raw_kind), value)

    known[f"t{place}"] = text
    return f"t{place}(c{kind_place}, c{place})"


def _text(column: Column, place: int, known: dict[str, Any], write: Canonical, references: References) -> str:
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
        memory = Remembered(text, of_none=null)
        if column.refers_to:
            memory = references.setdefault(column.refers_to, memory)
        known[f"t{place}"] = memory
        return f"t{place}[{raw}]"
    known[f"t{place}"] = text
    return f"t{place}({raw})"
