"""What issues are, before anything becomes of them."""

import pytest

from apps.projects.seeding.planning import quota
from apps.projects.seeding.planning.cast import assemble
from apps.projects.seeding.planning.issue_specs import plan_backlog
from apps.projects.seeding.specification.products import PRODUCTS
from seedplot.streams import DeterministicRandom
from tests.rings import sampled


def backlog(count, *, seed=42, product=PRODUCTS[0]):
    rng = DeterministicRandom(seed).at(product.key)
    return plan_backlog(rng, product, assemble(rng.at("team")), count)


def identity(spec):
    return (
        spec.number,
        spec.kind,
        spec.title,
        spec.reporter,
        spec.priority,
        spec.points,
        spec.estimate,
        spec.parent and spec.parent.number,
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_one_more_issue_changes_none_of_those_before_it(seed):
    longest = [identity(spec) for spec in backlog(130, seed=seed).specs]

    for count in (1, 5, 6, 14, 15, 35, 36, 50, 51, 99, 100):
        assert [identity(spec) for spec in backlog(count, seed=seed).specs] == longest[:count]


@pytest.mark.check
@pytest.mark.parametrize("product", sampled(PRODUCTS, every=5, in_check=2), ids=lambda product: product.key)
def test_titles_are_unique_however_many_there_are(product):
    titles = [spec.title for spec in backlog(1_500, product=product).specs]

    assert len(set(titles)) == 1_500
    assert max(map(len, titles)) < 150


def test_fifty_titles_need_no_widening():
    for product in PRODUCTS:
        for seed in range(3):
            specs = backlog(50, product=product, seed=seed).specs

            assert [spec.title for spec in specs if spec.subject.scope] == []


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
    twins = [spec for seed in range(6) for spec in backlog(100, seed=seed).specs if spec.twin_of]

    assert len(twins) >= 6 * 2
    for twin in twins:
        assert (twin.kind, twin.area, twin.parent) == (twin.twin_of.kind, twin.twin_of.area, twin.twin_of.parent)
        assert " ask to " in twin.title or twin.title.endswith("(reported again)")


def test_parents_are_epics_of_the_same_area_or_hosts_without_another_sub_task():
    for spec in backlog(400).specs:
        if spec.kind == "sub_task":
            assert spec.parent.kind in ("story", "task", "bug")
            assert spec.area is spec.parent.area
            assert [child for child in spec.parent.children if child.kind == "sub_task"] == [spec]
        elif spec.parent is not None:
            assert spec.parent.kind == "epic"
            assert spec.parent.area is spec.area
        if spec.kind == "epic":
            assert spec.parent is None
