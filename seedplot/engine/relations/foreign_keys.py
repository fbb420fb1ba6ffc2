"""The foreign keys of a database, read from its own catalogue: those of tables without a model are among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True, order=True)
class Table:
    """A table. The schema is named where the table is not found without it."""

    name: str
    schema: str = ""

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema else self.name

    def quoted(self, connection: BaseDatabaseWrapper) -> str:
        """The name for a statement that has parameters."""
        parts = [self.schema, self.name] if self.schema else [self.name]
        return ".".join(quoted(part, connection) for part in parts)


def quoted(name: str, connection: BaseDatabaseWrapper) -> str:
    """A name for a statement that has parameters."""
    return connection.ops.quote_name(name).replace("%", "%%")


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that hold the values of columns of the target."""

    table: Table
    columns: tuple[str, ...]
    target: Table
    target_columns: tuple[str, ...]
    """Empty where the catalogue names none: then they are the target's primary key."""
    on_delete: str
    """The action of the database when the target's row goes: "CASCADE", "SET NULL", "NO ACTION" and so on."""
    is_deferrable: bool
    """It can be checked at the end of the transaction."""


def foreign_keys_on(connection: BaseDatabaseWrapper) -> list[ForeignKey]:
    """Every foreign key of the database, in one query (two on MySQL and MariaDB)."""
    return _READERS[connection.vendor](connection)


def fetch(connection: BaseDatabaseWrapper, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [tuple(row) for row in cursor.fetchall()]


def _on_sqlite(connection: BaseDatabaseWrapper) -> list[ForeignKey]:
    # A virtual table whose module is not loaded cannot be looked at, and has no foreign keys.
    rows = fetch(
        connection,
        """
        SELECT own.name, key.id, key."table", key."from", key."to", key.on_delete
        FROM sqlite_master AS own, pragma_foreign_key_list(own.name) AS key
        WHERE own.type = 'table' AND own.sql NOT LIKE 'CREATE VIRTUAL%%'
        ORDER BY own.name, key.id, key.seq
        """,
    )
    # A deferred transaction checks all keys at its end, but those that restrict.
    parts = (
        ((name, number), Table(name), column, Table(target), target_column, action, action != "RESTRICT")
        for name, number, target, column, target_column, action in rows
    )
    return _joined(parts)


def _on_postgresql(connection: BaseDatabaseWrapper) -> list[ForeignKey]:
    # The parts of a partitioned table repeat its keys.
    rows = fetch(
        connection,
        """
        SELECT own.oid, source_schema.nspname, source.relname, pg_table_is_visible(source.oid), source_column.attname,
            target_schema.nspname, target.relname, pg_table_is_visible(target.oid), target_column.attname,
            own.confdeltype::text, own.condeferrable
        FROM pg_constraint AS own
        JOIN pg_class AS source ON source.oid = own.conrelid
        JOIN pg_namespace AS source_schema ON source_schema.oid = source.relnamespace
        JOIN pg_class AS target ON target.oid = own.confrelid
        JOIN pg_namespace AS target_schema ON target_schema.oid = target.relnamespace
        CROSS JOIN LATERAL unnest(own.conkey, own.confkey) WITH ORDINALITY AS pair (source, target, position)
        JOIN pg_attribute AS source_column
            ON source_column.attrelid = source.oid AND source_column.attnum = pair.source
        JOIN pg_attribute AS target_column
            ON target_column.attrelid = target.oid AND target_column.attnum = pair.target
        WHERE own.contype = 'f' AND own.conparentid = 0
        ORDER BY source.relname, own.conname, own.oid, pair.position
        """,
    )
    parts = (
        (
            (number,),
            Table(name, "" if is_visible else schema),
            column,
            Table(target, "" if is_target_visible else target_schema),
            target_column,
            _POSTGRESQL_ACTIONS[action],
            is_deferrable,
        )
        for (
            number, schema, name, is_visible, column,
            target_schema, target, is_target_visible, target_column, action, is_deferrable,
        ) in rows
    )  # fmt: skip
    return _joined(parts)


def _on_mysql(connection: BaseDatabaseWrapper) -> list[ForeignKey]:
    # Joined here: the server would read its catalogue anew for each row.
    actions = {
        (schema, name, table): action
        for schema, name, table, action in fetch(
            connection,
            """
            SELECT constraint_schema, constraint_name, table_name, delete_rule
            FROM information_schema.referential_constraints WHERE unique_constraint_schema = DATABASE()
            """,
        )
    }
    rows = fetch(
        connection,
        """
        SELECT constraint_schema, constraint_name, table_name, table_schema = DATABASE(), column_name,
            referenced_table_name, referenced_column_name
        FROM information_schema.key_column_usage WHERE referenced_table_schema = DATABASE()
        ORDER BY table_name, constraint_name, constraint_schema, ordinal_position
        """,
    )
    parts = (
        (
            (schema, name, table),
            Table(table, "" if is_own else schema),
            column,
            Table(target),
            target_column,
            actions[schema, name, table],
            False,
        )
        for schema, name, table, is_own, column, target, target_column in rows
    )
    return _joined(parts)


def _joined(
    parts: Iterable[tuple[tuple[Any, ...], Table, str, Table, str | None, str, bool]],
) -> list[ForeignKey]:
    """The keys, of which there is a part for each column, one after the other."""
    found: dict[tuple[Any, ...], tuple[Table, list[str], Table, list[str], str, bool]] = {}
    for name, table, column, target, target_column, action, is_deferrable in parts:
        own = found.setdefault(name, (table, [], target, [], action, is_deferrable))
        own[1].append(column)
        if target_column is not None:
            own[3].append(target_column)
    return [
        ForeignKey(table, tuple(columns), target, tuple(target_columns), action, is_deferrable)
        for table, columns, target, target_columns, action, is_deferrable in found.values()
    ]


_POSTGRESQL_ACTIONS = {"a": "NO ACTION", "r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}
_READERS: Mapping[str, Callable[[BaseDatabaseWrapper], list[ForeignKey]]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
    "mysql": _on_mysql,
}
