"""Finding a text again among the phrases that a person stated, with the change's own words in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from apps.metrics.seeding.specification import comments, commits

EVERY_KIND = frozenset(commits.FIRST)
SLOT = re.compile(r"\{(\w+)\}")
OF_THE_SUBJECT = ("{subject}", "{part}", "{name}")
"""Slots that only a change with a known subject fills."""
KEY_LENGTH = 8
"""So many letters at its beginning or its end tell a phrase with slots from most others."""


class Phrase(NamedTuple):
    """A sentence with slots, the kinds of change it is about, and the places it may stand in (none: anywhere)."""

    template: str
    kinds: frozenset[str]
    places: frozenset[str] = frozenset()


class Wording(NamedTuple):
    """A text read as a phrase; what the slots hold is empty where the phrase has none."""

    phrase: Phrase
    subject: str = ""
    area: str = ""
    file: str = ""
    part: str = ""
    name: str = ""
    function: str = ""
    line: str = ""


class PhraseBook:
    """The phrases of one purpose. No regular expressions: compiling some hundred costs more than reading a team."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = list(_merged(phrases))
        self._plain: dict[str, Wording] = {}
        self._by_begin: defaultdict[str, list[tuple[list[str], Phrase]]] = defaultdict(list)
        self._by_end: defaultdict[str, list[tuple[list[str], Phrase]]] = defaultdict(list)
        self._others: list[tuple[list[str], Phrase]] = []
        for phrase in self._phrases:
            parts = SLOT.split(phrase.template)
            if len(parts) == 1:
                self._plain[phrase.template] = Wording(phrase)
            elif len(parts[0]) >= KEY_LENGTH:
                self._by_begin[parts[0][:KEY_LENGTH]].append((parts, phrase))
            elif len(parts[-1]) >= KEY_LENGTH:
                self._by_end[parts[-1][-KEY_LENGTH:]].append((parts, phrase))
            else:
                self._others.append((parts, phrase))

    def find(self, text: str) -> Wording | None:
        """The text as one of the phrases, or None."""
        if text in self._plain:
            return self._plain[text]
        begin, end = text[:KEY_LENGTH], text[-KEY_LENGTH:]
        for phrases in (self._by_begin.get(begin, ()), self._by_end.get(end, ()), self._others):
            for parts, phrase in phrases:
                words = _words(parts, text)
                if words is not None:
                    return Wording(phrase, **words)
        return None

    def choices(self, place: str) -> set[str]:
        """The phrases for that place, or for any, that fit every kind of change and name no subject of it."""
        return {
            phrase.template
            for phrase in self._phrases
            if phrase.kinds == EVERY_KIND
            and not any(slot in phrase.template for slot in (*OF_THE_SUBJECT, "{line}"))
            and (not phrase.places or place in phrase.places)
        }


def _merged(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """A sentence of several kinds or places once, with all of them."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        kinds[phrase.template] |= phrase.kinds
        places[phrase.template] |= phrase.places
    for template in kinds:
        yield Phrase(template, frozenset(kinds[template]), frozenset(places[template]))


def _words(parts: list[str], text: str) -> dict[str, str] | None:
    """The contents of the slots between the literal parts; None if the text is not made of these."""
    literals, names = parts[::2], parts[1::2]
    if not (text.startswith(literals[0]) and text.endswith(literals[-1])):
        return None
    words: dict[str, str] = {}
    begin = len(literals[0])
    for position, (name, literal) in enumerate(zip(names, literals[1:], strict=True), start=1):
        end = len(text) - len(literal) if position == len(names) else text.find(literal, begin)
        if end <= begin or words.setdefault(name, text[begin:end]) != text[begin:end]:
            return None
        begin = end + len(literal)
    return words


def _of_kinds(by_kind: Mapping[str, Iterable[str]]) -> Iterator[Phrase]:
    return (Phrase(text, frozenset({kind})) for kind, texts in by_kind.items() for text in texts)


def _of_any(texts: Iterable[str]) -> Iterator[Phrase]:
    return (Phrase(text, EVERY_KIND) for text in texts)


def _in_places(by_place: Mapping[str, Iterable[str]]) -> Iterator[Phrase]:
    return (Phrase(text, EVERY_KIND, frozenset({place})) for place, texts in by_place.items() for text in texts)


@cache
def requests() -> PhraseBook:
    return PhraseBook(
        [
            *_in_places(comments.REQUESTS_BY_CATEGORY),
            *_of_kinds(comments.REQUESTS_BY_KIND),
            *_of_any(comments.REPETITIONS),
        ]
    )


@cache
def remarks() -> PhraseBook:
    return PhraseBook(
        [
            *_in_places(comments.REMARKS_BY_CATEGORY),
            *_of_kinds(comments.REMARKS_BY_KIND),
            *_of_any(comments.REPETITIONS),
        ]
    )


@cache
def replies() -> PhraseBook:
    return PhraseBook([*_of_any(comments.REPLIES_ANY), *_of_kinds(comments.REPLIES)])


@cache
def refusals() -> PhraseBook:
    return PhraseBook([*_of_any(comments.REFUSALS), *_of_kinds({"docs": comments.DOCUMENT_REFUSALS})])


@cache
def approvals() -> PhraseBook:
    return PhraseBook([*_of_any(comments.APPROVALS_ANY), *_of_kinds(comments.APPROVALS)])


@cache
def objections() -> PhraseBook:
    return PhraseBook([*_of_any(comments.OBJECTIONS_ANY), *_of_kinds(comments.OBJECTIONS)])


@cache
def follow_ups() -> PhraseBook:
    return PhraseBook(_of_any(comments.FOLLOW_UPS))


@cache
def next_commits() -> PhraseBook:
    return PhraseBook([*_of_any(commits.NEXT_ANY), *_of_kinds(commits.NEXT)])


@cache
def fixing_commits() -> PhraseBook:
    return PhraseBook([*_of_any(commits.FIX_ANY), *_of_kinds(commits.FIX)])
