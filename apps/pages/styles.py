"""The sheet of all components in their states, at `/styles/` while DEBUG is on: tests look at it, and so may people."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import TemplateView

from apps.pages.charts import Chart, Series
from apps.pages.drawing import (
    Bar,
    Column,
    Lane,
    Line,
    Lollipop,
    Moment,
    draw_bars,
    draw_columns,
    draw_lanes,
    draw_lines,
    draw_lollipops,
    draw_spark,
    draw_squares,
)
from apps.pages.runs import Promised
from apps.pages.stories import Change, Evidence, EvidenceLine, KeyFigure, NumberTable, TitledDrawing, marked, sentence

COLORS = (
    "paper", "raised", "sunken", "ink", "quiet", "line", "line-strong", "accent", "accent-soft", "good", "good-soft",
    "warn", "warn-soft", "bad", "bad-soft", "info", "info-soft", "series-1", "series-2", "series-3", "series-4",
    "context",
)  # fmt: skip
LONG = "Donaudampfschifffahrtsgesellschaftskapitaensmuetze, a word that is wider than any phone"
RISE, FALL = (10.0, 22.0, 31.0, 45.0, 58.0, 75.0), (72.0, 66.0, None, 44.0, 33.0, 24.0)


class StylesView(TemplateView):
    template_name = "pages/styles.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEBUG:
            raise Http404("The sheet of components is there while DEBUG is on.")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            colors=COLORS,
            long=LONG,
            moment=datetime(2019, 11, 27, 15, 7, 5, tzinfo=UTC),
            rent=Decimal("2800.50"),
            page=Paginator(range(500), 10).get_page(7),
            **_story_parts(),
            drawings=_drawings(),
            chart=Chart("explored", "A chart to explore", ["Oct 5", "Oct 12"], [Series("hours", [8, 32.5])], places=1),
            empty_chart=Chart("empty", "A chart of nothing", [], [Series("hours", [])]),
            tabs=[("/styles/", "Here", None), ("/styles/?2", "Pull requests", 1221), *_many_tabs()],
            **kwargs,
        )


def _many_tabs() -> list[tuple[str, str, int]]:
    return [(f"/styles/?{number}", f"Table {number}", 100 * number) for number in range(3, 14)]


def _story_parts() -> dict[str, Any]:
    return {
        "claim": sentence("One person writes ", marked("60% of all reviews"), ", so everybody waits."),
        "figures": [
            KeyFigure("Worse", "31.8", "h", Change("4.0 times", "the 8.0 h of Oct 5", "up", False), spark=_spark()),
            KeyFigure("Better", "24.0", "h", Change("67%", "from 72.0 h", "down", True), spark=_spark()),
            KeyFigure("Neither", "75", "%", Change("7.5 times", "the 10% of Oct 5", "up")),
            KeyFigure("No change", "2.60", "of 3", Change("about as", "in the week of Oct 5, 2.61")),
            KeyFigure("A note", "1,221", note="since the first report"),
            KeyFigure("Nothing", "–", note="nothing to measure yet"),
        ],
        "lead": TitledDrawing(
            "The title says the finding",
            "The note says what is drawn, and in which unit",
            _lines((700, 240), 14),
            _lines((310, 220), 12),
            NumberTable(("Week of", "Share"), [("Oct 5", "10%"), ("Oct 12", "75%")]),
        ),
        "evidence": Evidence(
            "The rows behind it",
            [EvidenceLine("A row that leads on", "55 days", "/styles/"), EvidenceLine(LONG, "3 days")],
            "All 41 rows",
            "/styles/",
        ),
        "nothing": Evidence("No rows behind it", []),
        "kept": [Promised("a", "A promise that is kept.", "60% (within 1%)", "60.3%", True, 1)],
        "broken": [
            Promised("b", "A promise that is broken.", "no row out of order", "row 7 and 3 more", False, 15),
            Promised("a", "A promise that is kept.", "60% (within 1%)", "60.3%", True, 1),
        ],
    }


def _spark() -> Any:
    return draw_spark(RISE, "A line that rises", tone="series-2")


def _lines(size: tuple[int, int], font: float) -> Any:
    return draw_lines(
        [
            Line("AI share", RISE, (0, 82), "10%", "75%"),
            Line("cycle time", FALL, (0, 80), "72 h", "24 h", "context"),
        ],
        ("Oct 5", "Nov 23"),
        "Two lines that cross, one with a gap",
        size=size,
        font=font,
    )


def _drawings() -> list[tuple[str, Any]]:
    even = 0.25
    bars = [Bar("Sofia Perez", 0.6, "60%", tone="series-2"), Bar("Lucia Yamada", 0.22, "22%"), Bar(LONG, 0.05, "5%")]
    return [
        ("Lines", _lines((252, 112), 11)),
        ("Lines without a value", draw_lines([], ("", ""), "Nothing")),
        ("Bars", draw_bars(bars, "Three bars", even=even, even_words="even share, 25%")),
        (
            "Lollipops",
            draw_lollipops(
                [Lollipop("Deepa Hahn", 0.81, "81%"), Lollipop("Gina Lund", 0.39, "39%")],
                "Two lollipops",
                middle=0.5,
                middle_words="a coin flip, 50%",
            ),
        ),
        (
            "Columns",
            draw_columns(
                [Column([(n % 4, "series-1"), (n % 3, "series-3"), (1, "series-2")]) for n in range(11)]
                + [Column([(0, "series-1")], "Nov 23")],
                "Twelve columns",
                legend=[("e-mail", "series-1"), ("text", "series-3"), ("call", "series-2")],
            ),
        ),
        ("Squares", draw_squares([(12, "series-1"), (4, "series-2")], "16 squares", ("12 play", "4 in repair"))),
        (
            "Lanes",
            draw_lanes(
                [
                    Lane("Alice", "a leak", [Moment(0), Moment(0.2, "repair requested"), Moment(1)]),
                    Lane("Bob", "the pool", [Moment(n / 9) for n in range(10)]),
                ],
                ("first text", "3 h later"),
                "Two lanes",
            ),
        ),
        ("Sparkline of nothing", draw_spark([], "Nothing")),
    ]
