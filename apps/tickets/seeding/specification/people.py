"""The workshop's 36 people as the stories name them, and the maintainers who look after each machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ROSTER: Mapping[str, str] = MappingProxyType(
    {
        "Dean": "dean-workshop",
        "William": "william",
        "Elijah": "elijah",
        "Ken": "ken",
        "Alex": "alex",
        "Ben": "ben",
        "Brian": "brian",
        "Chris": "chris",
        "David": "david",
        "Eddie": "eddie",
        "Ethan": "ethan",
        "James": "james",
        "Jeff": "jeff",
        "Jerry": "jerry",
        "John": "john",
        "Josh": "josh",
        "Justin": "justin",
        "Kyle": "kyle",
        "Luis": "luis",
        "Mark": "mark",
        "Matt": "matt",
        "Mike": "mike",
        "Nathan": "nathan",
        "Nick": "nick",
        "Paul": "paul",
        "Robert": "robert",
        "Ryan": "ryan",
        "Sam": "sam",
        "Steve": "steve",
        "Tyler": "tyler",
        "Diana": "diana",
        "Caleb": "caleb",
        "Reba": "reba",
        "Jackie": "jackie",
        "Laura": "laura",
        "Mauricio": "mauricio",
    }
)
"""Username by first name, in the order of `docs/legacy_data/Maintainers.csv`."""


@dataclass(frozen=True)
class Pool:
    """The people of a machine: one of the primary at least has a part in each of its tasks."""

    primary: tuple[str, ...]
    helpers: tuple[str, ...]


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

OUTSIDERS = (
    "Dean",
    "Mark",
    "Matt",
    "Mike",
    "Nathan",
    "Nick",
    "Paul",
    "Robert",
    "Ryan",
    "Steve",
    "Tyler",
    "Diana",
    "Caleb",
    "Reba",
    "Jackie",
    "Laura",
    "Mauricio",
)
"""The people of no pool. They join anywhere, at most one in a task."""
