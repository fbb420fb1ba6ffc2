"""A chart as data: drawn in the browser, and the same numbers in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Value = float | int | None


@dataclass(frozen=True)
class Series:
    """Numbers under one name; None is a gap."""

    name: str
    values: Sequence[Value]
    tone: str = ""
    """Its color on all pages, such as `series-1`; by default that of its place."""


@dataclass(frozen=True)
class Chart:
    """A line or bar chart. `id` is unique on its page, `unit` is written behind each number."""

    id: str
    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    kind: Literal["line", "bar"] = "line"
    unit: str = ""
    places: int = 0
    labels_name: str = "Week of"
    highest: Value = None
    """Where the axis ends, if not at the highest number."""
    is_stacked: bool = False
    """Whether each series stands on the one before it, so that their tops are sums."""

    @property
    def data_id(self) -> str:
        return f"{self.id}-data"

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "labels": list(self.labels),
            "series": [
                {"name": each.name, "values": list(each.values), **({"tone": each.tone} if each.tone else {})}
                for each in self.series
            ],
            "unit": self.unit,
            "places": self.places,
            "highest": self.highest,
            "stacked": self.is_stacked,
        }

    def rows(self) -> list[tuple[str, list[str]]]:
        """The numbers as a table has them: a label, and each series' number as text."""
        return [
            (label, [self._text(series.values[index]) for series in self.series])
            for index, label in enumerate(self.labels)
        ]

    @property
    def is_empty(self) -> bool:
        return all(value is None for series in self.series for value in series.values)

    def _text(self, value: Value) -> str:
        return "–" if value is None else f"{value:.{self.places}f}{self.unit}"
