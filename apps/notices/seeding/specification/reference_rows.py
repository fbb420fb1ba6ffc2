"""The product's own lists of codes, row by row, as `reference_rows.yaml` states them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from apps.notices.models.tables import Table, reference_tables
from seedplot.content import read_content

ROWS_FILE = Path(__file__).with_name("reference_rows.yaml")
ROWS_SCHEMA = Path(__file__).parent / "schema" / "reference_rows.schema.json"

Rows = tuple[tuple[Any, ...], ...]
"""The values of each row, in the order of the table's columns."""


@cache
def reference_rows() -> dict[Table, Rows]:
    """By table, all rows that the product has."""
    stated = read_content(ROWS_FILE, ROWS_SCHEMA).content
    return {table: tuple(tuple(row) for row in stated[table.name]) for table in reference_tables()}
