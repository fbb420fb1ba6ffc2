"""Homes: shared by two members at least, in areas of one product."""

from collections import Counter
from math import ceil

import pytest

from apps.metrics.seeding.content import PRODUCTS
from apps.metrics.seeding.planning.company import homes_of, places_of, product_of, share_homes
from apps.metrics.seeding.scenarios import BaselineScenario
from seedplot.context import stream_of

AREAS = 7
TEAMS = [
    [position + ordinal for position, count in enumerate(counts) for ordinal in range(count)]
    for counts in (*[[size] for size in range(2, 41)], *[[1] * size for size in range(2, 21)], [1, 0, 1, 0, 1, 0, 1, 1],
                   [4, 1], [2, 2, 1], [1, 3, 1], [2, 1, 1, 2], [10, 10, 10, 10], [1, 38, 1], [0, 0, 0, 5])
]  # fmt: skip


def stream(seed):
    return stream_of(BaselineScenario(), seed).at("team", 1)


@pytest.mark.parametrize("keys", TEAMS, ids=str)
def test_every_home_is_shared(keys):
    counts = Counter(share_homes(keys, AREAS))

    assert min(counts.values()) >= 2
    assert len(counts) <= min(AREAS, ceil(len(keys) / 4))


@pytest.mark.parametrize(("size", "homes"), [(2, 1), (4, 1), (5, 2), (8, 2), (9, 3), (20, 5), (25, 7), (40, 7)])
def test_number_of_homes_grows_with_the_team(size, homes):
    assert len(set(share_homes(range(size), AREAS))) == homes


@pytest.mark.parametrize("size", range(2, 40))
def test_newcomer_leaves_others_at_home_but_for_those_who_open_a_new_one(size):
    before, after = share_homes(range(size), AREAS), share_homes(range(size + 1), AREAS)

    moved = {after[member] for member in range(size) if before[member] != after[member]}
    assert moved <= set(after) - set(before)


def test_first_homes_lie_in_different_repositories():
    for seed in range(20):
        places = places_of(stream(seed))
        repositories = product_of(stream(seed)).repositories

        assert {place.repository for place in places[: len(repositories)]} == set(repositories)
        assert len({place.area for place in places}) == AREAS


def test_every_product_is_some_team_s():
    assert {product_of(stream(seed)) for seed in range(40)} == set(PRODUCTS)


def test_homes_are_named_by_the_areas_of_the_product():
    homes = homes_of(stream(1), range(5))

    assert set(homes) == {place.area for place in places_of(stream(1))[:2]}
