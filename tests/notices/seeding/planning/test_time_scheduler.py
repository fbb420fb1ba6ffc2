from datetime import date, datetime, timedelta

import pytest

from apps.notices.models.codes import NotificationKind
from apps.notices.seeding.planning.days import LibraryDays
from apps.notices.seeding.planning.time_scheduler import Batch
from seedplot.streams import DeterministicRandom
from tests.notices.seeding.plans import AS_OF, scheduler


def at(text):
    return datetime.fromisoformat(text)


def test_batch_starts_one_minute_past_the_hour():
    assert scheduler().start(Batch(1, 14)) == at("2026-03-11 14:01")


def test_what_is_ready_after_one_batch_has_begun_waits_for_the_next():
    assert scheduler().ready_from(Batch(1, 14)) == at("2026-03-11 13:02")


@pytest.mark.parametrize("count", [1, 7])
def test_notices_of_a_batch_follow_within_two_seconds(count):
    batch = Batch(3, 10)
    start = scheduler().start(batch)

    for number in range(200):
        moments = scheduler().notice_dates(DeterministicRandom(1).at(number), batch, count)

        assert len(moments) == count
        assert timedelta(seconds=10) <= moments[0] - start <= timedelta(seconds=57)
        assert moments == sorted(moments)
        assert moments[-1] - moments[0] <= timedelta(seconds=2)


def test_moments_are_those_that_the_product_can_keep():
    moments = [scheduler().notice_dates(DeterministicRandom(1).at(number), Batch(3, 10), 1)[0] for number in range(99)]

    assert {moment.microsecond % 1_000 for moment in moments} == {0}
    assert {moment.microsecond // 1_000 % 10 for moment in moments} == {0, 3, 7}


@pytest.mark.parametrize(
    ("due_ago", "steps"),
    [
        (1, []),
        (2, [(1, 1)]),
        (7, [(1, 6)]),
        (8, [(1, 7), (12, 1)]),
        (14, [(1, 13), (12, 7)]),
        (15, [(1, 14), (12, 8), (13, 1)]),
        (20, [(1, 19), (12, 13), (13, 6)]),
    ],
)
def test_ladder_counts_every_step_from_the_due_date(due_ago, steps):
    sent = [(int(kind), batch.day, batch.hour) for kind, batch in scheduler().ladder(due_ago)]

    assert sent == [(kind, day, 10) for kind, day in steps]


def test_ladder_names_its_steps():
    assert [kind for kind, _ in scheduler().ladder(20)] == [
        NotificationKind.FIRST_OVERDUE,
        NotificationKind.SECOND_OVERDUE,
        NotificationKind.THIRD_OVERDUE,
    ]


@pytest.mark.parametrize(
    ("due_ago", "runs"), [(17, [20, 18]), (18, [19]), (20, []), (1, [4, 2]), (-1, [2]), (-2, [1]), (-3, [])]
)
def test_reminders_are_those_of_the_window(due_ago, runs):
    assert scheduler().reminder_runs(due_ago) == runs


def test_nightly_run_is_at_two_also_where_the_clocks_skip_it():
    night = scheduler(date(2026, 3, 9))

    assert night.nightly_run(1) == at("2026-03-08 02:00")
    assert night.last_nightly_run() == at("2026-03-08 02:00")


def test_library_is_closed_on_sundays():
    days = LibraryDays(AS_OF)

    assert [day for day in range(-10, 21) if not days.is_open(day)] == [-10, -3, 4, 11, 18]
    assert {days.day(day).weekday() for day in (-10, -3, 4, 11, 18)} == {6}


@pytest.mark.parametrize(("today", "newest", "renew_day"), [(9, 2, -3), (10, 1, -3), (12, 1, -4), (15, 1, -3)])
def test_days_step_over_sundays(today, newest, renew_day):
    days = LibraryDays(date(2026, 3, today))

    assert (days.newest_open_day(), days.renew_day) == (newest, renew_day)


def test_year_to_date_counts_begin_anew():
    assert LibraryDays(date(2026, 1, 2)).elapsed_of_year(365) == 0
    assert LibraryDays(date(2026, 1, 1)).elapsed_of_year(366) == 365
    assert LibraryDays(date(2026, 1, 1)).is_this_year(at("2025-12-31 00:00"))
    assert not LibraryDays(date(2026, 1, 2)).is_this_year(at("2025-12-31 00:00"))


def test_exports_follow_each_other_through_the_day():
    exports = scheduler().exports(1)

    assert exports[0] == (at("2026-03-11 04:00"), "voice_patrons")
    assert exports[-1] == (at("2026-03-11 17:05"), "holds")
    assert [moment for moment, name in exports if name == "holds"] == [
        at(f"2026-03-11 {hour:02}:05") for hour in (8, 9, 13, 17)
    ]
