"""Rows that are there, changed in place: only the columns that differ, by the batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count, groupby
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine import content_types
from seedplot.engine.backends import backend_for
from seedplot.engine.backends.base import Backend
from seedplot.engine.rewriting.matching import Pair
from seedplot.engine.rewriting.parking import parking_place
from seedplot.engine.rewriting.unique_order import Columns, ordered
from seedplot.plan import ContentTypeOf, Row, Shape, borrowed_key, stored_value

AT_ONCE = 2_000
FIRST_PARKING_PLACE = 1_000
"""Above what people give by hand."""

Staying = Mapping[tuple[str, Any], frozenset[str]]
"""Columns that keep what is in them, by model and key of the row."""


class Rewriter:
    """Changes and adds rows on a connection, in the caller's transaction."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._backend: Backend = backend_for(connection)
        self._keys: dict[Shape, Any] = {}
        self._places = count(FIRST_PARKING_PLACE)

    def give_keys(self, shape: Shape, rows: Sequence[Row]) -> None:
        """Give rows their keys that have none yet."""
        for row in rows:
            if shape.numbered and row.key_ is None:
                if shape not in self._keys:
                    self._backend.begin(shape)
                    self._keys[shape] = self._backend.keys(shape)
                row.key_ = next(self._keys[shape])
            elif shape.borrows_key:
                row.key_ = borrowed_key(row)

    def park(self, shape: Shape, key: Any, columns: Columns) -> None:
        """Have a row give up what it holds in these columns."""
        column, value = parking_place(shape, columns, next(self._places), self._connection)
        self._execute(shape, [column], [[column.get_db_prep_save(value, self._connection), self._key(shape, key)]])

    def update(self, shape: Shape, pairs: Sequence[Pair], staying: Staying) -> int:
        """Make the rows what they are to be, save for the columns that stay; how many changed."""
        # Rows that differ in the same columns follow each other where nothing else decides.
        order = ordered(sorted((pair for pair in pairs if pair.changed), key=lambda pair: pair.changed))
        for pair, columns in order.parked:
            self.park(shape, pair.before.key_, columns)
        total = 0
        for positions, some in groupby(order.pairs, key=lambda pair: _positions(pair, staying)):
            if positions:
                total += self._set(shape, positions, [pair.after for pair in some])
        return total

    def insert(self, rows: Mapping[Shape, Sequence[Row]], order: Iterable[Shape]) -> None:
        for shape in order:
            own = rows.get(shape, ())
            for start in range(0, len(own), AT_ONCE):
                self._backend.insert(shape, self._backend.prepare(shape, own[start : start + AT_ONCE]))
        # Others use the connection next.
        self._backend.settle()

    def catch_up(self, shape: Shape) -> None:
        """Keep the database from giving a key again that was inserted by hand."""
        self._backend.catch_up(shape)

    def finish(self) -> None:
        self._backend.finish()

    def close(self) -> None:
        self._backend.close()

    def _set(self, shape: Shape, positions: Columns, rows: Sequence[Row]) -> int:
        columns = [shape.fields[position] for position in positions]
        for start in range(0, len(rows), AT_ONCE):
            values = [
                [
                    *(
                        column.get_db_prep_save(self._stored(row.columns_[position], column), self._connection)
                        for column, position in zip(columns, positions, strict=True)
                    ),
                    self._key(shape, row.key_),
                ]
                for row in rows[start : start + AT_ONCE]
            ]
            self._execute(shape, columns, values)
        return len(rows)

    def _execute(
        self, shape: Shape, columns: Sequence[models.Field[Any, Any]], values: Sequence[Sequence[Any]]
    ) -> None:
        self._backend.settle()
        quote = self._connection.ops.quote_name
        assignments = ", ".join(f"{quote(str(column.column))} = %s" for column in columns)
        key = quote(str(shape.key_field.column))
        table = quote(shape.model._meta.db_table)
        with self._connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {assignments} WHERE {key} = %s", values)

    def _stored(self, value: Any, column: models.Field[Any, Any]) -> Any:
        if isinstance(value, ContentTypeOf):
            return content_types.key_of(value, self._connection.alias)
        return stored_value(value, column)

    def _key(self, shape: Shape, key: Any) -> Any:
        return shape.key_field.get_db_prep_value(key, self._connection)


def _positions(pair: Pair, staying: Staying) -> Columns:
    shape = pair.after.shape_
    kept = staying.get((shape.label, str(pair.after.key_)))
    if kept is None:
        return pair.changed
    return tuple(position for position in pair.changed if shape.fields[position].name not in kept)
