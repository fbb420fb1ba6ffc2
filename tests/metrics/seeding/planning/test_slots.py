"""How many, and what becomes of them: for every story, under several seeds, over all weeks."""

from collections import Counter

from apps.metrics.seeding.content import REPOSITORIES
from apps.metrics.seeding.planning import slots
from apps.metrics.seeding.scenarios import BaselineScenario
from seedplot.context import stream_of
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

            outcomes = Counter(plan.outcome for plan in plans)

            assert outcomes["open"] == rounded(shares["open"], len(plans))
            assert outcomes["closed"] == rounded(shares["closed"], len(plans))
            assert sum(outcomes.values()) == len(plans)


def test_titles_and_numbers_are_unique_in_a_team(beginnings):
    for each in beginnings:
        plans = [plan for week in WEEKS for plan in each.counted(week)]

        assert len({plan.number for plan in plans}) == len(plans)
        assert len({plan.change.title for plan in plans}) == len(plans)


def test_team_works_on_three_repositories_the_first_most(beginnings):
    for each in beginnings:
        names = [repository.name for repository in each.subjects.repositories]
        counts = Counter(plan.repository.name for week in WEEKS for plan in each.counted(week))

        assert len(set(names)) == 3
        assert set(counts) == set(names)
        assert counts[names[0]] > counts[names[2]]


def test_work_beyond_the_stock_of_titles_goes_on_as_another_part():
    rng = stream_of(BaselineScenario(), 42).at("team", 1)
    subjects, repository = slots.Subjects(rng), REPOSITORIES[0]
    if repository not in subjects.repositories:
        repository = subjects.repositories[0]

    stock = repository.size - slots.KEPT_FOR_THE_BACKLOG
    first, again = (subjects.change(repository, number) for number in (3, 3 + stock))

    assert (again.title, again.summary) == (f"{first.title}, part 2", f"{first.summary}, part 2")
    assert (again.area, again.kind) == (first.area, first.kind)
