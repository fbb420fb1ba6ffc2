"""Words for the moments in the life of an issue, in the language of its product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.projects.seeding.planning.issue_specs import IssueSpec
from apps.projects.seeding.planning.titles import keywords, parts_of
from apps.projects.seeding.specification.people import PEOPLE
from apps.projects.seeding.specification.phrases import OF_KIND, PHRASES, WHOLLY_OWN
from apps.projects.seeding.specification.products.product import Fault, Lines, Product, Wish
from seedplot.streams import DeterministicRandom

FIRST_NAMES = {person.username: person.first_name for person in PEOPLE}
SHARE_OF_OWN = 0.6
"""The share of comments that look first among the words for the kind of issue."""


@dataclass(frozen=True)
class Beat:
    """Something that happens to an issue and can be spoken about: what, when, by whom. The smallest are taken first."""

    what: str
    moment: datetime
    author: str
    rank: float
    words: Mapping[str, str]


class Speaker:
    """Finds words for an event, and none of them twice in a project while there are others."""

    def __init__(self, rng: DeterministicRandom, product: Product) -> None:
        self._rng = rng
        self._product = product
        self._said: set[str] = set()

    def say(self, spec: IssueSpec, beat: Beat, peer: str) -> str:
        stream = spec.stream.at("words", beat.what)
        for place, texts in enumerate(self._choices(spec, beat, peer, stream)):
            fresh = [text for text in texts if text not in self._said]
            if fresh:
                text = stream.at("text", place).choice(fresh)
                self._said.add(text)
                return text
        own, usual = phrases_of(spec.kind, beat.what)
        return text_of(own or usual, spec, beat, peer, self._product, spec.area.parts)[0]

    def _choices(self, spec: IssueSpec, beat: Beat, peer: str, stream: DeterministicRandom) -> Iterator[list[str]]:
        """Texts from the closest to the most general: about this very issue, about its area, about its parts."""
        parts = parts_of(spec, spec.stream.at("parts"))
        yield _fitting(spec, beat.what)
        own, usual = phrases_of(spec.kind, beat.what)
        first, second = (own, usual) if stream.at("own").should_happen(SHARE_OF_OWN) else (usual, own)
        for turn in range(len(parts)):
            turned = parts[turn:] + parts[:turn]
            yield text_of(first, spec, beat, peer, self._product, turned)
            yield text_of(second, spec, beat, peer, self._product, turned)


def text_of(frames: Lines, spec: IssueSpec, beat: Beat, peer: str, product: Product, parts: Sequence[str]) -> list[str]:
    """The frames filled with the words of the issue, its area and what happens."""
    base = spec.subject.base
    words = {
        "part": parts[0],
        "other": parts[1],
        "place": product.place,
        "peer": FIRST_NAMES[peer],
        "area": spec.area.name,
        **beat.words,
    }
    if isinstance(base, Wish):
        words |= {"who": base.who, "wish": base.wish}
    elif isinstance(base, Fault):
        words |= {"symptom": base.symptom, "when": base.when}
    else:
        words |= {"task": base[0].lower() + base[1:]}
    return [_sentence(frame.format_map(words)) for frame in frames]


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _fitting(spec: IssueSpec, what: str) -> list[str]:
    """The area's own sentences that share a word with the title; an epic can do with any of them."""
    sentences = {"ask": spec.area.asks, "find": spec.area.finds, "check": spec.area.checks}.get(what, ())
    return [text for text in sentences if spec.kind == "epic" or keywords(text) & keywords(spec.title)]


def phrases_of(kind: str, what: str) -> tuple[Lines, Lines]:
    """The frames for an event in the life of an issue of that kind: its own, and those for any kind."""
    own = OF_KIND.get(kind, {}).get(what, ())
    return own, () if own and kind in WHOLLY_OWN else PHRASES[what]
