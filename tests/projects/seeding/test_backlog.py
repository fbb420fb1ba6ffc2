"""What issues are, before anything becomes of them."""

import pytest

from apps.projects.seeding import quota
from apps.projects.seeding.planning.cast import assemble
from apps.projects.seeding.planning.slots import plan_backlog
from apps.projects.seeding.specification.templates import TEMPLATES
from seedplot.streams import DeterministicRandom
from tests.rings import sampled


def backlog(count, *, seed=42, template=TEMPLATES[0]):
    rng = DeterministicRandom(seed).at(template.key)
    return plan_backlog(rng, template, assemble(rng.at("team")), count)


def identity(slot):
    return (
        slot.number,
        slot.kind,
        slot.title,
        slot.reporter,
        slot.priority,
        slot.points,
        slot.estimate,
        slot.parent and slot.parent.number,
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_one_more_issue_changes_none_of_those_before_it(seed):
    longest = [identity(slot) for slot in backlog(130, seed=seed).slots]

    for count in (1, 5, 6, 14, 15, 35, 36, 50, 51, 99, 100):
        assert [identity(slot) for slot in backlog(count, seed=seed).slots] == longest[:count]


@pytest.mark.parametrize("template", sampled(TEMPLATES, every=5, in_check=2), ids=lambda template: template.key)
def test_titles_are_unique_however_many_there_are(template):
    titles = [slot.title for slot in backlog(1_500, template=template).slots]

    assert len(set(titles)) == 1_500
    assert max(map(len, titles)) < 150


def test_fifty_titles_need_no_widening():
    for template in TEMPLATES:
        for seed in range(3):
            slots = backlog(50, template=template, seed=seed).slots

            assert [slot.title for slot in slots if slot.subject.scope] == []


@pytest.mark.parametrize("count", [4, 5, 14, 15, 44, 45, 50, 64, 100])
def test_links_are_as_many_as_their_quota_and_of_all_kinds(count):
    for seed in range(5):
        links = backlog(count, seed=seed).links

        assert len(links) == quota.linked(count)
        assert len({link.kind for link in links}) == min(len(links), 4)
        assert all(link.older.number < link.newer.number <= count for link in links)


def test_sources_of_links_are_told_apart():
    for seed in range(20):
        links = backlog(100, seed=seed).links

        assert len({link.newer for link in links}) == len(links)


def test_issue_that_repeats_another_says_so_and_stands_beside_it():
    twins = [slot for seed in range(6) for slot in backlog(100, seed=seed).slots if slot.twin_of]

    assert len(twins) >= 6 * 2
    for twin in twins:
        assert (twin.kind, twin.area, twin.parent) == (twin.twin_of.kind, twin.twin_of.area, twin.twin_of.parent)
        assert " ask to " in twin.title or twin.title.endswith("(reported again)")


def test_parents_are_epics_of_the_same_area_or_hosts_without_another_sub_task():
    for slot in backlog(400).slots:
        if slot.kind == "sub_task":
            assert slot.parent.kind in ("story", "task", "bug")
            assert slot.area is slot.parent.area
            assert [child for child in slot.parent.children if child.kind == "sub_task"] == [slot]
        elif slot.parent is not None:
            assert slot.parent.kind == "epic"
            assert slot.parent.area is slot.area
        if slot.kind == "epic":
            assert slot.parent is None
