"""What the API and the pages read. A row brings the figures shown beside it: no list asks again for each row."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.tenants.models import (
    Attachment,
    Channel,
    ConversationThread,
    MaintenanceRequest,
    Message,
    Property,
    Tenant,
)

ACTIVE_DAYS = 30
"""A tenant who wrote within so many days is active."""


def find_conversations(
    *, tenant_id: int | None = None, status: str | None = None, channel: str | None = None, search: str = ""
) -> QuerySet[ConversationThread]:
    """Conversations, the newest activity first, with tenant, property, message_count and last_tenant_message.

    The search looks at the tenant's name, the subject and what the tenant wrote.
    """
    messages = Message.objects.filter(thread=OuterRef("pk"))
    rows = (
        ConversationThread.objects.filter(**_given(tenant=tenant_id, status=status, channel=channel))
        .select_related("tenant", "property")
        .annotate(
            message_count=_count(messages, "thread"),
            last_tenant_message=Subquery(
                messages.filter(message_type=Message.Type.USER_MESSAGE)
                .order_by("-timestamp", "-pk")
                .values("message")[:1]
            ),
        )
        .order_by("-last_activity_at", "-pk")
    )
    if search:
        rows = rows.filter(
            Q(tenant__name__icontains=search)
            | Q(subject__icontains=search)
            | Exists(messages.filter(message__icontains=search))
        )
    return rows


def find_messages(thread: ConversationThread) -> QuerySet[Message]:
    """The messages of a conversation in time order."""
    return Message.objects.filter(thread=thread).order_by("timestamp", "pk")


def find_recent_messages() -> QuerySet[Message]:
    """Messages, the newest first, with tenant and address: that of the conversation, or else where the tenant lives."""
    return (
        Message.objects.select_related("tenant")
        .annotate(address=Coalesce("thread__property__address", "tenant__property__address"))
        .order_by("-timestamp", "-pk")
    )


def find_attachments(thread: ConversationThread) -> QuerySet[Attachment]:
    """The files of a conversation, in the order of its messages."""
    return Attachment.objects.filter(message__thread=thread).order_by("message__timestamp", "pk")


def find_maintenance_requests(
    *,
    status: str | None = None,
    priority: str | None = None,
    property_id: int | None = None,
    thread: ConversationThread | None = None,
) -> QuerySet[MaintenanceRequest]:
    """Maintenance requests, the newest first, with tenant, property and the thread_id of their message."""
    given = _given(status=status, priority=priority, property=property_id, message__thread=thread)
    return (
        MaintenanceRequest.objects.filter(**given)
        .select_related("tenant", "property")
        .annotate(thread_id=F("message__thread"))
        .order_by("-created_at", "-pk")
    )


def find_properties(
    *, search: str = "", has_tenants: bool | None = None, sort: str = "address", order: str = "asc"
) -> QuerySet[Property]:
    """Properties with tenant_count. The search looks at address and owner; sort: address, tenant_count, created_at."""
    tenants = Tenant.objects.filter(property=OuterRef("pk"))
    rows = Property.objects.annotate(tenant_count=_count(tenants, "property"))
    if search:
        rows = rows.filter(
            Q(address__icontains=search) | Q(owner_name__icontains=search) | Q(owner_email__icontains=search)
        )
    if has_tenants is not None:
        rows = rows.filter(Exists(tenants) if has_tenants else ~Exists(tenants))
    sign = "-" if order == "desc" else ""
    return rows.order_by(f"{sign}{sort}", f"{sign}pk")


def find_tenants(*, property_id: int | None = None, search: str = "") -> QuerySet[Tenant]:
    """Tenants by name, with property and threads (the newest activity first, with message_count).

    The search looks at name, phone number and e-mail address.
    """
    messages = Message.objects.filter(thread=OuterRef("pk"))
    threads = ConversationThread.objects.annotate(message_count=_count(messages, "thread"))
    rows = (
        Tenant.objects.filter(**_given(property=property_id))
        .select_related("property")
        .prefetch_related(Prefetch("threads", threads.order_by("-last_activity_at", "-pk")))
        .order_by("name", "pk")
    )
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(phone__icontains=search) | Q(email__icontains=search))
    return rows


def count_conversations() -> dict[str, Any]:
    """total, by_channel and by_status, with a zero for what does not occur. One query."""
    by_channel = Counter(dict.fromkeys(Channel.values, 0))
    by_status = Counter(dict.fromkeys(ConversationThread.Status.values, 0))
    groups = ConversationThread.objects.order_by().values_list("channel", "status").annotate(count=Count("pk"))
    for channel, status, count in groups:
        by_channel[channel] += count
        by_status[status] += count
    return {"total": sum(by_status.values()), "by_channel": by_channel, "by_status": by_status}


def count_requests_by_status() -> dict[str, int]:
    """How many maintenance requests have each status, with a zero for what does not occur. One query."""
    counts = dict.fromkeys(MaintenanceRequest.Status.values, 0)
    groups = MaintenanceRequest.objects.order_by().values_list("status").annotate(count=Count("pk"))
    return counts | dict(groups)


def count_tenants(*, now: datetime) -> dict[str, int]:
    """total, active (a message in the last 30 days) and new_this_month, by the project's clock. One query."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    wrote = Message.objects.filter(tenant=OuterRef("pk"), timestamp__range=(now - timedelta(days=ACTIVE_DAYS), now))
    return Tenant.objects.aggregate(
        total=Count("pk"),
        active=Count("pk", filter=Exists(wrote)),
        new_this_month=Count("pk", filter=Q(created_at__range=(midnight.replace(day=1), now))),
    )


def count_everything() -> dict[str, int]:
    """The totals of the dashboard. One query each."""
    return {
        "total_properties": Property.objects.count(),
        "total_tenants": Tenant.objects.count(),
        "total_requests": MaintenanceRequest.objects.count(),
        "total_conversations": ConversationThread.objects.count(),
    }


def _given(**filters: Any) -> dict[str, Any]:
    return {column: value for column, value in filters.items() if value is not None}


def _count(rows: QuerySet[Any], link: str) -> Coalesce:
    """How many rows link to the outer one. A subquery, so that it neither multiplies nor loses rows beside it."""
    counted = rows.order_by().values(link).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
