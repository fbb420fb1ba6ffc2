"""SQLite, MySQL and MariaDB: `executemany` of values that the driver takes as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine.backends.base import Backend
from seedplot.engine.compiled.values import Prepare, compile_tuples
from seedplot.engine.faults.database_errors import refused_rows
from seedplot.plan import Row, Shape


class TupleBackend(Backend):
    """`executemany` of values that the driver takes as they are."""

    last_key_statement: ClassVar[str]
    """Reads the last key that the database has given in a table, by the table's name."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        super().__init__(connection)
        self._prepare: dict[Shape, Prepare] = {}

    def prepare(self, shape: Shape, rows: Sequence[Row]) -> list[Any]:
        if shape not in self._prepare:
            self._prepare[shape] = compile_tuples(shape, self.connection)
        return self._prepare[shape](rows)

    def insert(self, shape: Shape, values: list[Any]) -> None:
        places = ", ".join(["%s"] * (len(shape.fields) + shape.numbered))
        statement = f"INSERT INTO {self._table(shape)} ({self._columns(shape)}) VALUES ({places})"
        with refused_rows(shape, values), self.connection.cursor() as cursor:
            cursor.executemany(statement, values)

    def _highest_key(self, shape: Shape) -> int:
        # A key is not used again, though its row is gone.
        with self.connection.cursor() as cursor:
            cursor.execute(self.last_key_statement, [shape.model._meta.db_table])
            used = [int(key) for (key,) in cursor.fetchall() if key is not None]
        return max([super()._highest_key(shape), *used])


class SqliteBackend(TupleBackend):
    """SQLite."""

    last_key_statement = "SELECT seq FROM sqlite_sequence WHERE name = %s"


class MysqlBackend(TupleBackend):
    """MySQL and MariaDB."""

    # The counter knows the keys of other transactions, too; the table shows them only once these are committed.
    last_key_statement = (
        "SELECT auto_increment - 1 FROM information_schema.tables WHERE table_schema = database() AND table_name = %s"
    )
