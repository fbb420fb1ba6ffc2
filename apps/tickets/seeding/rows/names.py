"""Machines and maintainers as the proof finds them by what a file or a story calls them.

The imports have finders of their own. This module repeats the law, not the code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from apps.tickets.models import MachineInstance, Maintainer
from apps.tickets.seeding.specification.aliases import MACHINE_ALIASES, MISSPELT_PEOPLE
from apps.tickets.seeding.specification.machines import MACHINES

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'`\u2018\u2019\u02bc")


@cache
def spelling(name: str) -> str:
    """The words of the name in small letters: "teachers pet" for "Teacher's Pet!"."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", name).casefold().translate(_APOSTROPHES)))


class MachineBook:
    """The machines of the museum, to be found by name."""

    def __init__(self, machines: Iterable[MachineInstance]) -> None:
        by_slug = sorted(machines, key=lambda machine: (len(machine.slug), machine.slug))
        self._machines = [
            (machine, {spelling(machine.name), spelling(machine.model.name)} - {""}) for machine in by_slug
        ]

    def key_of(self, text: str) -> int | None:
        """The key of the machine so called; None if there is none.

        Of several of one name it is the one with the catalog's number, else the one with the shortest slug. A machine
        that nobody calls so any more is found by its number.
        """
        names = list(dict.fromkeys((spelling(text), _true_name(text))))
        for name in names:
            called = [machine for machine, spellings in self._machines if name in spellings]
            if called:
                return min(called, key=lambda machine: machine.model.ipdb_id != _number_of(name)).pk
        number = _number_of(names[-1])
        numbered = [machine.pk for machine, _ in self._machines if number and machine.model.ipdb_id == number]
        return numbered[0] if numbered else None


class PeopleBook:
    """The maintainers of the museum, to be found by username, first name or full name."""

    def __init__(self, maintainers: Iterable[Maintainer]) -> None:
        self._people = sorted(maintainers, key=lambda maintainer: maintainer.user.username)

    def called(self, text: str) -> list[Maintainer]:
        """The maintainers so called, by the first kind of name that anybody has."""
        name = spelling(_corrected(text))
        for kind in range(3):
            found = [person for person in self._people if name and name == spelling(_names(person)[kind])]
            if found:
                return found
        return []

    def known(self, names: Iterable[str]) -> list[Maintainer]:
        """The maintainers whom these names leave no doubt about, each once."""
        certain = [found[0] for name in names if len(found := self.called(name)) == 1]
        return list({person.pk: person for person in certain}.values())


def _true_name(text: str) -> str:
    true_names = [name for alias, name in MACHINE_ALIASES.items() if spelling(alias) == spelling(text)]
    return spelling(true_names[0] if true_names else text)


def _number_of(name: str) -> int | None:
    return next((machine.ipdb_id for machine in MACHINES if spelling(machine.name) == name), None)


def _corrected(text: str) -> str:
    return next((right for wrong, right in MISSPELT_PEOPLE.items() if spelling(wrong) == spelling(text)), text)


def _names(person: Maintainer) -> tuple[str, str, str]:
    user = person.user
    return user.username, user.first_name, f"{user.first_name} {user.last_name}"
