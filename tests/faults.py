"""Faults of a database, injected at the n-th statement of a command: the work must be all or nothing, the advice fit.

Statements of Django's cursors, the COPYs of the engine's own and the commits are counted alike.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from threading import Lock
from typing import Any
from unittest import mock

import psycopg
import pytest
from django.core.management import CommandError
from django.db import connections

from seedplot.engine.backends import copying


def _of_sqlite(name: str, message: str) -> Exception:
    error = sqlite3.OperationalError(message)
    error.sqlite_errorname = name
    return error


def _of_mysql(number: int, message: str) -> Exception:
    from MySQLdb import OperationalError

    return OperationalError(number, message)


class Fault(Enum):
    FULL = "The database has no room: "
    LOCKED = "Another (process writes to the database|session holds a lock for too long): "
    TIMEOUT = "A statement (took longer than the database allows|was canceled from outside): "
    GONE = "The database (broke off the connection|cannot use its files): "

    def error(self, vendor: str) -> Exception:
        """The error as the driver raises it; SQLite has no server that could be gone, but a disk."""
        return {
            "sqlite": {
                Fault.FULL: lambda: _of_sqlite("SQLITE_FULL", "database or disk is full"),
                Fault.LOCKED: lambda: _of_sqlite("SQLITE_BUSY", "database is locked"),
                Fault.TIMEOUT: lambda: _of_sqlite("SQLITE_INTERRUPT", "interrupted"),
                Fault.GONE: lambda: _of_sqlite("SQLITE_IOERR_READ", "disk I/O error"),
            },
            "postgresql": {
                Fault.FULL: lambda: psycopg.errors.DiskFull("could not extend file: No space left on device"),
                Fault.LOCKED: lambda: psycopg.errors.LockNotAvailable("canceling statement due to lock timeout"),
                Fault.TIMEOUT: lambda: psycopg.errors.QueryCanceled("canceling statement due to statement timeout"),
                Fault.GONE: lambda: psycopg.OperationalError("server closed the connection unexpectedly"),
            },
            "mysql": {
                Fault.FULL: lambda: _of_mysql(1114, "The table 'toy_bed' is full"),
                Fault.LOCKED: lambda: _of_mysql(1205, "Lock wait timeout exceeded; try restarting transaction"),
                Fault.TIMEOUT: lambda: _of_mysql(1969, "Query execution was interrupted (max_statement_time exceeded)"),
                Fault.GONE: lambda: _of_mysql(2013, "Lost connection to server during query"),
            },
        }[vendor][self]()

    @property
    def advice(self) -> str:
        return {
            Fault.FULL: r"Make room where it keeps its data",
            Fault.LOCKED: r"Wait until (it|that session) is done",
            Fault.TIMEOUT: r"Lift it|Raise max_statement_time|See who did that",
            Fault.GONE: r"See that it runs|Look at the room, the quota and the health of its disk",
        }[self]


@dataclass
class Statements:
    """Counts the statements, and lets something happen before the one of that number, such as its failure."""

    at: int = 0
    happens: Callable[[], object] | None = None
    count: int = 0
    last_commit: int = 0
    """The number of the last commit; what follows only reads for the report."""

    def __post_init__(self) -> None:
        self._lock = Lock()

    def execute(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self._next()
        return execute(sql, params, many, context)

    def copy(self, copy: Callable[..., None]) -> Callable[..., None]:
        def counted(connection: Any, *arguments: str) -> None:
            self._next()
            copy(connection, *arguments)

        return counted

    def commit(self, commit: Callable[[], None]) -> Callable[[], None]:
        def counted() -> None:
            self._next()
            self.last_commit = self.count
            commit()

        return counted

    @property
    def has_happened(self) -> bool:
        return 0 < self.at <= self.count

    def _next(self) -> None:
        with self._lock:
            self.count += 1
            is_now = self.count == self.at
        if is_now and self.happens is not None:
            self.happens()


@contextmanager
def counted_statements(
    at: int = 0, happens: Callable[[], object] | None = None, using: str = "default"
) -> Iterator[Statements]:
    """Count the statements on that connection; something happens before the one of that number."""
    statements = Statements(at, happens)
    with (
        connections[using].execute_wrapper(statements.execute),
        mock.patch.object(copying, "_copy", statements.copy(copying._copy)),
        mock.patch.object(copying, "_check_references", statements.copy(copying._check_references)),
        mock.patch.object(connections[using], "_commit", statements.commit(connections[using]._commit)),
    ):
        yield statements


def statement_count(action: Callable[[], object]) -> int:
    """The number of statements that the action sends, which does happen."""
    with counted_statements() as statements:
        action()
    return statements.count


def statements_until_commit(action: Callable[[], object]) -> int:
    """The number of statements that the action sends until its work is committed, which does happen."""
    with counted_statements() as statements:
        action()
    return statements.last_commit


def assert_all_or_nothing(
    action: Callable[[], object], look: Callable[[], object], number: int, fault: Fault, using: str = "default"
) -> None:
    """Let the statement of that number fail: the command ends with 1 and one fitting line, and nothing has changed."""
    before = look()

    def fail() -> None:
        connection = connections[using]
        if fault is Fault.GONE and connection.vendor == "postgresql":
            connection.connection.close()
        with connection.wrap_database_errors:
            raise fault.error(connection.vendor)

    with counted_statements(number, fail, using) as statements, pytest.raises(CommandError) as refused:
        action()
    if fault is Fault.GONE and connections[using].vendor == "postgresql":
        # Outside a transaction Django finds that out with the next request.
        connections[using].close()
    message = str(refused.value)
    assert statements.has_happened
    assert refused.value.returncode == 1
    assert "\n" not in message
    assert re.search(f"^(.* failed: )?{fault.value}", message), message
    assert re.search(fault.advice, message), message
    assert look() == before


def spread(count: int, *, at_most: int) -> list[int]:
    """So many numbers of statements out of 1 to count, evenly spread, with the first and the last."""
    if count <= at_most:
        return list(range(1, count + 1))
    return sorted({1 + round(place * (count - 1) / (at_most - 1)) for place in range(at_most)})
