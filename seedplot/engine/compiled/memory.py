"""Results that are remembered by raw value: a column's values repeat, and decoding one costs more than finding it."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime

if TYPE_CHECKING:
    from seedplot.clock import Calendar, UtcDay

MOST_REMEMBERED = 1_000
"""Results that are remembered; then all are forgotten, so that memory does not grow with the data."""
_TO_THE_SECOND = len("2026-03-09 12:00:00")
_TO_THE_SECOND_IN_UTC = len("2026-03-09 12:00:00+00")


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
        self._function = function
        self._of_none = of_none

    def __missing__(self, raw: Any) -> Any:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
            self[None] = self._of_none
        value = self[raw] = self._function(raw)
        return value


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
    value = _parsed(raw) if type(raw) is str else raw
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def moment_on_sqlite(raw: Any) -> datetime | None:
    """The same on SQLite, which keeps anything in any column; None where Django reads none."""
    if type(raw) is str:
        try:
            return moment(raw)
        except ValueError:
            # Django reads more than the standard says.
            pass
    found = parse_datetime(as_text(raw))
    return None if found is None else moment(found)


def as_text(raw: Any) -> str:
    """A value of SQLite as the text that its driver hands to Django's converters."""
    return raw.decode() if isinstance(raw, bytes) else str(raw)


def _parsed(text: str) -> datetime:
    # Django's converters parse, and then set the time zone; together that takes ten times as long.
    return datetime.fromisoformat(f"{text}Z" if len(text) == _TO_THE_SECOND else text)


class MomentTexts(Remembered):
    """The coordinates of moments, as the fingerprint writes them, by raw value."""

    def __init__(self, calendar: Calendar, moments: Remembered) -> None:
        super().__init__(self._text, of_none="null")
        self._calendar = calendar
        self._moments = moments
        self._days = Remembered(self._day)
        self._minutes = {
            f"{hour:02}:{minute:02}:": 3600 * hour + 60 * minute for hour in range(24) for minute in range(60)
        }
        self._seconds = {f"{second:02}": second for second in range(60)}

    def _text(self, raw: Any) -> str:
        if type(raw) is str:
            length = len(raw)
            if length == _TO_THE_SECOND or (length == _TO_THE_SECOND_IN_UTC and raw[-3:] == "+00"):
                text = self._to_the_second(raw)
                if text is not None:
                    return text
        value = raw.value if isinstance(raw, Replaced) else self._moments[raw]
        return "null" if value is None else self._calendar.coordinate(value)

    def _to_the_second(self, raw: str) -> str | None:
        """The coordinate of a text in the usual form, added up; None for another one."""
        try:
            day = self._days[raw[:10]]
            second = self._minutes[raw[11:17]] + self._seconds[raw[17:19]]
        except (KeyError, ValueError):
            return None
        if day is None:
            return None
        return day.midnight_coordinate if second == day.midnight else str(day.start + second)

    def _day(self, text: str) -> UtcDay | None:
        return self._calendar.utc_day(date.fromisoformat(text))
