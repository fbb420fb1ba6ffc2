import pytest

from apps.metrics.seeding.planning.worktime import DAY, TICK, between, end_of_work, tick_of

MORNING, EVENING = 9 * 3600, int(18.5 * 3600)
MONDAY, TUESDAY, FRIDAY, SATURDAY, NEXT_MONDAY = (day * DAY for day in (0, 1, 4, 5, 7))


def test_tick_is_a_hundredth_of_an_hour():
    assert TICK * 100 == 3600


@pytest.mark.parametrize(
    ("week", "weekday", "tick_of_day", "second"),
    [(0, 0, 0, 0), (0, 0, 900, MORNING), (0, 4, 1850, FRIDAY + EVENING), (2, 1, 100, 15 * DAY + 3600)],
)
def test_tick_of_counts_from_the_first_monday(week, weekday, tick_of_day, second):
    assert tick_of(week, weekday, tick_of_day) * TICK == second


def test_work_ends_on_friday_evening():
    assert end_of_work(0) * TICK == FRIDAY + EVENING
    assert end_of_work(3) * TICK == 3 * NEXT_MONDAY + FRIDAY + EVENING


@pytest.mark.parametrize(
    ("start", "end", "fraction", "expected"),
    [
        # Inside one day: plain time.
        (MONDAY + 10 * 3600, MONDAY + 12 * 3600, 0.5, MONDAY + 11 * 3600),
        (MONDAY + 10 * 3600, MONDAY + 12 * 3600, 0, MONDAY + 10 * 3600),
        (MONDAY + 10 * 3600, MONDAY + 12 * 3600, 1, MONDAY + 12 * 3600),
        # The night does not count: one hour before it and one behind.
        (MONDAY + EVENING - 3600, TUESDAY + MORNING + 3600, 0.25, MONDAY + EVENING - 1800),
        (MONDAY + EVENING - 3600, TUESDAY + MORNING + 3600, 0.75, TUESDAY + MORNING + 1800),
        # Nor does a weekend.
        (FRIDAY + EVENING - 3600, NEXT_MONDAY + MORNING + 3600, 0.75, NEXT_MONDAY + MORNING + 1800),
        # Before work begins, and after it has ended.
        (MONDAY + 6 * 3600, MONDAY + 10 * 3600, 0.5, MONDAY + MORNING + 1800),
        (MONDAY + EVENING - 600, MONDAY + 23 * 3600, 0.5, MONDAY + EVENING - 300),
    ],
)
def test_between_lies_at_a_fraction_of_the_working_time(start, end, fraction, expected):
    assert between(start, end, fraction) == expected


def test_between_is_within_the_hour_where_nobody_works():
    assert between(SATURDAY + 3600, SATURDAY + 3 * 3600, 0.5) == SATURDAY + 3600 + 1800
    assert between(MONDAY + 20 * 3600, MONDAY + 22 * 3600, 0.25) == MONDAY + 20 * 3600 + 900


@pytest.mark.parametrize("fraction", [0, 0.01, 0.3, 0.5, 0.77, 1])
def test_between_lies_inside_and_never_moves_back(fraction):
    end = 9 * DAY + MORNING
    moments = [between(start, end, fraction) for start in range(0, 9 * DAY, 5_000)]

    assert all(start <= moment <= end for start, moment in zip(range(0, 9 * DAY, 5_000), moments, strict=True))
    assert moments == sorted(moments)
