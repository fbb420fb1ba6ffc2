"""The product's own lists of codes, which must be complete before a run; what is missing of them is added.

They belong to no run: clearing leaves them, and what somebody has altered stays altered.
"""

from __future__ import annotations

from collections.abc import Iterator

from apps.notices.seeding.specification.reference_rows import reference_rows
from seedplot.plan import ReferenceTable


def code_tables() -> Iterator[ReferenceTable]:
    """The rows of each list of codes, as the engine takes them."""
    for table, rows in reference_rows().items():
        [key] = table.key
        yield ReferenceTable(table.model, key, [dict(zip(table.fields, row, strict=True)) for row in rows])
