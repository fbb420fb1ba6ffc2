"""The forms of the library's promises.

A measure of a block lists its offenders, one of the whole library tallies them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apps.notices.seeding.measures.library.tally import Tally
from apps.notices.seeding.rows import BlockRows
from seedplot.promises import Empty, Promise


def nothing(
    number: int, sentence: str, measure: Callable[[BlockRows], list[str]], *, what: str, hint: str, source: str
) -> Promise:
    """A promise that its measure finds nothing wrong."""
    return Promise(f"notices.P{number:03}", sentence, measure, Empty(what), hint, source)


@dataclass(frozen=True)
class Faultless:
    """Rows were looked at, and none of them is at fault."""

    def __str__(self) -> str:
        return "no fault"

    def holds(self, observed: Tally) -> bool:
        return observed.fault_count == 0

    def describe(self, observed: Tally) -> str:
        """The rows that were looked at, and the first of the faults."""
        others = observed.fault_count - len(observed.first_faults)
        more = [f"and {others:,} more"] if others else []
        return "; ".join([observed.counted, *observed.first_faults, *more])


def faultless(number: int, sentence: str, measure: Callable[[Any], Tally], *, hint: str, source: str) -> Promise:
    """A promise of the whole library that its measure finds no fault."""
    return Promise(f"notices.P{number:03}", sentence, measure, Faultless(), hint, source)
