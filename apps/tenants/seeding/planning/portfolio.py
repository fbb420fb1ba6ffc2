"""A block of the portfolio: its homes, who lives in them, and what they write about.

A block is planned whole, whatever part of it is wanted, so that one more property leaves all others as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time

from apps.tenants.seeding.content.stories import Story, stories
from apps.tenants.seeding.planning.conversation import Brief, compose
from apps.tenants.seeding.planning.homes import Place, plan_places
from apps.tenants.seeding.planning.planned import Conversation, Home, Renter
from apps.tenants.seeding.specification.homes import LEASE_DAYS
from apps.tenants.seeding.specification.portfolio import (
    AUTHORED_AREA,
    CHANNELS,
    NUMBERS_OF_A_PROPERTY,
    OLDER_STATUSES,
    PROPERTIES_OF_A_BLOCK,
    RENT_STEP,
    RENTS,
    STATUSES,
    TENANTS_OF_A_BLOCK,
    TOPICS,
)
from seedplot.clock import AnchoredCalendar
from seedplot.fiction import People, Person, fictional_phone_numbers
from seedplot.quotas import Permutation, allot, ranked
from seedplot.streams import DeterministicRandom

MIDDLE_INITIALS = "ABCDEFGHJKLMNPRSTVW"
MOVED_IN_AT, LISTED_AT = time(11), time(9)
LISTED_BEFORE_DAYS = (30, 400)
USUALLY_TOLD = 3
"""How often a block tells a story at most, as a rule."""


@dataclass(frozen=True, eq=False)
class Slot:
    """A conversation to be had: whose it is, and whether it is the tenant's older one."""

    number: int
    place: Place
    tenant: int
    is_older: bool


def plan_block(rng: DeterministicRandom, calendar: AnchoredCalendar, block: int, count: int) -> list[Home]:
    """The first `count` homes of the block."""
    places = plan_places(rng, block)
    stream = rng.at("block", block)
    slots = _slots(stream, places)
    briefs = _briefs(stream, slots, rng.at("openings"), block)
    first_tenant = block * TENANTS_OF_A_BLOCK
    homes = []
    for place in places:
        if place.number < block * PROPERTIES_OF_A_BLOCK + count:
            own = {slot: brief for slot, brief in briefs.items() if slot.place is place}
            homes.append(_home(rng, calendar, place, own, first_tenant))
        first_tenant += place.tenant_count
    return homes


def _slots(stream: DeterministicRandom, places: list[Place]) -> list[Slot]:
    """One conversation for every tenant of the block, and an older one for a third of them."""
    tenants = [(place, tenant) for place in places for tenant in range(place.tenant_count)]
    numbers = ranked(range(len(tenants)), lambda number: stream.at("older", number).random())
    twice = sorted(numbers[: sum(OLDER_STATUSES.values())])
    slots = [Slot(number, place, tenant, False) for number, (place, tenant) in enumerate(tenants)]
    return slots + [Slot(len(tenants) + number, *tenants[number], True) for number in twice]


def _briefs(
    stream: DeterministicRandom, slots: list[Slot], openings_stream: DeterministicRandom, block: int
) -> dict[Slot, Brief]:
    told = _stories_of(stream.at("topics"), slots)
    statuses = _statuses_of(stream.at("statuses"), slots, told)
    channels = dict(allot(slots, CHANNELS, lambda slot: stream.at("channel", slot.number).random()))
    openings = _openings_of(openings_stream, block, told)
    return {slot: Brief(told[slot], statuses[slot], channels[slot], slot.is_older, openings[slot]) for slot in slots}


def _openings_of(
    stream: DeterministicRandom, block: int, told: Mapping[Slot, Story]
) -> dict[Slot, tuple[int, int, int]]:
    """How each conversation begins: a story that is told again begins in another way, in the next block too."""
    begun: Counter[str] = Counter()
    openings = {}
    for slot in sorted(told, key=lambda slot: slot.number):
        story = told[slot]
        ways = story.openings
        order = Permutation(stream.at(story.name), len(ways))
        openings[slot] = ways[order[(block * USUALLY_TOLD + begun[story.name]) % len(ways)]]
        begun[story.name] += 1
    return openings


def _stories_of(stream: DeterministicRandom, slots: list[Slot]) -> dict[Slot, Story]:
    """A story for each conversation: topics by their shares, and none told twice in one property.

    The topics of which a home may know least choose first; repairs are needed everywhere and take the rest.
    """
    told: dict[Slot, Story] = {}
    times: Counter[str] = Counter()
    used: dict[int, set[str]] = {}
    for topic, share in TOPICS.items():
        choices = [story for story in stories() if story.topic == topic]
        left = share
        chances = stream.at(topic)
        for slot in ranked(slots, lambda slot, chances=chances: chances.at(slot.number).random()):  # type: ignore[misc]
            if slot in told:
                continue
            taken = used.setdefault(slot.place.number, set())
            fit = [each for each in choices if each.name not in taken and each.can_be_told(slot.place.facts)]
            if left and fit:
                told[slot] = story = min(fit, key=_least_told(times, stream.at("story", slot.number)))
                taken.add(story.name)
                times[story.name] += 1
                left -= 1
    return told


def _least_told(times: Counter[str], stream: DeterministicRandom) -> Callable[[Story], tuple[int, float]]:
    return lambda story: (times[story.name], stream.at(story.name).random())


def _statuses_of(stream: DeterministicRandom, slots: list[Slot], told: Mapping[Slot, Story]) -> dict[Slot, str]:
    """Statuses by their shares; only a story that can get out of hand is escalated."""

    def score(slot: Slot) -> float:
        return stream.at(slot.number).random()

    recent = [slot for slot in slots if not slot.is_older]
    can_escalate = ranked((slot for slot in recent if "escalated" in told[slot].endings), score)
    escalated = can_escalate[: STATUSES["escalated"]]
    others = {status: count for status, count in STATUSES.items() if status != "escalated"}
    return {
        **dict.fromkeys(escalated, "escalated"),
        **dict(allot([slot for slot in recent if slot not in escalated], others, score)),
        **dict(allot([slot for slot in slots if slot.is_older], OLDER_STATUSES, score)),
    }


def _home(
    rng: DeterministicRandom, calendar: AnchoredCalendar, place: Place, briefs: dict[Slot, Brief], first_tenant: int
) -> Home:
    stream = rng.at("property", place.number)
    owner = People(rng.at("owners"))[place.number]
    initial = stream.at("initial").choice(MIDDLE_INITIALS)
    owner_name = f"{owner.given_name} {initial}. {owner.family_name}"
    leases = [_lease(stream.at("tenant", number, "lease")) for number in range(place.tenant_count)]
    listed = max(days for days, _ in leases) + stream.at("listed").randint(*LISTED_BEFORE_DAYS)
    people = People(rng.at("tenants"))
    numbers = fictional_phone_numbers(without_areas=[AUTHORED_AREA])
    first_number = place.number * NUMBERS_OF_A_PROPERTY
    return Home(
        stream=stream,
        address=place.address,
        owner_name=owner_name,
        owner_email=f"{owner.given_name}.{initial}.{owner.family_name}@example.com".lower(),
        owner_phone=str(numbers[first_number]),
        amenities=place.amenities,
        rules=place.rules,
        faq=place.faq,
        created_at=calendar.moment(listed, LISTED_AT),
        renters=tuple(
            _renter(
                stream.at("tenant", number),
                calendar,
                people[first_tenant + number],
                str(numbers[first_number + 1 + number]),
                leases[number],
                {slot: brief for slot, brief in briefs.items() if slot.tenant == number},
                {**place.facts, "owner": owner_name},
                place.kind,
            )
            for number in range(place.tenant_count)
        ),
    )


def _lease(stream: DeterministicRandom) -> tuple[int, int]:
    """How many days before the anchor it began, and how many days it lasts."""
    length = stream.at("length").choice(sorted(LEASE_DAYS))
    return stream.at("start").randint(*LEASE_DAYS[length]), length


def _renter(
    stream: DeterministicRandom,
    calendar: AnchoredCalendar,
    person: Person,
    phone: str,
    lease: tuple[int, int],
    briefs: dict[Slot, Brief],
    facts: dict[str, str],
    kind: str,
) -> Renter:
    started, length = lease
    least, most = RENTS[kind]
    rent = stream.at("rent").randint(least // RENT_STEP, most // RENT_STEP) * RENT_STEP
    known = {**facts, "first_name": person.given_name, "name": person.full_name, "rent": f"${rent:,}"}
    return Renter(
        name=person.full_name,
        phone=phone,
        email=person.email(),
        monthly_rent=rent,
        security_deposit=rent,
        lease_start=calendar.day(started),
        lease_end=calendar.day(started - length),
        created_at=calendar.moment(started, MOVED_IN_AT),
        conversations=tuple(_conversations(stream, calendar, briefs, known)),
    )


def _conversations(
    stream: DeterministicRandom, calendar: AnchoredCalendar, briefs: dict[Slot, Brief], known: dict[str, str]
) -> Iterator[Conversation]:
    """The recent conversation, then the older one."""
    for slot, brief in briefs.items():
        yield compose(stream.at("older" if slot.is_older else "recent"), brief, known, calendar)
