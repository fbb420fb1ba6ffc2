"""The speed at which the database itself takes the story's rows: they are ready, and nothing is planned or converted.

Foreign keys are checked, as they are for everyone else.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from benchmarks.databases import Database, PostgreSQLServer, SQLiteFiles
from benchmarks.timing import Timing

LIMIT = "the limit: ready rows"
CHECKS = "of that the commit, with the foreign keys"
DELETE = "bare `DELETE` of the same rows"
BLOCK = 1 << 16


def keep_ready(
    database: Database, rows: Mapping[str, int], folder: Path
) -> tuple[Callable[..., Timing], dict[str, Any]]:
    """The function that loads the rows with which the database is seeded now (by table), and its arguments."""
    if isinstance(database, PostgreSQLServer):
        _save_as_text(database.url, rows, folder)
        return copy, {"folder": str(folder), "rows": dict(rows)}
    assert isinstance(database, SQLiteFiles)
    source = shutil.copy(database.path, folder / "ready.sqlite3")
    return execute_many, {"source": str(source), "rows": dict(rows)}


def execute_many(source: str, rows: dict[str, int]) -> Timing:
    """SQLite: `executemany` of ready tuples, table after table in one transaction, and then their deletion."""
    from django.conf import settings

    with sqlite3.connect(source) as seeded:
        ready = {table: seeded.execute(f"SELECT * FROM {table}").fetchall() for table in rows}
    seeded.close()
    timing = Timing(rows)
    connection = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    connection.execute("PRAGMA foreign_keys = ON")
    with timing.of(LIMIT), connection:
        for table, own in ready.items():
            places = ", ".join("?" * len(own[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", own)
    with timing.of(DELETE), connection:
        for table in reversed(rows):
            connection.execute(f"DELETE FROM {table}")
    connection.close()
    return timing


def copy(folder: str, rows: dict[str, int]) -> Timing:
    """PostgreSQL: `COPY` of a ready text for each table, all in one transaction, and then their deletion."""
    from django.db import connection as configured

    timing = Timing(rows)
    configured.ensure_connection()
    connection = configured.connection
    connection.autocommit = False
    with timing.of(LIMIT):
        for table in rows:
            statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
            with _text(folder, table).open("rb") as file, connection.cursor().copy(statement) as copying:
                while block := file.read(BLOCK):
                    copying.write(block)
        with timing.of(CHECKS):
            connection.commit()
    with timing.of(DELETE):
        for table in reversed(rows):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        connection.commit()
    return timing


def _save_as_text(url: str, rows: Mapping[str, int], folder: Path) -> None:
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for table in rows:
            statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
            with _text(folder, table).open("wb") as file, cursor.copy(statement) as copying:
                file.writelines(copying)


def _text(folder: str | Path, table: str) -> Path:
    return Path(folder) / f"{table}.copy"
