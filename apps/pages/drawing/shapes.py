"""The shapes that drawings are made of. Lengths are the drawing's own units: pixels, where it is not scaled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

Tone = Literal["series-1", "series-2", "series-3", "series-4", "context"]
"""A color by what it is for: a series, or the gray of what only gives the scale."""
Anchor = Literal["start", "middle", "end"]
Size = tuple[int, int]

CARD: Size = (252, 112)
"""Width and height of a card's picture."""


def length(value: float) -> str:
    """A length as SVG has it, with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def text_width(text: str, size: float = 11) -> float:
    """About how wide a text of that size is. Fonts differ, so that it is rather too much than too little."""
    return 0.58 * size * len(text)


@dataclass(frozen=True)
class Path:
    """A line through points, as `points` of a polyline."""

    kind: ClassVar[str] = "path"
    points: str
    tone: Tone


@dataclass(frozen=True)
class Rect:
    kind: ClassVar[str] = "rect"
    x: str
    y: str
    width: str
    height: str
    tone: Tone


@dataclass(frozen=True)
class Dot:
    kind: ClassVar[str] = "dot"
    x: str
    y: str
    radius: str
    tone: Tone


@dataclass(frozen=True)
class Rule:
    """A straight line: the axis, a dashed mark to compare with, or a stem of a tone."""

    kind: ClassVar[str] = "rule"
    x1: str
    y1: str
    x2: str
    y2: str
    look: Literal["axis", "mark", "stem"]
    tone: Tone = "context"


@dataclass(frozen=True)
class Text:
    kind: ClassVar[str] = "text"
    x: str
    y: str
    text: str
    anchor: Anchor = "start"
    look: Literal["", "ink", "strong"] = ""
    size: str = "11"


Shape = Path | Rect | Dot | Rule | Text


@dataclass(frozen=True)
class Drawing:
    """A picture: `title` says in words what it shows, for those who cannot see it."""

    width: int
    height: int
    title: str
    shapes: Sequence[Shape]


def rect(x: float, y: float, width: float, height: float, tone: Tone) -> Rect:
    return Rect(length(x), length(y), length(max(width, 0)), length(max(height, 0)), tone)


def dot(x: float, y: float, radius: float, tone: Tone) -> Dot:
    return Dot(length(x), length(y), length(radius), tone)


def rule(
    x1: float, y1: float, x2: float, y2: float, look: Literal["axis", "mark", "stem"], tone: Tone = "context"
) -> Rule:
    return Rule(length(x1), length(y1), length(x2), length(y2), look, tone)


def text(
    x: float,
    y: float,
    words: str,
    anchor: Anchor = "start",
    look: Literal["", "ink", "strong"] = "",
    size: float = 11,
) -> Text:
    return Text(length(x), length(y), words, anchor, look, length(size))


def shortened(words: str, room: float, size: float = 11) -> str:
    """The text as far as there is room for it."""
    if text_width(words, size) <= room:
        return words
    kept = max(1, int(room / text_width("m", size)) - 1)
    return f"{words[:kept].rstrip()}…"
