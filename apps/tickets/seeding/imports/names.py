"""Whom and what the legacy files mean by a name: the museum's machines and maintainers, found however they are spelt.

A finder is made of rows of a frozen world, so that a plan can ask it without the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import normalize

from apps.tickets.seeding.specification.aliases import MACHINE_ALIASES, MISSPELT_PEOPLE
from apps.tickets.seeding.specification.machines import MACHINES
from seedplot.plan import WorldRow

_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc]")
_NOT_A_WORD = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """The name without case, punctuation and extra spaces: "teachers pet"."""
    return _NOT_A_WORD.sub(" ", _APOSTROPHES.sub("", normalize("NFKC", name).casefold())).strip()


_ALIASES = {plain(alias): plain(name) for alias, name in MACHINE_ALIASES.items()}
_MISSPELT = {plain(wrong): right for wrong, right in MISSPELT_PEOPLE.items()}
_IPDB_IDS = {plain(machine.name): machine.ipdb_id for machine in MACHINES}


class MachineNames:
    """Finds machines. Their world rows have `slug`, `name`, `model_name` and `ipdb_id`."""

    def __init__(self, machines: Iterable[WorldRow]) -> None:
        self._by_name: dict[str, list[WorldRow]] = {}
        self._by_ipdb_id: dict[int, WorldRow] = {}
        for machine in sorted(machines, key=lambda each: (len(each.slug), each.slug)):
            for name in dict.fromkeys((plain(machine.name), plain(machine.model_name))):
                if name:
                    self._by_name.setdefault(name, []).append(machine)
            if machine.ipdb_id is not None:
                self._by_ipdb_id.setdefault(machine.ipdb_id, machine)

    def find(self, text: str) -> WorldRow | None:
        """The machine of that name, then of that alias, then the one whose model has been renamed since.

        Of several of one name, the museum's own: the model with the catalogue's number, then the first slug.
        """
        name = plain(text)
        for spelling in dict.fromkeys((name, _ALIASES.get(name, name))):
            named = self._by_name.get(spelling)
            if named:
                own = [machine for machine in named if machine.ipdb_id == _IPDB_IDS.get(spelling)]
                return (own or named)[0]
        number = _IPDB_IDS.get(_ALIASES.get(name, name))
        return None if number is None else self._by_ipdb_id.get(number)

    def nearest(self, text: str) -> str | None:
        """What a machine is called that is spelt much alike."""
        near = get_close_matches(plain(text), self._by_name, n=1)
        return self._by_name[near[0]][0].name if near else None


@dataclass(frozen=True)
class Unknown:
    """A name that nobody has, or more than one."""

    name: str
    candidates: tuple[str, ...] = ()
    """The usernames of those who have it."""

    def __str__(self) -> str:
        if self.candidates:
            return f"'{self.name}' could be any of {', '.join(self.candidates)}"
        return f"'{self.name}' is no maintainer"


class PeopleNames:
    """Finds maintainers. Their world rows have `username`, `first_name` and `last_name`."""

    def __init__(self, maintainers: Iterable[WorldRow]) -> None:
        self._ways: tuple[dict[str, list[WorldRow]], ...] = ({}, {}, {})
        for person in sorted(maintainers, key=lambda each: each.username):
            full_name = f"{person.first_name} {person.last_name}"
            for way, spelling in zip(self._ways, (person.username, person.first_name, full_name), strict=True):
                if plain(spelling):
                    way.setdefault(plain(spelling), []).append(person)

    def find(self, text: str) -> WorldRow | Unknown:
        """The maintainer of that username, first name or full name, a known misspelling corrected."""
        name = plain(_MISSPELT.get(plain(text), text))
        for way in self._ways:
            found = way.get(name, [])
            if len(found) == 1:
                return found[0]
            if found:
                return Unknown(text, tuple(person.username for person in found))
        return Unknown(text)

    def find_all(self, names: Iterable[str]) -> list[WorldRow]:
        """The known ones, each once."""
        found = [person for name in names if isinstance(person := self.find(name), WorldRow)]
        return list({person.known_as: person for person in found}.values())
