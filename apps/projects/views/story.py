"""The software house's story, for the start page and for the list of projects: how far each product has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse

from apps.accounts.models import User
from apps.pages.drawing import CARD, Column, Drawing, Tone, draw_columns
from apps.pages.drawing.shapes import Size
from apps.pages.formatting import are, number, percent, plural
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
from apps.projects.models import Project
from apps.projects.queries.access import visible_projects
from apps.projects.queries.progress import Progress, count_people, measure_progress
from seedplot.models import SeedRun

LINES_BEHIND = 6
COLUMNS_AT_MOST = 40
LEGEND: Sequence[tuple[str, Tone]] = (("done", "series-1"), ("in progress", "series-3"), ("to do", "context"))


class House:
    """The projects that somebody sees, as the first screen tells them. It asks for rows when they are needed."""

    def __init__(self, projects: QuerySet[Project]) -> None:
        self.projects = projects

    @cached_property
    def progress(self) -> list[Progress]:
        return measure_progress(self.projects)

    @cached_property
    def people(self) -> int:
        return count_people(self.projects)

    @cached_property
    def states(self) -> Counter[str]:
        return Counter(each.project.status for each in self.progress)

    @property
    def active(self) -> int:
        return self.states[Project.Status.ACTIVE]

    @property
    def finding(self) -> str:
        return f"{number(self.active)} of {plural(len(self.progress), 'product')} {are(self.active)} under way"

    def sentence(self) -> Sequence[Part]:
        people, products = plural(self.people, "person", "people"), plural(len(self.progress), "product")
        return sentence(f"{people} build {products}, in sprints or on boards.")

    def claim(self) -> Sequence[Part]:
        done, total = sum(each.done for each in self.progress), sum(each.total for each in self.progress)
        completed, planned = self.states[Project.Status.COMPLETED], self.states[Project.Status.PLANNING]
        return sentence(
            marked(plural(self.people, "person", "people")), " build ", marked(plural(len(self.progress), "product")),
            f": {number(self.active)} {are(self.active)} under way, {number(completed)} completed, "
            f"{number(planned)} planned; ",
            marked(f"{number(done)} of {number(total)} issues"), " are done.",
        )  # fmt: skip

    def figures(self) -> list[KeyFigure]:
        done, total = sum(each.done for each in self.progress), sum(each.total for each in self.progress)
        return [
            KeyFigure("Active projects", number(self.active), f"of {len(self.progress)}"),
            KeyFigure("Done", number(100 * done / total) if total else "–", "%", note=f"{number(done)} issues"),
            KeyFigure("In progress", number(sum(each.in_progress for each in self.progress)), note="issues"),
            KeyFigure("People", number(self.people), note="on the teams"),
        ]

    def picture(self, size: Size = CARD, font: float = 11, *, with_keys: bool = False) -> Drawing:
        return draw_columns(
            [
                Column(
                    [
                        (each.done / (each.total or 1), "series-1"),
                        (each.in_progress / (each.total or 1), "series-3"),
                        (each.to_do / (each.total or 1), "context"),
                    ],
                    each.project.key if with_keys and len(self.progress) <= COLUMNS_AT_MOST // 2 else "",
                )
                for each in self.progress[:COLUMNS_AT_MOST]
            ],
            f"Issues by stage: {self.finding}",
            legend=LEGEND,
            size=size,
            font=font,
            highest=1,
        )

    def lead(self) -> TitledDrawing:
        return TitledDrawing(
            self.finding,
            "Issues of each product by stage, the furthest first",
            self.picture((700, 240), 13, with_keys=True),
            self.picture((310, 200), 12),
            NumberTable(
                ("Product", "Done", "In progress", "To do"),
                [
                    (each.project.name, number(each.done), number(each.in_progress), number(each.to_do))
                    for each in self.progress
                ],
            ),
        )

    def evidence(self) -> Evidence:
        active = [each for each in self.progress if each.project.status == Project.Status.ACTIVE]
        return Evidence(
            "Under way, by what is done",
            [
                EvidenceLine(each.project.name, percent(each.share), reverse("projects:board", args=[each.project.pk]))
                for each in active[:LINES_BEHIND]
            ],
        )


def story_of(run: SeedRun, user: User) -> StoryCard | None:
    """The story of the projects that the user may see."""
    house = House(visible_projects(user).filter(is_active=True))
    if not house.progress:
        return None
    return StoryCard(
        title="Software house",
        sentence=house.sentence(),
        pictures=[house.picture()],
        figures=house.figures(),
        claim=house.claim(),
    )
