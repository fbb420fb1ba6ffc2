"""Whole processes, as somebody waits for them: the command beside Django's own start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from benchmarks.databases import ROOT, SQLiteFiles, environment, sqlite_files

CHECK = ("check",)
SETTINGS = ("diffsettings",)
"""Does next to nothing once Django is up, where `check` also imports every address and page."""
LIST = ("seed_demo_data", "--list-scenarios")
RUN = ("seed_demo_data", "--scenario", "ai-success", "--no-github")
ROUNDS = 7


def measure(rounds: int = ROUNDS) -> Iterator[str]:
    """A line for each command: its median time, as a ratio to `manage.py check` and in seconds beyond it."""
    times: dict[tuple[str, ...], list[float]] = {CHECK: [], SETTINGS: [], LIST: [], RUN: []}
    with sqlite_files() as files:
        for command in times:
            seconds(command, files)
        for _ in range(rounds):
            for command, measured in times.items():
                measured.append(seconds(command, files))
    start = median(times[CHECK])
    for command, measured in times.items():
        own = median(measured)
        yield f"{'manage.py ' + ' '.join(command):62} {own / start:5.2f} x  {own:5.2f} s  {own - start:+5.2f} s"


def seconds(command: tuple[str, ...], files: SQLiteFiles) -> float:
    given = environment(files.fresh_url())
    started = perf_counter()
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=given, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - started
