"""Promises: the claims of a scenario as data, each measured in the rows of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from seedplot.figures import Moves


class Bound(Protocol):
    """The condition on an observation; the report shows its `str()` as expected."""

    def holds(self, observed: Any) -> bool: ...

    def describe(self, observed: Any) -> str:
        """The observation in the bound's own units."""


@dataclass(frozen=True)
class Between:
    """A number from low to high, both included; `unit` is written behind it ("%", "h").

    >>> from seedplot import Between
    >>> Between(10, 20, "%").holds(12.5), str(Between(10, 20, "%", 0))
    (True, '10% to 20%')
    """

    low: float
    high: float
    unit: str = ""
    places: int = 2

    def __str__(self) -> str:
        return f"{self.describe(self.low)} to {self.describe(self.high)}"

    def holds(self, observed: Any) -> bool:
        return observed is not None and self.low <= observed <= self.high

    def describe(self, observed: Any) -> str:
        return "nothing" if observed is None else f"{observed:.{self.places}f}{self.unit}"


@dataclass(frozen=True)
class AtMost(Between):
    """A number no greater than high (and not negative).

    >>> from seedplot import AtMost
    >>> AtMost(high=3, unit=" h").holds(3.5), str(AtMost(high=3, unit=" h", places=0))
    (False, 'at most 3 h')
    """

    low: float = 0
    high: float = 0

    def __str__(self) -> str:
        return f"at most {self.describe(self.high)}"


@dataclass(frozen=True)
class AtLeast(Between):
    """A number no smaller than low.

    >>> from seedplot import AtLeast
    >>> AtLeast(low=3).holds(3.5), str(AtLeast(low=3, places=0))
    (True, 'at least 3')
    """

    low: float = 0
    high: float = float("inf")

    def __str__(self) -> str:
        return f"at least {self.describe(self.low)}"


@dataclass(frozen=True)
class Near:
    """A number, or a sequence of them, each within the tolerance of its target.

    >>> from seedplot import Near
    >>> Near(25, 1, "%").holds(25.9), Near([1, 2], 0).holds([1, 3])
    (True, False)
    """

    target: float | Sequence[float]
    tolerance: float
    unit: str = ""
    places: int = 2

    def __str__(self) -> str:
        return f"{self.describe(self.target)} (within {self.tolerance:g}{self.unit})"

    def holds(self, observed: Any) -> bool:
        wanted, seen = _as_list(self.target), _as_list(observed)
        return len(wanted) == len(seen) and all(
            value is not None and abs(value - target) <= self.tolerance
            for value, target in zip(seen, wanted, strict=True)
        )

    def describe(self, observed: Any) -> str:
        values = _as_list(observed)
        return " -> ".join("nothing" if value is None else f"{value:.{self.places}f}{self.unit}" for value in values)


@dataclass(frozen=True)
class Empty:
    """No offenders: the measure lists those it found (texts), and the report names the first.

    >>> from seedplot import Empty
    >>> Empty("late order").holds([]), Empty("late order").describe(["order 3", "order 7"])
    (True, 'order 3 and 1 more')
    """

    what: str

    def __str__(self) -> str:
        return f"no {self.what}"

    def holds(self, observed: Any) -> bool:
        return len(observed) == 0

    def describe(self, observed: Any) -> str:
        if not observed:
            return "none"
        rest = f" and {len(observed) - 1} more" if len(observed) > 1 else ""
        return f"{observed[0]}{rest}"


@dataclass(frozen=True)
class Promise:
    """One claim: `measure` is taken from the rows (a part of the scenario's evidence), `bound` says what it must be.

    `id` is the domain and a number, `hint` says where to look if it is broken.

    >>> from seedplot import Near, Promise
    >>> to_go = Promise(
    ...     "cafe.P001",
    ...     "One drink in four is to go.",
    ...     lambda orders: 100 * sum(order["to_go"] for order in orders) / len(orders),
    ...     Near(25, 0, "%"),
    ...     "Count to_go over the orders.",
    ... )
    >>> orders = [{"to_go": number % 4 == 0} for number in range(8)]
    >>> to_go.bound.holds(to_go.measure(orders))
    True
    """

    id: str
    sentence: str
    measure: Callable[[Any], Any]
    bound: Bound
    hint: str
    source: str = ""
    """The origin of the bound: a figure that the scenario states, a public figure, or a law of the domain."""
    follow: Callable[[Moves], Promise] | None = field(default=None, compare=False, repr=False)
    """The same claim for weekly figures that `--set` has moved, where the claim names their ends itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The observation of one promise in one part of the story."""

    promise: Promise
    part: str
    observed: Any

    @property
    def kept(self) -> bool:
        return self.promise.bound.holds(self.observed)

    @property
    def brief(self) -> str:
        """The promise by its id, and what was expected and observed, for the end of a message."""
        where = f" in {self.part}" if self.part else ""
        return f"{self.promise.id}{where}: expected {self.promise.bound}, found {self._seen}"

    @property
    def _seen(self) -> str:
        return self.promise.bound.describe(self.observed)

    def __str__(self) -> str:
        where = f"{self.part}: " if self.part else ""
        return (
            f"{where}({self.promise.id}) {self.promise.sentence} "
            f"Expected {self.promise.bound}, found {self._seen}.\n\tHINT: {self.promise.hint}"
        )


@dataclass(frozen=True)
class Curve:
    """A figure week by week: `measure` is taken from a part of the story, as a promise's is.

    None stands for a week without a value.

    >>> from seedplot import Curve
    >>> orders = Curve("Orders", lambda weeks: [len(week) for week in weeks])
    >>> orders.measured([["tea"], ["tea", "coffee"]]).values
    (1, 2)
    """

    label: str
    measure: Callable[[Any], Sequence[float | None]] = field(compare=False)
    unit: str = ""
    places: int = 0

    def measured(self, subject: Any) -> DrawnCurve:
        return DrawnCurve(self.label, tuple(self.measure(subject)), self.unit, self.places)


@dataclass(frozen=True)
class DrawnCurve:
    """The values of a curve in one part of the story, None for a week without any; to be shown as a small line."""

    label: str
    values: Sequence[float | None]
    unit: str = ""
    places: int = 0


def verify(promises: Iterable[Promise], part: str, subject: Any) -> list[Finding]:
    return [Finding(promise, part, promise.measure(subject)) for promise in promises]


def claims(promises: Iterable[Promise], moves: Moves) -> tuple[Promise, ...]:
    """The promises, those that follow a weekly figure for where it has been moved to."""
    if not moves:
        return tuple(promises)
    return tuple(each if each.follow is None else each.follow(moves) for each in promises)


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
