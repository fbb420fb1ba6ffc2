"""What the pages show beside the traces: patrons, the contacts of a day, and how many of everything there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Count, DateField, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from apps.notices import models
from apps.notices.models.codes import ContactStatus

FAILED = (*range(3, 12), 13, ContactStatus.EMAIL_FAILED)
"""NotificationStatusIDs of contacts that did not come about."""
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


@dataclass(frozen=True)
class QueueCount:
    """How many rows of one type stand in the queue, and how many of them have not been attempted yet."""

    kind: str
    count: int
    waiting: int


def find_patrons(*, search: str = "", option: int | None = None) -> QuerySet[models.PatronRecord]:
    """Registered patrons by barcode, with name, delivery, address, hold_count, overdue_count and contact_count."""
    registered = models.PatronRegistration.objects.filter(patron_id=OuterRef("patron_id"))
    known = models.PatronRegistration.objects.all()
    if option is not None:
        known = known.filter(delivery_option_id=option)
    rows = models.PatronRecord.objects.filter(patron_id__in=known.values("patron_id"))
    if search:
        named = models.PatronRegistration.objects.alias(name=_name()).filter(
            Q(name__icontains=search)
            | Q(full_name__icontains=search)
            | Q(email_address__icontains=search)
            | Q(phone_voice1__contains=search)
        )
        rows = rows.filter(Q(barcode__contains=search) | Q(patron_id__in=named.values("patron_id")))
    return rows.annotate(
        name=Subquery(registered.values(name=_name())[:1]),
        delivery=Subquery(registered.values(name=_looked_up(models.DeliveryOption, "delivery_option_id", "name"))[:1]),
        email=Subquery(registered.values("email_address")[:1]),
        phone=Subquery(registered.values("phone_voice1")[:1]),
        expires=Subquery(registered.values("expiration_date")[:1]),
        hold_count=_count(models.HoldNotice),
        overdue_count=_count(models.OverdueNotice),
        contact_count=_count(models.NotificationLog),
    ).order_by("barcode")


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
        rows = rows.filter(notification_status_id__in=FAILED) if failed else rows.exclude(_has_failed())
    patron = models.PatronRegistration.objects.filter(patron_id=OuterRef("patron_id"))
    return rows.annotate(
        name=Subquery(patron.values(name=_name())[:1]),
        kind=_looked_up(models.NotificationType, "notification_type_id", "description"),
        status=_looked_up(models.NotificationStatus, "notification_status_id", "description"),
        delivery=_looked_up(models.DeliveryOption, "delivery_option_id", "name"),
    ).order_by("notified_at", "patron_barcode", "notification_log_id")


def count_batches(day: date) -> list[Batch]:
    """The batches of a day, the earliest first. The rows are counted as they stream by, however many there are."""
    contacts, items, failures = Counter(), Counter(), Counter()
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


def count_queue() -> list[QueueCount]:
    rows = (
        models.QueuedNotification.objects.order_by()
        .values("notification_type_id")
        .annotate(
            kind=_looked_up(models.NotificationType, "notification_type_id", "description"),
            count=Count("pk"),
            waiting=Count("pk", filter=Q(is_processed=False)),
        )
        .order_by("notification_type_id")
    )
    return [QueueCount(row["kind"] or str(row["notification_type_id"]), row["count"], row["waiting"]) for row in rows]


def count_everything() -> dict[str, int]:
    """What the overview tells of the whole library. A query for each table."""
    contacts = models.NotificationLog.objects.aggregate(count=Count("pk"), failed=Count("pk", filter=_has_failed()))
    return {
        "patrons": models.PatronRecord.objects.count(),
        "holds": models.HoldNotice.objects.count(),
        "overdues": models.OverdueNotice.objects.count(),
        "reminders": models.CirculationReminder.objects.count(),
        "contacts": contacts["count"],
        "failed": contacts["failed"],
    }


def delivery_options() -> Sequence[tuple[int, str]]:
    """The ways in which somebody is told, with their numbers."""
    used = models.PatronRegistration.objects.values("delivery_option_id")
    rows = models.DeliveryOption.objects.filter(delivery_option_id__in=used).order_by("delivery_option_id")
    return list(rows.values_list("delivery_option_id", "name"))


def _name() -> Concat:
    return Concat("first_name", Value(" "), "last_name", output_field=CharField())


def _has_failed() -> Q:
    return Q(notification_status_id__in=FAILED)


def _looked_up(model: Any, key: str, column: str) -> Subquery:
    """The words for a code of the row at hand."""
    return Subquery(model.objects.filter(**{key: OuterRef(key)}).values(column)[:1])


def _count(model: Any) -> Coalesce:
    rows = model.objects.filter(patron_id=OuterRef("patron_id")).order_by().values("patron_id")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0)
