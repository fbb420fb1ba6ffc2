"""The library's story, for the start page and for the overview: how many contacts arrived, and what saved the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from django.urls import reverse

from apps.accounts.models import User
from apps.notices import models
from apps.notices.queries.access import is_library_staff
from apps.notices.queries.contacts import DayCount, count_contacts_by_day
from apps.notices.queries.library import library_there
from apps.notices.queries.outcomes import WORDS, FailedContact, OptionOutcome, count_outcomes, find_failed
from apps.pages.drawing import CARD, Column, Drawing, Tone, draw_columns
from apps.pages.drawing.shapes import Size
from apps.pages.formatting import day, number, plural
from apps.pages.stories import (
    Evidence,
    EvidenceLine,
    KeyFigure,
    NumberTable,
    Part,
    StoryCard,
    TitledDrawing,
    marked,
    sentence,
)
from seedplot.errors import SeedError
from seedplot.models import SeedRun

DAYS_SHOWN = 20
"""The days before today in which all notices lie."""
FAILED_SHOWN = 6
TONES: dict[int, Tone] = {2: "series-1", 8: "series-3", 3: "series-2", 1: "series-4"}
"""The ways in which patrons are told, from the bottom up; a way keeps its color on all pages."""
OTHERS = "other"
"""The name of all other ways together, where there are any."""


class Contacts:
    """The library's contacts as the first screen tells them. It asks for rows when they are needed."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of

    @cached_property
    def outcomes(self) -> list[OptionOutcome]:
        return count_outcomes()

    @cached_property
    def days(self) -> list[DayCount]:
        return count_contacts_by_day(self.as_of - timedelta(days=DAYS_SHOWN), self.as_of)

    @cached_property
    def failures(self) -> list[FailedContact]:
        return find_failed(FAILED_SHOWN)

    @property
    def arrived(self) -> int:
        return sum(each.arrived for each in self.outcomes)

    @property
    def failed(self) -> int:
        return sum(each.failed for each in self.outcomes)

    @property
    def total(self) -> int:
        return self.arrived + self.failed

    @property
    def finding(self) -> str:
        return f"{number(self.arrived)} of {plural(self.total, 'contact')} arrived"

    def sentence(self) -> Sequence[Part]:
        patrons = plural(models.PatronRecord.objects.count(), "patron")
        return sentence(f"Every notice of {patrons} can be followed to its source; {self.finding}.")

    def claim(self) -> Sequence[Part]:
        shown = len(self.failures)
        reached = sum(each.reached_at is not None for each in self.failures)
        if not self.failed:
            return sentence(marked(self.finding), ", and each can be followed from its source to the log.")
        latest = "" if shown == self.failed else f"of the latest {shown} "
        return sentence(
            marked(self.finding), f". {number(self.failed)} failed, and ", latest,
            marked(f"{number(reached)} reached the patron by the next step"), ".",
        )  # fmt: skip

    def figures(self) -> list[KeyFigure]:
        ways = ", ".join(f"{number(each.arrived + each.failed)} by {each.name}" for each in self.outcomes)
        reached = sum(each.reached_at is not None for each in self.failures)
        return [
            KeyFigure("Arrived", number(self.arrived), f"of {number(self.total)}", note=ways),
            KeyFigure("Saved by the next step", number(reached), f"of {len(self.failures)}", note="after a failure"),
            KeyFigure("Holds", number(models.HoldNotice.objects.count()), note="wait on the shelf"),
            KeyFigure("Overdue", number(models.OverdueNotice.objects.count()), note="items that should be back"),
        ]

    @property
    def ways(self) -> list[tuple[str, Tone]]:
        """The ways in which patrons are told, from the bottom up."""
        others: list[tuple[str, Tone]] = [(OTHERS, "context")] if any(map(_others_of, self.days)) else []
        return [*((WORDS[option], tone) for option, tone in TONES.items()), *others]

    def picture(self, size: Size = CARD, font: float = 11) -> Drawing:
        labeled = {self.days[0].day, self.days[-1].day} if self.days else set()
        return draw_columns(
            [
                Column(
                    [(count, tone) for count, (_, tone) in zip(_counts_of(each), self.ways, strict=False)],
                    day(each.day, today=self.as_of) if each.day in labeled else "",
                )
                for each in self.days
            ],
            f"Contacts by day: {self.finding}",
            legend=self.ways,
            size=size,
            font=font,
        )

    def lead(self) -> TitledDrawing:
        return TitledDrawing(
            self.finding,
            f"Contacts by day and by the way in which patrons are told, the {DAYS_SHOWN} days before "
            f"{day(self.as_of, today=self.as_of)}",
            self.picture((700, 230), 14),
            self.picture((310, 200), 12),
            NumberTable(
                ("Day", *(name for name, _ in self.ways)),
                [
                    (day(each.day, today=self.as_of), *map(number, _counts_of(each)[: len(self.ways)]))
                    for each in self.days
                ],
            ),
        )

    def evidence(self) -> Evidence:
        return Evidence(
            "What failed, and what came next",
            [
                EvidenceLine(
                    f"{each.name}: {each.reason}, {day(each.at, today=self.as_of)}",
                    f"reached {day(each.reached_at, today=self.as_of)}" if each.reached_at else "not reached yet",
                    reverse("notices:patron", args=[each.barcode]),
                )
                for each in self.failures
            ],
            "All patrons",
            reverse("notices:patrons"),
        )


def _counts_of(contacts: DayCount) -> list[int]:
    """The contacts of a day by way, the other ways last."""
    return [*(contacts.by_option.get(option, 0) for option in TONES), _others_of(contacts)]


def _others_of(contacts: DayCount) -> int:
    return sum(count for option, count in contacts.by_option.items() if option not in TONES)


def story_of(run: SeedRun, user: User) -> StoryCard | None:
    """None for those who are not of the staff."""
    if not is_library_staff(user):
        return None
    try:
        library = library_there(run.using)
    except SeedError:
        return None
    contacts = Contacts(library.as_of)
    if not contacts.total:
        return None
    return StoryCard(
        title="Library notices" if run.scenario == "library-notices" else "Library of a city",
        sentence=contacts.sentence(),
        pictures=[contacts.picture()],
        figures=contacts.figures(),
        claim=contacts.claim(),
    )
