"""Weekly figures that `--set` can move, and their curves once the ends are elsewhere.

A scenario names them in `figures()`: their stated values, and what each end may be set to. Its plan and its measures
then ask `moved()` for a week's value, and a promise that names a figure's ends says in `follow` how it moves along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

ENDS = ("first", "final")


@dataclass(frozen=True)
class Range:
    """The values that an end of a figure may be set to, both included."""

    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"between {plain(self.low)} and {plain(self.high)}"


@dataclass(frozen=True)
class Figure:
    """A figure that a story states for each of its full weeks, and the range of its first and of its final value.

    A range may depend on where other figures have been moved to: `Scenario.figures` is asked of the moved story.
    """

    values: Sequence[Decimal]
    first: Range
    final: Range

    def end(self, name: str) -> Decimal:
        """The stated value of the first or the final week."""
        return self.values[0] if name == "first" else self.values[-1]

    def range(self, name: str) -> Range:
        return self.first if name == "first" else self.final


@dataclass(frozen=True)
class Move:
    """Distances of the first and final value of a figure from the stated ones; the weeks between go along evenly."""

    first: Decimal = Decimal(0)
    final: Decimal = Decimal(0)

    def at(self, week: int, weeks: int) -> Decimal:
        """The distance of that week's value from the stated one."""
        part = Decimal(week) / max(1, weeks - 1)
        return (self.first + (self.final - self.first) * part).quantize(Decimal("0.0001"))


Moves = Mapping[str, Move]
"""By the name of the figure."""
UNMOVED = Move()


def plain(value: Decimal) -> str:
    """The number without an exponent and without zeros at its end."""
    return f"{value.normalize():f}"
