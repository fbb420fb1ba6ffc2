"""The homes of a block of the portfolio: address, kind, and what can be said of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from apps.tenants.seeding.content.stories import homes_file
from apps.tenants.seeding.content.wording import worded
from apps.tenants.seeding.specification.homes import KINDS
from apps.tenants.seeding.specification.portfolio import MIX, PROPERTIES_OF_A_BLOCK
from apps.tenants.seeding.specification.streets import STREETS
from seedplot.quotas import Permutation, allot, apportion
from seedplot.streams import DeterministicRandom

HOUSE_NUMBERS = range(101, 101 + 240 * 7, 7)
LARGEST_UNIT_FLOOR = 6


@dataclass(frozen=True)
class Place:
    """A property before it has tenants: `facts` are the names that dialogues may use."""

    number: int
    kind: str
    tenant_count: int
    address: str
    amenities: dict[str, str]
    rules: dict[str, str]
    faq: dict[str, str]
    facts: dict[str, str]


def plan_places(rng: DeterministicRandom, block: int) -> list[Place]:
    """The block's 25 properties; the first has the number 25 times the block's."""
    numbers = range(block * PROPERTIES_OF_A_BLOCK, (block + 1) * PROPERTIES_OF_A_BLOCK)
    stream = rng.at("block", block)
    kinds = allot(numbers, MIX, lambda number: stream.at("kind", number).random())
    features: dict[int, dict[tuple[str, str], dict[str, Any]]] = {number: {} for number in numbers}
    for section in ("amenities", "rules", "faq"):
        for feature, options in homes_file().content[section].items():
            for kind in KINDS:
                those = [number for number, (each, _) in kinds if each == kind]
                for number, option in _dealt(stream.at("feature", feature), options, kind, those):
                    features[number][section, feature] = option
    addresses = Permutation(rng.at("addresses"), len(_street_numbers()))
    return [
        _place(rng.at("property", number), number, kind, tenant_count, addresses[number], features[number])
        for number, (kind, tenant_count) in kinds
    ]


def _dealt(
    stream: DeterministicRandom, options: list[dict[str, Any]], kind: str, numbers: list[int]
) -> list[tuple[int, dict[str, Any]]]:
    """An option for each of the properties, in proportion to the weights of those that fit the kind."""
    fit = [option for option in options if kind in option.get("for", (kind,))]
    if not fit:
        return []
    counts = apportion({index: option["weight"] for index, option in enumerate(fit)}, len(numbers))
    dealt = allot(numbers, counts, lambda number: stream.at(number).random())
    return [(number, fit[index]) for number, index in dealt]


def _place(
    stream: DeterministicRandom,
    number: int,
    kind: str,
    tenant_count: int,
    address_number: int,
    features: dict[tuple[str, str], dict[str, Any]],
) -> Place:
    (city, street), house_number = _street_numbers()[address_number]
    password_words = stream.at("password").sample(homes_file().content["passwords"], 2)
    password = f"{'-'.join(password_words)}-{stream.at('password number').randint(10, 99)}"
    network = f"{re.sub(r'[^A-Za-z]', '', street.split(' ')[0])}{house_number}"
    facts = {"network": network, "password": password, "house" if kind == "house" else "building": "yes"}
    texts: dict[str, dict[str, str]] = {"amenities": {}, "rules": {}, "faq": {}}
    for (section, feature), option in features.items():
        says = stream.at("says", feature)
        own = {name: _one_of(says.at(name), value) for name, value in option.get("says", {}).items()}
        facts |= own
        known = {**own, "network": network, "password": password}
        named = {(section, feature): option["text"]} if "text" in option else {}
        named |= {("faq", topic): text for topic, text in option.get("faq", {}).items()}
        for (where, topic), text in named.items():
            wording = stream.at("text", where, topic)
            texts[where][topic] = worded(_one_of(wording, text), known, wording.at("words"))
    if "wifi" in facts:
        texts["amenities"]["wifi_password"] = password
    address = f"{house_number} {street}, {_unit(stream.at('unit'), kind)}{city}"
    return Place(number, kind, tenant_count, address, texts["amenities"], texts["rules"], texts["faq"], facts)


@cache
def _street_numbers() -> tuple[tuple[tuple[str, str], int], ...]:
    """Every street of every city with every house number."""
    streets = [(city, street) for city, names in STREETS.items() for street in names]
    return tuple(product(streets, HOUSE_NUMBERS))


def _one_of(stream: DeterministicRandom, value: str | list[str]) -> str:
    return stream.choice(value) if isinstance(value, list) else value


def _unit(stream: DeterministicRandom, kind: str) -> str:
    if kind == "house":
        return ""
    floor = stream.randint(1, LARGEST_UNIT_FLOOR)
    if kind == "studio":
        return f"Studio {floor}{stream.randint(1, 9):02d}, "
    return f"Apt {floor}{stream.choice('ABCDEF')}, "
