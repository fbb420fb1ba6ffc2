"""Seconds by name, on the clock and of the processor, and the rows that they were spent on."""

from __future__ import annotations

import resource
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, process_time


@dataclass
class Timing:
    """One measurement, perhaps with parts. `rows` are counted by table, each table after those it refers to."""

    rows: dict[str, int] = field(default_factory=dict)
    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    """Of this process and of those that it started and that have ended; a database server's is not in it."""

    @property
    def row_count(self) -> int:
        return sum(self.rows.values())

    @contextmanager
    def of(self, name: str, *, within: str = "") -> Iterator[None]:
        """Add the time spent inside to `name`, and take it off the surrounding part `within`."""
        # Named at the start, so that a part comes after the whole that it is in.
        self._add(name, 0, 0)
        wall, cpu = perf_counter(), _cpu_seconds()
        yield
        wall, cpu = perf_counter() - wall, _cpu_seconds() - cpu
        self._add(name, wall, cpu)
        if within:
            self._add(within, -wall, -cpu)

    def _add(self, name: str, wall: float, cpu: float) -> None:
        self.wall[name] = self.wall.get(name, 0) + wall
        self.cpu[name] = self.cpu.get(name, 0) + cpu


class Rounds:
    """The same measurements, made round by round. A ratio is taken within each round: what else runs meets both."""

    def __init__(self) -> None:
        self._rounds: list[dict[str, Timing]] = []

    def add(self, timings: Iterable[Timing]) -> None:
        self._rounds.append({name: timing for timing in timings for name in timing.wall})

    @property
    def names(self) -> list[str]:
        return list(self._rounds[0])

    def row_count(self, name: str) -> int:
        return self._rounds[0][name].row_count

    def wall(self, name: str) -> float:
        """Median microseconds a row, on the clock."""
        return median(_per_row(each[name], each[name].wall[name]) for each in self._rounds)

    def cpu(self, name: str) -> float:
        """Median microseconds a row, of the processor."""
        return median(_per_row(each[name], each[name].cpu[name]) for each in self._rounds)

    def ratio(self, name: str, to: str) -> float:
        """The median, over the rounds, of the time a row that `name` took in units of that of `to`."""
        return median(
            _per_row(each[name], each[name].wall[name]) / _per_row(each[to], each[to].wall[to]) for each in self._rounds
        )


def _per_row(timing: Timing, seconds: float) -> float:
    return 1e6 * seconds / timing.row_count


def _cpu_seconds() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime
