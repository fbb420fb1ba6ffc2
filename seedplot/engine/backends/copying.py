"""PostgreSQL: COPY, and keys from the tables' own sequences."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine.backends.base import Backend
from seedplot.engine.compiled.values import Prepare, compile_lines
from seedplot.errors import SeedError
from seedplot.plan import Row, Shape

SMALLEST_RESERVATION, LARGEST_RESERVATION = 100, 10_000
"""Keys at a time, fewest and most: a small run wastes few, and a large one asks seldom."""
SWITCH_INTERVAL = 0.0005
"""Seconds after which planning lets the sender have its turn; with Python's 5 ms the server would wait for it."""
SHARDS_PER_RESERVATION = 8
MOST_RESERVATIONS = 5
"""Attempts to get keys in a row while other sessions take some of the same sequence."""
SEQUENCE_OF_DEFAULT = r"""
SELECT (regexp_match(pg_get_expr(own.adbin, own.adrelid), 'nextval\(''(.+)''::regclass\)'))[1]
FROM pg_attrdef AS own JOIN pg_attribute AS part ON part.attrelid = own.adrelid AND part.attnum = own.adnum
WHERE own.adrelid = %s::regclass AND part.attname = %s
"""
"""The name of the sequence that a column's default asks."""
BATCHES_PER_CHECK = 20
MOST_IN_FLIGHT = 30
"""Tables of batches that may wait to be sent; then planning waits too."""


class CopyBackend(Backend):
    """PostgreSQL: COPY in text format, and keys from the table's own sequence.

    One thread sends, so that the server loads a batch, and checks its foreign keys, while the next is planned.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        super().__init__(connection)
        self._sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="seedplot-copy")
        self._sent: deque[Future[None]] = deque()
        self._usual_interval: float | None = None
        self._prepare: dict[Shape, Prepare] = {}
        self._sequences: dict[Shape, str] = {}
        self._sizes: dict[Shape, int] = {}
        self._left_over: dict[Shape, Iterator[int]] = {}
        self._reserved: dict[Shape, tuple[int, int]] = {}
        """By model: the first reserved key that is not used yet, and the end of the reserved ones."""
        self._batches = 0

    def prepare(self, shape: Shape, rows: Sequence[Row]) -> str:
        if shape not in self._prepare:
            self._prepare[shape] = compile_lines(shape, self.connection)
        lines = self._prepare[shape](rows)
        lines.append("")
        return "\n".join(lines)

    def insert(self, shape: Shape, values: str) -> None:
        self._send(_copy, f"COPY {self._table(shape)} ({self._columns(shape)}) FROM STDIN", values)

    def pack(self, values: str) -> bytes:
        return values.encode()

    def unpack(self, packed: bytes) -> str:
        return packed.decode()

    def end_batch(self) -> None:
        # Left to the commit, the checks would wait in the server's memory, and the commit for them. Each round of them
        # costs the server a pass over its queue.
        self._batches += 1
        if self._batches % BATCHES_PER_CHECK == 0:
            self._send(_check_references)

    def keys(self, shape: Shape) -> Iterator[int]:
        while True:
            # The rest of one transaction's keys is good for the next: a sequence never gives a number again.
            yield from self._left_over.get(shape, ())
            size = self._sizes.get(shape, SMALLEST_RESERVATION)
            self._sizes[shape] = size if _has_few_keys(shape) else min(size * 4, LARGEST_RESERVATION)
            self._left_over[shape] = iter(self._from_sequence(shape, size))

    def reserve(self, shape: Shape, number: int) -> int:
        first, end = self._reserved.get(shape, (0, 0))
        # More than is needed now: each question waits for the rows that are being sent.
        ahead = 1 if _has_few_keys(shape) else SHARDS_PER_RESERVATION
        size = max(number, min(ahead * number, LARGEST_RESERVATION))
        attempts = 0
        while end - first < number:
            if attempts == MOST_RESERVATIONS:
                raise SeedError(f"Other sessions keep taking keys of {shape.label}. Run the command when they rest.")
            attempts += 1
            found = self._from_sequence(shape, size)
            if found[-1] - found[0] == len(found) - 1:
                first, end = (first if found[0] == end else found[0]), found[-1] + 1
        self._reserved[shape] = first + number, end
        return first

    def _from_sequence(self, shape: Shape, number: int) -> list[int]:
        """So many numbers of the table's sequence, above all keys that are there."""
        if shape not in self._sequences:
            # Found once: looked up with each number, it would cost more than writing the row.
            self.catch_up(shape)
        self.settle()
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [self._sequences[shape], number])
            return [key for (key,) in cursor.fetchall()]

    def catch_up(self, shape: Shape) -> None:
        """Move a sequence that lags behind keys inserted by hand or by loaddata."""
        if not shape.numbered:
            return
        self.settle()
        with self.connection.cursor() as cursor:
            key = [self._table(shape), str(shape.key_field.column)]
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", key)
            owned = cursor.fetchone()[0]
            if owned is None:
                # A table that is not Django's may take its keys from a sequence that belongs to no column.
                cursor.execute(SEQUENCE_OF_DEFAULT, key)
                owned = next((name for (name,) in cursor.fetchall()), None)
            if owned is None:
                raise SeedError(
                    f"The database gives no keys for {shape.label}: its column {key[1]} has no sequence. Give it one "
                    f"(ALTER TABLE {key[0]} ALTER COLUMN {key[1]} ADD GENERATED BY DEFAULT AS IDENTITY)."
                )
            sequence = self._sequences[shape] = owned
            highest = self._highest_key(shape)
            # The last value of a sequence that was never called is the one that it will give.
            cursor.execute(f"SELECT last_value - CASE WHEN is_called THEN 0 ELSE 1 END FROM {sequence}")
            if cursor.fetchone()[0] < highest:
                cursor.execute("SELECT setval(%s, %s)", [sequence, highest])

    def settle(self) -> None:
        while self._sent:
            self._wait_for_the_oldest()

    def finish(self) -> None:
        self._send(_check_references)
        self.settle()

    def close(self) -> None:
        for task in self._sent:
            task.cancel()
        wait(self._sent)
        self._sent.clear()
        if self._usual_interval is not None:
            sys.setswitchinterval(self._usual_interval)
            self._usual_interval = None

    def _send(self, task: Callable[..., None], *arguments: str) -> None:
        if self._usual_interval is None:
            self._usual_interval = sys.getswitchinterval()
            sys.setswitchinterval(SWITCH_INTERVAL)
        while len(self._sent) >= MOST_IN_FLIGHT:
            self._wait_for_the_oldest()
        self.connection.ensure_connection()
        self._sent.append(self._sender.submit(task, self.connection.connection, *arguments))

    def _wait_for_the_oldest(self) -> None:
        oldest = self._sent[0]
        try:
            # Django wraps the errors of its own cursor methods; these are psycopg's.
            with self.connection.wrap_database_errors:
                oldest.result()
        finally:
            # An interrupt leaves it at work, and then close() has to wait for it.
            if oldest.done():
                self._sent.popleft()


def _has_few_keys(shape: Shape) -> bool:
    """Return true if the keys of that column are small, so that each one that is not used is missed."""
    return isinstance(shape.key_field, models.SmallAutoField)


def _copy(connection: Any, statement: str, lines: str) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(lines)


def _check_references(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class FastCopyBackend(CopyBackend):
    """PostgreSQL, without the foreign keys of tables that are empty at first; they come back, validated, at the end.

    All in the transaction: other sessions wait for the tables until it ends, and if it fails nothing has changed.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        super().__init__(connection)
        self._dropped: list[tuple[str, str, str]] = []

    def begin(self, shape: Shape) -> None:
        self.settle()
        # A table with changes whose checks are put off cannot be altered.
        _check_references(self.connection)
        table = self._table(shape)
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            if cursor.fetchone()[0]:
                return
            cursor.execute(
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname",
                [table],
            )
            for name, definition in cursor.fetchall():
                constraint = self.connection.ops.quote_name(name)
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
                self._dropped.append((table, constraint, definition))

    def finish(self) -> None:
        super().finish()
        with self.connection.cursor() as cursor:
            for table, constraint, definition in self._dropped:
                cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {definition}")
