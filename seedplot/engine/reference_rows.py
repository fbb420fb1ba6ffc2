"""Rows of code tables that a scenario refers to and no run owns."""

from __future__ import annotations

from collections.abc import Iterable

from seedplot.engine.unfiltered import unfiltered
from seedplot.plan import ReferenceTable


def add_missing(tables: Iterable[ReferenceTable], using: str) -> int:
    """Add the rows that are not there yet, and return how many. What is there stays as it is."""
    added = 0
    for table in tables:
        manager = unfiltered(table.model, using)
        there = set(manager.filter(**{f"{table.key}__in": table.keys}).values_list(table.key, flat=True))
        missing = [table.model(**row) for row in table.rows if row[table.key] not in there]
        manager.bulk_create(missing)
        added += len(missing)
    return added
