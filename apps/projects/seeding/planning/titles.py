"""The subject of an issue, as title and description, in the words of its product."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.projects.seeding.specification.issue_texts import (
    BUG,
    BUG_AGAIN,
    DESCRIPTIONS,
    STEPS,
    STORIES,
    STORY_AGAIN,
    SUB_TASKS,
)
from apps.projects.seeding.specification.products.product import Area, Fault, Product, Wish
from seedplot.quotas import Permutation
from seedplot.streams import DeterministicRandom

if TYPE_CHECKING:
    from apps.projects.seeding.planning.issue_specs import IssueSpec

KEYWORD_LETTERS = 5
COMMON_WORDS = frozenset(
    word[:KEYWORD_LETTERS]
    for word in ("after", "again", "before", "other", "their", "there", "these", "those", "which", "while", "without")
)


@dataclass(frozen=True)
class Subject:
    """A title with what it was made of: the base text (a wish, a fault, a line) and the scope that widens it."""

    title: str
    base: Wish | Fault | str
    scope: str = ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Subjects:
    """Deals out what the issues of a project are about; no title twice, and the n-th never depends on later ones."""

    def __init__(self, rng: DeterministicRandom, product: Product) -> None:
        self._rng = rng
        self._product = product
        self._dealt: Counter[tuple[str, str]] = Counter()
        self._orders: dict[tuple[str, str], Permutation] = {}

    def left(self, kind: str, area: Area) -> int:
        """How many plain ones there still are."""
        return max(0, len(_bases(kind, area)) - self._dealt[kind, area.name])

    def next(self, stream: DeterministicRandom, kind: str, area: Area) -> Subject:
        """The next subject of that kind in the area: first all plain ones, then each within a scope, then in parts."""
        bases = _bases(kind, area)
        name = (kind, area.name)
        if name not in self._orders:
            self._orders[name] = Permutation(self._rng.at("subjects", *name), len(bases))
        dealt = self._dealt[name]
        self._dealt[name] += 1
        turn, place = divmod(dealt, len(bases))
        number = self._orders[name][place]
        scopes = STEPS if kind in ("task", "sub_task") else tuple(f" {each}" for each in self._product.scopes)
        part, turn = divmod(turn, 1 + len(scopes))
        # Neighbours in a turn get different scopes, and each base meets each of them once.
        scope = scopes[(turn + number) % len(scopes)] if turn else ""
        end = scope if part == 0 else f"{scope}, part {part + 1}"
        return Subject(_worded(stream, kind, bases[number]) + end, bases[number], end)


def repeated(subject: Subject) -> str:
    """The title of an issue that somebody else writes about the same."""
    if isinstance(subject.base, Wish):
        title = STORY_AGAIN.format(Who=capital(subject.base.who), wish=subject.base.wish)
    else:
        assert isinstance(subject.base, Fault)
        title = BUG_AGAIN.format(Symptom=capital(subject.base.symptom))
    return title + subject.scope


def description(stream: DeterministicRandom, spec: IssueSpec, product: Product) -> str:
    """Two to four sentences: why, what it touches, and when it is done."""
    area, base = spec.area, spec.subject.base
    parts = parts_of(spec, spec.stream.at("parts"))
    words = {
        "aim": area.aim,
        "reason": area.aim[0].lower() + area.aim[1:],
        "area": area.name,
        "parts": ", the ".join(area.parts),
        "part": parts[0],
        "other": parts[1],
        "place": product.place,
        "within": spec.subject.scope,
    }
    if isinstance(base, Wish):
        words |= {"who": base.who, "Who": capital(base.who), "wish": base.wish}
    elif isinstance(base, Fault):
        words |= {"symptom": base.symptom, "Symptom": capital(base.symptom), "when": base.when}
    else:
        words |= {"Task": base, "task": base[0].lower() + base[1:]}
    return stream.at("frame").choice(DESCRIPTIONS[spec.kind]).format_map(words)


def parts_of(spec: IssueSpec, stream: DeterministicRandom) -> list[str]:
    """The parts of the issue's area in some order, those that its title speaks of first."""
    subject = keywords(spec.title)
    return sorted(stream.shuffle(spec.area.parts), key=lambda part: not keywords(part) & subject)


def keywords(text: str) -> set[str]:
    """What a text is about: its longer words, by their first letters."""
    words = "".join(letter if letter.isalpha() else " " for letter in text.lower()).split()
    return {word[:KEYWORD_LETTERS] for word in words if len(word) >= KEYWORD_LETTERS} - COMMON_WORDS


def _bases(kind: str, area: Area) -> tuple[Wish, ...] | tuple[Fault, ...] | tuple[str, ...]:
    if kind == "story":
        return area.wishes
    if kind == "bug":
        return area.faults
    if kind == "epic":
        return (area.epic,)
    if kind == "sub_task":
        return tuple(frame.format(part=part) for frame in SUB_TASKS for part in area.parts)
    return area.tasks if kind == "task" else area.improvements


def _worded(stream: DeterministicRandom, kind: str, base: Wish | Fault | str) -> str:
    if isinstance(base, Wish):
        return stream.at("form").choice(STORIES).format(who=base.who, Who=capital(base.who), wish=base.wish)
    return BUG.format(Symptom=capital(base.symptom), when=base.when) if isinstance(base, Fault) else base
