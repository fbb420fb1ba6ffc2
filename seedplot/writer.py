"""Bulk loading: planned rows get their keys as they arrive and go to the database in batches, targets first.

On PostgreSQL a batch travels by COPY, elsewhere by one `executemany`. The caller holds the transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.db import connections

from seedplot.errors import PlanError
from seedplot.evidence import Block
from seedplot.plan import Row, Shape, WorldRow, shape_of

KEYS_PER_BLOCK = 500
"""Listed keys per block, so that a query with all of them stays under every database's limit."""


class Writer:
    """Takes rows shard by shard; `finish()` writes what is left and returns the blocks of everything written."""

    def __init__(self, using: str, batch_size: int = 2_000) -> None:
        if batch_size < 1:
            raise ValueError(f"a batch holds at least one row, not {batch_size}")
        self.connection = connections[using]
        self.batch_size = batch_size
        self.row_count = 0
        self._waiting: dict[Shape, list[Row]] = {}
        self._waiting_count = 0
        self._keys: dict[Shape, Iterator[int]] = {}
        self._open: dict[tuple[str, Shape], _OpenBlock] = {}
        self._positions: dict[tuple[str, Shape], int] = {}
        self._closed: list[Block] = []

    def add(self, shard: str, row: Row) -> None:
        shape = row.shape
        for position in shape.references:
            target = row.columns[position]
            if target is not None and getattr(target, "key", None) is None:
                column = shape.fields[position].name
                raise PlanError(f"{shape.label}.{column} must be a row planned before, or of the world: {target!r}")
        if shape.numbered:
            if shape not in self._keys:
                self._keys[shape] = self._reserve(shape)
            row.key = next(self._keys[shape])
        self._note(shard, row)
        self._waiting.setdefault(shape, []).append(row)
        self.row_count += 1
        self._waiting_count += 1
        if self._waiting_count >= self.batch_size:
            self._write()

    def finish(self) -> list[Block]:
        self._write()
        self._closed += [block.close() for block in self._open.values()]
        self._open = {}
        # In the order in which the plan first came to each model, whatever the batches.
        seen = {(shard, shape.label): place for place, (shard, shape) in enumerate(self._positions)}
        return sorted(self._closed, key=lambda block: (seen[block.shard, block.label], block.start))

    def _note(self, shard: str, row: Row) -> None:
        """Keep the ledger: the row's place among those of its shard and model."""
        at = (shard, row.shape)
        position = self._positions.get(at, 0)
        self._positions[at] = position + 1
        block = self._open.get(at)
        if block is None or not block.takes(row.key):
            if block is not None:
                self._closed.append(block.close())
            block = self._open[at] = _OpenBlock(shard, row.shape, position)
        block.add(row.key)

    def _write(self) -> None:
        for shape in _targets_first(list(self._waiting)):
            prepared = (self._prepare(row) for row in self._waiting.pop(shape))
            if self.connection.vendor == "postgresql":
                self._copy(shape, prepared)
            else:
                self._insert(shape, prepared)
        self._waiting_count = 0

    def _prepare(self, row: Row) -> tuple[Any, ...]:
        connection = self.connection
        values = [
            each.get_db_prep_save(value.key if isinstance(value, (Row, WorldRow)) else value, connection)
            for each, value in zip(row.shape.fields, row.columns, strict=True)
        ]
        return (row.key, *values) if row.shape.numbered else tuple(values)

    def _columns(self, shape: Shape) -> list[str]:
        quote = self.connection.ops.quote_name
        names = [each.column for each in shape.fields if each.column]
        if shape.numbered:
            names.insert(0, str(shape.key_field.column))
        return [quote(name) for name in names]

    def _copy(self, shape: Shape, prepared: Iterator[tuple[Any, ...]]) -> None:
        table = self.connection.ops.quote_name(shape.model._meta.db_table)
        statement = f"COPY {table} ({', '.join(self._columns(shape))}) FROM STDIN"
        # Django wraps the errors of its own cursor methods; COPY is psycopg's.
        with self.connection.wrap_database_errors, self.connection.cursor() as cursor, cursor.copy(statement) as copy:
            for values in prepared:
                copy.write_row(values)

    def _insert(self, shape: Shape, prepared: Iterator[tuple[Any, ...]]) -> None:
        table = self.connection.ops.quote_name(shape.model._meta.db_table)
        columns = self._columns(shape)
        places = ", ".join(["%s"] * len(columns))
        with self.connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", list(prepared))

    def _reserve(self, shape: Shape) -> Iterator[int]:
        """Keys that nobody else will get: from the sequence on PostgreSQL, elsewhere above the highest there."""
        table, column = shape.model._meta.db_table, str(shape.key_field.column)
        if self.connection.vendor == "postgresql":
            chunk = 100
            while True:
                with self.connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                        [self.connection.ops.quote_name(table), column, chunk],
                    )
                    keys = [key for (key,) in cursor.fetchall()]
                yield from keys
                chunk = min(chunk * 4, 10_000)
        # The run's own record is written first, so on SQLite this transaction holds the only write lock.
        with self.connection.cursor() as cursor:
            quote = self.connection.ops.quote_name
            cursor.execute(f"SELECT MAX({quote(column)}) FROM {quote(table)}")
            key = cursor.fetchone()[0] or 0
            if self.connection.vendor == "sqlite" and shape.numbered:
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
                key = max(key, *(seq for (seq,) in cursor.fetchall()), 0)
        while True:
            key += 1
            yield key


class _OpenBlock:
    """The block that the next row of a shard and model may still join."""

    def __init__(self, shard: str, shape: Shape, start: int) -> None:
        self.shard, self.shape, self.start = shard, shape, start
        self.first_key: int | None = None
        self.count = 0
        self.keys: list[Any] = []

    def takes(self, key: Any) -> bool:
        if self.shape.numbered:
            return self.first_key is not None and key == self.first_key + self.count
        return self.count < KEYS_PER_BLOCK

    def add(self, key: Any) -> None:
        self.count += 1
        if not self.shape.numbered:
            self.keys.append(key)
        elif self.first_key is None:
            self.first_key = key

    def close(self) -> Block:
        return Block(self.shard, self.shape.label, self.start, self.count, self.first_key, tuple(self.keys))


def _targets_first(shapes: list[Shape]) -> list[Shape]:
    """The shapes in an order in which each comes after those it refers to; models that refer to each other as given."""
    graph: dict[Shape, set[Shape]] = {shape: set() for shape in shapes}
    for shape in shapes:
        for position in shape.references:
            target = shape_of(shape.fields[position].related_model)
            if target in graph and target is not shape:
                graph[shape].add(target)
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        return shapes
