"""Texts numbered from 0: each pattern is a template and the words for its places, and every text comes once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod

from apps.notices.seeding.specification.title_patterns import Pattern


def text_of(pattern: Pattern, number: int) -> str:
    """The pattern's text of that number."""
    chosen = []
    for words in pattern.places:
        number, at = divmod(number, len(words))
        chosen.append(words[at])
    return pattern.template.format(*chosen)


@dataclass(frozen=True)
class Grammar:
    """Several patterns, one after the other."""

    patterns: tuple[Pattern, ...]

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The number of texts of each pattern."""
        return tuple(prod(len(words) for words in pattern.places) for pattern in self.patterns)

    @cached_property
    def size(self) -> int:
        return sum(self.sizes)

    def text(self, number: int) -> str:
        for pattern, size in zip(self.patterns, self.sizes, strict=True):
            if number < size:
                return text_of(pattern, number)
            number -= size
        raise IndexError(f"there are {self.size} texts, so none is numbered so high")
