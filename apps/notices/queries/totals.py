"""The totals of the overview, and the queue by type."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from apps.notices import models
from apps.notices.queries.parts import code_in_words, has_failed


@dataclass(frozen=True)
class QueueCount:
    """How many rows of one type stand in the queue, and how many of them have not been attempted yet."""

    kind: str
    count: int
    waiting: int


def count_queue() -> list[QueueCount]:
    rows = (
        models.QueuedNotification.objects.order_by()
        .values("notification_type_id")
        .annotate(
            kind=code_in_words(models.NotificationType, "notification_type_id", "description"),
            count=Count("pk"),
            waiting=Count("pk", filter=Q(is_processed=False)),
        )
        .order_by("notification_type_id")
    )
    return [QueueCount(row["kind"] or str(row["notification_type_id"]), row["count"], row["waiting"]) for row in rows]


def count_everything() -> dict[str, int]:
    """What the overview tells of the whole library. A query for each table."""
    contacts = models.NotificationLog.objects.aggregate(count=Count("pk"), failed=Count("pk", filter=has_failed()))
    return {
        "patrons": models.PatronRecord.objects.count(),
        "holds": models.HoldNotice.objects.count(),
        "overdues": models.OverdueNotice.objects.count(),
        "reminders": models.CirculationReminder.objects.count(),
        "contacts": contacts["count"],
        "failed": contacts["failed"],
    }
