"""The AI-assisted share against the cycle time."""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics import queries
from apps.metrics.views.measures import AI, CYCLE, QUALITY, REVIEW, table_of
from apps.metrics.views.tellings.base import DESK, LINES_BEHIND, PHONE, Telling, end_texts, merge_line, spoken
from apps.pages.drawing import Drawing, Line, draw_lines
from apps.pages.drawing.shapes import Size
from apps.pages.stories import Evidence, Part, TitledDrawing, marked, sentence


class AISuccessTelling(Telling):
    """AI takes over, and work gets faster."""

    measures = (AI, CYCLE, REVIEW, QUALITY)

    def sentence(self) -> Sequence[Part]:
        (ai_first, ai_last), (first, last) = self.short_texts(AI), self.short_texts(CYCLE)
        return sentence(f"AI share {ai_first} to {ai_last}, cycle time {first} to {last}, quality {self.quality}.")

    def claim(self) -> Sequence[Part]:
        (ai_first, ai_last), (first, last) = self.texts(AI), self.texts(CYCLE)
        return sentence(
            "AI helps with ", marked(f"{ai_last} of all merged pull requests"), f", {self.move} {ai_first} in "
            f"{self.first_week}, and a change is merged after ", marked(spoken(last)), " instead of ",
            marked(spoken(first)), f". Quality {self.quality} at ", marked(f"{self.texts(QUALITY)[1]} of 3"), ".",
        )  # fmt: skip

    @property
    def move(self) -> str:
        return {"up": "up from", "down": "down from", "same": "after"}[self.direction(AI)]

    @property
    def quality(self) -> str:
        """The verb of the ratings: they hold where they do not fall."""
        return "ends" if self.direction(QUALITY) == "down" else "holds"

    def finding(self) -> str:
        if (self.direction(AI), self.direction(CYCLE)) == ("up", "down"):
            return "The more AI helps, the sooner work is merged"
        return "The share of AI and the time to a merge"

    def span(self) -> str:
        first, last = self.ends_of_time()
        return f"AI-assisted share of each week’s merges, and their mean cycle time, weeks of {first} to {last}"

    def lead(self) -> TitledDrawing:
        table = table_of((AI, CYCLE), self.weeks, today=self.today)
        return TitledDrawing(self.finding(), self.span(), self.lines(DESK, 14), self.lines(PHONE, 12), table)

    def evidence(self) -> Evidence:
        return Evidence(
            "Latest merges with AI",
            [merge_line(each) for each in queries.latest_merges(self.team, count=LINES_BEHIND, is_ai_assisted=True)],
            "All AI-assisted pull requests",
            self.address("pull-requests", "?ai=yes"),
        )

    def lines(self, size: Size, font: float) -> Drawing:
        ai, cycle = AI.values(self.weeks), CYCLE.values(self.weeks)
        return draw_lines(
            [
                Line("AI share", ai, (0, 1.1 * max(value or 0 for value in ai) or 1), *end_texts(AI, ai), "series-1"),
                Line("cycle time", cycle, CYCLE.scale(cycle), *end_texts(CYCLE, cycle), "context"),
            ],
            self.ends_of_time(),
            f"AI share from {' to '.join(self.texts(AI))}, cycle time from {' to '.join(self.texts(CYCLE))}",
            size=size,
            font=font,
        )
