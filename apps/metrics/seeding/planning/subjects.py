"""The subjects of a team's work: an area for each pull request, and a change to it that no other one makes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from apps.metrics.seeding.content import Change, backlog_summary
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.company import Place, places_of
from seedplot.quotas import Permutation

HOME_SHARE = 0.65
"""Of a member's pull requests: those that are about the area of their home."""
VISITS_SHARE = 0.75
"""Of the others: those about an area that is home to somebody else, where there is one."""
GOLDEN = 0.618
SMALL_TEAM = 20
"""The places that a small team's members may have, newcomers included."""


class Subjects:
    """The work of the team: its product, and a change for each pull request, no two alike."""

    def __init__(self, rng: MetricsRandom, cast: Sequence[Member]) -> None:
        self._rng = rng
        self._cast = cast

    @cached_property
    def places(self) -> dict[str, Place]:
        return {place.area: place for place in places_of(self._rng)}

    @cached_property
    def organization(self) -> str:
        return next(iter(self.places.values())).repository.name.partition("/")[0]

    @cached_property
    def homes(self) -> list[Place]:
        """The areas that are somebody's home."""
        lived_in = {member.home for member in self._cast}
        return [place for place in self.places.values() if place.area in lived_in]

    @cached_property
    def _orders(self) -> dict[str, Permutation]:
        return {
            place.area: Permutation(self._rng.at("titles", place.area), len(_indexes(place)))
            for place in self.places.values()
        }

    @cached_property
    def _turns(self) -> dict[Member, float]:
        """The part of its share that each member's home has used up before week 0."""
        return {member: member.stream.at("home turns").random() for member in self._cast}

    @cached_property
    def _numbering(self) -> tuple[dict[Member, int], int]:
        return _seats(self._cast)

    @cached_property
    def turn(self) -> float:
        """The place in the distribution of sizes at which the team begins."""
        return self._rng.at("sizes").random()

    def place(self, member: Member, week: int, slot: int, stream: MetricsRandom) -> Place:
        """The area of the member's pull request in that slot; `stream` is its own.

        Slot by slot the home's share comes round, whatever the number of slots.
        """
        turn = self._turns[member] + GOLDEN * week
        if int(HOME_SHARE * (slot + 1) + turn % 1) > int(HOME_SHARE * slot + turn % 1):
            return self.places[member.home]
        return self.away(member.home, stream.at("area"))

    def away(self, home: str, stream: MetricsRandom) -> Place:
        """An area beside the home: of the other homes, or where nobody is at home."""
        is_visit, lot = stream.should_happen(VISITS_SHARE), stream.random()
        visited = [place for place in self.homes if place.area != home]
        free = [place for place in self.places.values() if place not in self.homes]
        options = (visited if is_visit else free) or visited or free
        return options[int(lot * len(options))]

    def anywhere(self, home: str, stream: MetricsRandom) -> Place:
        """The same with the home among them, each drawn for itself."""
        return self.places[home] if stream.should_happen(HOME_SHARE) else self.away(home, stream)

    def number(self, member: Member, week: int, slot: int, slots: int) -> int:
        """The number of a member's pull request among the changes of any area; `slots` is the most in a week."""
        seats, size = self._numbering
        return (week * size + seats[member]) * slots + slot

    def change(self, place: Place, number: int) -> Change:
        """The change of that number; past the area's last, the first ones under a further condition."""
        indexes = _indexes(place)
        variant, position = divmod(number, len(indexes))
        return place.repository.variant(indexes[self._orders[place.area][position]], variant)

    def backlog_summary(self, place: Place, number: int) -> str:
        """The summary of an issue nobody works on, numbered from 0: taken from the far end of the same order."""
        indexes = _indexes(place)
        position = len(indexes) - 1 - number % len(indexes)
        return backlog_summary(place.repository, indexes[self._orders[place.area][position]])


def _indexes(place: Place) -> range:
    return place.repository.indexes_of(place.area)


def _seats(cast: Sequence[Member]) -> tuple[dict[Member, int], int]:
    """A number for each member, and how many there may be.

    In a small team they are counted in diagonals of archetype and ordinal, so that newcomers move nobody. In a larger
    one each archetype has a block, whose size is a power of two: then newcomers seldom move anybody.
    """
    diagonals = {member: member.position + member.ordinal for member in cast}
    seats = {member: each * (each + 1) // 2 + member.position for member, each in diagonals.items()}
    if max(seats.values(), default=0) < SMALL_TEAM:
        return seats, SMALL_TEAM
    blocks: dict[int, int] = {}
    for member in cast:
        blocks[member.position] = max(blocks.get(member.position, 0), 1 << member.ordinal.bit_length())
    starts, size = {}, 0
    for position, block in sorted(blocks.items()):
        starts[position] = size
        size += block
    return {member: starts[member.position] + member.ordinal for member in cast}, size
