"""Bounds that know how much there was to count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.metrics.seeding.measures.counted import Counted
from seedplot.promises import AtLeast, Empty, Near

TOO_FEW = "(too few for a promise)"


@dataclass(frozen=True)
class NoneOfEnough(Empty):
    """No offenders; the observation names what was too little for a promise."""

    def describe(self, observed: Any) -> str:
        unpromised = getattr(observed, "unpromised", "")
        return super().describe(observed) + (f"; not promised: {unpromised}" if unpromised else "")


@dataclass(frozen=True)
class NearAsCounted(Near):
    """The same as Near, of counted figures: each within the tolerance, or as near as the counts allow."""

    def __str__(self) -> str:
        return f"{super().describe(self.target)} (within {self.tolerance:g}{self.unit}, or as the counts allow)"

    def holds(self, observed: Sequence[Counted]) -> bool:
        wanted = self.target if isinstance(self.target, Sequence) else [self.target]
        return len(wanted) == len(observed) and all(
            each.room == float("inf")
            or (each.value is not None and abs(each.value - target) <= max(self.tolerance, each.room))
            for each, target in zip(observed, wanted, strict=True)
        )

    def describe(self, observed: Any) -> str:
        unpromised = any(each.room == float("inf") for each in observed)
        shown = super().describe([each.value for each in observed])
        return f"{shown} {TOO_FEW}" if unpromised else shown


@dataclass(frozen=True)
class AtLeastAsCounted(AtLeast):
    """The same as AtLeast, of a counted figure, unless it was taken of too few for a promise."""

    def __str__(self) -> str:
        return f"at least {super().describe(self.low)}"

    def holds(self, observed: Counted) -> bool:
        return observed.room == float("inf") or super().holds(observed.value)

    def describe(self, observed: Any) -> str:
        shown = super().describe(observed.value)
        return f"{shown} {TOO_FEW}" if observed.room == float("inf") else shown
