"""Patrons, and the ways in which they are told."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import OuterRef, Q, QuerySet, Subquery

from apps.notices import models
from apps.notices.queries.parts import code_in_words, count_of, full_name


def find_patrons(*, search: str = "", option: int | None = None) -> QuerySet[models.PatronRecord]:
    """Registered patrons by barcode, with name, delivery, address, hold_count, overdue_count and contact_count."""
    registered = models.PatronRegistration.objects.filter(patron_id=OuterRef("patron_id"))
    known = models.PatronRegistration.objects.all()
    if option is not None:
        known = known.filter(delivery_option_id=option)
    rows = models.PatronRecord.objects.filter(patron_id__in=known.values("patron_id"))
    if search:
        named = models.PatronRegistration.objects.alias(name=full_name()).filter(
            Q(name__icontains=search)
            | Q(full_name__icontains=search)
            | Q(email_address__icontains=search)
            | Q(phone_voice1__contains=search)
        )
        rows = rows.filter(Q(barcode__contains=search) | Q(patron_id__in=named.values("patron_id")))
    return rows.annotate(
        name=Subquery(registered.values(name=full_name())[:1]),
        delivery=Subquery(
            registered.values(name=code_in_words(models.DeliveryOption, "delivery_option_id", "name"))[:1]
        ),
        email=Subquery(registered.values("email_address")[:1]),
        phone=Subquery(registered.values("phone_voice1")[:1]),
        expires=Subquery(registered.values("expiration_date")[:1]),
        hold_count=count_of(models.HoldNotice),
        overdue_count=count_of(models.OverdueNotice),
        contact_count=count_of(models.NotificationLog),
    ).order_by("barcode")


def delivery_options() -> Sequence[tuple[int, str]]:
    """The ways in which somebody is told, with their numbers."""
    used = models.PatronRegistration.objects.values("delivery_option_id")
    rows = models.DeliveryOption.objects.filter(delivery_option_id__in=used).order_by("delivery_option_id")
    return list(rows.values_list("delivery_option_id", "name"))
