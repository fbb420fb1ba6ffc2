"""When each pull request opens, is first reviewed and merges: the week's means, in their authors' hours."""

from statistics import fmean, median

import pytest

from apps.metrics.seeding.planning import durations, team
from apps.metrics.seeding.planning.worktime import TICKS_PER_DAY, TICKS_PER_WEEK

WEEKS = range(8)
WEEKDAYS = range(5)


def merged_in(beginning, week):
    return [plan for plan in beginning.counted(week) if plan.outcome == "merged"]


def settled(beginning):
    """{week: what merges in it}, with times, and the means that were wanted."""
    means = team.targets_by_week(beginning.rng, beginning.scenario, len(WEEKS))
    merged = {week: merged_in(beginning, week) for week in WEEKS}
    for week, plans in merged.items():
        durations.settle_merged(beginning.rng, week, plans, means[week])
    return merged, means


def weekday_and_tick(tick):
    day, tick_of_day = divmod(tick, TICKS_PER_DAY)
    return day % 7, tick_of_day


def test_means_are_those_that_are_wanted(beginnings):
    for each in beginnings:
        merged, means = settled(each)
        for week in WEEKS:
            cycle = fmean(plan.ended_tick - plan.opened_tick for plan in merged[week])
            wait = fmean(plan.review_tick - plan.opened_tick for plan in merged[week])

            assert cycle == pytest.approx(means[week].cycle, rel=0.01)
            assert wait == pytest.approx(means[week].review, rel=0.02)


def test_openings_and_merges_lie_in_the_author_s_hours_and_in_order(beginnings):
    for each in beginnings:
        for week, plans in settled(each)[0].items():
            for plan in plans:
                hours = plan.author.hours
                (opening_day, opening), (merge_day, merge) = map(weekday_and_tick, (plan.opened_tick, plan.ended_tick))
                assert hours.begins <= opening <= hours.ends
                assert hours.begins <= merge <= hours.ends + 100
                assert {opening_day, merge_day} <= set(WEEKDAYS)
                assert plan.opened_tick < plan.review_tick < plan.ended_tick
                assert plan.ended_tick // TICKS_PER_WEEK == week


def test_durations_have_a_long_tail(beginnings):
    for each in beginnings:
        merged, means = settled(each)

        relative = [(plan.ended_tick - plan.opened_tick) / means[week].cycle for week in WEEKS for plan in merged[week]]

        assert median(relative) < 0.85
        assert 3 < max(relative) < 7


def test_weeks_are_settled_alone(beginnings):
    each = beginnings[0]
    means = team.targets_by_week(each.rng, each.scenario, len(WEEKS))
    alone = merged_in(each, 3)

    durations.settle_merged(each.rng, 3, alone, means[3])

    def times(plans):
        return [(plan.opened_tick, plan.review_tick, plan.ended_tick) for plan in plans]

    assert times(alone) == times(settled(each)[0][3])


def test_week_without_a_merge_is_left_alone(beginnings):
    durations.settle_merged(beginnings[0].rng, 0, [], durations.Means(100, 50))


@pytest.mark.parametrize("hours", [2, 5, 10, 24, 100, 200, 300])
@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_any_mean_is_met_as_nearly_as_the_nights_allow(count, hours, beginnings):
    for each in beginnings:
        plans = merged_in(each, 2)[:count]

        durations.settle_merged(each.rng, 2, plans, durations.Means(100 * hours, 40 * hours))

        assert all(plan.opened_tick < plan.review_tick < plan.ended_tick for plan in plans)
        if len(plans) >= 6:
            cycle = fmean(plan.ended_tick - plan.opened_tick for plan in plans)
            assert cycle == pytest.approx(100 * hours, rel=0.03)
