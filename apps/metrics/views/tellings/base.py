"""The common part of all tellings: a team's weeks, and the story of a team of which no scenario says more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from django.urls import reverse

from apps.metrics import queries
from apps.metrics.models import PullRequest, Team
from apps.metrics.queries.results import WeeklyFigures
from apps.metrics.seeding.weekly_metrics_calculator import week_start
from apps.metrics.views.measures import (
    AI,
    CYCLE,
    QUALITY,
    REVIEW,
    Measure,
    direction_between,
    ends,
    key_figure,
    table_of,
    week_of,
)
from apps.pages.drawing import CARD, Drawing, Line, draw_lines
from apps.pages.drawing.shapes import Size, Tone
from apps.pages.formatting import hours
from apps.pages.stories import Evidence, EvidenceLine, KeyFigure, Part, TitledDrawing, marked, sentence
from seedplot.clock import project_zone

DESK: Size = (700, 250)
PHONE: Size = (310, 230)
LINES_BEHIND = 5


def spoken(text: str) -> str:
    """A measured time in a sentence: "31.8 hours"."""
    return f"{text.removesuffix(' h')} hours" if text.endswith(" h") else text


class Telling:
    """The story of a team of which no scenario says more: how long its work takes."""

    measures: Sequence[Measure] = (CYCLE, REVIEW, AI, QUALITY)
    tone: Tone = "series-1"

    def __init__(self, team: Team, now: datetime) -> None:
        self.team, self.now = team, now

    @property
    def today(self) -> date:
        return self.now.astimezone(project_zone()).date()

    @cached_property
    def weeks(self) -> list[WeeklyFigures]:
        """The weeks that are over; all of them while none is."""
        found = queries.weekly_figures(self.team)
        running = week_start(self.now, project_zone())
        return [week for week in found if week.week_start < running] or found

    @property
    def is_empty(self) -> bool:
        return not self.weeks

    def texts(self, measure: Measure) -> tuple[str, str]:
        """The first and the last value in words."""
        found = ends(measure.values(self.weeks))
        return ("nothing", "nothing") if found is None else (measure.text(found[0]), measure.text(found[1]))

    def short_texts(self, measure: Measure) -> tuple[str, str]:
        """The same without tenths of hours, for a card."""
        return end_texts(measure, measure.values(self.weeks))

    def direction(self, measure: Measure) -> Literal["up", "down", "same"]:
        """The direction in which the measure has moved from the first to the last value."""
        found = ends(measure.values(self.weeks))
        return "same" if found is None else direction_between(measure, *found)

    @property
    def first_week(self) -> str:
        return f"the week of {week_of(self.weeks[0], today=self.today)}"

    def sentence(self) -> Sequence[Part]:
        first, last = self.texts(CYCLE)
        return sentence(f"A change is merged after {spoken(last)}; {spoken(first)} in {self.first_week}.")

    def claim(self) -> Sequence[Part]:
        first, last = self.texts(CYCLE)
        _, ai = self.texts(AI)
        return sentence(
            "A change was merged after ", marked(spoken(first)), f" in {self.first_week} and is after ",
            marked(spoken(last)), " now, with AI in ", marked(ai), " of the merges.",
        )  # fmt: skip

    def figures(self) -> list[KeyFigure]:
        return [key_figure(measure, self.weeks, today=self.today, tone=self.tone) for measure in self.measures]

    def picture(self) -> Drawing:
        return self.lines(CARD, 11)

    def lead(self) -> TitledDrawing:
        return TitledDrawing(
            self.finding(),
            self.span(),
            self.lines(DESK, 14),
            self.lines(PHONE, 12),
            table_of((CYCLE, REVIEW), self.weeks, today=self.today),
        )

    def finding(self) -> str:
        return "Cycle time and the wait for the first review"

    def span(self) -> str:
        last = week_of(self.weeks[-1], today=self.today)
        return f"Mean hours of each week’s merges, weeks of {week_of(self.weeks[0], today=self.today)} to {last}"

    def evidence(self) -> Evidence:
        return Evidence(
            "Latest merges",
            [merge_line(each) for each in queries.latest_merges(self.team, count=LINES_BEHIND)],
            "All pull requests",
            self.address("pull-requests"),
        )

    def address(self, table: str, query: str = "") -> str:
        name = "metrics:pull_requests" if table == "pull-requests" else f"metrics:{table}"
        return f"{reverse(name, args=[self.team.slug])}{query}"

    def lines(self, size: Size, font: float) -> Drawing:
        cycle, review = CYCLE.values(self.weeks), REVIEW.values(self.weeks)
        scale = CYCLE.scale(cycle, review)
        return draw_lines(
            [
                Line("cycle time", cycle, scale, *end_texts(CYCLE, cycle), self.tone),
                Line("first review", review, scale, *end_texts(REVIEW, review), "context"),
            ],
            self.ends_of_time(),
            f"Cycle time from {' to '.join(self.texts(CYCLE))}, first review from {' to '.join(self.texts(REVIEW))}",
            size=size,
            font=font,
        )

    def ends_of_time(self) -> tuple[str, str]:
        return week_of(self.weeks[0], today=self.today), week_of(self.weeks[-1], today=self.today)


def end_texts(measure: Measure, values: Sequence[float | None]) -> tuple[str, str]:
    found = ends(values)
    return ("", "") if found is None else (measure.short_text(found[0]), measure.short_text(found[1]))


def merge_line(merged: PullRequest) -> EvidenceLine:
    took = "–" if merged.cycle_time_hours is None else hours(merged.cycle_time_hours)
    return EvidenceLine(merged.title, took, reverse("metrics:pull_request", args=[merged.pk]))
