"""Rules on the words of a story: the people they name, the tasks they quote, and words that do not fit the machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from apps.tickets.seeding.specification import words
from apps.tickets.seeding.specification.people import POOLS, ROSTER

_NAME = re.compile(rf"\b(?:{'|'.join(ROSTER)})\b")
_MACHINES = "|".join(re.escape(name) for name in POOLS)
_REFERENCE = re.compile(rf'({_MACHINES}) task "([^"]+)"')
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def names_in(text: str) -> list[str]:
    """The people of the roster whom the text names, each once, in the order of their first mention."""
    return list(dict.fromkeys(_NAME.findall(text)))


def references_in(text: str) -> list[tuple[str, str]]:
    """Each reference to another task: its machine, and the opening words that are quoted."""
    return [(machine, words.rstrip(". ")) for machine, words in _REFERENCE.findall(text)]


def sentences_in(text: str) -> Iterator[str]:
    """The sentences in small letters, as they are compared."""
    return (sentence.lower() for sentence in _SENTENCE_END.split(text.strip()) if sentence)


def forbidden_word(machine: str, text: str) -> str | None:
    """The first word that does not fit the machine's year and mechanism; None where all do."""
    pattern = _forbidden(machine)
    found = pattern.search(text) if pattern else None
    return found[0] if found else None


@cache
def _forbidden(machine: str) -> re.Pattern[str] | None:
    found: list[str] = []
    if machine in words.WITHOUT_ELECTRICITY:
        found += words.ELECTRIC_WORDS
    if machine in words.WITHOUT_FLIPPERS:
        found += words.FLIPPER_WORDS
    if machine in words.WITHOUT_REELS:
        found += words.REEL_WORDS
    if machine in words.WITHOUT_BOARDS:
        found += words.BOARD_WORDS
    if machine not in words.WITH_OPTOS:
        found += words.OPTICAL_WORDS
    if machine not in words.WITH_NETWORK:
        found += words.NETWORK_WORDS
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE) if found else None
