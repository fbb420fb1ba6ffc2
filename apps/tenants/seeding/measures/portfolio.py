"""Measures of a block of the portfolio: its shares, its homes, and who lives in them for how much."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import Any

from apps.tenants.seeding.measures.homes import lease_dates
from apps.tenants.seeding.rows import Correspondence
from apps.tenants.seeding.specification import portfolio as stated
from apps.tenants.seeding.specification.homes import LEASE_DAYS
from apps.tenants.seeding.specification.streets import STREETS

ADDRESS = re.compile(
    r"(?P<place>[1-9]\d{2,3} (?P<street>[A-Z][\w' ]+)), "
    r"(?:(?P<unit>Apt [1-9][A-Z]|Studio [1-9]0[1-9]), )?(?P<city>[A-Z][A-Za-z ]+ \d{5})"
)
NOT_FOR_PLACES = (*range(521, 530), 710)
"""Area codes without a place: those for machines, and the government's. So are doubles (211, 800) and x9x."""
KIND_OF_UNIT = {"Apt": "apartment", "Studio": "studio", "": "house"}


def missing_properties(part: Correspondence) -> int:
    """The number of properties that the block lacks (less than 0: has too many)."""
    wanted: int = min(stated.PROPERTIES_OF_A_BLOCK, part.options["properties"] - _properties_before(part))
    return wanted - len(part.properties)


def mix_off(part: Correspondence) -> list[str]:
    """Kinds of homes, by their number of tenants, of which the block has too many or too few."""
    counts = Counter((_kind(home), len(part.tenants_of.get(key, ()))) for key, home in part.properties.items())
    return _off(part, counts, stated.MIX)


def conversations_off(part: Correspondence) -> list[str]:
    counts = Counter(len(part.threads_of.get(key, ())) for key in part.tenants)
    twice = sum(stated.OLDER_STATUSES.values())
    return _off(part, counts, {1: stated.TENANTS_OF_A_BLOCK - twice, 2: twice})


def topics_off(part: Correspondence) -> list[str]:
    return _off(part, Counter(row.topic_category for row in part.threads.values()), stated.TOPICS)


def statuses_off(part: Correspondence) -> list[str]:
    """Statuses of recent and of older conversations, each against its own shares."""
    older = {thread.pk for threads in part.threads_of.values() for thread in threads[1:]}
    counts = Counter((row.status, key in older) for key, row in part.threads.items())
    wanted = {(status, False): count for status, count in stated.STATUSES.items()}
    return _off(part, counts, wanted | {(status, True): count for status, count in stated.OLDER_STATUSES.items()})


def channels_off(part: Correspondence) -> list[str]:
    return _off(part, Counter(row.channel for row in part.threads.values()), stated.CHANNELS)


def _off(part: Correspondence, counts: Mapping[Any, int], wanted: Mapping[Any, int]) -> list[str]:
    """Values by which a whole block differs from its shares, or a part of one exceeds them."""
    keys: list[Hashable] = [*wanted, *(key for key in counts if key not in wanted)]
    return [
        f"{counts.get(key, 0)} of '{key}' in {part.shard}"
        for key in keys
        if counts.get(key, 0) > wanted.get(key, 0) or (_is_whole(part) and counts.get(key, 0) != wanted.get(key, 0))
    ]


def _is_whole(part: Correspondence) -> bool:
    return len(part.properties) == stated.PROPERTIES_OF_A_BLOCK


def amenities_off(part: Correspondence) -> list[str]:
    """Amenities that more or fewer homes of a kind have than their share, to the next whole home."""
    homes = Counter(_kind(home) for home in part.properties.values())
    having = Counter((_kind(home), name) for home in part.properties.values() for name in _amenities(home))
    offenders = []
    for kind, name in {*stated.AMENITY_SHARES, *having}:
        of_a_block = sum(count for (each, _), count in stated.MIX.items() if each == kind)
        share = stated.AMENITY_SHARES.get((kind, name), 0) * of_a_block
        least = share - 1 - (of_a_block - homes[kind])
        if not least < having[kind, name] < share + 1:
            offenders.append(f"{having[kind, name]} of '{name}' in a {kind} of {part.shard}")
    return sorted(offenders)


def _amenities(home: Any) -> Iterator[str]:
    """Of the amenities with a share, those of the home."""
    yield from (name for name in ("gym", "pool", "yard") if name in home.amenities)
    yield from ["wifi"] if "wifi_password" in home.amenities else []
    yield from [] if home.rules.get("pet_policy", "").startswith("No pets") else ["pets"]


def numbers_off(part: Correspondence) -> list[str]:
    """Properties whose owner and tenants do not have the numbers that belong to their place in the portfolio.

    25 properties of four numbers take the 100 fictional ones of one area, so each block has an area of its own.
    """
    block = _properties_before(part) // stated.PROPERTIES_OF_A_BLOCK
    area = area_codes()[block]
    offenders = []
    for place, (key, home) in enumerate(part.properties.items()):
        found = [home.owner_phone, *(tenant.phone for tenant in part.tenants_of.get(key, ()))]
        first = place * stated.NUMBERS_OF_A_PROPERTY
        if found != [f"+1-{area}-555-01{first + number:02d}" for number in range(len(found))]:
            offenders.append(f"property {key}")
    return offenders


def area_codes() -> list[int]:
    """The codes of the North American plan that stand for a place, without the authored tenants' own."""
    return [
        code
        for code in range(200, 1000)
        for tens, units in [divmod(code % 100, 10)]
        if tens != 9 and tens != units and code not in (*NOT_FOR_PLACES, stated.AUTHORED_AREA)
    ]


def addresses_off(part: Correspondence) -> list[str]:
    """Properties with an address that is none, in another city, or in the same place as another."""
    offenders = []
    places: Counter[str] = Counter()
    for home in part.properties.values():
        found = ADDRESS.fullmatch(home.address)
        place = found["place"] if found else home.address
        places[place] += 1
        if found is None or places[place] > 1 or found["street"] not in STREETS.get(found["city"], ()):
            offenders.append(f"'{home.address}'")
    return offenders


def questions_without_answers(part: Correspondence) -> list[str]:
    """Properties that leave a common question open."""
    return [
        f"'{topic}' in property {key}"
        for key, home in part.properties.items()
        for topic in stated.COMMON_QUESTIONS
        if topic not in home.faq
    ]


def tenancies_off(part: Correspondence) -> list[str]:
    """Tenants with a rent out of the range of their kind of home, or a lease that began too early or too late."""
    return [
        f"tenant {tenant.pk}"
        for key, home in part.properties.items()
        for tenant in part.tenants_of.get(key, ())
        if not _is_tenancy(tenant.lease_terms, stated.RENTS.get(_kind(home), (0, 0)), part.anchor.date())
    ]


def _is_tenancy(terms: dict[str, Any], rents: tuple[int, int], today: date) -> bool:
    start, end = lease_dates(terms)
    earliest, latest = LEASE_DAYS.get((end - start).days, (0, 0))
    rent = terms.get("monthly_rent")
    is_rent = isinstance(rent, int) and rents[0] <= rent <= rents[1] and rent % stated.RENT_STEP == 0
    return is_rent and earliest <= (today - start).days <= latest


def _kind(home: Any) -> str:
    """The kind of home, read from its address."""
    found = ADDRESS.fullmatch(home.address)
    return KIND_OF_UNIT[(found["unit"] or "").partition(" ")[0]] if found else "none"


def _properties_before(part: Correspondence) -> int:
    """The number of properties in the blocks before this one."""
    return (int(part.shard.rpartition(" ")[2]) - 1) * stated.PROPERTIES_OF_A_BLOCK
