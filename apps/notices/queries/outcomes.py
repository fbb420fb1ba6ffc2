"""The outcome of contacts: by the way in which a patron is told, and of those that failed what came after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery

from apps.notices import models
from apps.notices.queries.parts import FAILED, code_in_words, full_name, has_failed

WORDS = {1: "letter", 2: "e-mail", 3: "call", 8: "text"}
"""The usual delivery options in a reader's words."""


@dataclass(frozen=True)
class OptionOutcome:
    """The contacts of one delivery option that arrived, and those that did not."""

    option: int
    name: str
    arrived: int
    failed: int


@dataclass(frozen=True)
class FailedContact:
    """A contact that did not come about; `reached_at` is the patron's next one that did, None where none has yet."""

    barcode: str
    name: str
    reason: str
    at: datetime
    reached_at: datetime | None


def count_outcomes() -> list[OptionOutcome]:
    """The outcomes by delivery option, the most used first. One query."""
    rows = (
        models.NotificationLog.objects.order_by()
        .values("delivery_option_id")
        .annotate(
            name=code_in_words(models.DeliveryOption, "delivery_option_id", "name"),
            all=Count("pk"),
            failed=Count("pk", filter=has_failed()),
        )
    )
    found = [
        OptionOutcome(
            row["delivery_option_id"],
            WORDS.get(row["delivery_option_id"]) or row["name"] or str(row["delivery_option_id"]),
            row["all"] - row["failed"],
            row["failed"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (-each.arrived - each.failed, each.option))


def find_failed(count: int) -> list[FailedContact]:
    """The latest contacts that failed, with the next that did not. One query."""
    later = models.NotificationLog.objects.filter(
        ~Q(notification_status_id__in=FAILED),
        patron_id=OuterRef("patron_id"),
        notified_at__gt=OuterRef("notified_at"),
    )
    patron = models.PatronRegistration.objects.filter(patron_id=OuterRef("patron_id"))
    rows = (
        models.NotificationLog.objects.filter(has_failed())
        .annotate(
            name=Subquery(patron.values(name=full_name())[:1]),
            reason=code_in_words(models.NotificationStatus, "notification_status_id", "description"),
            reached_at=Subquery(later.order_by("notified_at").values("notified_at")[:1]),
        )
        .order_by("-notified_at", "pk")
    )
    return [
        FailedContact(
            row.patron_barcode, row.name or row.patron_barcode, row.reason or "", row.notified_at, row.reached_at
        )
        for row in rows[:count]
    ]
