"""Growth with the number of rows, on SQLite: time and memory of the commands that seed, verify and clear.

Memory is that of whole processes. What libraries share is counted in each, so that the sum is an upper bound.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import psutil

from benchmarks import story
from benchmarks.databases import ROOT, SQLiteFiles, environment, sqlite_files
from benchmarks.scale import Scale
from benchmarks.tables import Table, times

SIZES = (10_000, 100_000)
MILLION, FIVE_MILLION = 1_000_000, 5_000_000
"""Measured if large sizes are wanted: they take minutes."""
SAMPLES_EVERY = 0.05
"""Seconds between two looks at the memory of a command's processes."""
NOT_MEASURED = "only with `--large`"


@dataclass(frozen=True)
class Usage:
    """The cost of a command: seconds on the clock and of the processor, and the most memory, in MiB."""

    wall: float
    cpu: float
    peak: float
    """Of its largest process."""
    peak_of_all: float
    """Of all its processes together, at one time."""


@dataclass(frozen=True)
class Size:
    rows: int
    seed: Usage
    verify: Usage
    clear: Usage


def measure(scale: Scale) -> Iterator[str | Table]:
    wanted = [*SIZES, *((MILLION, FIVE_MILLION) if scale.large else ())]
    with sqlite_files() as files:
        start = median(used(("diffsettings",), files.fresh_url()).cpu for _ in range(scale.rounds))
        sizes = {rows: measured(rows, files) for rows in wanted}
    yield "Whole processes on SQLite, once each; time a row is beyond Django's own start."
    yield aims(sizes)
    yield Table(
        ("rows", "seed", "CPU a row", "verify", "CPU a row", "clear", "CPU a row"),
        [
            (
                f"{each.rows:,}",
                f"{each.seed.wall:.1f} s",
                f"{1e6 * (each.seed.cpu - start) / each.rows:.1f} µs",
                f"{each.verify.wall:.1f} s",
                f"{1e6 * (each.verify.cpu - start) / each.rows:.1f} µs",
                f"{each.clear.wall:.1f} s",
                f"{1e6 * (each.clear.cpu - start) / each.rows:.1f} µs",
            )
            for each in sizes.values()
        ],
    )
    smallest = sizes[SIZES[0]]
    yield Table(
        ("rows", "largest process", f"times that of {smallest.rows:,} rows", "all processes", "verify", "clear"),
        [
            (
                f"{each.rows:,}",
                f"{each.seed.peak:.0f} MiB",
                times(each.seed.peak / smallest.seed.peak),
                f"{each.seed.peak_of_all:.0f} MiB",
                f"{each.verify.peak:.0f} MiB",
                f"{each.clear.peak:.0f} MiB",
            )
            for each in sizes.values()
        ],
    )


def aims(sizes: dict[int, Size]) -> Table:
    million, five = sizes.get(MILLION), sizes.get(FIVE_MILLION)
    verified = f"{million.verify.cpu:.1f} s" if million else NOT_MEASURED
    return Table(
        ("growth", "measured", "aim"),
        [
            ("verify of 1 million rows, CPU", verified, "at most 15 s"),
            ("peak memory at 1 million rows, largest process", _peak(million), "at most 110 MiB"),
            ("peak memory at 5 million rows, largest process", _peak(five), "at most 140 MiB"),
        ],
    )


def _peak(size: Size | None) -> str:
    return f"{size.seed.peak:.0f} MiB; {size.seed.peak_of_all:.0f} all together" if size else NOT_MEASURED


def measured(rows: int, files: SQLiteFiles) -> Size:
    """The commands on about so many rows, one after the other."""
    teams = story.teams_for(rows)
    url = files.fresh_url()
    seed = used(story.command(teams), url)
    verify = used(("seed_demo_data", "--scenario", story.NAME, "--verify"), url)
    row_count = _row_count(files.path)
    clear = used(("seed_demo_data", "--scenario", story.NAME, "--clear-only"), url)
    return Size(row_count, seed, verify, clear)


def used(command: tuple[str, ...], url: str) -> Usage:
    """The cost of `manage.py` with these arguments."""
    started = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment(url), stdout=subprocess.DEVNULL
    )
    peak = peak_of_all = 0
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        held = _memory_of(process.pid)
        peak, peak_of_all = max(peak, *held), max(peak_of_all, sum(held))
        sleep(SAMPLES_EVERY)
    wall = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    # The system's own peak counts what this process held when it forked: a test may be part of a large one.
    return Usage(wall, usage.ru_utime + usage.ru_stime, peak / 2**20, peak_of_all / 2**20)


def _memory_of(pid: int) -> list[int]:
    """The bytes that the process and its descendants hold now, each."""
    held = [0]
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for each in [process, *process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                held.append(each.memory_info().rss)
    return held


def _row_count(path: Path) -> int:
    connection = sqlite3.connect(path)
    [count] = connection.execute("SELECT row_count FROM seedplot_seedrun").fetchone()
    connection.close()
    return int(count)
