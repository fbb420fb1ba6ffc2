"""The deletion of sets of rows in an order that the database accepts, and of circles that have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from graphlib import CycleError, TopologicalSorter

from django.db import IntegrityError, ProgrammingError, connections, transaction

from seedplot.engine.relations.catalogue import Catalogue
from seedplot.engine.relations.dependents import GoingRows, Group
from seedplot.engine.relations.foreign_keys import Table
from seedplot.engine.relations.references import Reference
from seedplot.engine.relations.row_sets import RowSet
from seedplot.errors import SeedError


def delete(going: GoingRows, references: Sequence[Reference], catalogue: Catalogue, using: str) -> None:
    """Delete all rows that go, those that refer to others first.

    The sets hold every row that refers to one of theirs, and are locked: so keys between them need no check on the way.
    SeedError where a row has come to refer to one of them meanwhile.
    """
    vendor = connections[using].vendor
    if vendor == "postgresql":
        _close(going.unchecked_tables(), using)
        _refuse_latecomers(going)
    _delete_sets(going.groups, [each for each in references if each.is_enforced], catalogue, using)
    if vendor not in ("postgresql", "sqlite"):
        # No lock keeps rows of a whole table away inside a transaction, so the look comes as late as it can.
        _refuse_latecomers(going)


def _delete_sets(groups: Mapping[Group, RowSet], keys: Sequence[Reference], catalogue: Catalogue, using: str) -> None:
    with _checks_put_off(using):
        for circle in deletion_order({table for table, _ in groups}, keys):
            with _opened(circle, groups, keys, catalogue, using):
                for group, rows in groups.items():
                    if group[0] in circle:
                        rows.delete_rows()


def _close(tables: Iterable[Table], using: str) -> None:
    """Let nobody write to tables whose references the database does not check; wait for those who do.

    Where a foreign key leads to a locked row, the database itself keeps others from referring to it.
    """
    connection = connections[using]
    names = [table.quoted(connection) for table in tables]
    if names:
        # In one order, so that two clearings do not wait for each other.
        with suppress(ProgrammingError), transaction.atomic(using=using), connection.cursor() as cursor:
            # A role that may not lock a table still looks once more.
            cursor.execute(f"LOCK TABLE {', '.join(sorted(names))} IN SHARE ROW EXCLUSIVE MODE", [])


def _refuse_latecomers(going: GoingRows) -> None:
    for found in going.latecomers():
        raise SeedError(
            f"{found} to its {found.target}, first {found.first}, and came just now. Nothing was removed. "
            "Run the command again."
        )


def deletion_order(tables: Iterable[Table], keys: Sequence[Reference]) -> list[frozenset[Table]]:
    """The tables, each after those that refer to it; tables that refer to each other stand together."""
    circle_of = {table: frozenset([table]) for table in tables}
    while True:
        graph: dict[frozenset[Table], set[frozenset[Table]]] = {circle: set() for circle in circle_of.values()}
        for key in keys:
            if key.table in circle_of and key.target in circle_of and circle_of[key.table] != circle_of[key.target]:
                graph[circle_of[key.target]].add(circle_of[key.table])
        try:
            # By name, so that the order is the same each time.
            ordered = {circle: sorted(graph[circle], key=sorted) for circle in sorted(graph, key=sorted)}
            return list(TopologicalSorter(ordered).static_order())
        except CycleError as error:
            joined = frozenset(table for circle in error.args[1] for table in circle)
            circle_of.update(dict.fromkeys(joined, joined))


@contextmanager
def _checks_put_off(using: str) -> Iterator[None]:
    """Have SQLite check all foreign keys at the end of the transaction, however they are declared."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
    yield


@contextmanager
def _opened(
    circle: frozenset[Table],
    groups: Mapping[Group, RowSet],
    keys: Sequence[Reference],
    catalogue: Catalogue,
    using: str,
) -> Iterator[None]:
    """Make the rows of a circle free of each other, where the database checks its keys at once."""
    inside = [key for key in keys if key.table in circle and key.target in circle and not key.is_deferrable]
    connection = connections[using]
    if not inside:
        yield
    elif connection.vendor == "mysql":
        with connection.constraint_checks_disabled():
            yield
        _refuse_orphans(circle, groups, keys)
    else:
        for key in inside:
            if key.is_self and connection.vendor == "postgresql":
                # It looks at the end of the statement, which takes all of these rows.
                continue
            nullable = [each for each in key.columns if catalogue.tables[key.table].nullable.get(each)]
            for (table, columns), rows in groups.items():
                if nullable and table == key.table and not set(columns) & set(nullable):
                    rows.empty(nullable)
        yield


def _refuse_orphans(circle: frozenset[Table], groups: Mapping[Group, RowSet], keys: Sequence[Reference]) -> None:
    """IntegrityError if a row refers to one that has gone: nothing was checked meanwhile."""
    for (table, columns), rows in groups.items():
        for key in keys:
            is_onto = table in circle and table == key.target and set(key.target_columns) <= set(columns)
            if is_onto and rows.is_referred_to(key):
                raise IntegrityError(f"foreign key: a row of {key.table} refers to a row of {table} that is gone")
