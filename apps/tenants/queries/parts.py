"""Parts that queries of this domain are made of."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce


def only(**filters: Any) -> dict[str, Any]:
    """The filters that have a value."""
    return {column: value for column, value in filters.items() if value is not None}


def count_of(rows: QuerySet[Any], link: str) -> Coalesce:
    """How many rows link to the outer one. A subquery, so that it neither multiplies nor loses rows beside it."""
    counted = rows.order_by().values(link).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
