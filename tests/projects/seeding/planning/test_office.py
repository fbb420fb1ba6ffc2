from datetime import date, time

import pytest
from django.utils import timezone

from apps.projects.seeding.planning.office import OfficeCalendar, Timeline, Window, sprints_from
from seedplot.clock import midnight, project_zone

THURSDAY = midnight(date(2026, 3, 12))


def local(moment):
    return timezone.localtime(moment, project_zone())


@pytest.fixture
def timeline():
    """Two weeks with the change of clocks in them, then two days."""
    return Timeline(OfficeCalendar(THURSDAY), [Window(16, 3), Window(2, 1)])


def test_places_are_office_hours_of_working_days(timeline):
    moments = [local(timeline.at(place / 100)) for place in range(200)]

    assert {moment.weekday() for moment in moments} == {0, 1, 2, 3, 4}
    assert all(time(8, 30) <= moment.time() < time(17, 30) for moment in moments)
    assert moments == sorted(set(moments))


def test_windows_begin_and_end_on_their_days(timeline):
    assert local(timeline.at(0)).isoformat() == "2026-02-24T08:30:00-06:00"
    assert local(timeline.at(1)).isoformat() == "2026-03-10T08:30:00-05:00"
    assert local(timeline.at(timeline.end)).date() == date(2026, 3, 11)
    assert local(timeline.at(7.5)).date() == date(2026, 3, 11)


def test_sprint_closes_on_the_evening_of_its_last_day_even_at_the_weekend():
    timeline = Timeline(OfficeCalendar(THURSDAY), [Window(18, 4)])

    assert local(timeline.closing(0)).isoformat() == "2026-03-08T18:00:00-05:00"


def test_window_that_is_all_weekend_is_worked_through():
    timeline = Timeline(OfficeCalendar(THURSDAY), [Window(5, 4)])

    assert local(timeline.at(0.5)).date() in (date(2026, 3, 7), date(2026, 3, 8))


def test_sprints_last_fourteen_days_and_follow_on_the_next_day():
    first, second, third = sprints_from(40, 3)

    assert [(each.number, each.first, each.last) for each in (first, second, third)] == [
        (1, 40, 26),
        (2, 25, 11),
        (3, 10, -4),
    ]


def test_office_hours_are_nine_a_working_day(timeline):
    assert timeline.office_hours(0, 1) == 10 * 9
    assert timeline.office_hours(0.5, 2) == 5 * 9 + 2 * 9
    assert timeline.office_hours(1.25, 1.25) == 0
