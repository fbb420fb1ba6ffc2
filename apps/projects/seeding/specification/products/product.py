"""A product: its facts, and the vocabulary of its trade in areas that each could be an epic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.projects.seeding.specification.files import read_stated
from seedplot.content import ContentError, ContentFile, Place, refuse_faults

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
class Product:
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


def read_products(folder: Path, keys: Sequence[str]) -> tuple[Product, ...]:
    """The products of those files. ContentError with the mistakes of all of them."""
    found: list[Product] = []
    faults: list[str] = []
    for key in keys:
        try:
            file = read_stated(folder / f"{key.lower()}.yaml", "product")
        except ContentError as error:
            faults += error.faults
            continue
        faults += _faults(file, key)
        found.append(_product(file.content))
    refuse_faults(faults)
    return tuple(found)


def _faults(file: ContentFile, key: str) -> Iterator[str]:
    """Another key than the file's name, and what would become two issues of one title."""
    if file.content["key"] != key:
        yield file.fault(("key",), f"this file is of {key}, not of '{file.content['key']}'")
    seen: set[str] = set()
    for place, text in _titles(file.content["areas"]):
        if text in seen:
            yield file.fault(place, f"'{text}' stands in this file twice")
        seen.add(text)


def _titles(areas: Sequence[Any]) -> Iterator[tuple[Place, str]]:
    """The texts that titles are made of, each with its place."""
    for number, area in enumerate(areas):
        place = ("areas", number)
        yield (*place, "epic"), area["epic"]
        for kind in ("tasks", "improvements"):
            yield from (((*place, kind, line), text) for line, text in enumerate(area[kind]))
        for line, each in enumerate(area["wishes"]):
            yield (*place, "wishes", line), f"{each['who']} {each['wish']}"
        for line, each in enumerate(area["faults"]):
            yield (*place, "faults", line), each["symptom"]


def _product(content: dict[str, Any]) -> Product:
    return Product(
        **{
            **content,
            "scopes": tuple(content["scopes"]),
            "areas": tuple(_area(area) for area in content["areas"]),
        }
    )


def _area(content: dict[str, Any]) -> Area:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in content.items()
    }
    values["wishes"] = tuple(Wish(**each) for each in content["wishes"])
    values["faults"] = tuple(Fault(**each) for each in content["faults"])
    return Area(**values)
