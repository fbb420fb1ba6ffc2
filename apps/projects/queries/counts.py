"""Parts of queries: conditions that may be absent, and counts that neither multiply nor lose the rows beside them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce


def given(**filters: Any) -> dict[str, Any]:
    """Those of the conditions that were asked for."""
    return {column: value for column, value in filters.items() if value is not None}


def count_of(rows: QuerySet[Any], link: str) -> Coalesce:
    """How many rows link to the outer one."""
    counted = rows.order_by().values(link).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
