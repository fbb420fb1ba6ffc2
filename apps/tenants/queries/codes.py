"""Access codes of a home, hidden from those who may not see them: in its facts, and wherever a text repeats one."""

from __future__ import annotations

from typing import Any

from apps.tenants.models import Message, Property
from apps.tenants.queries.access import Access

HIDDEN = "•••"
KINDS = ("password", "code", "pin")
"""The ends of names of facts that open something."""
SHORTEST = 3
"""Shorter ones stand in texts for other reasons."""


def shown(value: Any, home: Property | None, access: Access) -> Any:
    """The text, or the facts with their texts, as this person may see it."""
    if home is None or access.sees_access_codes:
        return value
    return _without(value, codes_of(home))


def home_of(message: Message) -> Property | None:
    """The home that a message is about: that of its conversation, or else where its tenant lives."""
    about = message.thread or message.tenant
    return about.property if about else None


def codes_of(home: Property) -> list[str]:
    """The codes, the longest first: one may be part of another."""
    facts = [each for each in (home.amenities, home.rules, home.faq) if isinstance(each, dict)]
    found = {str(value) for each in facts for name, value in each.items() if name.lower().endswith(KINDS)}
    return sorted((code for code in found if len(code) >= SHORTEST), key=lambda code: (-len(code), code))


def _without(value: Any, codes: list[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(part, codes) for name, part in value.items()}
    if isinstance(value, list):
        return [_without(part, codes) for part in value]
    if isinstance(value, int | float) and str(value) in codes:
        return HIDDEN
    if isinstance(value, str):
        for code in codes:
            value = value.replace(code, HIDDEN)
    return value
