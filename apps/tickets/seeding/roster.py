"""The workshop's 36 people as the stories name them: by first name, and who looks after which machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ROSTER = (
    "Dean",
    "William",
    "Elijah",
    "Ken",
    "Alex",
    "Ben",
    "Brian",
    "Chris",
    "David",
    "Eddie",
    "Ethan",
    "James",
    "Jeff",
    "Jerry",
    "John",
    "Josh",
    "Justin",
    "Kyle",
    "Luis",
    "Mark",
    "Matt",
    "Mike",
    "Nathan",
    "Nick",
    "Paul",
    "Robert",
    "Ryan",
    "Sam",
    "Steve",
    "Tyler",
    "Diana",
    "Caleb",
    "Reba",
    "Jackie",
    "Laura",
    "Mauricio",
)
_OWN_USERNAMES = {"Dean": "dean-workshop"}

USERNAMES: Mapping[str, str] = MappingProxyType({name: _OWN_USERNAMES.get(name, name.lower()) for name in ROSTER})
"""Login by first name, as `docs/legacy_data/Maintainers.csv` gives them."""
FIRST_NAMES: Mapping[str, str] = MappingProxyType({username: name for name, username in USERNAMES.items()})


@dataclass(frozen=True)
class Pool:
    """Who looks after a machine: one of the primary at least has a part in each of its tasks."""

    primary: tuple[str, ...]
    helpers: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset((*self.primary, *self.helpers))


_BAGATELLE = Pool(("William", "Elijah", "Sam"), ("Eddie", "Luis"))
_ELECTROMECHANICAL = Pool(("William", "Elijah", "Ken", "Sam"), ("Jerry", "Kyle", "John"))
_SOLID_STATE = Pool(("Alex", "Ben", "Chris", "Brian"), ("David", "Ken", "Josh", "Justin"))
_HYBRID = Pool(("Chris", "Ben", "Alex"), ("Ethan", "Eddie"))
_DOT_MATRIX = Pool(("Alex", "Ben", "Chris", "David"), ("James", "Jeff"))
_MODERN = Pool(("David", "Brian"), ("Ken", "Alex", "Eddie", "Luis"))

POOLS: Mapping[str, Pool] = MappingProxyType(
    {
        "Ballyhoo": _BAGATELLE,
        "Carom": _ELECTROMECHANICAL,
        "Trade Winds": _ELECTROMECHANICAL,
        "Baseball": _ELECTROMECHANICAL,
        "Derby Day": _ELECTROMECHANICAL,
        "Roto Pool": _ELECTROMECHANICAL,
        "Teacher's Pet": _ELECTROMECHANICAL,
        "Hokus Pokus": _ELECTROMECHANICAL,
        "Star Trip": _SOLID_STATE,
        "Star Trek": _SOLID_STATE,
        "Gorgar": _SOLID_STATE,
        "Blackout": _SOLID_STATE,
        "Hyperball": _HYBRID,
        "Eight Ball Deluxe Limited Edition": _DOT_MATRIX,
        "The Getaway: High Speed II": _DOT_MATRIX,
        "The Addams Family": _DOT_MATRIX,
        "Godzilla (Premium)": _MODERN,
    }
)
"""The seventeen machines that have stories, oldest first, with the pool of each."""

OUTSIDERS = frozenset(ROSTER) - frozenset().union(*(pool.names for pool in POOLS.values()))
"""Those in no pool. They join anywhere, at most one in a task."""


def team_faults(machine: str, people: frozenset[str]) -> list[str]:
    """What is wrong with these people for a task of the machine; empty where nothing is."""
    pool = POOLS[machine]
    everyone = _listed(people) or "nobody"
    faults = []
    if not 2 <= len(people) <= 3:
        faults.append(f"{everyone} took part, and a task has two or three people")
    if not people & frozenset(pool.primary):
        faults.append(f"{everyone} took part, and none of {', '.join(pool.primary)}")
    foreign, outsiders = people - pool.names - OUTSIDERS, people & OUTSIDERS
    if foreign:
        faults.append(f"{_listed(foreign)} belongs to the pool of other machines")
    if len(outsiders) > 1:
        faults.append(f"{_listed(outsiders)} are in no pool, and a task has one such person at most")
    return faults


def _listed(people: frozenset[str]) -> str:
    return ", ".join(sorted(people, key=lambda name: (ROSTER.index(name) if name in ROSTER else len(ROSTER), name)))
