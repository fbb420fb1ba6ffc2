"""Columns that stand, each stacked of parts whose total matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.pages.drawing.shapes import CARD, Drawing, Shape, Size, Tone, dot, rect, rule, text, text_width

WIDEST = 28


@dataclass(frozen=True)
class Column:
    """The parts of one column from the bottom up, a number and a tone each; `label` stands below it."""

    parts: Sequence[tuple[float, Tone]]
    label: str = ""

    @property
    def total(self) -> float:
        return sum(value for value, _ in self.parts)


def draw_columns(
    columns: Sequence[Column],
    title: str,
    *,
    legend: Sequence[tuple[str, Tone]] = (),
    size: Size = CARD,
    font: float = 11,
    highest: float | None = None,
) -> Drawing:
    """The highest column fills the height, unless `highest` says what would."""
    width, height = size
    small = font - 1
    top = 1.8 * font if legend else 2
    bottom = height - (1.5 * font if any(column.label for column in columns) else 2)
    step = width / max(1, len(columns))
    thick = min(step * 0.86, WIDEST * font / 11) if len(columns) > 1 else min(step, WIDEST)
    most = highest or max((column.total for column in columns), default=0) or 1
    shapes: list[Shape] = []
    x = 0.0
    for words, tone in legend:
        shapes += [dot(x + 4, 0.62 * font, 3.6, tone), text(x + 11, font, words, "start", "", small)]
        x += 20 + text_width(words, small)
    shapes.append(rule(0, bottom, width, bottom, "axis"))
    for index, column in enumerate(columns):
        left, y = index * step + (step - thick) / 2, bottom
        for value, tone in column.parts:
            tall = value / most * (bottom - top)
            if tall > 0:
                # A hairline between parts, unless they are hairlines themselves.
                shapes.append(rect(left, y - tall, thick, tall - (1 if tall > 3 else 0), tone))
            y -= tall
        if column.label:
            half = text_width(column.label, small) / 2
            middle = min(max(left + thick / 2, half), width - half)
            shapes.append(text(middle, height - 0.2 * font, column.label, "middle", "", small))
    return Drawing(width, height, title, shapes)
