"""Who reviews, how often and with which result: quotas over what counts for a week."""

from collections import Counter

import pytest

from apps.metrics.seeding.planning import durations, reviewers, team, unmerged
from apps.metrics.seeding.scenarios import ReviewBottleneckScenario

WEEKS = range(8)


def reviewed(beginning):
    """{week: the pull requests that count for it}, with reviews."""
    counted = {week: beginning.counted(week) for week in range(9)}
    means = team.targets_by_week(beginning.rng, beginning.scenario, len(counted))
    for week, plans in counted.items():
        merged = [plan for plan in plans if plan.outcome == "merged"]
        durations.settle_merged(beginning.rng, week, merged, means[week])
        unmerged.settle_unmerged(week, merged, [plan for plan in plans if plan.outcome != "merged"])
        reviewers.plan_reviews(beginning.scenario, week, plans, beginning.cast)
    return counted


def test_nobody_reviews_their_own(beginnings):
    for each in beginnings:
        for plans in reviewed(each).values():
            assert all(review.reviewer is not plan.author for plan in plans for review in plan.reviews)


def test_merged_have_one_to_three_reviewers_who_end_with_an_approval(beginnings):
    for each in beginnings:
        for plans in reviewed(each).values():
            for plan in (plan for plan in plans if plan.outcome == "merged"):
                last_words = {review.reviewer: review.state for review in plan.reviews}
                assert 1 <= len(last_words) <= 3
                assert set(last_words.values()) == {"approved"}
                assert Counter(review.state for review in plan.reviews)["approved"] == len(last_words)


def test_reviews_follow_each_other_from_the_first_review_to_before_the_end(beginnings):
    for each in beginnings:
        for plans in reviewed(each).values():
            for plan in (plan for plan in plans if plan.reviews):
                seconds = [review.second for review in plan.reviews]
                assert seconds[0] == plan.first_review
                assert seconds == sorted(set(seconds))
                assert plan.ended is None or seconds[-1] < plan.ended


def test_rounds_of_a_reviewer_are_numbered_in_order(beginnings):
    for each in beginnings:
        for plans in reviewed(each).values():
            for plan in plans:
                rounds = {}
                for review in plan.reviews:
                    rounds.setdefault(review.reviewer, []).append(review.round)
                assert all(numbers == list(range(len(numbers))) for numbers in rounds.values())


def test_unmerged_are_never_approved(beginnings):
    for each in beginnings:
        for plans in reviewed(each).values():
            unmerged = [plan for plan in plans if plan.outcome != "merged"]
            assert {review.state for plan in unmerged for review in plan.reviews} <= {"changes_requested", "commented"}


def test_states_hold_their_shares_over_the_story(beginnings):
    for each in beginnings:
        states = Counter(
            review.state
            for week, plans in reviewed(each).items()
            if week in WEEKS
            for plan in plans
            for review in plan.reviews
        )
        shares = each.scenario.get_review_state_distribution(0)
        assert set(states) == set(shares)
        for state, share in shares.items():
            assert states[state] / states.total() == pytest.approx(share, abs=0.05)


def test_bottleneck_writes_three_of_five_reviews_every_week(beginnings):
    for each in beginnings:
        if not isinstance(each.scenario, ReviewBottleneckScenario):
            continue
        for week, plans in reviewed(each).items():
            if week not in WEEKS:
                continue
            writers = Counter(review.reviewer.archetype.name for plan in plans for review in plan.reviews)
            assert abs(writers["bottleneck_reviewer"] - 0.6 * writers.total()) <= 1
