"""Story time: the place of "now", and the moments of a scenario's coordinates.

A calendar is made from the anchor and turns coordinates into datetimes (`moment`) and back (`coordinate`, for the
fingerprint). Only this module asks the clock, and only for the default anchor and for stamps of the record.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from seedplot.errors import PlanError, SeedError

DAY = 86_400
WEEK = 7 * DAY
WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ANCHOR_YEARS = range(1900, 2200)
"""Far enough from the ends of the calendar that no story runs over them."""


def start_of_today() -> datetime:
    """The default anchor: midnight in the project time zone."""
    return midnight(timezone.localdate(timezone=project_zone()))


def wall_clock_now() -> datetime:
    """The wall clock, for the record of a run; no row ever holds it."""
    return timezone.now()


def parse_anchor(text: str, option: str = "--as-of") -> datetime:
    """The start of the day that the option names, in the project time zone."""
    try:
        # Alone, it takes other forms than the one that is documented.
        day = date.fromisoformat(text if WRITTEN_DAY.fullmatch(text) else "")
    except ValueError:
        raise SeedError(f"'{text}' is not a date. Give {option} as YYYY-MM-DD, such as 2026-03-09.") from None
    if day.year not in ANCHOR_YEARS:
        first, last = ANCHOR_YEARS[0], ANCHOR_YEARS[-1]
        raise SeedError(f"'{text}' is out of reach. Give {option} a date in the years {first} to {last}.")
    return midnight(day)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), project_zone())


def project_zone() -> ZoneInfo:
    zone = timezone.get_default_timezone()
    assert isinstance(zone, ZoneInfo)
    return zone


class UtcDay(NamedTuple):
    """The coordinates of one day in UTC, in whole seconds: `start`, and one more for each second of the day."""

    start: int
    midnight: int
    """The second of the day at which it is midnight in the project time zone; -1 where that needs no other text."""
    midnight_coordinate: str


class Calendar(ABC):
    """The story time of one run. `anchor` is an aware datetime; nothing happens at or after it.

    Moments are aware datetimes, coordinates are texts. The three below are Calendars; another one states its `origin`.

    >>> from datetime import date, timedelta
    >>> from seedplot import AnchoredCalendar, Calendar
    >>> from seedplot.clock import midnight
    >>> calendar: Calendar = AnchoredCalendar(midnight(date(2026, 3, 12)))
    >>> calendar.happened(calendar.anchor), calendar.happened(calendar.anchor - timedelta(seconds=1))
    (False, True)
    """

    def __init__(self, anchor: datetime) -> None:
        self.anchor = anchor
        self.zone = project_zone()

    def happened(self, moment: datetime | None) -> bool:
        """Return true if the moment lies before the anchor; None never happens."""
        return moment is not None and moment < self.anchor

    @property
    @abstractmethod
    def origin(self) -> datetime:
        """The moment that coordinates count from."""

    def coordinate(self, moment: datetime) -> str:
        """The moment as the fingerprint writes it: the same for the same story at any anchor."""
        local = moment.astimezone(self.zone).replace(tzinfo=None)
        return _seconds(local - self.origin.replace(tzinfo=None))

    def utc_day(self, day: date) -> UtcDay | None:
        """The coordinates of that day, as `coordinate` gives them; None where they are not a simple sum."""
        if type(self).coordinate is not Calendar.coordinate or self.origin.microsecond:
            return None
        offset = self._offset_during(day)
        if offset is None:
            return None
        local = datetime.combine(day, time()) + offset
        return UtcDay((local - self.origin.replace(tzinfo=None)) // timedelta(seconds=1), -1, "")

    def _offset_during(self, day: date) -> timedelta | None:
        """The offset of the project time zone during that day in UTC; None if it changes."""
        start = datetime.combine(day, time(), UTC)
        first, last = (each.astimezone(self.zone).utcoffset() for each in (start, start + timedelta(seconds=DAY - 1)))
        return first if first == last else None

    def date_coordinate(self, day: date) -> str:
        return f"day {(day - self.origin.date()).days}"

    def naive_coordinate(self, moment: datetime) -> str:
        """A wall-clock value (one without a time zone) as the fingerprint writes it."""
        return _seconds(moment - self.origin.replace(tzinfo=None))


class WeeklyCalendar(Calendar):
    """Full weeks, then the running one up to the anchor; planned in seconds elapsed since the first Monday.

    Durations stay exact through a clock change; the price is that wall-clock times shift by an hour after one. So
    nothing is planned near the turn of a week (Sunday 22:00 to Monday 02:00), where an hour would change the week.

    `weeks` is the number of full weeks. PlanError for a moment near the turn of a week.

    >>> from datetime import date
    >>> from seedplot import WeeklyCalendar
    >>> from seedplot.clock import midnight
    >>> calendar = WeeklyCalendar(midnight(date(2026, 3, 12)), weeks=4)
    >>> calendar.monday(0), calendar.monday(4)
    (datetime.date(2026, 2, 9), datetime.date(2026, 3, 9))
    >>> calendar.moment(8 * 3600, day=2) == calendar.moment((2 * 24 + 8) * 3600)
    True
    """

    def __init__(self, anchor: datetime, weeks: int) -> None:
        super().__init__(anchor)
        self.weeks = weeks
        local = anchor.astimezone(self.zone)
        monday = local.date() - timedelta(days=local.weekday())
        self.first_monday = midnight(monday - timedelta(weeks=weeks))
        self._start = self.first_monday.astimezone(UTC)
        self.now = int((anchor - self._start).total_seconds())
        """The anchor, in seconds since the first Monday."""

    @property
    def origin(self) -> datetime:
        return self.first_monday

    def moment(self, seconds: int, *, day: int = 0) -> datetime:
        """The moment so many seconds after the midnight of that day, counted from the first Monday in elapsed time."""
        seconds += day * DAY
        if not 2 * 3600 <= seconds % WEEK <= WEEK - 2 * 3600:
            raise PlanError(
                f"second {seconds} of the calendar lies between Sunday 22:00 and Monday 02:00, where no event may be. "
                "Plan it at another hour"
            )
        return self._start + timedelta(0, seconds)

    def day(self, day: int) -> date:
        """The date so many days after the first Monday."""
        return self.first_monday.date() + timedelta(days=day)

    def monday(self, week: int) -> date:
        return self.day(7 * week)

    def end_of_day(self, day: int) -> datetime:
        """The end of that day, or the anchor if it comes first: the moment of a day's summary."""
        return min(midnight(self.day(day + 1)), self.anchor)

    def end_of_week(self, week: int) -> datetime:
        return self.end_of_day(7 * week + 6)

    def coordinate(self, moment: datetime) -> str:
        # A midnight is a date's edge, which keeps its name when a clock change moves it by an hour.
        local = moment.astimezone(self.zone)
        if local.time() == time():
            return self.date_coordinate(local.date())
        return _seconds(moment - self._start)

    def utc_day(self, day: date) -> UtcDay | None:
        offset = self._offset_during(day)
        if type(self).coordinate is not WeeklyCalendar.coordinate or offset is None:
            return None
        start = datetime.combine(day, time(), UTC)
        midnight = int(-offset.total_seconds()) % DAY
        local = (start + timedelta(seconds=midnight)).astimezone(self.zone)
        return UtcDay((start - self._start) // timedelta(seconds=1), midnight, self.date_coordinate(local.date()))


class AnchoredCalendar(Calendar):
    """Days before the anchor, at a wall-clock time: what happened at nine stays at nine through clock changes.

    >>> from datetime import date, time
    >>> from seedplot import AnchoredCalendar
    >>> from seedplot.clock import midnight
    >>> calendar = AnchoredCalendar(midnight(date(2026, 3, 12)))
    >>> calendar.day(3)
    datetime.date(2026, 3, 9)
    >>> calendar.moment(3, time(9)).astimezone(calendar.zone).strftime("%a %d %b, %H:%M")
    'Mon 09 Mar, 09:00'
    """

    @property
    def origin(self) -> datetime:
        return self.anchor.astimezone(self.zone)

    def moment(self, days_before: int, at: time) -> datetime:
        """That time of day, so many days before the anchor's date; a time that a clock change skips moves on by it."""
        day = self.origin.date() - timedelta(days=days_before)
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def day(self, days_before: int) -> date:
        return self.origin.date() - timedelta(days=days_before)


class FixedCalendar(Calendar):
    """Dates of history: the same whatever the anchor, which only decides what has happened yet.

    >>> from datetime import date, datetime
    >>> from seedplot import FixedCalendar
    >>> from seedplot.clock import midnight
    >>> calendar = FixedCalendar(midnight(date(2026, 3, 12)))
    >>> calendar.happened(calendar.moment(datetime(1969, 7, 20, 20, 17)))
    True
    """

    @property
    def origin(self) -> datetime:
        return datetime(1, 1, 1, tzinfo=self.zone)

    def moment(self, local: datetime) -> datetime:
        """The wall-clock moment in the project time zone."""
        return local.replace(tzinfo=self.zone).astimezone(UTC)


def _seconds(difference: timedelta) -> str:
    microseconds = difference // timedelta(microseconds=1)
    seconds, rest = divmod(microseconds, 1_000_000)
    return f"{seconds}.{rest:06d}" if rest else str(seconds)
