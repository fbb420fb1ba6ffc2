"""Remembered results: the same as without memory, and never too many."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from seedplot.clock import AnchoredCalendar, Calendar, FixedCalendar, WeeklyCalendar
from seedplot.engine.compiled import memory
from seedplot.engine.compiled.memory import MomentTexts, Remembered, Replaced, moment

CHICAGO = ZoneInfo("America/Chicago")
# Clocks that change at midnight, by half an hour, not at all, and of which a day is skipped.
ZONES = ["America/Chicago", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"]
SECONDS_OF_THE_DAY = (0, 1, 59, 3_600, 5 * 3_600, 6 * 3_600, 8 * 3_600, 9 * 3_600 + 5, 22 * 3_600, 23 * 3_600 + 3_599)


class HalfWeeks(WeeklyCalendar):
    """A calendar of a project's own, which counts in its own way."""

    def coordinate(self, moment):
        return f"half a week {(moment - self._start) // timedelta(days=3, hours=12)}"


def calendars(zone):
    at = datetime(2026, 3, 12, tzinfo=zone)
    return [
        WeeklyCalendar(at, 8),
        WeeklyCalendar(at, 60),
        AnchoredCalendar(at),
        AnchoredCalendar(at + timedelta(hours=9, minutes=30, seconds=7)),
        AnchoredCalendar(at + timedelta(microseconds=3)),
        FixedCalendar(at),
        HalfWeeks(at, 8),
    ]


def texts_of(at):
    """The moment as drivers give it: SQLite's text, PostgreSQL's, both to the microsecond, and a datetime."""
    naive = at.replace(tzinfo=None)
    yield str(naive)
    yield f"{naive}+00"
    yield naive.isoformat()
    yield f"{naive}.000000"
    yield f"{naive}.000001+00"
    yield naive
    yield at
    yield at.astimezone(timezone(timedelta(hours=5, minutes=45)))


@pytest.mark.parametrize("name", ZONES)
def test_moment_texts_are_the_calendars_coordinates(name, settings):
    settings.TIME_ZONE = name
    zone = ZoneInfo(name)
    first = datetime(2025, 9, 1, tzinfo=UTC)
    # A year's days one by one around each change of the clocks, others by the week; and days of history.
    days = [first + timedelta(days=day) for day in range(430) if day % 7 == 0 or near_a_change(first, day, zone)]
    days += [datetime(1883, 11, 18, tzinfo=UTC), datetime(2011, 12, 30, tzinfo=UTC), datetime(987, 6, 5, tzinfo=UTC)]

    for calendar in calendars(zone):
        assert calendar.zone == zone
        texts = MomentTexts(calendar, Remembered(moment))
        for day in days:
            for second in (*SECONDS_OF_THE_DAY, *(local_midnight(day, zone) + each for each in (-1, 0, 1))):
                at = day + timedelta(seconds=second)
                for raw in texts_of(at):
                    assert texts[raw] == calendar.coordinate(moment(raw)), (calendar, raw)


def local_midnight(day, zone):
    """The second of the day in UTC at which it is midnight there, by the day's first offset."""
    return -int(day.astimezone(zone).utcoffset().total_seconds()) % 86_400


def near_a_change(first, day, zone):
    before, after = (
        (first + timedelta(days=each)).astimezone(zone).utcoffset() for each in (day - 2, day + 3)
    )  # fmt: skip
    return before != after


def test_moment_texts_of_nothing_and_of_a_replaced_value():
    calendar = WeeklyCalendar(datetime(2026, 3, 12, tzinfo=CHICAGO), 8)
    texts = MomentTexts(calendar, Remembered(moment))
    at = datetime(2026, 3, 9, 12, 30, 1, 5, tzinfo=UTC)

    assert texts[None] == "null"
    assert texts[Replaced(at)] == calendar.coordinate(at)


def test_moment_texts_ask_the_calendar_once_a_day(monkeypatch):
    calendar = WeeklyCalendar(datetime(2026, 3, 12, tzinfo=CHICAGO), 8)
    asked = []
    monkeypatch.setattr(
        WeeklyCalendar, "utc_day", lambda self, day: asked.append(day) or Calendar.utc_day(self, day)
    )  # fmt: skip
    texts = MomentTexts(calendar, Remembered(moment))

    for second in range(50):
        texts[f"2026-02-10 12:00:{second:02}"]

    assert [str(day) for day in asked] == ["2026-02-10"]


def test_moment_texts_decode_moments_for_the_measures_too():
    calls = count()
    moments = Remembered(lambda raw: (next(calls), moment(raw))[1])
    texts = MomentTexts(WeeklyCalendar(datetime(2026, 3, 12, tzinfo=CHICAGO), 8), moments)

    texts["2026-03-09 12:00:00"]

    assert moments["2026-03-09 12:00:00"] == datetime(2026, 3, 9, 12, tzinfo=UTC)
    assert next(calls) == 1


def test_no_more_moments_are_remembered_than_the_bound(monkeypatch):
    monkeypatch.setattr(memory, "MOST_REMEMBERED", 10)
    moments = Remembered(moment)
    texts = MomentTexts(WeeklyCalendar(datetime(2026, 3, 12, tzinfo=CHICAGO), 8), moments)

    sizes = []
    for minute in range(60):
        texts[f"2026-03-09 12:{minute:02}:00"]
        sizes.append((len(texts), len(moments)))

    assert max(sizes) == (10, 10)
    assert (texts[None], moments[None]) == ("null", None)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-03-09 12:00:00", datetime(2026, 3, 9, 12, tzinfo=UTC)),
        ("2026-03-09T12:00:00", datetime(2026, 3, 9, 12, tzinfo=UTC)),
        ("2026-03-09 12:00:00.5", datetime(2026, 3, 9, 12, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-03-09 12:00:00.000007+00", datetime(2026, 3, 9, 12, 0, 0, 7, tzinfo=UTC)),
        ("2026-03-09 12:00:00-05", datetime(2026, 3, 9, 17, tzinfo=UTC)),
        ("2026-03-09 12:00", datetime(2026, 3, 9, 12, tzinfo=UTC)),
        ("0987-03-09 12:00:00", datetime(987, 3, 9, 12, tzinfo=UTC)),
        (datetime(2026, 3, 9, 12), datetime(2026, 3, 9, 12, tzinfo=UTC)),  # noqa: DTZ001 - as a driver gives it
        (datetime(2026, 3, 9, 12, tzinfo=CHICAGO), datetime(2026, 3, 9, 17, tzinfo=UTC)),
    ],
    ids=str,
)
def test_moment_is_in_utc_whatever_the_driver_gives(raw, expected):
    assert moment(raw) == expected
    assert moment(raw).tzinfo is UTC


def test_remembered_results_are_those_of_the_function_called_once_for_each_argument():
    calls = []
    squares = Remembered(lambda number: calls.append(number) or number**2)

    assert [squares[number] for number in (3, 4, 3, 4, None)] == [9, 16, 9, 16, None]
    assert calls == [3, 4]


def test_no_more_results_are_remembered_than_the_bound(monkeypatch):
    monkeypatch.setattr(memory, "MOST_REMEMBERED", 10)
    calls = count()
    doubles = Remembered(lambda number: (next(calls), 2 * number)[1], of_none="null")

    sizes = []
    for number in range(100):
        assert doubles[number] == doubles[number] == 2 * number
        assert doubles[None] == "null"
        sizes.append(len(doubles))

    assert max(sizes) == 10
    assert next(calls) == 100


def test_replaced_value_reads_like_it():
    assert f"{Replaced('text')}" == "text"
    assert Replaced.of(0).value == 0
    assert Replaced.of(None) is None
