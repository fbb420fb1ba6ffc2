"""Moments of stories as their authors write them: dates of history, and so many days before the anchor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class OnDate:
    """A moment of history, in wall-clock time."""

    day: date
    at: time

    def later(self, days: int, at: time) -> OnDate:
        return OnDate(self.day + timedelta(days=days), at)

    @property
    def order(self) -> tuple[int, int, time]:
        return 0, self.day.toordinal(), self.at


@dataclass(frozen=True)
class DaysAgo:
    """A moment so many days before the anchor, in wall-clock time; stretched to 180 days, as the authors wrote it."""

    days: int
    at: time

    def later(self, days: int, at: time) -> DaysAgo:
        return DaysAgo(self.days - days, at)

    @property
    def order(self) -> tuple[int, int, time]:
        return 1, -self.days, self.at


StoryTime = OnDate | DaysAgo

_OPENING = re.compile(r"(?:(?P<date>\d{4}-\d\d-\d\d)|(?P<days>[1-9]\d{0,2}) days? ago) (?P<time>\d\d:\d\d)")


def parse_opening(text: str) -> StoryTime:
    """The moment that a task's `opened` names. ValueError that says how to write one."""
    found = _OPENING.fullmatch(text)
    if found is None:
        raise ValueError(f"'{text}' is no moment. Write it as '2024-01-10 14:20' or '171 days ago 10:15'.")
    at = parse_time(found["time"])
    if found["days"]:
        return DaysAgo(int(found["days"]), at)
    try:
        return OnDate(date.fromisoformat(found["date"]), at)
    except ValueError:
        raise ValueError(f"'{found['date']}' is not a date of the calendar.") from None


def parse_time(text: str) -> time:
    """The time of day. ValueError that says how to write one."""
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - the zone comes with the calendar
    except ValueError:
        raise ValueError(f"'{text}' is no time of day. Write it as '09:05' or '21:40'.") from None
