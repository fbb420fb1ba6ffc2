"""A garden's database as other processes have it: seeded by commands of their own, looked at without Django."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import psycopg

from tests.conftest import ROOT, run_python, sqlite_url

DAY = "--as-of=2026-03-12"
ANSWER = """
import io, json, sys
import django
from django.core.management import CommandError, call_command

django.setup()
answers = []
for arguments in json.loads(sys.argv[1]):
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("seed_garden", *arguments, "--no-color", stdout=out, stderr=err)
    except CommandError as error:
        code = error.returncode
        err.write(f"CommandError: {error}\\n")
    answers.append((code, out.getvalue(), err.getvalue()))
print(json.dumps(answers))
"""


@dataclass(frozen=True)
class Answer:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str

    @property
    def fingerprint(self) -> str:
        [found] = re.findall(r"Fingerprint  (.*)", self.stdout)
        return str(found)

    @property
    def told(self) -> str:
        """The report without what differs from run to run."""
        return self.stdout.partition("\nElapsed")[0]


@dataclass(frozen=True)
class Garden:
    """A database with all tables, and Ada; `copy` makes another with what is in it by then."""

    url: str
    copy: Callable[[], Garden]

    def seed(self, *arguments: object, **environment: str) -> Answer:
        """Run `manage.py seed_garden` in a process of its own."""
        finished = run_python("manage.py", "seed_garden", *arguments, DATABASE_URL=self.url, **environment)
        return Answer(finished.returncode, finished.stdout, finished.stderr)

    def answers(self, *commands: list[object]) -> list[Answer]:
        """The same for one command after the other, all in one process, which is quicker."""
        told = json.dumps([[str(each) for each in arguments] for arguments in commands])
        finished = run_python("-c", ANSWER, told, DATABASE_URL=self.url)
        assert (finished.returncode, finished.stderr) == (0, "")
        return [Answer(*each) for each in json.loads(finished.stdout)]

    @contextmanager
    def started(self, *arguments: object, program: tuple[object, ...] = ("manage.py", "seed_garden")) -> Iterator[Any]:
        """The command while it runs, in a process group of its own; nothing of it is left at the end."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
        own = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONWARNINGS": "error", "DATABASE_URL": self.url}
        command = [sys.executable, *map(str, (*program, *arguments))]
        with ctrl_c_heard():
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**kept, **own},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                start_new_session=True,
            )
        with process:
            try:
                yield process
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Rows as the database gives them; what is changed is committed."""
        if self.url.startswith("postgres"):
            with psycopg.connect(self.url) as own:
                cursor = own.execute(statement.encode())
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(path_of(self.url))) as file, file:
            return file.execute(statement).fetchall()

    def restore(self) -> None:
        """Leave nothing but Ada in a garden on a server: quicker than another copy."""
        self.query(
            "TRUNCATE toy_gardener, toy_bed, toy_tag, toy_plant, toy_harvest, toy_sundial, toy_reading, "
            "seedplot_seedrun RESTART IDENTITY CASCADE"
        )
        self.query("INSERT INTO toy_gardener (name, status) VALUES ('Ada', 'working')")

    def everything(self) -> dict[str, list[tuple[str, ...]]]:
        """All rows of all tables; where the numbering of keys has got to is not among them."""
        found = {}
        for (table,) in self.query(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            if self.url.startswith("postgres")
            else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ):
            found[table] = sorted(tuple(map(str, row)) for row in self.query(f'SELECT * FROM "{table}"'))
        return found

    def runs(self) -> list[tuple[Any, ...]]:
        """Scenario, status and fingerprint of each run."""
        return self.query("SELECT scenario, status, fingerprint FROM seedplot_seedrun ORDER BY id")

    def keys(self, table: str) -> list[str]:
        return sorted(str(key).replace("-", "") for (key,) in self.query(f"SELECT id FROM {table}"))

    def keys_in_blocks(self, model: str) -> list[str]:
        """Of the rows that the runs wrote, by their record."""
        found: list[str] = []
        for first, count, listed in self.query(
            f"SELECT first_key, count, keys FROM seedplot_seedblock WHERE model = '{model}'"
        ):
            own = json.loads(listed) if isinstance(listed, str) else listed
            found += [str(key).replace("-", "") for key in own or range(first, first + count)]
        return sorted(found)


@contextmanager
def ctrl_c_heard() -> Iterator[None]:
    """What is started meanwhile hears Ctrl-C, though the tests may run in the background, where it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def path_of(url: str) -> Path:
    return Path(unquote(url.removeprefix("sqlite:///")))


def garden_in_a_file(template: Path, folder: Path) -> Garden:
    """A copy of that database in the folder."""
    with closing(sqlite3.connect(template)) as file:
        # Whatever somebody who was killed left half done is taken back now.
        file.execute("SELECT count(*) FROM sqlite_master")
    path = Path(shutil.copy(template, folder / f"garden-{len(list(folder.iterdir()))}.sqlite3"))
    return Garden(sqlite_url(path), lambda: garden_in_a_file(path, folder))


def garden_on_a_server(template: str, server: Any) -> Garden:
    """A copy of that database on the same PostgreSQL server."""
    name = server.create_database(template)
    return Garden(server.url(name), lambda: garden_on_a_server(name, server))
