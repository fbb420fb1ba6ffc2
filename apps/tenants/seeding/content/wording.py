"""Texts with blanks: {name} stands for what is known, [a|b] for either of two wordings.

{Name} is the same with a capital, and a text begins with one. Nothing else is done to what the authors wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import prod

from seedplot.streams import DeterministicRandom

BLANK = re.compile(r"\{([A-Za-z]+(?:_[a-z]+)*)\}")
CHOICE = re.compile(r"\[([^\[\]|]*(?:\|[^\[\]|]*)+)\]")


def blanks(text: str) -> set[str]:
    """The names that a text has blanks for, in small letters."""
    return {found[0].lower() + found[1:] for found in BLANK.findall(text)}


def mistakes(text: str) -> list[str]:
    """What an author has mistyped: brackets without a choice, braces without a name."""
    rest = BLANK.sub("", CHOICE.sub("", text))
    left = sorted(set(re.findall(r"[\[\]{}|]", rest)))
    return [f"'{mark}' stands alone; write {{name}} for a blank and [a|b] for a choice" for mark in left]


def wordings(text: str) -> int:
    """In how many ways the text can be worded."""
    return prod(found.count("|") + 1 for found in CHOICE.findall(text))


def chosen(text: str, number: int) -> str:
    """The text with its choices made: the wording of that number, from 0."""

    def choose(found: re.Match[str]) -> str:
        nonlocal number
        options = found[1].split("|")
        number, index = divmod(number, len(options))
        return options[index]

    return CHOICE.sub(choose, text)


def filled(text: str, known: Mapping[str, str]) -> str:
    """The text with its blanks filled from what is known, and a capital at the start."""
    # A value that ends with "p.m." may come to stand at the end of a sentence.
    return _capitalised(BLANK.sub(lambda found: _value(found[1], known), text)).replace("m..", "m.")


def worded(text: str, known: Mapping[str, str], stream: DeterministicRandom) -> str:
    """The text with its choices made by the stream and its blanks filled from what is known."""
    return filled(chosen(text, stream.below(wordings(text))), known)


def _value(name: str, known: Mapping[str, str]) -> str:
    small = name[0].lower() + name[1:]
    return known[small] if name == small else _capitalised(known[small])


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def casual(text: str) -> str:
    """The same as somebody writes who is in a hurry: no capital at the start, no full stop at the end."""
    # A word with more capitals (OK, Wi-Fi) keeps them, and so does "I".
    if re.match(r"[A-Z][a-z']*\b(?!-)", text) and not re.match(r"I\b", text):
        text = text[0].lower() + text[1:]
    return text.removesuffix(".") if not text.endswith("..") else text
