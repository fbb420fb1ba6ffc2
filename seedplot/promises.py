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
    """A number from low to high, both included; `unit` is written behind it ("%", "h")."""

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
    """A number no greater than high (and not negative)."""

    low: float = 0
    high: float = 0

    def __str__(self) -> str:
        return f"at most {self.describe(self.high)}"


@dataclass(frozen=True)
class AtLeast(Between):
    """A number no smaller than low."""

    low: float = 0
    high: float = float("inf")

    def __str__(self) -> str:
        return f"at least {self.describe(self.low)}"


@dataclass(frozen=True)
class Near:
    """A number, or a sequence of them, each within the tolerance of its target."""

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
    """No offenders: the measure lists those it found (texts), and the report names the first."""

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
    """One claim: `measure` is taken from the rows (a part of the scenario's evidence), `bound` says what it must be."""

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

    def __str__(self) -> str:
        where = f"{self.part}: " if self.part else ""
        observed = self.promise.bound.describe(self.observed)
        return (
            f"{where}({self.promise.id}) {self.promise.sentence} "
            f"Expected {self.promise.bound}, found {observed}.\n\tHINT: {self.promise.hint}"
        )


@dataclass(frozen=True)
class Curve:
    """A figure week by week, to be shown as a small line."""

    label: str
    values: Sequence[float | None]
    unit: str = ""
    places: int = 0


def verify(promises: Iterable[Promise], part: str, subject: Any) -> list[Finding]:
    return [Finding(promise, part, promise.measure(subject)) for promise in promises]


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
