"""The weekly measures of a team as its first screen shows them: large figures, and small drawings beside baseline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from apps.metrics.queries.results import WeeklyFigures
from apps.pages.drawing import Line, draw_lines, draw_spark
from apps.pages.drawing.shapes import Tone
from apps.pages.formatting import day, hours, number, percent, plural
from apps.pages.stories import Change, KeyFigure, NumberTable, TitledDrawing

Values = Sequence[float | None]

STEADY = 0.06
"""A figure that moves by less of itself has not moved."""
STEADY_SHARE = 0.04
STEADY_RATING = 0.05
LEAST_TIMES = 1.95
"""From here on a figure is told as so many times the other."""
MULTIPLE = (252, 132)


@dataclass(frozen=True)
class Measure:
    """A number of a week. `better` is the direction that a team wants, None where it wants neither."""

    name: str
    note: str
    kind: Literal["hours", "share", "rating"]
    read: Callable[[WeeklyFigures], object]
    better: Literal["up", "down"] | None = None
    unsettled: int = 0
    """The number of weeks at the end of which nothing can be said yet."""

    def values(self, weeks: Sequence[WeeklyFigures]) -> list[float | None]:
        settled = len(weeks) - self.unsettled
        found = [self.read(week) if number < settled else None for number, week in enumerate(weeks)]
        return [None if value is None else float(str(value)) for value in found]

    def text(self, value: float) -> str:
        if self.kind == "hours":
            return hours(value)
        return percent(value) if self.kind == "share" else number(value, 2)

    def short_text(self, value: float) -> str:
        """The value beside the end of a line, without tenths of hours."""
        if self.kind == "hours":
            return hours(value, 0)
        return percent(value) if self.kind == "share" else number(value, 1)

    def scale(self, *series: Values) -> tuple[float, float]:
        """The axis: shares and times from nothing, ratings from 2, where they are."""
        known = [value for values in series for value in values if value is not None]
        if self.kind == "rating":
            return min([2.0, *known]), 3.0
        return 0.0, 1.1 * max(known, default=1) or 1.0


def _still_open(week: WeeklyFigures) -> float | None:
    return week.opened_and_still_open_count / week.opened_count if week.opened_count else None


AI = Measure("AI-assisted share", "of the week’s merges", "share", lambda week: week.ai_assisted_share)
CYCLE = Measure(
    "Cycle time", "mean hours of the week’s merges", "hours", lambda week: week.exact_cycle_time_hours, "down"
)
REVIEW = Measure(
    "Time to first review",
    "mean hours of the week’s merges",
    "hours",
    lambda week: week.exact_review_time_hours,
    "down",
)
# What opened in the last week is mostly still on its way.
OPEN = Measure("Still open", "share of the week’s pull requests, a week later", "share", _still_open, "down", 1)
QUALITY = Measure("Quality rating", "1 to 3, axis from 2", "rating", lambda week: week.mean_quality_rating, "up")


def week_of(week: WeeklyFigures, *, today: date) -> str:
    return day(week.week_start, today=today)


def ends(values: Values) -> tuple[float, float] | None:
    """The first and the last value that are there."""
    known = [value for value in values if value is not None]
    return (known[0], known[-1]) if known else None


def key_figure(measure: Measure, weeks: Sequence[WeeklyFigures], *, today: date, tone: Tone) -> KeyFigure:
    """The value of the last week, how it has moved since the first one, and its line."""
    values = measure.values(weeks)
    found = ends(values)
    if found is None:
        return KeyFigure(measure.name, "–", note="nothing to measure yet")
    first, last = found
    text, _, unit = measure.text(last).partition(" ")
    if measure.kind == "share":
        text, unit = text.removesuffix("%"), "%"
    return KeyFigure(
        measure.name,
        text,
        "of 3" if measure.kind == "rating" else unit,
        change=change_between(measure, first, last, week_of(weeks[0], today=today)),
        spark=draw_spark(values, f"{measure.name}, {len(weeks)} weeks", tone=tone),
    )


def change_between(measure: Measure, first: float, last: float, since: str) -> Change:
    """The move of a measure, in the words that fit its kind."""
    direction = direction_between(measure, first, last)
    if direction == "same":
        return Change("about as", f"in the week of {since}, {measure.text(first)}")
    is_better = None if measure.better is None else measure.better == direction
    if measure.kind == "rating":
        return Change(number(abs(last - first), 2), f"from {measure.text(first)}", direction, is_better)
    if first and last / first >= LEAST_TIMES:
        return Change(f"{last / first:.1f} times", f"the {measure.text(first)} of {since}", direction, is_better)
    if measure.kind == "share":
        # Percent of percent is read as points.
        points = plural(abs(round(100 * last) - round(100 * first)), "point")
        return Change(points, f"from {measure.text(first)}", direction, is_better)
    by = percent(abs(last - first) / first) if first else measure.text(last)
    return Change(by, f"from {measure.text(first)}", direction, is_better)


def direction_between(measure: Measure, first: float, last: float) -> Literal["up", "down", "same"]:
    """The direction in which a measure has moved; what moves little has not."""
    least = STEADY_RATING
    if measure.kind != "rating":
        least = max(STEADY * abs(first), STEADY_SHARE if measure.kind == "share" else 0)
    if abs(last - first) < least:
        return "same"
    return "up" if last > first else "down"


def small_multiple(
    measure: Measure,
    weeks: Sequence[WeeklyFigures],
    baseline: Sequence[WeeklyFigures],
    *,
    today: date,
    tone: Tone,
) -> TitledDrawing:
    """A measure week by week; the baseline team's in gray behind it, by the number of the week."""
    values = measure.values(weeks)
    others = measure.values(baseline)[: len(weeks)]
    scale = measure.scale(values, others)
    found = ends(values)
    lines = [Line("", values, scale, "", measure.short_text(found[1]) if found else "", tone)]
    if any(value is not None for value in others):
        lines.append(Line("", others, scale, "", "baseline", "context"))
    labels = (week_of(weeks[0], today=today), week_of(weeks[-1], today=today))
    said = f"from {measure.text(found[0])} to {measure.text(found[1])}" if found else "nothing to draw"
    return TitledDrawing(
        measure.name,
        measure.note,
        draw_lines(lines, labels, f"{measure.name}: {said}", size=MULTIPLE, with_names=False),
        table=table_of([measure], weeks, today=today),
        level=3,
    )


def table_of(measures: Sequence[Measure], weeks: Sequence[WeeklyFigures], *, today: date) -> NumberTable:
    """The measures of each week as text."""
    columns = [measure.values(weeks) for measure in measures]
    return NumberTable(
        ("Week of", *(measure.name for measure in measures)),
        [
            (
                week_of(week, today=today),
                *(
                    "–" if values[index] is None else measure.text(float(str(values[index])))
                    for measure, values in zip(measures, columns, strict=True)
                ),
            )
            for index, week in enumerate(weeks)
        ],
    )
