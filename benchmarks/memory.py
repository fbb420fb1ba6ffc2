"""Peak memory of whole processes: a run of one team, of ten and of a hundred, beside Django's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.databases import ROOT, SQLiteFiles, environment, sqlite_files

TEAMS = (1, 10, 100)
ROUNDS = 3


def measure() -> Iterator[str]:
    """A line for each number of teams: peak memory as a ratio to one team's, and in MiB."""
    with sqlite_files() as files:
        idle = median(peak(("check",), files) for _ in range(ROUNDS))
        peaks = {}
        for teams in TEAMS:
            command = ("seed_demo_data", "--scenario", "ai-success", "--no-github", "--teams", str(teams))
            peaks[teams] = median(peak(command, files) for _ in range(ROUNDS if teams < 100 else 1))
    yield f"{'manage.py check':20} {idle / peaks[1]:5.2f} x  {idle:6.1f} MiB"
    for teams, own in peaks.items():
        yield f"{'--teams ' + str(teams):20} {own / peaks[1]:5.2f} x  {own:6.1f} MiB"


def peak(command: tuple[str, ...], files: SQLiteFiles) -> float:
    """The most memory that the process held at once, in MiB."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(files.fresh_url()),
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    # Kibibytes, except on macOS.
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
