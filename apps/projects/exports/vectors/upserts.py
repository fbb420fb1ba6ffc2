"""Insert or update in one statement, on every database."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections
from django.db.models import Model

ROWS_AT_A_TIME = 500


def upsert(
    model: type[Model], rows: Sequence[Model], *, using: str, unique_fields: Sequence[str], update_fields: Sequence[str]
) -> int:
    """Insert the rows, or update those whose unique columns are there already; return their number."""
    # MySQL and MariaDB look at every unique index of the table, and refuse to be given one.
    named = connections[using].features.supports_update_conflicts_with_target
    written = model._default_manager.using(using).bulk_create(
        rows,
        batch_size=ROWS_AT_A_TIME,
        update_conflicts=True,
        unique_fields=unique_fields if named else None,
        update_fields=update_fields,
    )
    return len(written)
