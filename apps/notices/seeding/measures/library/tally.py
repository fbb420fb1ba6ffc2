"""The outcome of a measure of the whole library: how much was looked at, and the rows that are at fault."""

from __future__ import annotations

from dataclasses import dataclass, field

SHOWN = 3
"""Faults that are named; the others are counted."""


@dataclass
class Tally:
    """The number of rows that were looked at, in words, and the first of those that break the promise.

    A tally that saw no rows is at fault: nothing was measured by it.
    """

    counted: str = "nothing"
    fault_count: int = 0
    first_faults: list[str] = field(default_factory=list)

    def fault(self, text: str, count: int = 1) -> None:
        self.fault_count += count
        if len(self.first_faults) < SHOWN:
            self.first_faults.append(text)

    def expect(self, holds: bool, text: str) -> None:
        if not holds:
            self.fault(text)

    def close(self, counted: str, seen: int) -> Tally:
        """The tally when all has been looked at; `seen` is how many rows that were."""
        self.counted = counted
        self.expect(seen > 0, "there is nothing to verify")
        return self
