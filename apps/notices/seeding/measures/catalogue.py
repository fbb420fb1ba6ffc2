"""Call numbers, prices and copies of the block's items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from apps.notices import models
from apps.notices.seeding.measures.titles import kind_of, subject_in
from apps.notices.seeding.rows import BlockRows
from apps.notices.seeding.specification.formats import (
    COPIES,
    GENRES,
    PLATFORMS,
    Kind,
)
from apps.notices.seeding.specification.subjects import SUBJECTS

AUTHOR = re.compile(r"(?P<family>[A-Z][A-Za-z'-]+), [A-Z][a-z]+")
SHELVES = {Kind.FICTION: "F", Kind.JUVENILE: "JF"}


def wrong_shelves(block: BlockRows) -> list[str]:
    """Call numbers, authors and prices that do not go with the item's kind, title and author."""
    wrong = []
    for number, item in block.items.items():
        kind = kind_of(item)
        if kind is None or item.call_number not in _call_numbers(kind, item.title, item.author):
            wrong.append(f"item {number}, '{item.title}' by {item.author}, has the call number {item.call_number}")
        elif not _is_price_of(kind, item.price):
            wrong.append(f"item {number}, {kind.value.name}, costs {item.price}")
    return wrong


def _call_numbers(kind: Kind, title: str, author: str | None) -> set[str]:
    """The call numbers that an item may have; none if its author is not as the kind wants."""
    if kind is Kind.FILM:
        return set() if author else {f"DVD {genre} {title.removeprefix('The ')}" for genre in GENRES}
    if kind is Kind.GAME:
        return set() if author else {f"{platform} {title}" for platform in PLATFORMS}
    known = AUTHOR.fullmatch(author or "")
    if known is None:
        return set()
    if kind is Kind.NONFICTION:
        number = SUBJECTS.get(subject_in(kind, title) or "")
        return {f"{number} {known['family'][:3].upper()}"}
    return {f"{SHELVES[kind]} {known['family']}"}


def _is_price_of(kind: Kind, price: Decimal) -> bool:
    least, most = kind.value.dollars
    dollars, cents = divmod(price * 100, 100)
    return least <= dollars <= most and cents in kind.value.cents


def wrong_copies(block: BlockRows) -> list[str]:
    """Copies that are not numbered in the order of the items, other counts of copies, and patrons with two of one."""
    details = {row.item_record_id: row.call_number_volume_copy for row in block.rows(models.ItemRecordDetail)}
    copies: dict[int, list[int]] = {}
    for number in sorted(block.items):
        copies.setdefault(block.items[number].bibliographic_record_id, []).append(number)
    wrong = []
    for numbers in copies.values():
        for place, number in enumerate(numbers, start=1):
            if details.get(number) != (f"c.{place}" if place > 1 else None):
                wrong.append(f"item {number}, copy {place}, is marked {details.get(number)}")
    wrong += [
        f"overdue item {row.item_record_id} is marked {row.call_number_volume_copy}"
        for row in block.rows(models.OverdueItem)
        if row.call_number_volume_copy != details.get(row.item_record_id)
    ]
    found = [sum(len(numbers) > count for numbers in copies.values()) for count in range(len(COPIES) + 1)]
    if found != [*COPIES, 0]:
        wrong.append(f"{found} titles with so many copies")
    return [*wrong, *_doubles(block)]


def _doubles(block: BlockRows) -> Iterator[str]:
    """Patrons who have, or had, two copies of one title."""
    pairs = {(loan.patron_id, loan.item_record_id) for loan in block.loans} | block.holds.keys()
    titles = Counter(
        (patron_id, block.items[item].bibliographic_record_id) for patron_id, item in pairs if item in block.items
    )
    for (patron_id, title), count in titles.items():
        if count > 1:
            yield f"{block.letter(patron_id)} has {count} copies of title {title}"
