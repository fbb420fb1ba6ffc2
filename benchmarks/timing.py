"""What was measured: seconds by name, and the rows that they were spent on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter


@dataclass
class Timing:
    """`rows` are counted by table, each table after those it refers to."""

    rows: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def row_count(self) -> int:
        return sum(self.rows.values())

    @property
    def microseconds_per_row(self) -> dict[str, float]:
        return {name: 1e6 * own / self.row_count for name, own in self.seconds.items()}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Add the time spent inside to what there is of that name."""
        # Here and not afterwards, so that a part comes after the whole that it is in.
        self.seconds.setdefault(name, 0)
        started = perf_counter()
        yield
        self.seconds[name] += perf_counter() - started
