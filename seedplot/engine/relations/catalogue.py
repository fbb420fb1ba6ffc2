"""The tables of a database with their columns, keys and indexes, as the database itself has them.

Read once, in one query for each kind of thing: looking at one table after the other takes as many queries as tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine.relations.foreign_keys import ForeignKey, Table, fetch, foreign_keys_on

Columns = tuple[str, ...]


@dataclass(slots=True)
class Structure:
    """The columns of a table."""

    nullable: dict[str, bool] = field(default_factory=dict)
    """By column, in the order of the table: it may be null."""
    collations: dict[str, str] = field(default_factory=dict)
    """By column that has one; MySQL and MariaDB compare texts of one collation only."""
    primary_key: Columns = ()


class Catalogue:
    """The tables of a database, and all foreign keys between them."""

    def __init__(
        self, tables: Mapping[Table, Structure], indexes: Mapping[Table, list[Columns]], keys: Iterable[ForeignKey]
    ) -> None:
        self.tables = tables
        self._indexes = indexes
        self._names = {table.name.lower(): table for table in tables if not table.schema}
        self.foreign_keys = [found for key in keys if (found := self._completed(key)) is not None]

    @classmethod
    def read(cls, using: str) -> Catalogue:
        connection = connections[using]
        keys = foreign_keys_on(connection)
        tables, indexes = _STRUCTURES[connection.vendor](connection, {key.table.schema for key in keys} - {""})
        return cls(tables, indexes, keys)

    def table(self, name: str) -> Table | None:
        """The table of that name, in any case; None if there is none."""
        return self._names.get(name.lower())

    def is_indexed(self, table: Table, columns: Columns) -> bool:
        """Return true if an index begins with these columns, so that rows are found by them."""
        return any(set(index[: len(columns)]) == set(columns) for index in self._indexes.get(table, ()))

    def _completed(self, key: ForeignKey) -> ForeignKey | None:
        """The key with its target as the catalogue names it; None if the target is not there."""
        target = key.target if key.target in self.tables else self.table(key.target.name)
        if target is None or key.table not in self.tables:
            return None
        return replace(key, target=target, target_columns=key.target_columns or self.tables[target].primary_key)


Found = tuple[Mapping[Table, Structure], Mapping[Table, list[Columns]]]


def _on_sqlite(connection: BaseDatabaseWrapper, schemas: set[str]) -> Found:
    tables: dict[Table, Structure] = {}
    ordinary = "own.type = 'table' AND own.sql NOT LIKE 'CREATE VIRTUAL%%'"
    keys: dict[Table, dict[int, str]] = {}
    for name, column, is_required, position in fetch(
        connection,
        f"""
        SELECT own.name, part.name, part."notnull", part.pk
        FROM sqlite_master AS own, pragma_table_info(own.name) AS part WHERE {ordinary} ORDER BY own.name, part.cid
        """,
    ):
        table = Table(name)
        tables.setdefault(table, Structure()).nullable[column] = not is_required and not position
        if position:
            keys.setdefault(table, {})[position] = column
    indexes: dict[tuple[Table, str], list[str]] = {}
    for name, index, column in fetch(
        connection,
        f"""
        SELECT own.name, list.name, part.name FROM sqlite_master AS own, pragma_index_list(own.name) AS list,
            pragma_index_info(list.name) AS part
        WHERE {ordinary} AND NOT list.partial ORDER BY own.name, list.name, part.seqno
        """,
    ):
        indexes.setdefault((Table(name), index), []).append(column)
    for table, positions in keys.items():
        tables[table].primary_key = tuple(positions[position] for position in sorted(positions))
        # A key of one integer has no index in the list: the table itself is one.
        indexes[table, ""] = list(tables[table].primary_key)
    return tables, _by_table(indexes)


def _on_postgresql(connection: BaseDatabaseWrapper, schemas: set[str]) -> Found:
    tables: dict[Table, Structure] = {}
    for schema, name, is_visible, column, is_required in fetch(
        connection,
        """
        SELECT own_schema.nspname, own.relname, pg_table_is_visible(own.oid), part.attname, part.attnotnull
        FROM pg_class AS own JOIN pg_namespace AS own_schema ON own_schema.oid = own.relnamespace
        JOIN pg_attribute AS part ON part.attrelid = own.oid AND part.attnum > 0 AND NOT part.attisdropped
        WHERE own.relkind IN ('r', 'p') AND own.relpersistence <> 't'
            AND own_schema.nspname NOT IN ('pg_catalog', 'information_schema')
        ORDER BY own.relname, part.attnum
        """,
    ):
        tables.setdefault(Table(name, "" if is_visible else schema), Structure()).nullable[column] = not is_required
    indexes: dict[tuple[Table, str], list[str]] = {}
    for schema, name, is_visible, index, is_primary, column in fetch(
        connection,
        """
        SELECT own_schema.nspname, own.relname, pg_table_is_visible(own.oid), each.indexrelid::text, each.indisprimary,
            part.attname
        FROM pg_index AS each JOIN pg_class AS own ON own.oid = each.indrelid
        JOIN pg_namespace AS own_schema ON own_schema.oid = own.relnamespace
        CROSS JOIN LATERAL unnest(each.indkey::int2[]) WITH ORDINALITY AS place (number, position)
        LEFT JOIN pg_attribute AS part ON part.attrelid = own.oid AND part.attnum = place.number AND place.number > 0
        WHERE each.indpred IS NULL AND each.indisvalid AND place.position <= each.indnkeyatts
            AND own_schema.nspname NOT IN ('pg_catalog', 'information_schema') AND own.relpersistence <> 't'
        ORDER BY each.indexrelid, place.position
        """,
    ):
        table = Table(name, "" if is_visible else schema)
        # An expression has no name, and no column is called so.
        indexes.setdefault((table, index), []).append(column or "")
        if is_primary and table in tables:
            tables[table].primary_key = (*tables[table].primary_key, column)
    return tables, _by_table(indexes)


def _on_mysql(connection: BaseDatabaseWrapper, schemas: set[str]) -> Found:
    tables: dict[Table, Structure] = {}
    places = ", ".join(["DATABASE()", *["%s"] * len(schemas)])
    for schema, is_own, name, column, is_nullable, collation in fetch(
        connection,
        f"""
        SELECT table_schema, table_schema = DATABASE(), table_name, column_name, is_nullable = 'YES', collation_name
        FROM information_schema.columns WHERE table_schema IN ({places}) ORDER BY table_name, ordinal_position
        """,
        *sorted(schemas),
    ):
        structure = tables.setdefault(Table(name, "" if is_own else schema), Structure())
        structure.nullable[column] = bool(is_nullable)
        if collation is not None:
            structure.collations[column] = collation
    indexes: dict[tuple[Table, str], list[str]] = {}
    for schema, is_own, name, index, column in fetch(
        connection,
        f"""
        SELECT table_schema, table_schema = DATABASE(), table_name, index_name, column_name
        FROM information_schema.statistics WHERE table_schema IN ({places})
        ORDER BY table_name, index_name, seq_in_index
        """,
        *sorted(schemas),
    ):
        table = Table(name, "" if is_own else schema)
        indexes.setdefault((table, index), []).append(column or "")
        if index == "PRIMARY" and table in tables:
            tables[table].primary_key = (*tables[table].primary_key, column)
    return tables, _by_table(indexes)


def _by_table(indexes: Mapping[tuple[Table, str], list[str]]) -> dict[Table, list[Columns]]:
    found: dict[Table, list[Columns]] = {}
    for (table, _), columns in indexes.items():
        found.setdefault(table, []).append(tuple(columns))
    return found


_STRUCTURES: Mapping[str, Callable[[BaseDatabaseWrapper, set[str]], Found]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
    "mysql": _on_mysql,
}
