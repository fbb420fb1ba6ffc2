import time as time_module
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from seedplot.clock import (
    DAY,
    WEEK,
    AnchoredCalendar,
    FixedCalendar,
    WeeklyCalendar,
    midnight,
    parse_anchor,
    start_of_today,
)
from seedplot.errors import PlanError, SeedError

CHICAGO = ZoneInfo("America/Chicago")

# The clocks go forward on 2026-03-08 and back on 2026-11-01; a year of 52 weeks later on other days of the story.
WEDNESDAY = datetime(2026, 4, 1, tzinfo=CHICAGO)
IN_SPRING = WeeklyCalendar(WEDNESDAY, 8)
IN_AUTUMN = WeeklyCalendar(datetime(2026, 11, 18, tzinfo=CHICAGO), 8)


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=CHICAGO)


def test_parse_anchor_gives_midnight_in_the_project_time_zone():
    assert parse_anchor("2026-03-09") == datetime(2026, 3, 9, 5, tzinfo=UTC)
    assert parse_anchor("2026-03-08") == datetime(2026, 3, 8, 6, tzinfo=UTC)
    assert parse_anchor("2024-02-29").tzinfo == CHICAGO


@pytest.mark.parametrize("text", ["", "today", "2026-3-9", "09/03/2026", "2026-02-30", "2026-03-09T10:00", "-1"])
def test_parse_anchor_refuses_what_is_no_date(text):
    with pytest.raises(SeedError) as refused:
        parse_anchor(text)

    assert str(refused.value) == f"'{text}' is not a date. Give --as-of as YYYY-MM-DD, such as 2026-03-09."


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_parse_anchor_refuses_a_date_near_the_ends_of_the_calendar(text):
    with pytest.raises(SeedError) as refused:
        parse_anchor(text)

    assert str(refused.value) == f"'{text}' is out of reach. Give --as-of a date in the years 1900 to 2199."


def test_start_of_today_is_midnight_in_the_project_time_zone_wherever_the_thread_is():
    with timezone.override("Pacific/Kiritimati"):
        today = start_of_today()

    assert today.tzinfo == CHICAGO
    assert today.time() == time()
    assert timedelta() <= datetime.now(UTC) - today < timedelta(hours=25)


def test_calendar_tells_what_has_happened():
    assert IN_SPRING.happened(WEDNESDAY - timedelta(microseconds=1))
    assert not IN_SPRING.happened(WEDNESDAY)
    assert not IN_SPRING.happened(WEDNESDAY + timedelta(days=1))
    assert not IN_SPRING.happened(None)


def test_weekly_calendar_begins_with_a_monday_so_many_full_weeks_ago():
    assert IN_SPRING.first_monday == IN_SPRING.origin == local("2026-02-02 00:00")
    assert [IN_SPRING.monday(week) for week in (0, 1, 8)] == [date(2026, 2, 2), date(2026, 2, 9), date(2026, 3, 30)]
    assert IN_SPRING.day(9) == date(2026, 2, 11)


@pytest.mark.parametrize(
    ("anchor", "first_monday"),
    [
        ("2026-03-30 00:00", "2026-03-16"),
        ("2026-04-05 23:59", "2026-03-16"),
        ("2026-04-06 00:00", "2026-03-23"),
    ],
)
def test_weekly_calendar_slides_by_a_week_on_mondays_only(anchor, first_monday):
    calendar = WeeklyCalendar(local(anchor), 2)

    assert calendar.first_monday == midnight(date.fromisoformat(first_monday))


def test_weekly_calendar_goes_by_the_project_time_zone_whatever_the_anchor_is_given_in():
    sunday_evening_in_chicago = datetime(2026, 4, 6, 3, tzinfo=UTC)

    calendar = WeeklyCalendar(sunday_evening_in_chicago, 2)

    assert calendar.first_monday == local("2026-03-16 00:00")


@pytest.mark.parametrize("calendar", [IN_SPRING, IN_AUTUMN], ids=["spring", "autumn"])
def test_weekly_durations_stay_exact_through_a_clock_change(calendar):
    moments = [calendar.moment(seconds) for seconds in range(9 * 3600, 8 * WEEK, DAY)]

    assert {later - earlier for earlier, later in pairwise(moments)} == {timedelta(days=1)}


@pytest.mark.parametrize(
    ("calendar", "before", "after"),
    [(IN_SPRING, "09:00", "10:00"), (IN_AUTUMN, "09:00", "08:00")],
    ids=["spring", "autumn"],
)
def test_weekly_wall_clock_times_shift_by_an_hour_after_a_clock_change(calendar, before, after):
    times = [
        timezone.localtime(calendar.moment(week * WEEK + 9 * 3600), CHICAGO).strftime("%H:%M") for week in range(8)
    ]

    assert sorted(set(times)) == sorted([before, after])
    assert (times[0], times[-1]) == (before, after)


@pytest.mark.parametrize("calendar", [IN_SPRING, IN_AUTUMN], ids=["spring", "autumn"])
def test_weekly_moment_stays_in_its_week_through_a_clock_change(calendar):
    for week in range(8):
        for seconds in (2 * 3600, WEEK - 2 * 3600):
            day = timezone.localdate(calendar.moment(week * WEEK + seconds), CHICAGO)

            assert calendar.monday(week) <= day < calendar.monday(week + 1)


@pytest.mark.parametrize("seconds", [0, 2 * 3600 - 1, WEEK - 2 * 3600 + 1, WEEK, -1])
def test_weekly_moment_refuses_the_turn_of_a_week(seconds):
    with pytest.raises(PlanError) as refused:
        IN_SPRING.moment(seconds)

    assert str(refused.value) == (
        f"second {seconds} of the calendar lies between Sunday 22:00 and Monday 02:00, where no event may be. "
        "Plan it at another hour"
    )


def test_weekly_moment_of_a_day_counts_from_its_midnight():
    assert IN_SPRING.moment(9 * 3600, day=10) == IN_SPRING.moment(10 * DAY + 9 * 3600)
    with pytest.raises(PlanError, match=r"^second 604800 of the calendar "):
        IN_SPRING.moment(0, day=7)


def test_weekly_periods_end_at_midnight_or_at_the_anchor():
    assert IN_SPRING.end_of_day(0) == local("2026-02-03 00:00")
    assert IN_SPRING.end_of_week(0) == local("2026-02-09 00:00")
    assert IN_SPRING.end_of_week(7) == local("2026-03-30 00:00")
    assert IN_SPRING.end_of_day(8 * 7 + 2) == IN_SPRING.end_of_week(8) == WEDNESDAY


@pytest.mark.parametrize("weeks_apart", [1, 5, 30, 52])
def test_weekly_coordinates_are_equal_at_anchors_of_the_same_weekday(weeks_apart):
    later = WeeklyCalendar(midnight(WEDNESDAY.date() + timedelta(weeks=weeks_apart)), 8)
    seconds = [week * WEEK + offset for week in range(8) for offset in (7_200, 9 * 3600, 3 * DAY + 1, WEEK - 7_200)]

    now = [IN_SPRING.coordinate(IN_SPRING.moment(each)) for each in seconds]
    then = [later.coordinate(later.moment(each)) for each in seconds]

    assert now == then == [str(each) for each in seconds]
    assert [IN_SPRING.date_coordinate(IN_SPRING.day(each)) for each in (0, 40)] == ["day 0", "day 40"]
    assert [later.date_coordinate(later.day(each)) for each in (0, 40)] == ["day 0", "day 40"]


def test_weekly_coordinate_of_a_midnight_is_its_date_on_both_sides_of_a_clock_change():
    coordinates = [IN_SPRING.coordinate(IN_SPRING.end_of_week(week)) for week in range(8)]

    assert coordinates == [f"day {7 * (week + 1)}" for week in range(8)]


def test_weekly_coordinate_keeps_microseconds():
    moment = IN_SPRING.moment(10_000) + timedelta(microseconds=1_500)

    assert IN_SPRING.coordinate(moment) == "10000.001500"


def test_weekly_coordinate_is_the_same_in_any_time_zone():
    moment = IN_SPRING.moment(10_000)

    assert IN_SPRING.coordinate(moment.astimezone(ZoneInfo("Asia/Kolkata"))) == IN_SPRING.coordinate(moment)


def test_wall_clock_coordinates_count_from_the_origins_wall_clock():
    naive = datetime.fromisoformat("2026-03-30 09:00:00.25")

    assert IN_SPRING.naive_coordinate(naive) == f"{56 * DAY + 9 * 3600}.250000"
    assert AnchoredCalendar(WEDNESDAY).naive_coordinate(naive) == f"{-2 * DAY + 9 * 3600}.250000"


def test_anchored_moment_keeps_its_wall_clock_time_through_a_clock_change():
    calendar = AnchoredCalendar(local("2026-03-10 00:00"))

    moments = [calendar.moment(days_before, time(9, 30)) for days_before in (1, 2, 3)]

    assert moments == [local("2026-03-09 09:30"), local("2026-03-08 09:30"), local("2026-03-07 09:30")]
    assert [moment.hour for moment in moments] == [14, 14, 15]
    assert {moment.tzinfo for moment in moments} == {UTC}


def test_anchored_moment_moves_on_by_the_hour_that_a_clock_change_skips():
    calendar = AnchoredCalendar(local("2026-03-10 00:00"))

    moment = calendar.moment(2, time(2, 30))

    assert timezone.localtime(moment, CHICAGO).isoformat() == "2026-03-08T03:30:00-05:00"


def test_anchored_moment_is_the_first_of_an_hour_that_comes_twice():
    calendar = AnchoredCalendar(local("2026-11-03 00:00"))

    moment = calendar.moment(2, time(1, 30))

    assert timezone.localtime(moment, CHICAGO).isoformat() == "2026-11-01T01:30:00-05:00"


def test_anchored_day_counts_back_from_the_anchor():
    calendar = AnchoredCalendar(local("2026-03-10 00:00"))

    assert [calendar.day(days_before) for days_before in (0, 1, 10)] == [
        date(2026, 3, 10), date(2026, 3, 9), date(2026, 2, 28),
    ]  # fmt: skip


@pytest.mark.parametrize("anchor", ["2026-03-10 00:00", "2026-06-01 00:00", "2026-11-03 00:00", "2027-03-09 00:00"])
def test_anchored_coordinates_are_equal_at_every_anchor(anchor):
    calendar = AnchoredCalendar(local(anchor))

    coordinates = [calendar.coordinate(calendar.moment(days, time(9, 30))) for days in range(1, 60)]

    assert coordinates == [str(-days * DAY + 9 * 3600 + 1800) for days in range(1, 60)]
    assert [calendar.date_coordinate(calendar.day(days)) for days in (0, 3)] == ["day 0", "day -3"]


def test_fixed_moment_is_the_wall_clock_of_the_project():
    calendar = FixedCalendar(WEDNESDAY)

    moments = [calendar.moment(datetime.fromisoformat(text)) for text in ("2026-03-07 12:00", "2026-03-08 12:00")]

    assert moments == [datetime(2026, 3, 7, 18, tzinfo=UTC), datetime(2026, 3, 8, 17, tzinfo=UTC)]


def test_fixed_coordinates_do_not_depend_on_the_anchor():
    early, late = FixedCalendar(WEDNESDAY), FixedCalendar(WEDNESDAY + timedelta(days=400))
    moment = local("2024-07-04 12:00")

    assert early.coordinate(moment) == late.coordinate(moment)
    assert early.date_coordinate(moment.date()) == late.date_coordinate(moment.date())
    assert early.coordinate(moment) != early.coordinate(moment + timedelta(hours=1))


# --- Another time zone of the process ----------------------------------------------------------------------------


@pytest.fixture
def in_tokyo(monkeypatch):
    """The process has another time zone than the project."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time_module.tzset()
    yield
    monkeypatch.undo()
    time_module.tzset()


def test_calendars_do_not_depend_on_the_time_zone_of_the_process(in_tokyo):
    weekly, anchored, fixed = WeeklyCalendar(WEDNESDAY, 8), AnchoredCalendar(WEDNESDAY), FixedCalendar(WEDNESDAY)
    noon = local("2026-03-07 12:00").astimezone(UTC)

    moments = [weekly.moment(12 * 3600), anchored.moment(25, time(12)), fixed.moment(noon.replace(tzinfo=None))]

    assert [moment.tzinfo for moment in moments] == [UTC] * 3
    assert moments == [local("2026-02-02 12:00"), local("2026-03-07 12:00"), local("2026-03-07 18:00")]
    # 58 days of which one has 23 hours.
    assert (weekly.now, weekly.weeks, weekly.anchor) == (58 * DAY - 3600, 8, WEDNESDAY)
    assert [each.coordinate(noon) for each in (weekly, anchored, fixed)] == ["2894400", "-2116800", "63908481600"]
    assert weekly.utc_day(date(2026, 3, 2)) == (28 * DAY - 6 * 3600, 6 * 3600, "day 28")


# --- The coordinates of a day in UTC ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "calendar",
    [
        IN_SPRING,
        IN_AUTUMN,
        AnchoredCalendar(WEDNESDAY),
        AnchoredCalendar(WEDNESDAY + timedelta(hours=9, seconds=7)),
        FixedCalendar(WEDNESDAY),
    ],
    ids=["spring", "autumn", "anchored", "anchored to the second", "fixed"],
)
def test_utc_day_has_the_coordinate_of_each_of_its_seconds(calendar):
    first = datetime(2025, 10, 1, tzinfo=UTC)

    for day in (first + timedelta(days=number) for number in range(420)):
        found = calendar.utc_day(day.date())
        if found is None:
            continue
        for second in (0, 1, found.midnight - 1, found.midnight + 1, 12 * 3600, DAY - 1):
            if 0 <= second != found.midnight:
                assert str(found.start + second) == calendar.coordinate(day + timedelta(seconds=second))
        if found.midnight >= 0:
            assert found.midnight_coordinate == calendar.coordinate(day + timedelta(seconds=found.midnight))


def test_utc_day_in_which_the_clocks_change_has_no_simple_coordinates():
    days = [datetime(2026, 3, 1, tzinfo=UTC).date() + timedelta(days=number) for number in range(300)]

    for calendar in (IN_SPRING, AnchoredCalendar(WEDNESDAY), FixedCalendar(WEDNESDAY)):
        assert [day for day in days if calendar.utc_day(day) is None] == [date(2026, 3, 8), date(2026, 11, 1)]


def test_utc_day_of_a_weekly_calendar_knows_its_local_midnight():
    assert IN_SPRING.utc_day(date(2026, 3, 2)) == (28 * DAY - 6 * 3600, 6 * 3600, "day 28")
    # An hour has been skipped, and midnight comes an hour earlier.
    assert IN_SPRING.utc_day(date(2026, 3, 16)) == (42 * DAY - 6 * 3600, 5 * 3600, "day 42")


def test_utc_day_of_other_calendars_has_no_midnight_of_its_own():
    assert AnchoredCalendar(WEDNESDAY).utc_day(date(2026, 4, 1)) == (-5 * 3600, -1, "")
    assert FixedCalendar(WEDNESDAY).utc_day(date(2026, 1, 1)).midnight == -1


def test_utc_day_is_left_open_where_coordinates_are_no_simple_sum():
    class OwnCalendar(AnchoredCalendar):
        def coordinate(self, moment):
            return "now and then"

    class OwnWeeks(WeeklyCalendar):
        def coordinate(self, moment):
            return "this week"

    calendars = [
        OwnCalendar(WEDNESDAY),
        OwnWeeks(WEDNESDAY, 8),
        AnchoredCalendar(WEDNESDAY + timedelta(microseconds=1)),
    ]

    assert [calendar.utc_day(date(2026, 2, 2)) for calendar in calendars] == [None] * 3
