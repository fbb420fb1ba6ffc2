"""Peak memory of whole processes: a run of one team and of many, beside Django's own. The server's is not in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks import story
from benchmarks.databases import ROOT, Database, environment, postgresql_server, sqlite_files

SIZES = (100_000, 1_000_000, 5_000_000)
"""Rows, about. The first is always measured, the others if so many are asked for."""
ROUNDS = 3


def measure(rows: int) -> Iterator[str]:
    """A line for each database and number of teams: peak memory as a ratio to one team's, and in MiB."""
    with sqlite_files() as files, postgresql_server() as server:
        for database in (files, server):
            yield database.version
            idle = median(peak(("check",), database) for _ in range(ROUNDS))
            one = median(peak(story.command(1), database) for _ in range(ROUNDS))
            yield _line("manage.py check", idle, one)
            yield _line("--teams 1", one, one)
            for size in SIZES:
                if size <= max(rows, SIZES[0]):
                    teams = story.teams_for(size)
                    yield _line(f"--teams {teams}, about {size:,} rows", peak(story.command(teams), database), one)


def _line(command: str, own: float, one: float) -> str:
    return f"{command:36} {own / one:5.2f} x  {own:6.1f} MiB"


def peak(command: tuple[str, ...], database: Database) -> float:
    """The most memory that the process held at once, in MiB."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(database.fresh_url()),
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    # Kibibytes, except on macOS.
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
