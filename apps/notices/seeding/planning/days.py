"""The library's days, counted back from the as-of date: yesterday is 1, tomorrow is -1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

SUNDAY = 6
END_OF_DAY = time(23, 59, 59)
PAST_DAYS = 20
"""How far back the window reaches that every notice and due date lies in."""
FUTURE_DAYS = 10


@dataclass(frozen=True)
class LibraryDays:
    """All moments are the library's wall clock, without a time zone."""

    today: date

    @cached_property
    def weekday(self) -> int:
        """Of today; Monday is 0."""
        return self.today.weekday()

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def is_open(self, days_ago: int) -> bool:
        return (self.weekday - days_ago) % 7 != SUNDAY

    def open_days(self, days: Iterable[int]) -> list[int]:
        return [day for day in days if self.is_open(day)]

    def newest_open_day(self) -> int:
        return 1 if self.is_open(1) else 2

    def at(self, days_ago: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
        return datetime.combine(self.day(days_ago), time(hour, minute, second))

    def end(self, days_ago: int) -> datetime:
        """When an item that is due that day is due."""
        return datetime.combine(self.day(days_ago), END_OF_DAY)

    @property
    def renew_day(self) -> int:
        """The day whose due items are offered renewal: in three days, or in four where that is a Sunday."""
        return -3 if self.is_open(-3) else -4

    def elapsed_of_year(self, count_a_year: int) -> int:
        """How many of so many a year had come about by the end of yesterday."""
        return count_a_year * self.day(1).timetuple().tm_yday // 366

    def is_this_year(self, moment: datetime) -> bool:
        """Whether it lies in the year of yesterday, which the year-to-date counts are about."""
        return moment.year == self.day(1).year
