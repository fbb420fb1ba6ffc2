"""What can be checked in the words of a story: whom they name, what they quote, and whether they fit the machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from apps.tickets.seeding.roster import POOLS, ROSTER

_ELECTRIC = r"coils?|relays?|lamps?|bulbs?|fuses?|switch\w*|wiring|boards?|solenoids?|electri\w*|plug\w*|volt\w*"
_BOARDS = r"circuit boards?|driver boards?|pcbs?|mpus?|e?proms?|roms?|transistors?|leds?|displays?|microprocessors?"
_OPTICAL = r"optos?|opto-\w+|optical"
_NETWORK = r"network\w*|wi-?fi|routers?|internet|online|download\w*|firmware|websites?"

_WITHOUT_FLIPPERS = {"Ballyhoo", "Carom", "Trade Winds", "Hyperball"}
_WITHOUT_REELS = {"Ballyhoo", "Carom", "Trade Winds", "Baseball", "Derby Day", "Roto Pool"}
_WITHOUT_BOARDS = {*_WITHOUT_REELS, "Teacher's Pet", "Hokus Pokus"}
_WITH_OPTOS = {"Hyperball", "The Getaway: High Speed II", "The Addams Family", "Godzilla (Premium)"}
_WITH_NETWORK = {"Godzilla (Premium)"}

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
    words: list[str] = []
    if machine == "Ballyhoo":
        words.append(_ELECTRIC)
    if machine in _WITHOUT_FLIPPERS:
        words.append("flippers?")
    if machine in _WITHOUT_REELS:
        words.append("reels?")
    if machine in _WITHOUT_BOARDS:
        words.append(_BOARDS)
    if machine not in _WITH_OPTOS:
        words.append(_OPTICAL)
    if machine not in _WITH_NETWORK:
        words.append(_NETWORK)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) if words else None
