"""Patterns of titles: for each kind templates, and the words for their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.notices.seeding.specification.formats import Kind
from apps.notices.seeding.specification.subjects import PRACTICAL, SUBJECTS
from apps.notices.seeding.specification.title_words import (
    COUNTS,
    CREATURES,
    FORMS,
    GAME_ENDS,
    GAME_WORDS,
    HEROES,
    LENGTHS,
    LESSONS,
    MARVELS,
    OBJECTS,
    PEOPLE,
    PLACES,
    PLURALS,
    QUALITIES,
    QUIRKS,
    STRENGTHS,
    TEMPERS,
    THINGS,
    TRADES,
    VERBS,
)


@dataclass(frozen=True)
class Pattern:
    """A template with `{}` places, and for each place its words."""

    template: str
    places: tuple[Sequence[str], ...]


SUBJECT_NAMES = tuple(name for name, _ in PRACTICAL)
TITLE_PATTERNS = {
    Kind.FICTION: (
        Pattern("The {} {}", (QUALITIES, THINGS)),
        Pattern("The {} of {}", (THINGS, PLACES)),
        Pattern("The Last {} in {}", (PEOPLE, PLACES)),
        Pattern("What the {} {}", (PEOPLE, VERBS)),
        Pattern("{} {} from {}", (COUNTS[:6], PLURALS[:24], PLACES)),
        Pattern("The {} and the {}", (PEOPLE, OBJECTS)),
        Pattern("The {}'s {} {}", (PEOPLE[:30], QUALITIES[:20], OBJECTS[:30])),
    ),
    Kind.JUVENILE: (
        Pattern("{} and the {}", (HEROES, MARVELS)),
        Pattern("The {} Who {}", (CREATURES, QUIRKS)),
        Pattern("{} Meets the {}", (HEROES, MARVELS)),
        Pattern("{} {} and One {}", (COUNTS[:5], PLURALS[:20], CREATURES)),
        Pattern("{}'s {} {}", (HEROES, ("Invisible", "Stubborn", "Midnight", "Runaway"), CREATURES)),
        Pattern("{} vs. the {}", (HEROES, MARVELS)),
    ),
    Kind.NONFICTION: (
        Pattern("The {1} {0} {2}", (SUBJECT_NAMES, TEMPERS, TRADES)),
        Pattern("{0} in {1} {2}", (SUBJECT_NAMES, LENGTHS, LESSONS)),
    ),
    Kind.FILM: (
        Pattern("{} {}", (QUALITIES, THINGS)),
        Pattern("Last Train to {}", (PLACES,)),
        Pattern("{} {} at {}", (COUNTS[:6], PLURALS[:20], PLACES)),
        Pattern("The {}'s {}", (PEOPLE, OBJECTS)),
    ),
    Kind.GAME: (
        Pattern("{} {}", (GAME_WORDS, GAME_ENDS)),
        Pattern("{} {} II", (GAME_WORDS, GAME_ENDS)),
        Pattern("{} {} Deluxe", (GAME_WORDS, GAME_ENDS)),
    ),
}
TOPIC_PATTERN = Pattern("{}: {} {}", (tuple(SUBJECTS), STRENGTHS, FORMS))
"""Of the nonfiction that patron D has on hold."""
