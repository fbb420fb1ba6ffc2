"""Story time of the software house: days before the anchor, and office hours from Monday to Friday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from apps.projects.seeding.specification import hours
from apps.projects.seeding.specification.hours import SPRINT_CLOSES_AT, SPRINT_DAYS
from seedplot.clock import AnchoredCalendar


def second_of(at: time) -> int:
    return at.hour * 3600 + at.minute * 60


OPENS, CLOSES = second_of(hours.OPENS), second_of(hours.CLOSES)
DAY_SECONDS = CLOSES - OPENS
LAST = 0.999
"""As far as a place may lie in its window."""


class OfficeCalendar(AnchoredCalendar):
    """Anchored, and nobody works at the weekend: the rows are the same at any anchor on the same weekday."""

    def wall_clock(self, days_before: int, second: int) -> datetime:
        return self.moment(days_before, time(second // 3600, second // 60 % 60, second % 60))

    def working_days(self, first: int, last: int) -> list[int]:
        """The days from `first` to `last` days before the anchor that are no weekend; all of them if there is none."""
        days = list(range(first, last - 1, -1))
        return [day for day in days if self.day(day).weekday() < 5] or days


@dataclass(frozen=True)
class Window:
    """The days from `first` to `last` days before the anchor (so `first` is the larger number)."""

    first: int
    last: int


class Timeline:
    """Windows that follow each other, and the moments of places in them, counted in office hours."""

    def __init__(self, calendar: OfficeCalendar, windows: Sequence[Window]) -> None:
        self.calendar = calendar
        self.windows = windows
        self._days = [calendar.working_days(window.first, window.last) for window in windows]

    @property
    def end(self) -> float:
        """The last place of all."""
        return len(self.windows) - 1 + LAST

    def at(self, place: float) -> datetime:
        """The moment of a place: 2.33 is a third of the office hours of window 2."""
        window = min(int(place), len(self.windows) - 1)
        days = self._days[window]
        second = int(min(place - window, LAST) * len(days) * DAY_SECONDS)
        return self.calendar.wall_clock(days[second // DAY_SECONDS], OPENS + second % DAY_SECONDS)

    def office_hours(self, start: float, end: float) -> float:
        """How many office hours lie between two places."""
        inside = (max(0.0, min(end, number + 1) - max(start, number)) for number in range(len(self._days)))
        return sum(share * len(days) for share, days in zip(inside, self._days, strict=True)) * DAY_SECONDS / 3600

    def closing(self, window: int) -> datetime:
        """When a sprint in that window is completed: the evening of its last day."""
        return self.calendar.moment(self.windows[window].last, SPRINT_CLOSES_AT)

    def first_day(self, window: int) -> date:
        return self.calendar.day(self.windows[window].first)


@dataclass(frozen=True)
class SprintDates:
    """A sprint's first and last day, in days before the anchor; both may lie ahead."""

    number: int
    first: int

    @property
    def last(self) -> int:
        return self.first - SPRINT_DAYS

    @property
    def next_first(self) -> int:
        return self.last - 1


def sprints_from(first: int, count: int, number: int = 1) -> list[SprintDates]:
    """So many sprints one after the other, the next on the day after the end of the last."""
    found: list[SprintDates] = []
    for each in range(count):
        found.append(SprintDates(number + each, found[-1].next_first if found else first))
    return found
