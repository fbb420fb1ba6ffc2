"""Bars that lie, one for each name, with a mark for the even share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.pages.drawing.shapes import CARD, Drawing, Shape, Size, Tone, rect, rule, shortened, text, text_width


@dataclass(frozen=True)
class Bar:
    """A name, its share from 0 to 1, the share as text, and a note beside it, such as the count."""

    name: str
    share: float
    words: str
    note: str = ""
    tone: Tone = "context"


def draw_bars(
    bars: Sequence[Bar],
    title: str,
    *,
    even: float | None = None,
    even_words: str = "",
    size: Size = CARD,
    font: float = 11,
) -> Drawing:
    """The longest bar fills the room; `even` is where all would end if they were alike."""
    width, height = size
    names = min(max((text_width(bar.name, font) for bar in bars), default=0), 0.36 * width)
    notes = max((text_width(bar.note, font) for bar in bars), default=0)
    words = max((text_width(bar.words, font + 1) for bar in bars), default=0)
    left, right = names + 10, width - words - (notes + 20 if notes else 0) - 10
    foot = 1.9 * font if even is not None else 0
    step = (height - foot) / max(1, len(bars))
    thick = min(0.72 * step, 2.6 * font)
    most = max([bar.share for bar in bars] + [even or 0]) or 1
    at = left + (even or 0) / most * (right - left)
    shapes: list[Shape] = []
    for index, bar in enumerate(bars):
        middle = (index + 0.5) * step
        end = left + bar.share / most * (right - left)
        look = "" if bar.tone == "context" else "strong"
        base = middle + 0.35 * font
        # On a small picture the number follows its bar, beyond the mark; where there are notes, it stands in a column.
        beside = at + 6 if even and end <= at < end + 10 + text_width(bar.words, font) else end + 6
        shapes += [
            text(left - 8, base, shortened(bar.name, names + 4, font), "end", look, font),
            rect(left, middle - thick / 2, end - left, thick, bar.tone),
            text(right + 8 if notes else beside, base, bar.words, "start", look or "ink", font),
        ]
        if bar.note:
            shapes.append(text(width, base, bar.note, "end", "", font))
    if even is not None and bars:
        shapes.append(rule(at, 0, at, height - foot + 3, "mark"))
        half = text_width(even_words, font - 1) / 2
        shapes.append(text(max(at, half), height - 0.2 * font, even_words, "middle", "ink", font - 1))
    return Drawing(width, height, title, shapes)
