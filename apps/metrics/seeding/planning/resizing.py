"""A story with more or fewer weeks and members than it states."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from apps.metrics.seeding.specification.statement import MemberArchetype, ScenarioConfig
from seedplot.quotas import apportion

Weekly = TypeVar("Weekly", bound=Mapping[Any, Any])

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
PEOPLE = "people|members|pioneers|developers|engineers"
"""The words behind which a story's number of members stands."""


def scaled_cast(archetypes: Sequence[MemberArchetype], members: int, single: str = "") -> list[MemberArchetype]:
    """So many members in the same proportions, one at least of each archetype; `single` stays one person."""
    weights = {each.name: each.count for each in archetypes if each.count and each.name != single}
    left = members - bool(single)
    counts = apportion(weights, left) if weights else {}
    for name in counts:
        if counts[name] == 0:
            counts[max(counts, key=lambda each: counts[each])] -= 1
            counts[name] = 1
    if single:
        counts[single] = 1
    return [replace(each, count=counts.get(each.name, 0)) for each in archetypes]


def stretched(of_week: Callable[[int], Weekly], stated_weeks: int, weeks: int) -> Callable[[int], Weekly]:
    """The weekly values of a story over so many other weeks, from its first to its last, evenly between two of them."""

    def of_stretched_week(week: int) -> Weekly:
        at = min(max(week, 0), weeks - 1)
        place = Fraction(at * (stated_weeks - 1), max(1, weeks - 1))
        before = int(place)
        first, second = of_week(before), of_week(min(before + 1, stated_weeks - 1))
        part = place - before
        if not part or first == second:
            return first
        # The same kind of mapping again: a weekly statement is a plain dictionary.
        return {name: _between(value, second.get(name, value), part) for name, value in first.items()}  # type: ignore[return-value]

    return of_stretched_week


def _between(first: Any, second: Any, part: Fraction) -> Any:
    """The value that lies at that part of the way, of the same type."""
    if first == second:
        return first
    exact = Fraction(first) + (Fraction(second) - Fraction(first)) * part
    if isinstance(first, int):
        return int(exact + Fraction(1, 2))
    if isinstance(first, Decimal):
        return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return float(exact)


def retold(story: str, stated: ScenarioConfig, config: ScenarioConfig) -> str:
    """The story with the numbers of members and weeks that it has now, where it names those that it states."""
    for nouns, before, after in (
        (PEOPLE, stated.member_count, config.member_count),
        ("weeks?", stated.weeks, config.weeks),
    ):
        old = rf"\b({_word(before)}|{before})\b( (?:{nouns}))\b"
        story = re.sub(old, partial(_counted, number=after), story, flags=re.IGNORECASE)
    return story


def _counted(found: re.Match[str], *, number: int) -> str:
    word = _word(number)
    noun = found[2]
    if number == 1:
        noun = re.sub("s$", "", noun)
    return f"{word.capitalize() if found[1][0].isupper() else word}{noun}"


def _word(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
