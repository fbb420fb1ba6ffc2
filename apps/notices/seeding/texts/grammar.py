"""Texts numbered from 0: each pattern is a template and the words for its places, and every text comes once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod


@dataclass(frozen=True)
class Pattern:
    """A template with `{}` places, and for each place the words that may stand there."""

    template: str
    places: tuple[Sequence[str], ...]

    @cached_property
    def size(self) -> int:
        return prod(len(words) for words in self.places)

    def text(self, number: int) -> str:
        chosen = []
        for words in self.places:
            number, at = divmod(number, len(words))
            chosen.append(words[at])
        return self.template.format(*chosen)


@dataclass(frozen=True)
class Grammar:
    """Several patterns, one after the other."""

    patterns: tuple[Pattern, ...]

    @cached_property
    def size(self) -> int:
        return sum(pattern.size for pattern in self.patterns)

    def text(self, number: int) -> str:
        for pattern in self.patterns:
            if number < pattern.size:
                return pattern.text(number)
            number -= pattern.size
        raise IndexError(f"there are {self.size} texts, so none is numbered so high")


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written with commas."""
    return tuple(each.strip() for each in " ".join(text.split()).split(","))
