"""The rows of a block as the database's driver gives them, in the order of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine.compiled.reading import RawRow, RowReader, moments_on
from seedplot.engine.run_rows import Block
from seedplot.plan import shape_of


class RawRows:
    """Reads blocks on a connection. A row that is gone is left out."""

    def __init__(self, using: str) -> None:
        self._connection = connections[using]
        self._readers: dict[str, RowReader] = {}
        self.moments = moments_on(self._connection)

    def reader(self, label: str) -> RowReader:
        if label not in self._readers:
            model: type[models.Model] = apps.get_model(label)
            self._readers[label] = RowReader(shape_of(model), self._connection, self.moments)
        return self._readers[label]

    def fetch(self, block: Block) -> list[RawRow]:
        reader = self.reader(block.label)
        if block.first_key is not None:
            return self._select(
                reader,
                f"{reader.key_column} >= %s AND {reader.key_column} < %s ORDER BY {reader.key_column}",
                [block.first_key, block.first_key + block.count],
            )
        keys = [_prepared(reader, key, self._connection) for key in block.keys]
        places = ", ".join(["%s"] * len(keys))
        rows = self._select(reader, f"{reader.key_column} IN ({places})", keys)
        found = {reader.key_name(row[0]): row for row in rows}
        names = [reader.key_name(key) for key in block.keys]
        return [found[name] for name in names if name in found]

    def light_rows(self, block: Block) -> list[Any]:
        return self.reader(block.label).light(self.fetch(block))

    def _select(self, reader: RowReader, condition: str, values: Sequence[Any]) -> list[RawRow]:
        statement = f"{reader.select} WHERE {condition}"
        self._connection.ensure_connection()
        if self._connection.vendor == "sqlite" and reader.is_plain:
            # Django's cursor would rewrite the statement and log it.
            return self._connection.connection.execute(statement.replace("%s", "?"), values).fetchall()  # type: ignore[no-any-return]
        if self._connection.vendor == "postgresql" and reader.is_plain:
            return _select_as_text(self._connection, statement, values)
        with self._connection.cursor() as cursor:
            cursor.execute(statement, values)
            return [tuple(row) for row in cursor.fetchall()]


def _select_as_text(connection: BaseDatabaseWrapper, statement: str, values: Sequence[Any]) -> list[RawRow]:
    """The rows with texts for what psycopg would make objects of: equal values repeat, and are decoded once.

    Django even has psycopg load moments in Python, which costs more than all the rest.
    """
    from psycopg.types.string import TextLoader

    with connection.connection.cursor() as cursor:
        if connection.connection.info.parameter_status("DateStyle").startswith("ISO"):
            for name in ("timestamptz", "timestamp", "date"):
                cursor.adapters.register_loader(name, TextLoader)
        for name in ("numeric", "uuid"):
            cursor.adapters.register_loader(name, TextLoader)
        cursor.execute(statement, values)
        return cursor.fetchall()  # type: ignore[no-any-return]


def _prepared(reader: RowReader, key: Any, connection: BaseDatabaseWrapper) -> Any:
    """A key as the ledger keeps it, as the database takes it."""
    field = reader.shape.key_field
    return field.get_db_prep_value(field.to_python(key), connection)
