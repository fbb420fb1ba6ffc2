"""The museum's story, for the start page and for the floor: how many machines can be played, and what is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from apps.accounts.models import User
from apps.pages.drawing import Column, Drawing, Tone, draw_columns, draw_squares
from apps.pages.drawing.shapes import Size
from apps.pages.formatting import are, day, number, plural
from apps.pages.runs import day_of
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
from apps.tickets.models import MachineInstance, Task
from apps.tickets.queries import floor
from seedplot.models import SeedRun

TONES: dict[str, Tone] = {
    MachineInstance.STATUS_GOOD: "series-1",
    MachineInstance.STATUS_FIXING: "series-2",
    MachineInstance.STATUS_BROKEN: "series-4",
    MachineInstance.STATUS_UNKNOWN: "context",
}
"""The states in the order of the squares."""
MONTHS_OF_A_LABEL = 6


@dataclass
class Museum:
    """The museum as the first screen tells it. It asks for rows when they are needed."""

    today: date

    @cached_property
    def machines(self) -> list[floor.FloorMachine]:
        return floor.machines_with_state()

    @cached_property
    def tasks(self) -> dict[str, int]:
        return floor.count_tasks()

    @cached_property
    def months(self) -> list[tuple[date, int]]:
        return floor.entries_by_month()

    @cached_property
    def states(self) -> Counter[str]:
        return Counter(each.machine.operational_status for each in self.machines)

    @property
    def playing(self) -> int:
        return self.states[MachineInstance.STATUS_GOOD]

    @property
    def others(self) -> str:
        """The machines that cannot be played, by state: "4 in repair, 1 out of order"."""
        words = (
            (MachineInstance.STATUS_FIXING, "in repair"),
            (MachineInstance.STATUS_BROKEN, "out of order"),
            (MachineInstance.STATUS_UNKNOWN, "unknown"),
        )
        return ", ".join(f"{self.states[state]} {word}" for state, word in words if self.states[state])

    def sentence(self) -> Sequence[Part]:
        people = plural(floor.active_maintainers().count(), "volunteer")
        return sentence(f"{people} keep {plural(len(self.machines), 'machine')} alive, and write down how.")

    def claim(self) -> Sequence[Part]:
        waiting = self.tasks[Task.STATUS_OPEN]
        return sentence(
            marked(f"{self.playing} of {plural(len(self.machines), 'machine')} can be played"),
            f", {self.others}" if self.others else "", "; ", marked(f"{plural(waiting, 'task')} {are(waiting)} open"),
            f" of {number(sum(self.tasks.values()))}, each with a log of who did what.",
        )  # fmt: skip

    def figures(self) -> list[KeyFigure]:
        written = sum(count for _, count in self.months)
        states = [(self.states[state], tone) for state, tone in TONES.items()]
        squares = draw_squares(states, f"{self.playing} machines play; {self.others}", size=(96, 36))
        return [
            KeyFigure(
                "Playable machines", number(self.playing), f"of {len(self.machines)}", note=self.others, spark=squares
            ),
            KeyFigure("Open tasks", number(self.tasks[Task.STATUS_OPEN]), note="reports and tasks that wait"),
            KeyFigure("Closed tasks", number(self.tasks[Task.STATUS_CLOSED]), note="since the first report"),
            KeyFigure("Log entries", number(written), note="of machines and tasks"),
        ]

    def squares(self, size: Size = (252, 34), font: float = 11) -> Drawing:
        return draw_squares(
            [(self.states[state], tone) for state, tone in TONES.items()],
            f"{self.playing} machines play; {self.others}",
            (f"{self.playing} machines play", f"{len(self.machines) - self.playing} do not"),
            size=size,
            font=font,
        )

    def columns(self, size: Size = (252, 70), font: float = 11) -> Drawing:
        labeled = {next((month for month, _ in self.months if month.year == year), None) for year in self._years}
        return draw_columns(
            [
                Column([(count, "series-1")], str(month.year) if month in labeled else "")
                for month, count in self.months
            ],
            "Log entries by month",
            size=size,
            font=font,
        )

    @property
    def _years(self) -> set[int]:
        """The years of which enough months are shown: others have no room for a label."""
        counts = Counter(month.year for month, _ in self.months)
        return {year for year, count in counts.items() if count >= MONTHS_OF_A_LABEL}

    @property
    def finding(self) -> str:
        """The month in which most was written."""
        if not self.months:
            return "Nothing has been written yet"
        month, count = max(self.months, key=lambda each: each[1])
        return f"{month:%B} {month.year} is the busiest month, with {plural(count, 'log entry', 'log entries')}"

    def lead(self) -> TitledDrawing:
        return TitledDrawing(
            self.finding,
            "Log entries by month",
            self.columns((700, 220), 14),
            self.columns((310, 180), 12),
            NumberTable(
                ("Month", "Entries"), [(f"{month:%b} {month.year}", number(count)) for month, count in self.months]
            ),
        )

    def evidence(self) -> Evidence:
        out = [each for each in self.machines if each.since]
        return Evidence(
            "Out of order longest",
            [
                EvidenceLine(
                    each.machine.name,
                    f"since {day(each.since, today=self.today)}",
                    reverse("tickets:machine_public", args=[each.machine.slug]),
                )
                for each in sorted(out, key=lambda each: (each.since, each.machine.pk))
                if each.since
            ],
            f"All {plural(self.tasks[Task.STATUS_OPEN], 'open task')}",
            reverse("tickets:task_list"),
        )


def story_of(run: SeedRun, user: User) -> StoryCard | None:
    museum = Museum(day_of(run))
    if not museum.machines:
        return None
    return StoryCard(
        title="Pinball workshop",
        sentence=museum.sentence(),
        pictures=[museum.columns(), museum.squares()],
        figures=museum.figures(),
        claim=museum.claim(),
    )
