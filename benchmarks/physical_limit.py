"""How fast the database itself takes the story's rows: they are ready in files, and nobody plans or converts them."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

from benchmarks.databases import Database, PostgreSQLServer, SQLiteFiles
from benchmarks.timing import Timing

LIMIT = "the limit: "
BLOCK = 1 << 16


class Limit(Protocol):
    """Made from a seeded database, whose rows it keeps ready."""

    def load(self) -> Timing:
        """Put them into the database, which is empty again; the first name in the timing is the limit."""


def limit_of(database: Database, rows: dict[str, int], folder: Path) -> Limit:
    """The limit of the database, which is seeded now with so many rows by table."""
    if isinstance(database, PostgreSQLServer):
        return Copy(database.url, rows, folder)
    assert isinstance(database, SQLiteFiles)
    return Import(database.path, rows, folder) if shutil.which("sqlite3") else ExecuteMany(database.path, rows)


class Copy:
    """PostgreSQL: COPY FROM STDIN of a file for each table, all in one transaction."""

    def __init__(self, url: str, rows: dict[str, int], folder: Path) -> None:
        self.url, self.rows = url, rows
        self.files = {table: folder / f"{table}.copy" for table in rows}
        with psycopg.connect(url) as connection, connection.cursor() as cursor:
            for table, path in self.files.items():
                statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
                with path.open("wb") as file, cursor.copy(statement) as copy:
                    file.writelines(copy)

    def load(self) -> Timing:
        timing = Timing(self.rows)
        with psycopg.connect(self.url) as connection, timing.of(f"{LIMIT}COPY of ready files"):
            for table, path in self.files.items():
                statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
                with path.open("rb") as file, connection.cursor().copy(statement) as copy:
                    while block := file.read(BLOCK):
                        copy.write(block)
            with timing.of("  of that the commit, with the foreign keys"):
                connection.commit()
        return timing


class Import:
    """SQLite: `.import` of a CSV file for each table by the program sqlite3, all in one transaction.

    CSV knows no null, so what was null is an empty text, which takes as much room. The program leaves foreign keys
    unchecked, as it does unless told otherwise.
    """

    def __init__(self, path: Path, rows: dict[str, int], folder: Path) -> None:
        self.path, self.rows = path, rows
        self.program = subprocess.check_output(["sqlite3", "--version"], encoding="utf-8").split()[0]
        self.script = ".bail on\n.mode csv\nBEGIN;\n"
        for table in rows:
            ready = folder / f"{table}.csv"
            with ready.open("wb") as file:
                subprocess.run(["sqlite3", "-csv", path, f"SELECT * FROM {table}"], stdout=file, check=True)
            self.script += f".import {ready} {table}\n"
        self.script += "COMMIT;\n"

    def load(self) -> Timing:
        timing = Timing(self.rows)
        with timing.of(f"{LIMIT}.import of ready files (program sqlite3 {self.program})"):
            subprocess.run(["sqlite3", self.path], input=self.script.encode(), check=True)
        # The program goes on after a row that it could not import, and ends well.
        count = _rows_in(self.path, list(self.rows))
        assert count == timing.row_count, f".import took {count} of {timing.row_count} rows"
        return timing


class ExecuteMany:
    """SQLite where the program is missing: ready tuples, by Python's sqlite3."""

    def __init__(self, path: Path, rows: dict[str, int]) -> None:
        self.path, self.rows = path, rows
        with sqlite3.connect(path) as connection:
            self.ready = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in rows}
        connection.close()

    def load(self) -> Timing:
        timing = Timing(self.rows)
        connection = sqlite3.connect(self.path)
        with timing.of(f"{LIMIT}executemany of ready tuples (sqlite3 is not installed)"), connection:
            for table, rows in self.ready.items():
                places = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        connection.close()
        return timing


def _rows_in(path: Path, tables: Sequence[str]) -> int:
    connection = sqlite3.connect(path)
    count = sum(int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]) for table in tables)
    connection.close()
    return count
