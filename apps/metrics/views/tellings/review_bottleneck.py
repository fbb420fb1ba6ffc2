"""Review load by person, beside the even share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.urls import reverse

from apps.metrics import queries
from apps.metrics.queries.results import ReviewerLoad
from apps.metrics.queries.weeks import WeekRange
from apps.metrics.views.measures import CYCLE, OPEN, QUALITY, REVIEW
from apps.metrics.views.tellings.base import DESK, LINES_BEHIND, PHONE, Telling, spoken
from apps.pages.drawing import CARD, Bar, Drawing, draw_bars
from apps.pages.drawing.shapes import Size, Tone
from apps.pages.formatting import hours, number, percent, plural
from apps.pages.stories import Evidence, EvidenceLine, NumberTable, Part, TitledDrawing, marked, sentence


class ReviewBottleneckTelling(Telling):
    """One person reviews, and everybody waits."""

    measures = (REVIEW, CYCLE, OPEN, QUALITY)
    tone: Tone = "series-2"

    @cached_property
    def loads(self) -> list[ReviewerLoad]:
        """Those of the weeks that are over, as the promise counts them."""
        weeks = WeekRange.spanning(week.week_start for week in self.weeks)
        return queries.reviewer_loads(self.team, weeks=weeks)

    @property
    def busiest(self) -> str:
        return self.loads[0].reviewer.name if self.loads else "Nobody"

    @property
    def share(self) -> str:
        return percent(self.loads[0].review_share) if self.loads else "0%"

    @property
    def move(self) -> str:
        """The verb of the wait for a first review."""
        return {"up": "grows", "down": "falls", "same": "goes"}[self.direction(REVIEW)]

    @property
    def consequence(self) -> str:
        return ", so everybody waits: " if self.direction(REVIEW) == "up" else ": "

    def sentence(self) -> Sequence[Part]:
        first, last = self.short_texts(REVIEW)
        name = self.busiest.split(" ")[0]
        return sentence(
            f"{name} writes {self.share} of all reviews; the wait for one {self.move} from {first} to {last}."
        )

    def claim(self) -> Sequence[Part]:
        first, last = self.texts(REVIEW)
        return sentence(
            marked(f"One person writes {self.share} of all reviews"), self.consequence, "a first review took ",
            marked(spoken(first)), f" in {self.first_week} and takes ", marked(spoken(last)), " now.",
        )  # fmt: skip

    def picture(self) -> Drawing:
        return self._bars(CARD, 11, with_counts=False)

    def lead(self) -> TitledDrawing:
        total = sum(load.review_count for load in self.loads)
        return TitledDrawing(
            f"{self.busiest} reviews for everybody",
            f"Share of the {plural(total, 'review')}, by person",
            self._bars(DESK, 14, with_counts=True),
            self._bars(PHONE, 12, with_counts=True),
            NumberTable(
                ("Reviewer", "Share", "Reviews"),
                [(each.reviewer.name, percent(each.review_share, 1), number(each.review_count)) for each in self.loads],
            ),
        )

    def evidence(self) -> Evidence:
        waiting = queries.open_pull_requests(self.team, as_of=self.now)
        return Evidence(
            "Waiting longest",
            [
                EvidenceLine(each.title, hours(each.age_hours), reverse("metrics:pull_request", args=[each.id]))
                for each in waiting[:LINES_BEHIND]
            ],
            f"All {plural(len(waiting), 'open pull request')}",
            self.address("pull-requests", "?state=open"),
        )

    def _bars(self, size: Size, font: float, *, with_counts: bool) -> Drawing:
        even = 1 / len(self.loads) if self.loads else 0
        return draw_bars(
            [
                Bar(
                    load.reviewer.name,
                    load.review_share,
                    percent(load.review_share),
                    number(load.review_count) if with_counts else "",
                    self.tone if index == 0 else "context",
                )
                for index, load in enumerate(self.loads)
            ],
            f"{self.busiest} writes {self.share} of all reviews; an even share would be {percent(even)}",
            even=even,
            even_words=f"even share, {percent(even)}",
            size=size,
            font=font,
        )
