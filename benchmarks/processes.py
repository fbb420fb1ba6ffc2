"""Whole processes, as a user waits for them: small commands beside Django's own start, and `make demo`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import story
from benchmarks.databases import ROOT, SQLiteFiles, environment, sqlite_files
from benchmarks.scale import Scale
from benchmarks.tables import Table, times

START = "`manage.py diffsettings`"
"""Does next to nothing once Django is up."""
SEED = ("seed_demo_data", "--scenario", story.NAME)
COMMANDS: dict[str, tuple[str, ...]] = {
    START: ("diffsettings",),
    "`manage.py seed_demo_data --list-scenarios`": ("seed_demo_data", "--list-scenarios"),
    f"`manage.py seed_demo_data --scenario {story.NAME} --no-github`": (*SEED, "--no-github"),
    "the same again: nothing is written": (*SEED, "--no-github"),
    "the same story, `--verify`": (*SEED, "--verify"),
    "the same story, `--clear-only`": (*SEED, "--clear-only"),
}
"""By name, in an order in which each finds what it needs in the database."""


def measure(scale: Scale) -> Iterator[str | Table]:
    rounds: list[dict[str, float]] = []
    demos = []
    with sqlite_files() as files:
        _round(files)  # Python compiles what it imports first.
        for _ in scale.each_round("Small runs"):
            rounds.append(_round(files))
            demos.append(seconds(demo_command(), files.absent_url()))
    yield f"On SQLite; rounds: {scale.rounds}, medians."
    yield Table(
        ("installed already", "measured", "aim"),
        [("`make demo` into a database that is not there yet", f"{median(demos):.1f} s", "at most 8 s")],
    )
    yield Table(("command", "beyond Django's own start", "times Django's own start", "in all"), list(_rows(rounds)))


def demo_command() -> list[str]:
    """`make demo` in this Python's environment, which is taken to be complete: nothing is installed."""
    return ["make", "--old-file=.venv/.requirements-installed", "demo", f"BIN={Path(sys.executable).parent}"]


def _round(files: SQLiteFiles) -> dict[str, float]:
    url = files.fresh_url()
    return {name: seconds([sys.executable, "manage.py", *own], url) for name, own in COMMANDS.items()}


def seconds(command: Sequence[str], url: str) -> float:
    started = perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment(url), stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - started


def _rows(rounds: Sequence[dict[str, float]]) -> Iterator[tuple[str, ...]]:
    for name in COMMANDS:
        beyond = median(each[name] - each[START] for each in rounds)
        ratio = median(each[name] / each[START] for each in rounds)
        yield name, f"{beyond:.2f} s", times(ratio), f"{median(each[name] for each in rounds):.2f} s"
