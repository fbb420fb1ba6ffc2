"""When each pull request opens, is first reviewed and merges: the week's means, inside working hours."""

from statistics import fmean

import pytest

from apps.metrics.seeding.planning import durations
from apps.metrics.seeding.planning.worktime import TICKS_PER_DAY, TICKS_PER_WEEK

WEEKS = range(8)
OPENING, WORK = range(903, 1717), range(900, 1851)
WEEKDAYS = range(5)


def settled(beginning):
    """{week: what merges in it}, with times."""
    merged = {week: [] for week in range(10)}
    for week in range(9):
        for plan in beginning.opened(week):
            if plan.outcome == "merged":
                merged[plan.counted_week].append(plan)
    for week, plans in merged.items():
        durations.settle_merged(beginning.rng, beginning.scenario, week, plans)
    return merged


def weekday_and_tick(tick):
    day, tick_of_day = divmod(tick, TICKS_PER_DAY)
    return day % 7, tick_of_day


def test_means_of_every_week_are_the_scenario_s(beginnings):
    for each in beginnings:
        merged = settled(each)
        for week in WEEKS:
            params = each.scenario.get_weekly_params(week)

            cycle = fmean(plan.ended_tick - plan.opened_tick for plan in merged[week]) / 100
            wait = fmean(plan.review_tick - plan.opened_tick for plan in merged[week]) / 100

            assert cycle == pytest.approx(float(params["avg_cycle_time_hours"]), rel=0.02)
            assert wait == pytest.approx(float(params["avg_review_time_hours"]), rel=0.02)


def test_everything_happens_in_working_hours_and_in_order(beginnings):
    for each in beginnings:
        for week, plans in settled(each).items():
            for plan in plans:
                (opening_day, opening), (review_day, review), (merge_day, merge) = (
                    weekday_and_tick(tick) for tick in (plan.opened_tick, plan.review_tick, plan.ended_tick)
                )
                assert opening in OPENING
                assert review in WORK
                assert merge in WORK
                assert {opening_day, review_day, merge_day} <= set(WEEKDAYS)
                assert plan.opened_tick < plan.review_tick < plan.ended_tick
                assert plan.opened_tick // TICKS_PER_WEEK == plan.week
                assert plan.ended_tick // TICKS_PER_WEEK == week


def test_carried_pull_requests_are_reviewed_and_merged_on_one_day(beginnings):
    for each in beginnings:
        for plans in settled(each).values():
            for plan in (plan for plan in plans if plan.carried):
                assert plan.review_tick // TICKS_PER_DAY == plan.ended_tick // TICKS_PER_DAY
                assert plan.opened_tick // TICKS_PER_WEEK == plan.ended_tick // TICKS_PER_WEEK - 1


def test_unmerged_stay_in_the_week_of_their_opening(beginnings):
    for each in beginnings:
        for week in WEEKS:
            for plan in (plan for plan in each.opened(week) if plan.outcome != "merged"):
                durations.settle_unmerged(plan)
                durations.settle_first_review(plan)

                assert weekday_and_tick(plan.opened_tick)[1] in range(903, 1601)
                assert weekday_and_tick(plan.review_tick)[1] in WORK
                assert plan.opened_tick < plan.review_tick
                assert plan.review_tick // TICKS_PER_WEEK == week
                if plan.outcome == "closed":
                    assert weekday_and_tick(plan.ended_tick)[1] in WORK
                    assert plan.review_tick < plan.ended_tick
                    assert plan.ended_tick // TICKS_PER_WEEK == week
                else:
                    assert plan.ended_tick is None


def test_settling_the_unmerged_hangs_on_no_other(beginnings):
    each = beginnings[0]
    one, other = (next(plan for plan in each.opened(3) if plan.outcome == "closed") for _ in range(2))

    durations.settle_unmerged(one)
    for plan in each.opened(3):
        durations.settle_unmerged(plan)
    durations.settle_unmerged(other)

    assert (one.opened_tick, one.ended_tick) == (other.opened_tick, other.ended_tick)


def test_week_without_a_merge_is_left_alone(beginnings):
    each = beginnings[0]

    durations.settle_merged(each.rng, each.scenario, 0, [])


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_pull_requests_are_placed_as_near_to_the_mean_as_can_be(count, beginnings):
    """A single one can only be as long as an opening and a merge in working hours lie apart."""
    for each in beginnings:
        plans = [plan for plan in each.opened(2) if plan.outcome == "merged" and not plan.carried][:count]

        durations.settle_merged(each.rng, each.scenario, 2, plans)

        for plan in plans:
            assert weekday_and_tick(plan.ended_tick)[1] in WORK
            assert plan.opened_tick < plan.review_tick < plan.ended_tick
