"""The row that has a value which must be unique: found after the rollback, with one query where the batch is small."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import Error, IntegrityError, connections, models

from seedplot.engine.faults.error_codes import origins
from seedplot.errors import shown
from seedplot.plan import Shape

if TYPE_CHECKING:
    from seedplot.models import SeedRun

ON_SQLITE = re.compile(r"UNIQUE constraint failed: (\w+\.\w+(?:, \w+\.\w+)*)$")
ON_MYSQL = re.compile(r"Duplicate entry .* for key '(?:[^.']*\.)?([^']+)'", re.DOTALL)
ON_POSTGRESQL = re.compile(r"Key \((.*?)\)=\((.*)\) already exists\.", re.DOTALL)
VALUES_PER_QUERY = 10_000


class BatchRefused(IntegrityError):  # noqa: N818 - it names what happened
    """A batch of rows that breaks a constraint, with the rows: not every database says which of them does."""

    def __init__(self, message: str, shape: Shape, rows: Sequence[tuple[Any, ...]]) -> None:
        super().__init__(message)
        self.shape, self.rows = shape, rows


class _Collision(NamedTuple):
    """Columns that must be unique together, and values of which one is taken."""

    model: type[models.Model]
    columns: Sequence[str]
    values: Sequence[tuple[Any, ...]]


def advice_on(error: BaseException, using: str, again: str) -> str:
    """The row in the way and the next step, or the scenario's fault; nothing where the database tells too little."""
    try:
        collision = _collision_of(error, using)
        if collision is None:
            return ""
        found = _find(collision, using)
        if found is None:
            return "No row has it, so the run plans it twice: that is a fault in the scenario."
        key, *values = found
        named = " and ".join(
            f"{name} {shown(value)}" for name, value in zip(collision.columns, map(_plain, values), strict=True)
        )
        row = f"{collision.model._meta.label}{f' {key}' if isinstance(key, (int, UUID)) else ''}"
        run = _writer_of(collision.model, key, using)
    except Error:
        # The query is a service; the error to be explained is another one.
        return ""
    if run is not None:
        database = "" if using == "default" else f" --database {using}"
        return (
            f"{row} of {run} has {named}. "
            f"Clear that run first: python manage.py seed_demo_data --clear-only --run {run.pk}{database}"
        )
    return f"{row} has {named}. Remove or rename it, then {again}."


def _collision_of(error: BaseException, using: str) -> _Collision | None:
    [*_, deepest] = origins(error)
    diagnosis = getattr(deepest, "diag", None)
    if diagnosis is not None:
        return _told_by_postgresql(diagnosis)
    batch = next((each for each in origins(error) if isinstance(each, BatchRefused)), None)
    if batch is None:
        return None
    columns = _columns_told(str(deepest), batch.shape, using)
    names = [
        *([str(batch.shape.key_field.column)] if batch.shape.numbered else []),
        *(str(field.column) for field in batch.shape.fields),
    ]
    if not columns or not set(columns) <= set(names):
        return None
    places = [names.index(column) for column in columns]
    values = [tuple(row[place] for place in places) for row in batch.rows]
    return _Collision(batch.shape.model, columns, [each for each in values if None not in each])


def _told_by_postgresql(diagnosis: Any) -> _Collision | None:
    told = ON_POSTGRESQL.search(diagnosis.message_detail or "")
    model = _model_of(diagnosis.table_name)
    if told is None or model is None:
        return None
    columns = [name.strip('"') for name in told[1].split(", ")]
    values = told[2].split(", ") if len(columns) > 1 else [told[2]]
    known = {str(field.column) for field in model._meta.concrete_fields}
    if len(values) != len(columns) or not set(columns) <= known:
        return None
    return _Collision(model, columns, [tuple(values)])


def _columns_told(message: str, shape: Shape, using: str) -> Sequence[str]:
    on_sqlite = ON_SQLITE.search(message)
    if on_sqlite:
        return [name.partition(".")[2] for name in on_sqlite[1].split(", ")]
    on_mysql = ON_MYSQL.search(message)
    if on_mysql is None:
        return ()
    connection, table = connections[using], shape.model._meta.db_table
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table)
    return [str(column) for column in constraints.get(on_mysql[1], {"columns": []})["columns"]]


def _find(collision: _Collision, using: str) -> tuple[Any, ...] | None:
    connection = connections[using]
    quote = connection.ops.quote_name
    columns = [quote(column) for column in collision.columns]
    key, table = quote(str(collision.model._meta.pk.column)), quote(collision.model._meta.db_table)
    place = f"({', '.join(['%s'] * len(columns))})"
    prefix = "VALUES " if connection.vendor == "sqlite" else ""
    at_once = max(1, VALUES_PER_QUERY // len(columns))
    for start in range(0, len(collision.values), at_once):
        values = collision.values[start : start + at_once]
        statement = (
            f"SELECT {key}, {', '.join(columns)} FROM {table} "
            f"WHERE ({', '.join(columns)}) IN ({prefix}{', '.join([place] * len(values))})"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [value for each in values for value in each])
            found: tuple[Any, ...] | None = cursor.fetchone()
        if found is not None:
            return found
    return None


def _model_of(table: str | None) -> type[models.Model] | None:
    every = apps.get_models(include_auto_created=True)
    return next((model for model in every if model._meta.db_table == table), None)


def _writer_of(model: type[models.Model], key: Any, using: str) -> SeedRun | None:
    """The run that wrote a row whose key the database numbers; None for rows made by hand."""
    if not isinstance(key, int):
        return None
    # A worker imports this module before Django is set up.
    from seedplot.models import SeedBlock

    block = SeedBlock.objects.using(using).holding(model._meta.label, key).select_related("run").first()
    return block.run if block else None


def _plain(value: Any) -> Any:
    """A value as a message shows it: text as text, all else as it reads."""
    return value if isinstance(value, (str, int)) else str(value)
