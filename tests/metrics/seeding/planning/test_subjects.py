"""What a team works on: for every story, under several seeds, over all weeks."""

from collections import Counter

from apps.metrics.seeding.planning.cast import assemble
from apps.metrics.seeding.planning.subjects import Subjects
from apps.metrics.seeding.scenarios import BaselineScenario
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


def test_no_title_of_a_story_is_another_part(beginnings):
    for each in beginnings:
        assert [plan.change.title for plan in planned(each) if ", part " in plan.change.title] == []


def test_work_beyond_the_stock_of_titles_goes_on_as_another_part():
    rng = stream_of(BaselineScenario(), 42).at("team", 1)
    subjects = Subjects(rng, assemble(rng, BaselineScenario()))
    place = next(iter(subjects.places.values()))
    size = len(place.repository.indexes_of(place.area))

    first, again = (subjects.change(place, number) for number in (3, 3 + size))

    assert again.title == f"{first.title}, part 2"
    assert (again.area, again.kind) == (first.area, first.kind)
