"""Figures of a role: its place among the 25, and its counts of items."""

from __future__ import annotations

from apps.notices.seeding.specification.cast import Role


def place_of(role: Role) -> int:
    """The role's place in the alphabet, from 0."""
    return ord(role.letter) - ord("A")


def hold_count(role: Role) -> int:
    return sum(role.holds)


def overdue_count(role: Role) -> int:
    return sum(each.count for each in role.overdues)


def item_count(role: Role) -> int:
    """Items that the role gives a part to."""
    return hold_count(role) + overdue_count(role) + len(role.loans) + role.settled + role.returned + int(role.has_bill)
