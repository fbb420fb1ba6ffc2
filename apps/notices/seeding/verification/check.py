"""A check: a claim, the count of what was looked at for it, and the first of the rows that break it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

SHOWN = 3
"""Faults of a check that are named; the others are counted."""


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
