"""Lines over time, with labels at their ends instead of a legend; and sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from apps.pages.drawing.shapes import (
    CARD,
    Anchor,
    Drawing,
    Path,
    Shape,
    Size,
    Tone,
    dot,
    length,
    rule,
    text,
    text_width,
)

Value = float | None
Scale = tuple[float, float]
Point = tuple[float, float]

LEAST_SPAN = 0.2
"""A sparkline spans at least this part of its highest value, so that a ripple does not look like a wave."""


@dataclass(frozen=True)
class Line:
    """Values in the order of time, None where there is a gap, and the texts at their first and last one."""

    name: str
    values: Sequence[Value]
    scale: Scale
    """The values at the bottom and at the top."""
    first: str = ""
    last: str = ""
    tone: Tone = "series-1"


def draw_lines(
    lines: Sequence[Line],
    labels: tuple[str, str],
    title: str,
    *,
    size: Size = CARD,
    font: float = 11,
    with_names: bool = True,
) -> Drawing:
    """Lines over one axis of time, whose ends are labeled; each line has a scale of its own."""
    width, height = size
    drawn = [line for line in lines if any(value is not None for value in line.values)]
    left = 10 + max((text_width(line.first, font + 1) for line in drawn), default=0)
    right = width - 12 - max((text_width(line.last, font + 2) for line in drawn), default=0)
    top, bottom = 1.9 * font, height - 2.4 * font
    points = [_points(line, left, right, top, bottom) for line in drawn]
    shapes: list[Shape] = [rule(left, height - 1.7 * font, right, height - 1.7 * font, "axis")]
    for line, places in sorted(zip(drawn, points, strict=True), key=lambda each: each[0].tone != "context"):
        for known, part in groupby(places, key=lambda place: place is not None):
            if known:
                shapes.append(_path([place for place in part if place], line.tone))
    shapes += [each for line, places in zip(drawn, points, strict=True) for each in _dots(line, places)]
    shapes += _ends(drawn, points, font)
    if with_names:
        shapes += _names(drawn, points, font)
    shapes.append(text(left, height - 0.3 * font, labels[0], size=font - 1))
    shapes.append(text(right, height - 0.3 * font, labels[1], "end", size=font - 1))
    return Drawing(width, height, title, shapes)


def draw_spark(values: Sequence[Value], title: str, *, tone: Tone = "series-1", size: Size = (96, 36)) -> Drawing:
    """A line the size of a word, with a dot at its end."""
    known = [value for value in values if value is not None]
    width, height = size
    if not known:
        return Drawing(width, height, title, [])
    low, high = min(known), max(known)
    missing = LEAST_SPAN * max(abs(low), abs(high)) - (high - low)
    if missing > 0:
        low, high = low - missing / 2, high + missing / 2
    line = Line("", values, (low, high))
    places = _points(line, 3, width - 5, 5, height - 5)
    there = [place for place in places if place]
    return Drawing(width, height, title, [_path(there, tone), dot(*there[-1], 2.5, tone)])


def _points(line: Line, left: float, right: float, top: float, bottom: float) -> list[Point | None]:
    low, high = line.scale
    step = (right - left) / max(1, len(line.values) - 1)
    span = (high - low) or 1
    return [
        None if value is None else (left + index * step, bottom - (float(value) - low) / span * (bottom - top))
        for index, value in enumerate(line.values)
    ]


def _path(places: Sequence[Point], tone: Tone) -> Path:
    return Path(" ".join(f"{length(x)},{length(y)}" for x, y in places), tone)


def _dots(line: Line, places: Sequence[Point | None]) -> list[Shape]:
    there = [place for place in places if place]
    radius = 2.2 if line.tone == "context" else 3.2
    return [dot(*there[0], radius - 0.7, line.tone), dot(*there[-1], radius, line.tone)]


@dataclass
class _End:
    """A text at an end of a line, on its way to its place."""

    x: float
    y: float
    words: str
    anchor: Anchor
    tone: Tone


def _ends(lines: Sequence[Line], points: Sequence[Sequence[Point | None]], font: float) -> list[Shape]:
    """The texts at both ends, moved apart where they would cover each other."""
    shapes: list[Shape] = []
    sides: tuple[tuple[int, Anchor, float], ...] = ((0, "end", -6), (-1, "start", 7))
    for end, anchor, shift in sides:
        labeled = []
        for line, places in zip(lines, points, strict=True):
            words = line.last if end else line.first
            if words:
                x, y = [place for place in places if place][end]
                labeled.append(_End(x + shift, y, words, anchor, line.tone))
        labeled.sort(key=lambda each: each.y)
        for above, below in pairwise(labeled):
            below.y = max(below.y, above.y + font + 2)
        shapes += [
            text(
                each.x, each.y + 0.35 * font, each.words, each.anchor, "" if each.tone == "context" else "strong", font
            )
            for each in labeled
        ]
    return shapes


def _names(lines: Sequence[Line], points: Sequence[Sequence[Point | None]], font: float) -> list[Shape]:
    """The lines' names before their ends, clear of the lines: the upper one's above it, the others' below."""
    ends = sorted(
        (
            (next(place for place in reversed(places) if place), index)
            for index, (line, places) in enumerate(zip(lines, points, strict=True))
            if line.name
        ),
        key=lambda each: each[0][1],
    )
    shapes: list[Shape] = []
    for number, ((x, _), index) in enumerate(ends):
        line, places = lines[index], points[index]
        start = x - 12 - text_width(line.name, font)
        # From the last point before the name on, because the line runs between points.
        known = [place for place in places if place]
        first = max((position for position, place in enumerate(known) if place[0] <= start), default=0)
        near = [place[1] for place in known[first:]]
        y = min(near) - 0.8 * font if number == 0 else max(near) + 1.6 * font
        shapes.append(text(x - 12, y, line.name, "end", "" if line.tone == "context" else "ink", font))
    return shapes
