"""Fixed and relative moments, and how little room squeezes the relative ones without changing their order."""

from datetime import date, datetime, time, timedelta

import pytest

from apps.tickets.seeding.content.moments import DaysAgo, OnDate, parse_opening, parse_time
from apps.tickets.seeding.planning.calendar import WorkshopCalendar
from seedplot.clock import midnight, project_zone
from seedplot.errors import SeedError

FULL_ROOM = midnight(date(2026, 3, 12))
SHORTEST = midnight(date(2025, 4, 1))


def local(moment):
    return moment.astimezone(project_zone()).strftime("%Y-%m-%d %H:%M")


def test_opening_is_a_date_or_counts_days():
    assert parse_opening("2024-01-10 14:20") == OnDate(date(2024, 1, 10), time(14, 20))
    assert parse_opening("171 days ago 10:15") == DaysAgo(171, time(10, 15))
    assert parse_opening("1 day ago 10:15") == DaysAgo(1, time(10, 15))


@pytest.mark.parametrize(
    "text", ["", "yesterday 10:15", "2024-1-10 14:20", "2024-01-10", "0 days ago 10:15", "10:15", "2024-01-10 14:20:00"]
)
def test_opening_in_another_form_is_refused(text):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message follows
        parse_opening(text)

    assert str(refused.value) == (f"'{text}' is no moment. Write it as '2024-01-10 14:20' or '171 days ago 10:15'.")


def test_date_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match=r"^'2025-02-29' is not a date of the calendar\.$"):
        parse_opening("2025-02-29 14:20")


def test_time_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match=r"^'24:10' is no time of day\. Write it as '09:05' or '21:40'\.$"):
        parse_time("24:10")


def test_later_counts_from_the_opening():
    assert OnDate(date(2024, 2, 28), time(9)).later(2, time(10)) == OnDate(date(2024, 3, 1), time(10))
    assert DaysAgo(12, time(9)).later(2, time(10)) == DaysAgo(10, time(10))


def test_order_goes_from_the_first_date_to_the_last_day():
    times = [DaysAgo(3, time(9)), OnDate(date(2024, 2, 28), time(9)), DaysAgo(3, time(8)), DaysAgo(170, time(22))]

    assert sorted(times, key=lambda when: when.order) == [times[1], times[3], times[2], times[0]]


def test_moments_keep_their_wall_clock_through_both_clock_changes():
    calendar = WorkshopCalendar(midnight(date(2026, 3, 9)))

    moments = calendar.moments([DaysAgo(1, time(9, 5)), DaysAgo(2, time(9, 5)), DaysAgo(128, time(9, 5))])

    assert [local(moment) for moment in moments] == ["2026-03-08 09:05", "2026-03-07 09:05", "2025-11-01 09:05"]
    assert moments[0] - moments[1] == timedelta(hours=23)


def test_dates_of_history_are_the_same_whatever_the_anchor():
    when = [OnDate(date(2024, 7, 4), time(15, 30))]

    assert WorkshopCalendar(SHORTEST).moments(when) == WorkshopCalendar(FULL_ROOM).moments(when)
    assert local(WorkshopCalendar(SHORTEST).moments(when)[0]) == "2024-07-04 15:30"


@pytest.mark.parametrize(
    ("anchor", "room"),
    [("2025-04-01", 31), ("2025-06-15", 106), ("2025-08-27", 179), ("2025-08-28", 180), ("2028-02-29", 180)],
)
def test_room_ends_on_the_first_of_march(anchor, room):
    calendar = WorkshopCalendar(midnight(date.fromisoformat(anchor)))

    assert calendar.room == room
    assert (calendar.squeezed(1), calendar.squeezed(180)) == (1, room)


def test_full_room_changes_no_day_and_no_time():
    calendar = WorkshopCalendar(FULL_ROOM)
    times = [DaysAgo(days, time(22, 15)) for days in range(1, 181)] + [DaysAgo(7, time(9, 5))]

    assert [calendar.squeezed(days) for days in range(1, 181)] == list(range(1, 181))
    assert [local(moment)[11:] for moment in calendar.moments(times)] == ["22:15"] * 180 + ["09:05"]


@pytest.mark.parametrize("anchor", ["2025-04-01", "2025-04-02", "2025-06-15", "2025-08-27"])
def test_squeezed_days_keep_their_order_and_a_follow_up_its_later_date(anchor):
    calendar = WorkshopCalendar(midnight(date.fromisoformat(anchor)))
    days = [calendar.squeezed(day) for day in range(1, 181)]

    assert days == sorted(days)
    assert all(later > earlier for earlier, later in zip(days, days[8:], strict=False))


def test_days_that_became_one_are_told_in_their_order_between_morning_and_evening():
    calendar = WorkshopCalendar(SHORTEST)
    times = [
        DaysAgo(173, time(9, 5)),
        DaysAgo(174, time(22, 15)),
        DaysAgo(173, time(22, 15)),
        DaysAgo(172, time(9, 5)),
        DaysAgo(5, time(22, 15)),
        DaysAgo(5, time(9, 5)),
    ]

    moments = [local(moment) for moment in calendar.moments(times)]

    assert [calendar.squeezed(when.days) for when in times] == [29, 29, 29, 29, 1, 1]
    assert moments == [
        "2025-03-03 12:23",
        "2025-03-03 11:47",
        "2025-03-03 17:32",
        "2025-03-03 18:08",
        "2025-03-31 22:15",
        "2025-03-31 09:05",
    ]


def test_a_day_that_is_crowded_keeps_the_order_of_its_moments():
    calendar = WorkshopCalendar(SHORTEST)
    times = [
        DaysAgo(days, time(hour, minute))
        for days in (178, 177, 176, 175)
        for hour in range(9, 22)
        for minute in (7, 52)
    ]

    moments = calendar.moments(times)

    assert moments == sorted(set(moments))
    assert all("09:30" <= local(moment)[11:] <= "21:00" for moment in moments)
    assert {local(moment)[:10] for moment in moments} == {"2025-03-02"}


def test_coordinate_is_a_date_in_history_and_a_distance_after_it():
    zone = project_zone()
    history, present = datetime(2025, 2, 28, 23, 59, tzinfo=zone), datetime(2025, 3, 1, tzinfo=zone)
    calendar = WorkshopCalendar(SHORTEST)

    assert calendar.coordinate(history) == "2025-02-28 23:59:00"
    assert calendar.coordinate(present) == str(-31 * 86_400)


def test_same_story_has_the_same_coordinates_at_two_anchors():
    story = [OnDate(date(2024, 7, 4), time(15, 30)), DaysAgo(120, time(9, 5)), DaysAgo(1, time(22, 15))]
    spring, autumn = WorkshopCalendar(FULL_ROOM), WorkshopCalendar(midnight(date(2027, 11, 8)))

    assert [spring.coordinate(moment) for moment in spring.moments(story)] == [
        autumn.coordinate(moment) for moment in autumn.moments(story)
    ]


def test_anchor_before_april_2025_is_refused():
    with pytest.raises(SeedError) as refused:
        WorkshopCalendar(midnight(date(2025, 3, 31)))

    assert str(refused.value) == (
        "The workshop's stories cannot end before 2025-04-01, and '2025-03-31' is earlier. "
        "Give --as-of 2025-04-01 or a later date."
    )
