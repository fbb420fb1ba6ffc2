"""What a team works on: for every story, under several seeds, over all weeks."""

from collections import Counter

import pytest

from apps.metrics.seeding.planning import slots
from apps.metrics.seeding.planning.cast import assemble
from apps.metrics.seeding.planning.subjects import Subjects
from apps.metrics.seeding.scenarios import BaselineScenario, MemberArchetype
from seedplot.context import stream_of

WEEKS = range(11)
"""The full weeks, the running one, and two in which what is open by now may merge."""


def planned(beginning):
    return [plan for week in WEEKS for plan in beginning.counted(week)]


def test_team_works_on_all_repositories_of_one_product(beginnings):
    for each in beginnings:
        names = {place.repository.name for place in each.subjects.places.values()}

        assert {name.partition("/")[0] for name in names} == {each.subjects.organization}
        assert {plan.repository.name for plan in planned(each)} == names


def test_area_of_a_change_lies_in_its_repository(beginnings):
    for each in beginnings:
        for plan in planned(each):
            assert plan.repository.area(plan.change.area).name == plan.change.area


def test_most_of_a_member_s_work_is_about_their_home(beginnings):
    for each in beginnings:
        for member in each.cast:
            areas = Counter(plan.change.area for plan in planned(each) if plan.author is member)
            assert areas.most_common(1)[0][0] == member.home
            assert 0.58 <= areas[member.home] / areas.total() <= 0.72


def test_nine_of_ten_changes_are_about_somebody_s_home(beginnings):
    for each in beginnings:
        homes = {member.home for member in each.cast}
        plans = planned(each)

        assert len(homes) == 2
        assert 0.85 <= sum(plan.change.area in homes for plan in plans) / len(plans) <= 0.97


def test_titles_of_a_story_need_no_further_condition(beginnings):
    for each in beginnings:
        numbers = [each.subjects.number(plan.author, plan.week, plan.slot, slots.MOST_SLOTS) for plan in planned(each)]

        assert len(set(numbers)) == len(numbers)
        assert max(numbers) < min(
            len(place.repository.indexes_of(place.area)) for place in each.subjects.places.values()
        )


def test_work_beyond_the_stock_of_titles_goes_on_under_a_further_condition():
    rng = stream_of(BaselineScenario(), 42).at("team", 1)
    subjects = Subjects(rng, assemble(rng, BaselineScenario()))
    place = next(iter(subjects.places.values()))
    size = len(place.repository.indexes_of(place.area))

    first, again = (subjects.change(place, number) for number in (3, 3 + size))

    assert (again.area, again.kind, again.subject) == (first.area, first.kind, first.subject)
    conditions = [*place.repository.area(place.area).cases, *place.repository.area(place.area).moments]
    assert [each for each in conditions if each in again.title and each not in first.title] != []


LARGE_TEAMS = [[40], [20, 20], [10, 10, 10, 10], [1, 38, 1], [1] * 20]


@pytest.mark.parametrize("counts", LARGE_TEAMS, ids=str)
def test_titles_and_summaries_of_a_large_team_are_unique(counts):
    class LargeScenario(BaselineScenario):
        def get_member_archetypes(self):
            return [MemberArchetype(f"kind {number}", count) for number, count in enumerate(counts)]

    scenario = LargeScenario()
    rng = stream_of(scenario, 42).at("team", 1)
    cast = assemble(rng, scenario)
    subjects = Subjects(rng, cast)

    changes = [plan.change for week in WEEKS for plan in slots.plan_slots(scenario, cast, subjects, week)]

    assert len({change.title for change in changes}) == len({change.summary for change in changes}) == len(changes)
    assert [change.title for change in changes if ", part " in change.title] == []
    homes = Counter(member.home for member in cast)
    assert min(homes.values()) >= 2
