"""Lending by rank of size, to places that are chosen before."""

from itertools import pairwise

import pytest

from apps.metrics.seeding.github.pull_request import FetchedPR
from apps.metrics.seeding.planning.borrowing import lend

SHARE = 0.25


def real_one(number, *, is_draft=False):
    return FetchedPR(f"Change {number}", 37 * number % 211, 0, 1, 1, (), is_draft, 0, "acme/compiler", number)


def lent_to(beginning, real, weeks=None):
    weeks = weeks or [beginning.counted(week) for week in range(9)]
    lend(beginning.rng, "harborline", weeks, real, SHARE)
    return [[plan for plan in week if plan.lent] for week in weeks]


@pytest.mark.parametrize("count", [12, 40, 120])
def test_larger_places_take_larger_ones(count, beginnings):
    for each in beginnings:
        weeks = [each.counted(week) for week in range(9)]
        # What is lent has a kind of its own, and so another usual size.
        lines = {plan: plan.usual_lines for week in weeks for plan in week}

        lent_to(each, [real_one(number) for number in range(1, count + 1)], weeks)

        sizes = {}
        for plan in (plan for week in weeks[:-1] for plan in week if plan.lent):
            sizes.setdefault(lines[plan], []).append(plan.lent.additions)
        groups = [sizes[size] for size in sorted(sizes)]
        assert sum(map(len, groups)) >= min(count, 10)
        assert all(max(smaller) <= min(larger) for smaller, larger in pairwise(groups))


def test_no_draft_is_lent_to_what_merges_and_none_is_lent_twice(beginnings):
    real = [real_one(number, is_draft=number % 2 == 0) for number in range(1, 121)]
    for each in beginnings:
        lent = [plan for week in lent_to(each, real) for plan in week]

        assert [plan for plan in lent if plan.lent.is_draft and plan.outcome == "merged"] == []
        assert any(plan.lent.is_draft for plan in lent)
        assert len({plan.lent for plan in lent}) == len(lent)


def test_places_do_not_depend_on_what_is_lent(beginnings):
    for each in beginnings:
        some, others = (
            {plan.number for week in lent_to(each, list(map(real_one, numbers))) for plan in week}
            for numbers in (range(1, 121), range(500, 700))
        )

        assert some == others


def test_one_without_a_repository_stays_in_the_team_s_own(beginnings):
    for each in beginnings:
        [lent] = [plan for week in lent_to(each, [FetchedPR("Fix a typo", 1, 1, 1, 1, (), False, 0)]) for plan in week]

        assert lent.repository.area(lent.change.area).name == lent.change.area
