"""The words of a task or an entry as the proof reads them: people, quotations, sentences, and words that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from apps.tickets.models import Task
from apps.tickets.seeding.specification import words
from apps.tickets.seeding.specification.people import POOLS, ROSTER

SPOKEN_OF: Mapping[str, re.Pattern[str]] = {
    Task.PROBLEM_STUCK_BALL: re.compile(r"\bballs?\b", re.IGNORECASE),
    Task.PROBLEM_NO_CREDITS: re.compile(
        r"\b(?:coins?|credits?|free games?|penn(?:y|ies)|nickels?|dimes?|quarters?|dollars?)\b", re.IGNORECASE
    ),
}
"""By type of problem: the things of which a report of it speaks."""


def names_in(text: str) -> list[str]:
    """The people of the roster whom the text names, each once."""
    return [word for word in dict.fromkeys(re.findall(r"\w+", text)) if word in ROSTER]


def references_in(text: str) -> Iterator[tuple[str, str]]:
    """Each reference to another task: its machine, and the quoted opening words."""
    for machine in POOLS:
        for rest in text.split(f'{machine} task "')[1:]:
            quoted, mark, _ = rest.partition('"')
            if mark:
                yield machine, quoted.rstrip(". ")


def sentences_in(text: str) -> Iterator[str]:
    """The sentences in small letters. A sentence ends with a word that has a mark at its end."""
    sentence: list[str] = []
    for word in text.lower().split():
        sentence.append(word)
        if word.endswith((".", "!", "?")):
            yield " ".join(sentence)
            sentence = []
    if sentence:
        yield " ".join(sentence)


def unfit_word(machine: str, text: str) -> str | None:
    """The first word that fits neither the year nor the mechanism of the machine; None where all do."""
    found = _unfit_words(machine).search(text)
    return found[0] if found else None


@cache
def _unfit_words(machine: str) -> re.Pattern[str]:
    groups = {
        words.ELECTRIC_WORDS: machine in words.WITHOUT_ELECTRICITY,
        words.FLIPPER_WORDS: machine in words.WITHOUT_FLIPPERS,
        words.REEL_WORDS: machine in words.WITHOUT_REELS,
        words.BOARD_WORDS: machine in words.WITHOUT_BOARDS,
        words.OPTICAL_WORDS: machine not in words.WITH_OPTOS,
        words.NETWORK_WORDS: machine not in words.WITH_NETWORK,
    }
    unfit = [word for group, is_unfit in groups.items() if is_unfit for word in group]
    # A machine that every word fits gets a pattern that nothing matches.
    return re.compile(rf"\b(?:{'|'.join(unfit)})\b" if unfit else r"(?!)", re.IGNORECASE)
