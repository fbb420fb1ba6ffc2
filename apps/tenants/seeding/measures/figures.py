"""Figures in texts: hours, sums, limits. An answer may name those that are known of the home."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

WORDS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
TEXTS_REMEMBERED = 4096
"""Homes and stories repeat their texts, and reading one takes longer than all other measures of it."""
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
UNITS = (
    "amp|bag|bike|car|cat|day|degree|dog|guest|hour|household|minute|mile|month|night|package|percent|person|pet|"
    "pound|stage|tenant|time|vehicle|visitor|week|year"
)
_WORD = re.compile(rf"\b({'|'.join(WORDS)})\b(?=[ -](?:more |working |business |full )?(?:{UNITS})s?\b)", re.IGNORECASE)
_FIGURE = re.compile(
    rf"\$?(\d+(?:[,.:-]\d+)*)(?:[ -](?:(?:more|working|business|full) )?([ap]\.m\.|(?:{UNITS})(?=s?\b)))?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)})\b(?= (?:{UNITS})\b)", re.IGNORECASE)
AMENITIES = re.compile(
    r"\b(pool|gym|doorman|yard|garage|barbecue|clubhouse|elevator|roof terrace|smart lock|laundry room|basement|"
    r"bike room|driveway|patio|chute|package lockers?|intercom)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def figures(text: str) -> frozenset[str]:
    """The figures of a text, each with its unit where it has one: {"10 p.m.", "4 guest", "$300" as "300"}."""
    counted = _WORD.sub(lambda found: str(WORDS[found[1].lower()]), text)
    return frozenset(
        " ".join(filter(None, (number.replace(",", ""), unit.lower()))) for number, unit in _FIGURE.findall(counted)
    )


@lru_cache(maxsize=TEXTS_REMEMBERED)
def amenity_words(text: str) -> frozenset[str]:
    """The parts of a home that a text names."""
    return frozenset(found.lower() for found in AMENITIES.findall(text))


def texts_of(value: Any) -> Iterator[str]:
    """Every text and number in a JSON value."""
    if isinstance(value, dict):
        yield from texts_of(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)
    elif value is not None:
        yield str(value)


def known_figures(texts: Iterable[str]) -> set[str]:
    """The figures that such texts let an answer name: a number without its unit, too, and the third day as 3 days."""
    return set().union(*map(_known_figures, texts))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _known_figures(text: str) -> frozenset[str]:
    found = figures(_ORDINAL.sub(lambda each: str(ORDINALS[each[1].lower()]), text))
    return found | {figure.split(" ")[0] for figure in found}
