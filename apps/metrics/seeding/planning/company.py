"""The product that a team works on, and the areas of it in which its members are at home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, zip_longest
from math import ceil
from typing import NamedTuple

from apps.metrics.seeding.content import PRODUCTS, Product, Repository
from apps.metrics.seeding.deterministic import MetricsRandom

MEMBERS_PER_HOME = 4
"""The most members that a team has, on average, for each area that is somebody's home."""


class Place(NamedTuple):
    """An area of a product, and the repository that it lies in."""

    repository: Repository
    area: str


def product_of(rng: MetricsRandom) -> Product:
    """The product of the team whose stream this is."""
    return rng.at("product").choice(PRODUCTS)


def places_of(rng: MetricsRandom) -> list[Place]:
    """All areas of the team's product, its homes first; the repositories take turns."""
    order = rng.at("areas")
    by_repository = [
        [Place(repository, area.name) for area in order.shuffle(repository.areas)]
        for repository in order.shuffle(product_of(rng).repositories)
    ]
    return [place for place in chain(*zip_longest(*by_repository)) if place is not None]


def homes_of(rng: MetricsRandom, keys: Sequence[int]) -> list[str]:
    """The area in which each of a team's members is at home, by a key that stays when others join."""
    places = places_of(rng)
    return [places[home].area for home in share_homes(keys, len(places))]


def share_homes(keys: Sequence[int], most: int) -> list[int]:
    """The number of each member's home, from 0; at least two members share one.

    A key stays with its member. So does the home, as a rule, when others join: a home more takes its people from one
    other (linear hashing), and where that leaves somebody alone, they stay where they were.
    """
    homes = min(most, ceil(len(keys) / MEMBERS_PER_HOME))
    found = [_bucket(key, homes) for key in keys]
    for home in reversed(range(homes)):
        counts = Counter(found)
        if counts[home] == 1 and len(counts) > 1:
            others = sorted(counts.keys() - {home}, key=lambda each: (-counts[each], each))
            found[found.index(home)] = _origin(home) if home else others[0]
    return found


def _bucket(key: int, homes: int) -> int:
    size = 1 << (homes - 1).bit_length()
    bucket = key % size
    return bucket if bucket < homes else bucket - size // 2


def _origin(home: int) -> int:
    """The home whose people a later one takes over."""
    return home - (1 << (home.bit_length() - 1))
