"""When what never merges opens and is closed."""

from collections import Counter

from apps.metrics.seeding.planning import unmerged
from apps.metrics.seeding.planning.worktime import TICKS_PER_DAY, TICKS_PER_WEEK


def settled(beginning, week):
    plans = [plan for plan in beginning.counted(week) if plan.outcome != "merged"]
    unmerged.settle_unmerged(week, [], plans)
    return plans


def test_unmerged_open_in_the_week_that_they_count_for_on_different_days(beginnings):
    for each in beginnings:
        for week in range(8):
            plans = settled(each, week)

            assert {plan.opened_tick // TICKS_PER_WEEK for plan in plans} <= {week}
            days = Counter(plan.opened_tick // TICKS_PER_DAY % 7 for plan in plans)
            assert set(days) <= set(range(5))
            assert max(days.values(), default=0) <= 1 + len(plans) // 5


def test_closings_come_within_two_weeks_on_working_days(beginnings):
    for each in beginnings:
        for week in range(8):
            for plan in settled(each, week):
                if plan.outcome == "closed":
                    assert plan.opened_tick < plan.ended_tick < plan.opened_tick + 14 * TICKS_PER_DAY
                    assert plan.ended_tick // TICKS_PER_DAY % 7 < 5
                else:
                    assert plan.ended_tick is None


def test_first_review_comes_soon_and_before_the_closing(beginnings):
    for each in beginnings:
        for plan in settled(each, 4):
            unmerged.settle_first_review(plan)

            assert plan.opened_tick < plan.review_tick < plan.opened_tick + 4 * TICKS_PER_DAY
            assert plan.ended_tick is None or plan.review_tick < plan.ended_tick


def test_queue_that_is_cleared_keeps_nothing_open(beginnings):
    for each in beginnings:
        each.scenario.clears_queue = True
        for plan in settled(each, 3):
            assert plan.outcome == "closed"
            assert plan.ended_tick < plan.opened_tick + 14 * TICKS_PER_DAY
