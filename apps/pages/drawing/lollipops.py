"""Values on both sides of a middle, such as right guesses around those of a coin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.pages.drawing.shapes import CARD, Drawing, Shape, Size, dot, rule, shortened, text, text_width


@dataclass(frozen=True)
class Lollipop:
    """A name, its share from 0 to 1, the share as text, and a note beside it."""

    name: str
    share: float
    words: str
    note: str = ""


def draw_lollipops(
    rows: Sequence[Lollipop], title: str, *, middle: float, middle_words: str, size: Size = CARD, font: float = 11
) -> Drawing:
    """A stem from the middle to each value; above it in one color, below it in another."""
    width, height = size
    names = min(max((text_width(row.name, font) for row in rows), default=0), 0.36 * width)
    notes = max((text_width(row.note, font) for row in rows), default=0)
    words = max((text_width(row.words, font + 1) for row in rows), default=0)
    left, right = names + 18, width - words - (notes + 20 if notes else 0) - 22
    furthest = max((abs(row.share - middle) for row in rows), default=0) or 1
    # Both sides keep room, so that the middle is seen as one even if all are on one side.
    below = max(max((middle - row.share for row in rows), default=0), furthest / 3)
    above = max(max((row.share - middle for row in rows), default=0), furthest / 3)
    unit = (right - left) / (below + above)
    centre = left + below * unit
    foot = 1.9 * font
    step = (height - foot) / max(1, len(rows))
    shapes: list[Shape] = [rule(centre, 0, centre, height - foot + 3, "mark")]
    for index, row in enumerate(rows):
        y, x = (index + 0.5) * step, centre + (row.share - middle) * unit
        tone = "series-3" if row.share >= middle else "series-2"
        base = y + 0.35 * font
        shapes += [
            text(names + 4, base, shortened(row.name, names + 4, font), "end", "", font),
            rule(centre, y, x, y, "stem", tone),
            dot(x, y, min(0.42 * font, 0.4 * step), tone),
            text(width - (notes + 20 if notes else 0), base, row.words, "end", "strong", font),
        ]
        if row.note:
            shapes.append(text(width, base, row.note, "end", "", font))
    half = text_width(middle_words, font - 1) / 2
    shapes.append(text(max(centre, half), height - 0.2 * font, middle_words, "middle", "ink", font - 1))
    return Drawing(width, height, title, shapes)
