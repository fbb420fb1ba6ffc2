"""Planned values as a database takes them: one compiled function for each shape and connection.

Django prepares a value in three calls, which costs more than the database needs to store it. Values of the usual
types in columns of Django's own fields are written directly; all others go through the field as ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine import content_types
from seedplot.engine.compiled.source import function_of
from seedplot.engine.faults.unfit_values import Convert, beyond_digits, greatest_length, preparing
from seedplot.plan import Row, Shape, is_by_key, stored_value

Prepare = Callable[[Sequence[Row]], list[Any]]

NULL = r"\N"
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
TEXT = r"({0} if {0}.isprintable() and '\\' not in {0} else {0}.translate(ESCAPES))"
"""Finding that there is nothing to escape is quicker than escaping."""
_PREPARING = ("get_prep_value", "get_db_prep_value", "get_db_prep_save")


@dataclass(frozen=True)
class Kind:
    """Values of one type in one kind of field, as source code about the value `{0}`.

    `test` says which values may be written directly; `copied` is their text for COPY, `native` what sqlite3 takes.
    """

    field: type[models.Field[Any, Any]]
    test: str
    copied: str = "{0}"
    native: str = "{0}"


KINDS = (
    Kind(models.IntegerField, "type({0}) is int"),
    Kind(models.AutoField, "type({0}) is int"),
    Kind(models.BigAutoField, "type({0}) is int"),
    Kind(models.SmallAutoField, "type({0}) is int"),
    Kind(models.CharField, "type({0}) is str", copied=TEXT),
    Kind(models.TextField, "type({0}) is str", copied=TEXT),
    Kind(models.BooleanField, "type({0}) is bool"),
    Kind(
        models.DateTimeField,
        "type({0}) is datetime and {0}.tzinfo is not None",
        copied="{0}.isoformat(' ')",
        native="({0} if {0}.tzinfo is UTC else {0}.astimezone(UTC)).isoformat(' ')[:-6]",
    ),
    Kind(models.DateField, "type({0}) is date", "str({0})", "str({0})"),
    Kind(models.UUIDField, "type({0}) is UUID", "str({0})", "{0}.hex"),
    Kind(models.DecimalField, "type({0}) is int or type({0}) is Decimal and {0}.is_finite()", native="str({0})"),
    Kind(
        models.JSONField,
        "type({0}) in (list, dict)",
        "dumps({0}, cls=encoder_{1}).translate(ESCAPES)",
        "dumps({0}, cls=encoder_{1})",
    ),
)


def compile_lines(shape: Shape, connection: BaseDatabaseWrapper) -> Prepare:
    """Rows to lines of PostgreSQL's COPY in text format."""
    return _compiled(shape, connection, copied=True)


def compile_tuples(shape: Shape, connection: BaseDatabaseWrapper) -> Prepare:
    """Rows to tuples for `executemany` on SQLite."""
    return _compiled(shape, connection, copied=False)


def _compiled(shape: Shape, connection: BaseDatabaseWrapper, *, copied: bool) -> Prepare:
    names: dict[str, Any] = {
        **{each.__name__: each for each in (datetime, date, UUID, Decimal)},
        "UTC": UTC,
        "ESCAPES": ESCAPES,
        "NULL": NULL if copied else None,
        "dumps": json.dumps,
    }
    body: list[str] = []
    moments: list[int] = []
    for position, field in enumerate(shape.fields):
        target = field
        value = f"c{position}"
        if position in shape.references:
            target = field.target_field if field.is_relation else field  # type: ignore[attr-defined]  # it has one
            stored = _stored(field, names, connection)
            body.append(f"{value} = None if {value} is None else {stored.format(value)}")
        slow = preparing(field, connection)
        names[f"slow_{position}"] = _copied(slow, connection) if copied else slow
        text = f"NULL if {value} is None else slow_{position}({value})" if field.null else f"slow_{position}({value})"
        kind = _kind(target, connection, copied=copied)
        if kind is not None:
            if isinstance(target, models.JSONField):
                names[f"encoder_{position}"] = target.encoder
            direct = (kind.copied if copied else kind.native).format(value, position)
            test = kind.test if copied else _with_limits(kind, target)
            text = f"{direct} if {test.format(value)} else {text}"
            if kind.field is models.DateTimeField:
                # One moment often stands in several columns: an event, the row's creation and its last change.
                for other in moments:
                    text = f"t{other} if {value} is c{other} else {text}"
                moments.append(position)
        body.append(f"t{position} = {text}")
    places = [f"t{position}" for position in range(len(shape.fields))]
    if shape.numbered:
        places.insert(0, "row.key_")
    result = "f'" + r"\t".join(f"{{{place}}}" for place in places) + "'" if copied else f"({', '.join(places)},)"
    columns = "".join(f"c{position}, " for position in range(len(shape.fields)))
    if columns:
        body.insert(0, f"{columns}= row.columns_")
    source = "\n        ".join(
        ["def prepare(rows):\n    prepared = []\n    for row in rows:", *body, f"prepared.append({result})"]
    )
    return function_of(f"{source}\n    return prepared", f"<values of {shape.label}>", names)


def _stored(field: Any, names: dict[str, Any], connection: BaseDatabaseWrapper) -> str:
    """Source code for the value that a reference `{0}` has in its column."""
    if field.is_relation and field.related_model._meta.label == content_types.LABEL:
        names["content_type"] = partial(content_types.key_of, using=connection.alias)
        return "content_type({0})"
    if field.is_relation and not is_by_key(field):
        names[f"stored_{field.name}"] = partial(stored_value, column=field)
        return f"stored_{field.name}({{0}})"
    return "{0}.key_"


def _with_limits(kind: Kind, field: Any) -> str:
    """The test with the limits of the column, where the database keeps what exceeds them, as SQLite does."""
    limit = greatest_length(field)
    if limit is not None:
        return f"{kind.test} and len({{0}}) <= {limit}"
    beyond = beyond_digits(field) if kind.field is models.DecimalField else None
    if beyond is not None:
        return f"({kind.test}) and -{beyond} < {{0}} < {beyond}"
    return kind.test


def _kind(field: models.Field[Any, Any], connection: BaseDatabaseWrapper, *, copied: bool) -> Kind | None:
    """The kind of a field that prepares its values just as Django's own does; None for all others."""
    for kind in KINDS:
        if isinstance(field, kind.field) and all(
            getattr(type(field), name) is getattr(kind.field, name) for name in _PREPARING
        ):
            if kind.field is models.DateTimeField and not copied and connection.timezone is not UTC:
                return None
            return kind
    return None


def _copied(slow: Convert, connection: BaseDatabaseWrapper) -> Convert:
    """The field's own preparation of a value, as psycopg would send it, in a line of COPY."""
    from psycopg.adapt import PyFormat, Transformer

    def write(value: Any) -> str:
        prepared = slow(value)
        if prepared is None:
            return NULL
        # Made anew for the connection that is open now.
        dumper = Transformer(connection.connection).get_dumper(prepared, PyFormat.TEXT)
        dumped = dumper.dump(prepared)
        return NULL if dumped is None else bytes(dumped).decode().translate(ESCAPES)

    return write
