"""A square for each thing, colored by its state."""

from __future__ import annotations

from collections.abc import Sequence

from apps.pages.drawing.shapes import CARD, Drawing, Shape, Size, Tone, rect, shortened, text, text_width

GAP = 3


def draw_squares(
    states: Sequence[tuple[int, Tone]],
    title: str,
    captions: tuple[str, str] = ("", ""),
    *,
    size: Size = CARD,
    font: float = 11,
) -> Drawing:
    """As many squares of each tone as there are things in that state, in rows from the left."""
    width, height = size
    total = sum(count for count, _ in states)
    room = height - (1.7 * font if any(captions) else 0)
    side = _side(total, width, room)
    per_row = max(1, int((width + GAP) // (side + GAP)))
    shapes: list[Shape] = []
    tones = [tone for count, tone in states for _ in range(count)]
    for index, tone in enumerate(tones):
        row, column = divmod(index, per_row)
        shapes.append(rect(column * (side + GAP), row * (side + GAP), side, side, tone))
    if captions[0]:
        shapes.append(text(0, height - 0.3 * font, captions[0], "start", "strong", font))
    if captions[1]:
        room = width - text_width(captions[0], font + 1) - font
        shapes.append(text(width, height - 0.3 * font, shortened(captions[1], room, font), "end", "", font))
    return Drawing(width, height, title, shapes)


def _side(total: int, width: float, height: float) -> float:
    """The largest square of which so many fit; never more than a sixteenth of the width."""
    side = width / 16
    while side > 2 and int((width + GAP) // (side + GAP)) * int((height + GAP) // (side + GAP)) < total:
        side -= 0.5
    return side
