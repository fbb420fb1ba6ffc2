"""Parts that queries of this domain are made of."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from apps.notices.models.codes import ContactStatus

FAILED = (*range(3, 12), 13, ContactStatus.EMAIL_FAILED)
"""NotificationStatusIDs of contacts that did not come about."""


def full_name() -> Concat:
    return Concat("first_name", Value(" "), "last_name", output_field=CharField())


def has_failed() -> Q:
    return Q(notification_status_id__in=FAILED)


def code_in_words(model: Any, key: str, column: str) -> Subquery:
    """The words for a code of the row at hand."""
    return Subquery(model.objects.filter(**{key: OuterRef(key)}).values(column)[:1])


def count_of(model: Any) -> Coalesce:
    rows = model.objects.filter(patron_id=OuterRef("patron_id")).order_by().values("patron_id")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0)
