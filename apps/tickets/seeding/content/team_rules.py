"""Faults of a team: people of a story's task who cannot share a task of that machine."""

from __future__ import annotations

from apps.tickets.seeding.specification.people import OUTSIDERS, POOLS, ROSTER


def team_faults(machine: str, people: frozenset[str]) -> list[str]:
    """The faults of these people as the team of a task of the machine; empty where there are none."""
    pool = POOLS[machine]
    everyone = _listed(people) or "nobody"
    faults = []
    if not 2 <= len(people) <= 3:
        faults.append(f"{everyone} took part, and a task has two or three people")
    if not people & frozenset(pool.primary):
        faults.append(f"{everyone} took part, and none of {', '.join(pool.primary)}")
    foreign, outsiders = people - {*pool.primary, *pool.helpers, *OUTSIDERS}, people & frozenset(OUTSIDERS)
    if foreign:
        faults.append(f"{_listed(foreign)} belongs to the pool of other machines")
    if len(outsiders) > 1:
        faults.append(f"{_listed(outsiders)} are in no pool, and a task has one such person at most")
    return faults


def _listed(people: frozenset[str]) -> str:
    order = list(ROSTER)
    return ", ".join(sorted(people, key=lambda name: (order.index(name) if name in order else len(order), name)))
