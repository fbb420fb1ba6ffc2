"""The base of backends, which reserve keys and insert rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine import packing
from seedplot.engine.faults.database_errors import refused_values
from seedplot.engine.unfiltered import unfiltered
from seedplot.plan import Row, Shape


class Backend:
    """Reserves keys and inserts rows, one model at a time.

    `prepare` turns planned rows, which have their keys, into values that the database takes. It needs no connection,
    so a worker can do it and send the result packed.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self._next_keys: dict[Shape, int] = {}

    def begin(self, shape: Shape) -> None:
        """Get ready for the first rows of a model."""

    def prepare(self, shape: Shape, rows: Sequence[Row]) -> Any:
        """The rows as values that `insert` takes."""
        raise NotImplementedError

    def checked(self, shape: Shape, rows: Sequence[Row]) -> Any:
        """The same. SeedError names a planned value that its column cannot have."""
        with refused_values(shape, rows, self.connection):
            return self.prepare(shape, rows)

    def insert(self, shape: Shape, values: Any) -> None:
        """Insert prepared rows; perhaps in the background."""
        raise NotImplementedError

    def pack(self, values: Any) -> bytes:
        """The values as bytes, for another process."""
        return packing.pack(values)

    def unpack(self, packed: bytes) -> Any:
        return packing.unpack(packed)

    def end_batch(self) -> None:
        """Note that every row inserted so far refers to rows inserted so far."""

    def catch_up(self, shape: Shape) -> None:
        """Keep the database from giving a key again that is in use; most notice by themselves."""

    def settle(self) -> None:
        """Wait for the work in the background, and raise its errors."""

    def finish(self) -> None:
        """Leave the tables as they were, with the rows in them."""
        self.settle()

    def close(self) -> None:
        """Wait for the work in the background, and ignore its errors."""

    def keys(self, shape: Shape) -> Iterator[int]:
        """Unused keys, ascending: those above the highest in the table.

        The run's own record is written first, so on SQLite this transaction holds the only write lock; elsewhere a
        second process that takes the same keys is refused by the database, and its transaction with it.
        """
        return count(self._highest_key(shape) + 1)

    def reserve(self, shape: Shape, number: int) -> int:
        """Reserve so many unused keys in a row; the first of them."""
        first = self._next_keys.get(shape) or self._highest_key(shape) + 1
        self._next_keys[shape] = first + number
        return first

    def _highest_key(self, shape: Shape) -> int:
        rows = unfiltered(shape.model, self.connection.alias)
        highest: int | None = rows.aggregate(highest=models.Max("pk"))["highest"]
        return highest or 0

    def _table(self, shape: Shape) -> str:
        return self.connection.ops.quote_name(shape.model._meta.db_table)

    def _columns(self, shape: Shape) -> str:
        names = [str(each.column) for each in shape.fields]
        if shape.numbered:
            names.insert(0, str(shape.key_field.column))
        return ", ".join(self.connection.ops.quote_name(name) for name in names)
