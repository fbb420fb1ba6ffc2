"""The fastest way into each kind of database: keys reserved ahead, and rows by the batch.

The caller holds the transaction, and uses its connection for nothing else until `settle()` has returned.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine.backends.base import Backend
from seedplot.engine.backends.copying import CopyBackend, FastCopyBackend
from seedplot.engine.backends.instances import ModelBackend
from seedplot.engine.backends.tuples import MysqlBackend, SqliteBackend


def backend_for(connection: BaseDatabaseWrapper, *, fast: bool = False) -> Backend:
    """The fastest backend that works on that database; `fast` has its tables to itself, on PostgreSQL."""
    if connection.vendor == "postgresql":
        return FastCopyBackend(connection) if fast else CopyBackend(connection)
    if connection.vendor == "mysql":
        return MysqlBackend(connection)
    return SqliteBackend(connection) if connection.vendor == "sqlite" else ModelBackend(connection)
