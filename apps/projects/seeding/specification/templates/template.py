"""A project template: its facts, and the vocabulary of its trade in areas that each could be an epic.

The blocks of text in the data modules have one entry a line, so that they can be read and edited like a list.
"""

from __future__ import annotations

from dataclasses import dataclass

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Wish:
    """A wish: who wants something, and the wish itself: "shoppers", "pay with a saved card"."""

    who: str
    wish: str


@dataclass(frozen=True)
class Fault:
    """A fault and its occasion: "the voucher is deducted twice", "the total is recalculated"."""

    symptom: str
    when: str


@dataclass(frozen=True)
class Area:
    """A part of the product, with what there is to build, repair and say about it.

    `parts` are nouns that follow "the". `asks` are questions before the work, `finds` what turns up during it and
    `checks` what was tried in review.
    """

    name: str
    epic: str
    aim: str
    parts: Lines
    wishes: tuple[Wish, ...]
    tasks: Lines
    faults: tuple[Fault, ...]
    improvements: Lines
    asks: Lines
    finds: Lines
    checks: Lines


@dataclass(frozen=True)
class Template:
    """A project: the facts that the list of 20 gives, and what its people talk about.

    `place` is where it is tried before it is released; `scopes` widen a title ("in the business shop") once every
    plain one is taken.
    """

    key: str
    name: str
    methodology: str
    status: str
    priority: str
    description: str
    place: str
    scopes: Lines
    areas: tuple[Area, ...]

    @property
    def is_scrum(self) -> bool:
        return self.methodology == "scrum"


def area(
    name: str,
    *,
    epic: str,
    aim: str,
    parts: str,
    wishes: str,
    tasks: str,
    faults: str,
    improvements: str,
    asks: str,
    finds: str,
    checks: str,
) -> Area:
    """An area from blocks of lines; wishes are "who: wish", faults "symptom | when", parts a list with commas."""
    return Area(
        name=name,
        epic=epic,
        aim=aim,
        parts=tuple(part.strip() for part in parts.split(",")),
        wishes=tuple(Wish(*_pair(line, ":")) for line in lines(wishes)),
        tasks=lines(tasks),
        faults=tuple(Fault(*_pair(line, "|")) for line in lines(faults)),
        improvements=lines(improvements),
        asks=lines(asks),
        finds=lines(finds),
        checks=lines(checks),
    )


def lines(block: str) -> Lines:
    """The entries of a block; one that ends with a backslash goes on in the next line."""
    return tuple(" ".join(line.split()) for line in block.strip().splitlines())


def _pair(line: str, mark: str) -> tuple[str, str]:
    first, second = line.split(mark)
    return first.strip(), second.strip()
