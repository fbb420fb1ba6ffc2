"""Who has a part in a task, and whom its entries name."""

from __future__ import annotations

from collections.abc import Iterator

from apps.tickets.seeding.measures.wording import names_in
from apps.tickets.seeding.rows.workshop import WorkshopRows
from apps.tickets.seeding.specification.people import OUTSIDERS, POOLS, ROSTER


def unused_people(shop: WorkshopRows) -> list[str]:
    used = frozenset[str]().union(*map(shop.people, shop.tasks))
    return [name for name in ROSTER if name not in used]


def wrong_teams(shop: WorkshopRows) -> list[str]:
    """Tasks of too few or too many people, without one of the machine's own, or with one of another pool."""
    return [
        f"{shop.label(task)}: {fault}"
        for task in shop.tasks
        if shop.machine(task) in POOLS
        for fault in _team_faults(shop.machine(task), shop.people(task))
    ]


def _team_faults(machine: str, team: frozenset[str]) -> Iterator[str]:
    pool = POOLS[machine]
    if len(team) not in (2, 3):
        yield f"{len(team)} people"
    if team.isdisjoint(pool.primary):
        yield f"none of {', '.join(pool.primary)}"
    joining = team.difference(pool.primary, pool.helpers)
    if not joining.issubset(OUTSIDERS):
        yield f"{', '.join(sorted(joining.difference(OUTSIDERS)))} of another pool"
    if len(joining.intersection(OUTSIDERS)) > 1:
        yield f"{', '.join(sorted(joining.intersection(OUTSIDERS)))}, and one such person may join"


def absent_people(shop: WorkshopRows) -> list[str]:
    """People whom an entry names and who are not on it; and entries that nobody wrote."""
    return [
        f"{name} in the {shop.entry_label(entry, task)}"
        for task, entry in shop.pairs()
        for name in (names_in(entry.text) if shop.people_on[entry.pk] else ["nobody"])
        if name not in shop.people_on[entry.pk]
    ]
