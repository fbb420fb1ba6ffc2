"""Patrons' names, from Faker's lists for the United States, and so paired that no two patrons share one."""

from __future__ import annotations

from dataclasses import dataclass

from apps.notices.seeding.specification.people import FAMILY_NAMES, FEMALE, MALE, MEN, UNKNOWN, WOMEN
from seedplot.quotas import Permutation
from seedplot.streams import DeterministicRandom

MEMBERS_OF_A_HOUSEHOLD = 2
"""At most."""
_BY_GENDER = {FEMALE: tuple(sorted(WOMEN)), MALE: tuple(sorted(MEN)), UNKNOWN: tuple(sorted(WOMEN & MEN))}
GIVEN_NAMES = tuple(sorted(WOMEN | MEN))


@dataclass(frozen=True)
class Name:
    """A patron's given and family name."""

    first: str
    last: str

    @property
    def gender_id(self) -> int:
        if self.first in WOMEN and self.first in MEN:
            return UNKNOWN
        return FEMALE if self.first in WOMEN else MALE

    @property
    def middle_names(self) -> tuple[str, ...]:
        """Those that go with the given name."""
        return tuple(each for each in _BY_GENDER[self.gender_id] if each != self.first)

    def email(self, provider: str) -> str:
        return f"{self.first}.{self.last}@{provider}".lower()


def family_name(rng: DeterministicRandom, household: int) -> str:
    """The name of a household, numbered over the whole library: each name comes once before any comes again."""
    cycle, place = divmod(household, len(FAMILY_NAMES))
    return FAMILY_NAMES[_order(rng, "family names", cycle, len(FAMILY_NAMES))[place]]


def member_name(rng: DeterministicRandom, household: int, member: int) -> Name:
    """The name of a member of a household; no two of one family name share the given name."""
    last = family_name(rng, household)
    place = household // len(FAMILY_NAMES) * MEMBERS_OF_A_HOUSEHOLD + member
    return Name(GIVEN_NAMES[_order(rng, "given names", last, len(GIVEN_NAMES))[place]], last)


def _order(rng: DeterministicRandom, what: str, of: str | int, size: int) -> Permutation:
    return Permutation(rng.at(what, of), size)
