"""Lanes of time: a line for each name, with a dot for each moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.pages.drawing.shapes import CARD, Drawing, Shape, Size, dot, rule, shortened, text, text_width


@dataclass(frozen=True)
class Moment:
    """A place from 0 to 1 on the lane; one with words is larger and has another color."""

    at: float
    words: str = ""


@dataclass(frozen=True)
class Lane:
    name: str
    note: str
    moments: Sequence[Moment]


def draw_lanes(
    lanes: Sequence[Lane], labels: tuple[str, str], title: str, *, size: Size = CARD, font: float = 11
) -> Drawing:
    width, height = size
    small = font - 1
    names = max((max(text_width(lane.name, font), text_width(lane.note, small)) for lane in lanes), default=0)
    names = min(names, 0.4 * width)
    left, right = names + 14, width - 6
    step = (height - 1.6 * font) / max(1, len(lanes))
    shapes: list[Shape] = []
    for index, lane in enumerate(lanes):
        y = index * step + 0.36 * step
        shapes += [
            text(names + 2, y + 0.2 * font, shortened(lane.name, names + 4, font), "end", "strong", font),
            text(names + 2, y + 1.25 * font, shortened(lane.note, names + 8, small), "end", "", small),
            rule(left, y, right, y, "axis"),
        ]
        for moment in sorted(lane.moments, key=lambda each: bool(each.words)):
            x = left + moment.at * (right - left)
            shapes.append(dot(x, y, 5 if moment.words else 3.2, "series-2" if moment.words else "series-1"))
            if moment.words:
                half = text_width(moment.words, small) / 2
                middle = min(max(x, left + half - 6), right - half)
                shapes.append(text(middle, y + 1.5 * font, moment.words, "middle", "ink", small))
    shapes.append(text(left, height - 0.2 * font, labels[0], size=small))
    shapes.append(text(right, height - 0.2 * font, labels[1], "end", size=small))
    return Drawing(width, height, title, shapes)
