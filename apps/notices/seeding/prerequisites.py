"""The reference tables must be complete before a run: a loader adds what is missing of them.

They belong to no run: clearing leaves them, and what somebody has altered stays altered.
"""

from __future__ import annotations

from apps.notices.seeding.specification.reference_rows import reference_rows


def load_reference_tables(using: str) -> int:
    """Add the reference rows that are missing; how many there were to add."""
    added = 0
    for table, rows in reference_rows().items():
        [key] = table.key
        manager = table.model._base_manager.using(using)
        there = set(manager.values_list(key, flat=True))
        missing = [table.model(**dict(zip(table.fields, row, strict=True))) for row in rows if row[0] not in there]
        manager.bulk_create(missing)
        added += len(missing)
    return added
