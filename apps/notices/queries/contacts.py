"""The contacts of a day, and how many there were."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, DateField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from apps.notices import models
from apps.notices.queries.parts import FAILED, code_in_words, full_name, has_failed

ITEM_COUNTS = ("holds_count", "overdues_count", "second_overdues_count", "third_overdues_count", "manual_bills_count")
"""The columns of the log that say how many items a contact was about."""


@dataclass(frozen=True)
class Batch:
    """The contacts of one run of the notices, which begin within one minute."""

    at: time
    contact_count: int
    item_count: int
    failed_count: int


@dataclass(frozen=True)
class DayCount:
    """How many contacts there were on a day by each delivery option."""

    day: date
    by_option: dict[int, int]

    @property
    def total(self) -> int:
        return sum(self.by_option.values())


def find_contacts(
    day: date, *, batch: time | None = None, option: int | None = None, failed: bool | None = None
) -> QuerySet[models.NotificationLog]:
    """The rows of the log of a day in the order of time, with name, kind, status and delivery in words."""
    first, last = (time.min, time.max) if batch is None else (batch, batch.replace(second=59, microsecond=999_999))
    rows = models.NotificationLog.objects.filter(
        notified_at__gte=datetime.combine(day, first), notified_at__lte=datetime.combine(day, last)
    )
    if option is not None:
        rows = rows.filter(delivery_option_id=option)
    if failed is not None:
        rows = rows.filter(notification_status_id__in=FAILED) if failed else rows.exclude(has_failed())
    return _in_words(rows).order_by("notified_at", "patron_barcode", "notification_log_id")


def contacts_of(patron_id: int) -> QuerySet[models.NotificationLog]:
    """The rows of the log about one patron, the latest first, with name, kind, status and delivery in words."""
    rows = models.NotificationLog.objects.filter(patron_id=patron_id)
    return _in_words(rows).order_by("-notified_at", "-notification_log_id")


def _in_words(rows: QuerySet[models.NotificationLog]) -> QuerySet[models.NotificationLog]:
    patron = models.PatronRegistration.objects.filter(patron_id=OuterRef("patron_id"))
    return rows.annotate(
        name=Subquery(patron.values(name=full_name())[:1]),
        kind=code_in_words(models.NotificationType, "notification_type_id", "description"),
        status=code_in_words(models.NotificationStatus, "notification_status_id", "description"),
        delivery=code_in_words(models.DeliveryOption, "delivery_option_id", "name"),
    )


def count_batches(day: date) -> list[Batch]:
    """The batches of a day, the earliest first. The rows are counted as they stream by, however many there are."""
    contacts: Counter[time] = Counter()
    items: Counter[time] = Counter()
    failures: Counter[time] = Counter()
    rows = models.NotificationLog.objects.filter(
        notified_at__gte=datetime.combine(day, time.min), notified_at__lte=datetime.combine(day, time.max)
    )
    for moment, status, *counts in rows.values_list("notified_at", "notification_status_id", *ITEM_COUNTS).iterator():
        at = moment.time().replace(second=0, microsecond=0)
        contacts[at] += 1
        items[at] += sum(counts)
        failures[at] += status in FAILED
    return [Batch(at, contacts[at], items[at], failures[at]) for at in sorted(contacts)]


def find_days_around(day: date) -> tuple[date | None, date | None]:
    """The last day before and the first day after that have a contact."""
    rows = models.NotificationLog.objects.order_by("notified_at").values_list("notified_at", flat=True)
    before = rows.filter(notified_at__lt=datetime.combine(day, time.min)).last()
    after = rows.filter(notified_at__gt=datetime.combine(day, time.max)).first()
    return before and before.date(), after and after.date()


def count_contacts_by_day(begin: date, end: date) -> list[DayCount]:
    """The contacts of every day from `begin` up to, but not including, `end`: also of days without any."""
    rows = models.NotificationLog.objects.filter(
        notified_at__gte=datetime.combine(begin, time.min), notified_at__lt=datetime.combine(end, time.min)
    )
    counted = (
        rows.order_by()
        .values(day=Cast("notified_at", DateField()))
        .annotate(count=Count("pk"))
        .values_list("day", "delivery_option_id", "count")
    )
    days: dict[date, dict[int, int]] = {begin + timedelta(days=number): {} for number in range((end - begin).days)}
    for day, option, count in counted:
        days[day][option] = count
    return [DayCount(day, by_option) for day, by_option in days.items()]
