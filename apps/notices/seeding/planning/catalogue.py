"""The block's titles and items: what they are called, where they stand, what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from apps.notices.seeding.content import titles
from apps.notices.seeding.planning.numbering import ITEMS_OF_A_BLOCK, TITLES_OF_A_BLOCK, Numbers
from apps.notices.seeding.planning.purposes import OFFERED_TITLES, PURPOSES, SKIPPED_TITLES, TOPIC_TITLES, Purpose, deal
from apps.notices.seeding.specification.formats import GENRES, KIND_COUNTS, PLATFORMS, Format, Kind
from apps.notices.seeding.specification.subjects import SUBJECTS
from seedplot.fiction import FAMILY_NAMES, GIVEN_NAMES
from seedplot.quotas import Permutation, allot, ranked
from seedplot.streams import DeterministicRandom


@dataclass(frozen=True)
class Title:
    """A bibliographic record. The author is written last name first."""

    bibliographic_record_id: int
    kind: Kind
    text: str
    author: str | None
    call_number: str
    price: Decimal

    @property
    def format(self) -> Format:
        return self.kind.value


@dataclass(frozen=True)
class Item:
    """A copy of a title, and the part that it plays."""

    purpose: Purpose
    title: Title
    item_record_id: int
    barcode: str
    copy: int
    """1 for the first copy."""

    @property
    def volume_copy(self) -> str | None:
        """What stands behind the call number of further copies."""
        return f"c.{self.copy}" if self.copy > 1 else None


def plan_items(library: DeterministicRandom, block: DeterministicRandom, numbers: Numbers) -> list[Item]:
    """The 100 items in the order of their purposes."""
    catalogue = plan_titles(library, block, numbers)
    places = block.at("item places").shuffle(range(ITEMS_OF_A_BLOCK))
    dealt = deal(block)
    places_of_title: dict[int, list[int]] = {}
    for title, place in zip(dealt, places, strict=True):
        places_of_title.setdefault(title, []).append(place)
    return [
        Item(
            purpose=purpose,
            title=catalogue[title],
            item_record_id=numbers.item_record_id(place),
            barcode=numbers.item_barcode(place),
            copy=1 + sorted(places_of_title[title]).index(place),
        )
        for purpose, title, place in zip(PURPOSES, dealt, places, strict=True)
    ]


def plan_titles(library: DeterministicRandom, block: DeterministicRandom, numbers: Numbers) -> list[Title]:
    """The 50 titles in the order of the deal. Their texts are the library's matter, since each comes once."""
    places = block.at("title places").shuffle(range(TITLES_OF_A_BLOCK))
    topics = Permutation(library.at("topics"), titles.TOPICS)
    subject, texts = titles.topic_titles(topics[numbers.block], len(TOPIC_TITLES))
    seen = dict.fromkeys(Kind, 0)
    planned = []
    for index, kind in enumerate(_kinds(block)):
        stream = block.at("title", index)
        if index in TOPIC_TITLES:
            text, about = texts[TOPIC_TITLES.index(index)], subject
        else:
            grammar = titles.GRAMMARS[kind]
            count = KIND_COUNTS[kind]
            number = Permutation(library.at("titles", kind.name), grammar.size)[numbers.block * count + seen[kind]]
            seen[kind] += 1
            text = grammar.text(number)
            about = titles.subject_of(text) if kind is Kind.NONFICTION else ""
        planned.append(_title(stream, numbers.bibliographic_record_id(places[index]), kind, text, about))
    return planned


def _kinds(block: DeterministicRandom) -> list[Kind]:
    """The kind of each title: D's topic is nonfiction, renew skips a game and offers none."""
    fixed = dict.fromkeys(TOPIC_TITLES, Kind.NONFICTION) | dict.fromkeys(SKIPPED_TITLES, Kind.GAME)
    left = dict(KIND_COUNTS)
    for kind in fixed.values():
        left[kind] -= 1
    free = [index for index in range(TITLES_OF_A_BLOCK) if index not in fixed]

    def score(index: int) -> float:
        return block.at("title", index, "kind").random()

    games = ranked([index for index in free if index not in OFFERED_TITLES], score)[: left.pop(Kind.GAME)]
    fixed |= dict.fromkeys(games, Kind.GAME)
    others = [index for index in free if index not in games]
    fixed |= dict(allot(others, left, score))
    return [fixed[index] for index in range(TITLES_OF_A_BLOCK)]


def _title(stream: DeterministicRandom, number: int, kind: Kind, text: str, subject: str) -> Title:
    authors = stream.at("author")
    given, family = authors.choice(GIVEN_NAMES), authors.choice(FAMILY_NAMES)
    is_known = kind not in (Kind.FILM, Kind.GAME)
    return Title(
        bibliographic_record_id=number,
        kind=kind,
        text=text,
        author=f"{family}, {given}" if is_known else None,
        call_number=_call_number(stream.at("call number"), kind, text, subject, family),
        price=_price(stream.at("price"), kind),
    )


def _call_number(stream: DeterministicRandom, kind: Kind, text: str, subject: str, family: str) -> str:
    if kind is Kind.FICTION:
        return f"F {family}"
    if kind is Kind.JUVENILE:
        return f"JF {family}"
    if kind is Kind.NONFICTION:
        return f"{SUBJECTS[subject]} {family[:3].upper()}"
    if kind is Kind.FILM:
        return f"DVD {stream.choice(GENRES)} {text.removeprefix('The ')}"
    return f"{stream.choice(PLATFORMS)} {text}"


def _price(stream: DeterministicRandom, kind: Kind) -> Decimal:
    low, high = kind.value.dollars
    return Decimal(100 * stream.randint(low, high) + stream.choice(kind.value.cents)).scaleb(-2)
