"""The people of the team: each member under a key of archetype and number, so that one more shifts nobody."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.company import homes_of
from apps.metrics.seeding.planning.targets import Targets, member_numbers
from apps.metrics.seeding.planning.working_hours import OFFICE_HOURS, ONE_IN, Hours, hours_of, unusual_residue
from apps.metrics.seeding.specification.statement import MemberArchetype
from seedplot.fiction import People, Person


@dataclass(frozen=True, eq=False)
class Member:
    """A member before any row, the same as no other: `number` is unique in the team and stays when others join."""

    archetype: MemberArchetype
    ordinal: int
    number: int
    person: Person
    stream: MetricsRandom = field(repr=False)
    position: int = 0
    """The place of the archetype among the others."""
    home: str = ""
    """The area that most of the member's work is about."""
    hours: Hours = OFFICE_HOURS

    @cached_property
    def key(self) -> tuple[str, int]:
        return (self.archetype.name, self.ordinal)


def assemble(rng: MetricsRandom, scenario: Targets) -> list[Member]:
    """The cast in the order of the archetypes."""
    people = People(rng.at("people"))
    archetypes = scenario.get_member_archetypes()
    residue = unusual_residue(rng)
    keys = [position + ordinal for position, each in enumerate(archetypes) for ordinal in range(each.count)]
    homes = homes_of(rng, keys)
    numbers = iter(member_numbers(archetypes))
    cast: list[Member] = []
    for position, archetype in enumerate(archetypes):
        for ordinal in range(archetype.count):
            number = next(numbers)
            stream = rng.at("member", archetype.name, ordinal)
            hours = hours_of(stream.at("hours"), is_unusual=(position + ordinal) % ONE_IN == residue)
            home = homes[len(cast)]
            cast.append(Member(archetype, ordinal, number, people[number], stream, position, home, hours))
    return cast
