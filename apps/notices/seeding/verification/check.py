"""What a check is: a claim, what was counted for it, and the first of the rows that break it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from typing import Any

from apps.notices.exporting.files import Library
from seedplot.exporters import streamed

SHOWN = 3
"""How many of a check's faults are named; the others are counted."""


@dataclass
class Check:
    """One claim about the library. `counted` says what was looked at, with its numbers.

    A check that saw no rows has failed: nothing was verified by it.
    """

    title: str
    counted: str = "nothing"
    fault_count: int = 0
    first_faults: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return self.fault_count == 0

    def fault(self, text: str, count: int = 1) -> None:
        self.fault_count += count
        if len(self.first_faults) < SHOWN:
            self.first_faults.append(text)

    def expect(self, holds: bool, text: str) -> None:
        if not holds:
            self.fault(text)

    def close(self, counted: str, seen: int) -> Check:
        """The check when all has been looked at; `seen` is how many rows that were."""
        self.counted = counted
        self.expect(seen > 0, "there is nothing to verify")
        return self

    def lines(self) -> Iterator[str]:
        yield f"{'ok' if self.passed else 'FAILED':6}  {self.title}: {self.counted}"
        for text in self.first_faults:
            yield f"{'':8}{text}"
        if self.fault_count > len(self.first_faults):
            yield f"{'':8}and {self.fault_count - len(self.first_faults):,} more"


Keyed = Iterable[tuple[Any, Any]]
"""Pairs of a key and a value, in the order of their keys."""


def side_by_side(*streams: Keyed) -> Iterator[tuple[Any, list[list[Any]]]]:
    """Each key that any of the streams has, with the values that each of them has for it.

    The streams are ordered by key, so that nothing is kept but the values of one key: a join of any size.
    """
    tagged = [_tagged(stream, place) for place, stream in enumerate(streams)]
    for key, group in groupby(merge(*tagged, key=lambda each: each[0]), key=lambda each: each[0]):
        values: list[list[Any]] = [[] for _ in streams]
        for _, place, value in group:
            values[place].append(value)
        yield key, values


def _tagged(stream: Keyed, place: int) -> Iterator[tuple[Any, int, Any]]:
    for key, value in stream:
        yield key, place, value


def keyed_rows(library: Library, model: Any, key: tuple[str, ...], values: tuple[str, ...], **only: Any) -> Keyed:
    """The values of the rows that `only` lets through, by key and in its order; an expression adds a value instead."""
    added = {name: each for name, each in only.items() if hasattr(each, "resolve_expression")}
    chosen = {name: each for name, each in only.items() if name not in added}
    rows = library.rows(model).filter(**chosen).annotate(**added).order_by(*key, "pk")
    for row in streamed(rows, (*key, *values)):
        yield row[: len(key)], row[len(key) :]
