"""Small pictures of data, drawn on the server as SVG: functions from values to shapes, which one template writes out.

They need no script, follow dark mode and print through the page's own colors, and can be tested as data.
"""

from apps.pages.drawing.bars import Bar, draw_bars
from apps.pages.drawing.columns import Column, draw_columns
from apps.pages.drawing.lanes import Lane, Moment, draw_lanes
from apps.pages.drawing.lines import Line, draw_lines, draw_spark
from apps.pages.drawing.lollipops import Lollipop, draw_lollipops
from apps.pages.drawing.shapes import CARD, Drawing, Tone
from apps.pages.drawing.squares import draw_squares

__all__ = [
    "CARD",
    "Bar",
    "Column",
    "Drawing",
    "Lane",
    "Line",
    "Lollipop",
    "Moment",
    "Tone",
    "draw_bars",
    "draw_columns",
    "draw_lanes",
    "draw_lines",
    "draw_lollipops",
    "draw_spark",
    "draw_squares",
]
