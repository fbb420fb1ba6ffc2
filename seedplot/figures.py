"""Weekly figures that `--set` can move, and their curves once the ends are elsewhere.

A scenario names them in `figures`: their stated values, and what each end may be set to. Its plan and its measures
then ask `moved()` for a week's value, and a promise that names a figure's ends says in `follow` how it moves along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

ENDS = ("first", "final")


@dataclass(frozen=True)
class Range:
    """The values that an end of a figure may be set to, both included.

    >>> from decimal import Decimal
    >>> from seedplot import Range
    >>> share = Range(Decimal("0.2"), Decimal("0.6"))
    >>> Decimal("0.5") in share, str(share)
    (True, 'between 0.2 and 0.6')
    """

    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"between {plain(self.low)} and {plain(self.high)}"


@dataclass(frozen=True)
class Figure:
    """A figure that a story states for each of its full weeks, and the range of its first and of its final value.

    A range may depend on where other figures have been moved to: `figures` are those of the moved story.

    `values` has one number a week, in any unit.

    >>> from decimal import Decimal
    >>> from seedplot import Figure, Range
    >>> room = Range(Decimal(1), Decimal(100))
    >>> hours = Figure([Decimal(72), Decimal(48), Decimal(24)], first=room, final=room)
    >>> hours.end("first"), hours.end("final")
    (Decimal('72'), Decimal('24'))
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


def moved(moves: Moves, figure: str, value: Decimal, week: int, weeks: int) -> Decimal:
    """A figure's value for a week (from 0), from the one that the story states for it.

    `moves` are the scenario's, `weeks` the number of weeks with a value of their own.

    >>> from decimal import Decimal
    >>> from seedplot import moved
    >>> from seedplot.figures import Move
    >>> moves = {"hours": Move(final=Decimal(10))}
    >>> [str(moved(moves, "hours", Decimal(20), week, weeks=3)) for week in range(3)]
    ['20.0000', '25.0000', '30.0000']
    >>> moved({}, "hours", Decimal(20), 2, weeks=3)
    Decimal('20')
    """
    return value + moves.get(figure, UNMOVED).at(week, weeks) if moves else value


def moved_ends(figures: Mapping[str, Figure], moves: Moves) -> dict[str, Decimal]:
    """The ends that have been moved and their values, such as {"ai_adoption_rate.final": Decimal("0.4")}."""
    found = {}
    for name, figure in figures.items() if moves else ():
        for end in ENDS:
            distance = getattr(moves.get(name, UNMOVED), end)
            if distance:
                found[f"{name}.{end}"] = figure.end(end) + distance
    return found


def plain(value: Decimal) -> str:
    """The number without an exponent and without zeros at its end."""
    return f"{value.normalize():f}"
