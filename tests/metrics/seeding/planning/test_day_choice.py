"""The days on which work opens and merges: the total that its durations are to have lies within their reach."""

from apps.metrics.seeding.planning.day_choice import DayPair, choose_days
from apps.metrics.seeding.planning.worktime import TICKS_PER_DAY

SHORT = DayPair(0, 1, (1_500, 3_300), 0.0)
LONG = DayPair(0, 2, (SHORT.bounds[0] + TICKS_PER_DAY, SHORT.bounds[1] + TICKS_PER_DAY), 5.0)


def reach(total):
    pairs = choose_days([[SHORT, LONG]] * 3, [0.1, 0.2, 0.3], total, week=0, turn=0)
    least, most = sum(pair.bounds[0] for pair in pairs), sum(pair.bounds[1] for pair in pairs)
    assert least <= total <= most
    return sum(pair is LONG for pair in pairs)


def test_days_stay_as_chosen_where_the_total_is_in_reach():
    assert reach(3 * 2_000) == 0


def test_one_moves_by_a_day_even_where_less_than_a_day_is_lacking():
    assert reach(3 * 3_300 + 100) == 1
    assert reach(3 * 3_300 + TICKS_PER_DAY + 100) == 2
