"""Titles of books, films and games that nobody wrote: for each kind a grammar with more texts than a city needs."""

from __future__ import annotations

from apps.notices.seeding.content.grammar import Grammar
from apps.notices.seeding.specification.subjects import SUBJECTS
from apps.notices.seeding.specification.title_patterns import SUBJECT_NAMES, TITLE_PATTERNS, TOPIC_PATTERN
from apps.notices.seeding.specification.title_words import FORMS, STRENGTHS

GRAMMARS = {kind: Grammar(patterns) for kind, patterns in TITLE_PATTERNS.items()}


def subject_of(title: str) -> str:
    """The subject that a title of nonfiction names; the longest, where one name is part of another."""
    return max((name for name in SUBJECT_NAMES if name in title), key=len)


def topic_titles(number: int, count: int) -> tuple[str, list[str]]:
    """A subject, and so many titles on it; another subject or other titles for every number below `TOPICS`."""
    topics = tuple(SUBJECTS)
    cycle, at = divmod(number, len(topics))
    subject = topics[at]
    titles = []
    for place in range(count):
        strength, form = divmod((cycle * count + place) * STRIDE % (len(STRENGTHS) * len(FORMS)), len(FORMS))
        titles.append(TOPIC_PATTERN.template.format(subject, STRENGTHS[strength], FORMS[form]))
    return subject, titles


STRIDE = 29
"""Without a common factor with the number of titles on a subject, so that each comes once, neighbors well apart."""
TOPICS = len(SUBJECTS) * (len(STRENGTHS) * len(FORMS) // 3)
"""The number of sets of three."""
