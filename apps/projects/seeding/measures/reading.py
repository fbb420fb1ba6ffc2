"""Texts read back: the frame that a text was made from, and the words that fill it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from string import Formatter

Words = Mapping[str, Collection[str]]
"""The words that each field of a frame may be filled with."""
Step = tuple[str, str | None]
APART = {"part": "other", "other": "part"}
"""Fields that never have the same word."""


def read(frame: str, text: str, words: Words) -> Mapping[str, str] | None:
    """The words with which the frame makes the text, its first letter in upper case; None if it does not.

    A field that occurs twice has the same word in both places.
    """
    return _rest(_steps(frame), text, words, {})


@cache
def _steps(frame: str) -> tuple[Step, ...]:
    """Each literal text of the frame with the field behind it."""
    return tuple((literal, field) for literal, field, _, _ in Formatter().parse(frame))


def _rest(
    steps: tuple[Step, ...], text: str, words: Words, bound: Mapping[str, str], *, is_first: bool = True
) -> Mapping[str, str] | None:
    if not steps:
        return None if text else bound
    literal, field = steps[0]
    if not text.startswith(literal):
        return None
    text = text[len(literal) :]
    if field is None:
        return _rest(steps[1:], text, words, bound, is_first=False)
    for word in (bound[field],) if field in bound else words.get(field, ()):
        shown = word[:1].upper() + word[1:] if is_first and not literal else word
        if text.startswith(shown) and word != bound.get(APART.get(field, "")):
            found = _rest(steps[1:], text[len(shown) :], words, {**bound, field: word}, is_first=False)
            if found is not None:
                return found
    return None
