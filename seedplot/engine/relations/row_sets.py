"""Sets of rows by key, kept in temporary tables: no statement grows with a set, and its keys stay in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from typing import Any, TypeVar

from django.db import connections

from seedplot.engine.relations.catalogue import Catalogue
from seedplot.engine.relations.foreign_keys import Table, fetch, quoted
from seedplot.engine.relations.references import Reference

T = TypeVar("T")

AT_ONCE = 200
"""Keys or ranges of keys in a statement."""
FEW = 100_000
"""Rows for which PostgreSQL is to use an index even if it expects that reading the whole table is quicker."""
BY_INDEX = {"enable_seqscan": "off", "enable_hashjoin": "off", "enable_mergejoin": "off", "join_collapse_limit": "1"}
"""Settings with which PostgreSQL looks rows up by an index, and joins tables in the order in which they are written."""
JOIN = {"sqlite": "CROSS JOIN", "mysql": "STRAIGHT_JOIN"}
"""Reads tables in the order in which they are written; PostgreSQL finds the better one by itself."""


class RowSets:
    """Makes sets on a connection, inside a transaction; `temporary_sets` drops them."""

    def __init__(self, using: str, catalogue: Catalogue) -> None:
        self.connection = connections[using]
        self.vendor = self.connection.vendor
        self.catalogue = catalogue
        self.names: list[str] = []
        self._numbers = count(1)
        self._prefers_indexes = False
        self._usual: dict[str, str] = {}
        """The settings of the database's own, once others are preferred."""

    def new(self, table: Table, columns: tuple[str, ...]) -> RowSet:
        """An empty set of rows of that table, known by these columns."""
        name = self.connection.ops.quote_name(f"seedplot_rows_{next(self._numbers)}")
        self._drop(name)
        own = ", ".join(self.quote(column) for column in columns)
        # MySQL commits where an index is made later.
        index = f"(INDEX ({own})) " if self.vendor == "mysql" else ""
        end = "ON COMMIT DROP " if self.vendor == "postgresql" else ""
        self.execute(
            f"CREATE TEMPORARY TABLE {name} {index}{end}AS "
            f"SELECT {own} FROM {table.quoted(self.connection)} WHERE 1 = 0"
        )
        if self.vendor == "sqlite":
            self.execute(f"CREATE INDEX temp.{name[:-1]}_key{name[-1]} ON {name} ({own})")
        elif self.vendor == "postgresql":
            self.execute(f"CREATE INDEX ON {name} ({own})")
        self.names.append(name)
        return RowSet(self, table, columns, name)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Execute it; the number of rows that it changed."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return max(0, int(cursor.rowcount))

    def quote(self, name: str) -> str:
        return quoted(name, self.connection)

    def prefer_indexes(self, preferred: bool) -> None:
        """Have PostgreSQL look up row after row by an index, until said otherwise.

        It expects each row to have as many dependents as the average row of the table, and so would read all foreign
        rows where seeded ones have none.
        """
        if self.vendor != "postgresql" or preferred == self._prefers_indexes:
            return
        self._prefers_indexes = preferred
        if not self._usual:
            [found] = fetch(self.connection, f"SELECT {', '.join(['current_setting(%s)'] * len(BY_INDEX))}", *BY_INDEX)
            self._usual = dict(zip(BY_INDEX, found, strict=True))
        wanted = BY_INDEX if preferred else self._usual
        settings = ", ".join(["set_config(%s, %s, true)"] * len(wanted))
        fetch(self.connection, f"SELECT {settings}", *(text for setting in wanted.items() for text in setting))

    def check_references(self) -> None:
        """Have PostgreSQL check the foreign keys onto rows that are gone now, while it looks them up by indexes.

        Where many rows of others refer to few, it would read all of these for each row that is gone.
        """
        if self.vendor == "postgresql":
            self.prefer_indexes(True)
            self.execute("SET CONSTRAINTS ALL IMMEDIATE")
            self.execute("SET CONSTRAINTS ALL DEFERRED")

    def drop(self) -> None:
        for name in self.names:
            self._drop(name)
        self.names.clear()

    def _drop(self, name: str) -> None:
        self.execute(f"DROP {'TEMPORARY ' if self.vendor == 'mysql' else ''}TABLE IF EXISTS {self._place}{name}")

    @property
    def _place(self) -> str:
        """The schema in which no other table can be meant."""
        return {"sqlite": "temp.", "postgresql": "pg_temp."}.get(self.vendor, "")


@contextmanager
def temporary_sets(using: str, catalogue: Catalogue) -> Iterator[RowSets]:
    """Sets for the time of a transaction. Where that fails, they go with it, or when the next ones are made."""
    sets = RowSets(using, catalogue)
    yield sets
    sets.prefer_indexes(False)
    sets.drop()


class RowSet:
    """Rows of one table, by the columns that tell them apart: its primary key.

    A table without one has its rows told apart by the columns of a foreign key: all rows that hold the same values
    there refer to the same row, so that all of them are meant.
    """

    def __init__(self, sets: RowSets, table: Table, columns: tuple[str, ...], name: str) -> None:
        self._sets, self.table, self.columns, self.name = sets, table, columns, name
        self.size = 0
        """At most so many rows are in it."""

    def add(self, condition: str, values: Sequence[Any], *, lock: bool = False) -> int:
        """Add the rows of the table that meet the condition on its columns."""
        return self._insert(f"FROM {self._source} AS s WHERE {condition}", values, lock=lock)

    def add_keys(self, keys: Iterable[Any], *, lock: bool = False) -> None:
        """Add those of the keys whose rows are there."""
        for some in _batches(keys):
            self.add(f"s.{self._own[0]} IN ({', '.join(['%s'] * len(some))})", some, lock=lock)

    def add_ranges(self, ranges: Iterable[tuple[int, int]], *, lock: bool = False) -> None:
        """Add the rows of ranges of keys, each a first one and a number."""
        key = f"s.{self._own[0]}"
        for some in _batches(ranges):
            condition = " OR ".join([f"({key} >= %s AND {key} < %s)"] * len(some))
            self.add(condition, [bound for first, number in some for bound in (first, first + number)], lock=lock)

    def add_all(self, other: RowSet) -> None:
        own = ", ".join(self._own)
        self.size += self._sets.execute(f"INSERT INTO {self.name} ({own}) SELECT {own} FROM {other.name}")

    def discard(self, keys: Iterable[Any]) -> None:
        for some in _batches(keys):
            places = ", ".join(["%s"] * len(some))
            self._sets.execute(f"DELETE FROM {self.name} WHERE {self._own[0]} IN ({places})", some)

    def discard_all(self, other: RowSet) -> int:
        """Take out the rows of another set; the number of them."""
        if self._sets.vendor == "mysql":
            equal = self._equal("f", "k", self._own)
            return self._sets.execute(f"DELETE f FROM {self.name} AS f JOIN {other.name} AS k ON {equal}")
        own = ", ".join(self._own)
        places = f"({own})" if len(self._own) > 1 else own
        return self._sets.execute(f"DELETE FROM {self.name} WHERE {places} IN (SELECT {own} FROM {other.name})")

    def add_referring(
        self, reference: Reference, targets: RowSet, known: RowSet | None, condition: str = "", *, lock: bool = False
    ) -> int:
        """Add the rows that refer to one of the targets and are not known yet; the number of them."""
        by_itself = known is not None and known.name == targets.name and self._sets.vendor == "mysql"
        text = f"{self._joined(reference, targets)}{condition}"
        if known is not None and not by_itself:
            text += f" AND NOT EXISTS (SELECT 1 FROM {known.name} AS k WHERE {self._equal('k', 's', self._own)})"
        values = [] if reference.kind is None else [reference.kind[1]]
        self._sets.prefer_indexes(reference.is_indexed and targets.size <= FEW)
        found = self._insert(text, values, lock=lock)
        if by_itself and found:
            assert known is not None
            # MySQL opens a temporary table once in a statement.
            found -= self._sets.execute(
                f"DELETE f FROM {self.name} AS f JOIN {known.name} AS k ON {self._equal('k', 'f', self._own)}"
            )
        return found

    def is_referred_to(self, reference: Reference) -> bool:
        """Return true if a row of the reference's table refers to one of these, though they may be gone."""
        values = [] if reference.kind is None else [reference.kind[1]]
        return bool(fetch(self._sets.connection, f"SELECT 1 {self._joined(reference, self)} LIMIT 1", *values))

    def count(self) -> int:
        return int(fetch(self._sets.connection, f"SELECT COUNT(*) FROM {self.name}")[0][0])

    def first(self, number: int) -> list[tuple[Any, ...]]:
        """The first keys, as the driver gives them."""
        own = ", ".join(self._own)
        statement = f"SELECT DISTINCT {own} FROM {self.name} ORDER BY {own} LIMIT {number}"
        return fetch(self._sets.connection, statement)

    def holds(self, keys: Sequence[Any]) -> list[Any]:
        """Those of the keys whose rows are in the set."""
        places = ", ".join(["%s"] * len(keys))
        statement = f"SELECT {self._own[0]} FROM {self.name} WHERE {self._own[0]} IN ({places})"
        return [key for (key,) in fetch(self._sets.connection, statement, *keys)] if keys else []

    def measured(self) -> None:
        """Let PostgreSQL know how many rows are in it: without, it reads whole tables where an index would do."""
        if self._sets.vendor == "postgresql":
            self._sets.execute(f"ANALYZE {self.name}")

    def delete_rows(self) -> int:
        """Delete the rows from their table; the number of those that were there."""
        own, source = ", ".join(self._own), self._source
        if self._sets.vendor == "sqlite":
            places = f"({own})" if len(self._own) > 1 else own
            return self._sets.execute(f"DELETE FROM {source} WHERE {places} IN (SELECT {own} FROM {self.name})")
        equal = self._equal("g", "s", self._own)
        if self._sets.vendor == "mysql":
            return self._sets.execute(f"DELETE s FROM {self.name} AS g STRAIGHT_JOIN {source} AS s ON {equal}")
        return self._sets.execute(f"DELETE FROM {source} AS s USING {self.name} AS g WHERE {equal}")

    def empty(self, columns: Sequence[str]) -> None:
        """Set these columns of the rows to null."""
        nothing = ", ".join(f"{self._sets.quote(column)} = NULL" for column in columns)
        if self._sets.vendor == "sqlite":
            own = ", ".join(self._own)
            places = f"({own})" if len(self._own) > 1 else own
            self._sets.execute(f"UPDATE {self._source} SET {nothing} WHERE {places} IN (SELECT {own} FROM {self.name})")
        else:
            equal = self._equal("g", "s", self._own)
            self._sets.execute(f"UPDATE {self._source} AS s SET {nothing} FROM {self.name} AS g WHERE {equal}")

    @property
    def _own(self) -> list[str]:
        return [self._sets.quote(column) for column in self.columns]

    @property
    def _source(self) -> str:
        return self.table.quoted(self._sets.connection)

    def _insert(self, text: str, values: Sequence[Any], *, lock: bool) -> int:
        selected = ", ".join(f"s.{column}" for column in self._own)
        # Nobody can refer to a locked row until the transaction ends. SQLite has one writer at a time.
        locked = {"postgresql": " FOR UPDATE OF s", "mysql": " FOR UPDATE"}.get(self._sets.vendor, "") if lock else ""
        own = ", ".join(self._own)
        added = self._sets.execute(f"INSERT INTO {self.name} ({own}) SELECT {selected} {text}{locked}", values)
        self.size += added
        return added

    def _joined(self, reference: Reference, targets: RowSet) -> str:
        """The rows `s` of the table that refer to rows of the set `g`, from the smaller end where an index helps."""
        sets = self._sets
        source, target = f"{reference.table.quoted(sets.connection)} AS s", f"{targets.name} AS g"
        joins = JOIN.get(sets.vendor, "JOIN")
        if set(reference.target_columns) <= set(targets.columns):
            link = self._link(reference, "g")
            text = (
                f"{target} {joins} {source} ON {link}"
                if reference.is_indexed
                else f"{source} {joins} {target} ON {link}"
            )
        else:
            # The reference is to another column than the key, such as a `to_field`.
            link, same = (
                self._link(reference, "t"),
                self._equal("g", "t", [sets.quote(each) for each in targets.columns]),
            )
            row = f"{targets.table.quoted(sets.connection)} AS t"
            steps = (
                ((target, ""), (row, same), (source, link))
                if reference.is_indexed
                else ((source, ""), (row, link), (target, same))
            )
            text = f" {joins} ".join(f"{table} ON {on}" if on else table for table, on in steps)
        kind = f" WHERE s.{sets.quote(reference.kind[0])} = %s" if reference.kind else " WHERE 1 = 1"
        return f"FROM {text}{kind}"

    def _link(self, reference: Reference, target: str) -> str:
        sets = self._sets
        own = [f"s.{sets.quote(column)}" for column in reference.columns]
        others = [f"{target}.{sets.quote(column)}" for column in reference.target_columns]
        if reference.steps:
            length = "LENGTH" if sets.vendor == "sqlite" else "CHAR_LENGTH"
            own = [f"SUBSTR({path}, 1, {length}({path}) - {reference.steps})" for path in own]
        if reference.text_of:
            others = [self._as_text(reference, column) for column in others]
        return " AND ".join(f"{mine} = {other}" for mine, other in zip(own, others, strict=True))

    def _as_text(self, reference: Reference, column: str) -> str:
        if reference.text_of == "uuid":
            parts = [
                f"SUBSTR({column}, {first}, {size})" for first, size in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
            ]
            text = f"CONCAT_WS('-', {', '.join(parts)})" if self._sets.vendor == "mysql" else " || '-' || ".join(parts)
        else:
            text = f"CAST({column} AS {'CHAR' if self._sets.vendor == 'mysql' else 'TEXT'})"
        collation = self._sets.catalogue.tables[reference.table].collations.get(reference.columns[0])
        return f"{text} COLLATE {collation}" if collation else text

    @staticmethod
    def _equal(one: str, other: str, columns: Sequence[str]) -> str:
        return " AND ".join(f"{one}.{column} = {other}.{column}" for column in columns)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while some := list(islice(iterator, AT_ONCE)):
        yield some
