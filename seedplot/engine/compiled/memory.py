"""Results that are remembered by raw value: a column's values repeat, and decoding one costs more than finding it."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime

if TYPE_CHECKING:
    from seedplot.clock import Calendar

MOST_REMEMBERED = 1_000
"""Results that are remembered; then all are forgotten, so that memory does not grow with the data."""
_TO_THE_SECOND = len("2026-03-09 12:00:00")


class Replaced:
    """A value in the place of a raw one. It needs no decoding."""

    def __init__(self, value: Any) -> None:
        self.value = value

    @classmethod
    def of(cls, value: Any) -> Replaced | None:
        return None if value is None else cls(value)

    def __str__(self) -> str:
        return str(self.value)


class Remembered(dict[Any, Any]):
    """A function's results by argument; None stays None, or what `of_none` says."""

    def __init__(self, function: Callable[[Any], Any], of_none: Any = None) -> None:
        super().__init__({None: of_none})
        self.function = function
        self._of_none = of_none

    def __missing__(self, raw: Any) -> Any:
        if len(self) >= MOST_REMEMBERED:
            self.forget()
        value = self[raw] = self.function(raw)
        return value

    def forget(self) -> None:
        self.clear()
        self[None] = self._of_none


class RememberedCopies(Remembered):
    """Functions that give the results, by argument: each call gives an object of its own, which may be changed."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        super().__init__(partial(_copies, function), of_none=_copies(function, None))


def _copies(function: Callable[[Any], Any], raw: Any) -> Callable[[], Any]:
    try:
        # This takes a third of the time of decoding JSON again, and a sixth of that of a deep copy.
        return partial(marshal.loads, marshal.dumps(function(raw)))
    except ValueError:
        # A decoder of the field's own may make objects of any class.
        return partial(function, raw)


def moment(raw: Any) -> datetime:
    """The moment that a raw value means: a text or a datetime, in UTC unless it says otherwise."""
    if type(raw) is str:
        if len(raw) == _TO_THE_SECOND:
            # Django's converters parse, and then set the time zone; together that takes ten times as long.
            return datetime.fromisoformat(f"{raw}Z")
        raw = datetime.fromisoformat(raw)
    value: datetime = raw
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def moment_on_sqlite(raw: Any) -> datetime | None:
    """The same on SQLite, which keeps anything in any column; None where Django reads none."""
    try:
        return moment(raw)
    except (AttributeError, ValueError):
        # Django reads more than the standard says.
        found = parse_datetime(as_text(raw))
    return None if found is None else moment(found)


def as_text(raw: Any) -> str:
    """A value of SQLite as the text that its driver hands to Django's converters."""
    return raw.decode() if isinstance(raw, bytes) else str(raw)


class MomentTexts(Remembered):
    """The coordinates of moments, as the fingerprint writes them, by raw value.

    `moments` remember the same: hardly two rows share a moment, and the measures ask for each right after its text.
    """

    def __init__(self, calendar: Calendar, moments: Remembered) -> None:
        super().__init__(moments.function, of_none="null")
        self._calendar = calendar
        self._moments = moments
        self._days = Remembered(lambda day: (datetime.combine(day, time(), UTC), calendar.utc_day(day)))
        """By date: the beginning of the day in UTC, and its coordinates if they are a simple sum."""

    def forget(self) -> None:
        super().forget()
        self._moments.forget()

    def __missing__(self, raw: Any) -> str:
        # All in one, for a tenth of each proof is spent here.
        if len(self) >= MOST_REMEMBERED:
            self.forget()
        if type(raw) is Replaced:
            return self._calendar.coordinate(raw.value)
        value = self._moments[raw] = self.function(raw)
        if value is None:
            text = "null"
        else:
            begin, day = self._days[value.date()]
            within = value - begin
            if day is None or within.microseconds:
                text = self._calendar.coordinate(value)
            elif within.seconds == day.midnight:
                text = day.midnight_coordinate
            else:
                text = str(day.start + within.seconds)
        self[raw] = text
        return text
