"""How many, and what becomes of them: for every story, under several seeds, over all weeks."""

from collections import Counter

from seedplot.quotas import rounded

WEEKS = range(9)


def test_every_member_has_as_many_as_the_range_says(beginnings):
    for each in beginnings:
        counts = Counter((plan.author, week) for week in WEEKS for plan in each.counted(week))

        for member in each.cast:
            low, high = each.scenario.pull_request_range(member.archetype)
            for week in WEEKS:
                assert low <= counts[member, week] <= high


def test_outcomes_are_a_quota_over_those_that_count_for_the_week(beginnings):
    for each in beginnings:
        for week in WEEKS:
            plans = each.counted(week)
            shares = each.scenario.get_pr_state_distribution(week)

            outcomes = Counter("open" if plan.is_given_up else plan.outcome for plan in plans)

            assert outcomes["open"] == rounded(shares["open"], len(plans))
            assert outcomes["closed"] == rounded(shares["closed"], len(plans))
            assert sum(outcomes.values()) == len(plans)


def test_titles_and_numbers_are_unique_in_a_team(beginnings):
    for each in beginnings:
        plans = [plan for week in WEEKS for plan in each.counted(week)]

        assert len({plan.number for plan in plans}) == len(plans)
        assert len({plan.change.title for plan in plans}) == len(plans)
