"""Titles, read by the patterns of their kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from apps.notices import models
from apps.notices.seeding.rows import BlockRows
from apps.notices.seeding.specification.formats import KIND_COUNTS, TOPIC_LETTER, Kind
from apps.notices.seeding.specification.title_patterns import TITLE_PATTERNS, TOPIC_PATTERN, Pattern

KIND_OF_COLLECTION = {kind.value.collection_id: kind for kind in Kind}


def kind_of(item: Any) -> Kind | None:
    """The kind by the item's collection, if its other codes are that kind's, too."""
    kind = KIND_OF_COLLECTION.get(item.assigned_collection_id)
    own = (item.material_type_id, item.shelf_location_id, item.renewal_limit)
    if kind is None or own != (kind.value.material_type_id, kind.value.shelf_location_id, kind.value.renewal_limit):
        return None
    return kind


def wrong_titles(block: BlockRows) -> list[str]:
    """Titles that come twice in the library or are of another kind than their items, and kinds with other counts."""
    kinds = _kinds_of_titles(block)
    shared = block.library.shared(models.BibliographicRecord, "title")
    wrong = []
    for row in block.rows(models.BibliographicRecord):
        kind = kinds.get(row.bibliographic_record_id)
        if kind is None or subject_in(kind, row.title) is None:
            wrong.append(f"'{row.title}' as {kind.name.lower() if kind else 'no kind'}")
        if (row.title,) in shared:
            wrong.append(f"'{row.title}' twice")
    counts = Counter(kinds.values())
    wrong += [f"{counts[kind]} titles of {kind.name.lower()}" for kind in Kind if counts[kind] != KIND_COUNTS[kind]]
    return [*wrong, *_wrong_topic(block)]


def _kinds_of_titles(block: BlockRows) -> dict[int, Kind | None]:
    """By title the kind of its items; None where they are of none, or of several."""
    kinds: dict[int, Kind | None] = {}
    for item in block.items.values():
        kind = kind_of(item)
        number = item.bibliographic_record_id
        kinds[number] = kind if kinds.get(number, kind) is kind else None
    return kinds


def _wrong_topic(block: BlockRows) -> Iterator[str]:
    """Holds of D that are not on one topic, and titles on topics that others have."""
    titles = {row.bibliographic_record_id: row.title for row in block.rows(models.BibliographicRecord)}
    held = {row.bibliographic_record_id for row in block.holds.values() if block.letter(row.patron_id) == TOPIC_LETTER}
    on_topic = {number for number, title in titles.items() if TOPIC.words_in(title)}
    topics = {titles[number].partition(":")[0] for number in held & on_topic}
    if held != on_topic or len(topics) != 1:
        yield f"{TOPIC_LETTER} holds {len(held & on_topic)} of {len(on_topic)} titles on {sorted(topics)}"


def subject_in(kind: Kind, title: str) -> str | None:
    """The subject that a title names, "" where the kind has none; None for a title that is not of the kind."""
    for reader in _readers(kind):
        words = reader.words_in(title)
        if words is not None:
            return words[0] if kind is Kind.NONFICTION else ""
    return None


@dataclass(frozen=True)
class Reader:
    """A pattern taken apart: the text before the first place; of each place its number, its words, the text behind."""

    first: str
    parts: tuple[tuple[int, frozenset[str], str], ...]

    def words_in(self, title: str) -> dict[int, str] | None:
        """The words in the pattern's places, by their numbers; None if the title does not follow the pattern."""
        return _read(title, len(self.first), self.parts) if title.startswith(self.first) else None


def _read(title: str, start: int, parts: tuple[tuple[int, frozenset[str], str], ...]) -> dict[int, str] | None:
    """The words from `start` on. The text behind a place may be part of a word as well, so each occurrence is tried."""
    place, words, after = parts[0]
    if len(parts) == 1:
        end = len(title) - len(after)
        return {place: title[start:end]} if title.endswith(after) and title[start:end] in words else None
    end = title.find(after, start)
    while end >= 0:
        if title[start:end] in words:
            found = _read(title, end + len(after), parts[1:])
            if found is not None:
                return {place: title[start:end], **found}
        end = title.find(after, end + 1)
    return None


def reader_of(pattern: Pattern) -> Reader:
    texts, places = [], []
    for count, (text, name, _, _) in enumerate(Formatter().parse(pattern.template)):
        texts.append(text)
        if name is not None:
            places.append(int(name) if name else count)
    texts += [""] * (len(places) + 1 - len(texts))
    words = [frozenset(pattern.places[place]) for place in places]
    return Reader(texts[0], tuple(zip(places, words, texts[1:], strict=True)))


TOPIC = reader_of(TOPIC_PATTERN)


@cache
def _readers(kind: Kind) -> tuple[Reader, ...]:
    """Of each pattern that the kind's titles follow; nonfiction may be on a topic."""
    readers = tuple(reader_of(pattern) for pattern in TITLE_PATTERNS[kind])
    return (*readers, TOPIC) if kind is Kind.NONFICTION else readers
