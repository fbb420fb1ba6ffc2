"""Maintenance requests, as far as somebody may see them, each with the conversation that it came of."""

from __future__ import annotations

from django.db.models import Count, F, QuerySet

from apps.tenants.models import ConversationThread, MaintenanceRequest
from apps.tenants.queries.access import Access
from apps.tenants.queries.parts import only


def find_maintenance_requests(
    access: Access,
    *,
    status: str | None = None,
    priority: str | None = None,
    property_id: int | None = None,
    thread: ConversationThread | None = None,
) -> QuerySet[MaintenanceRequest]:
    """Maintenance requests, the newest first, with tenant, property and the thread_id of their message."""
    given = only(status=status, priority=priority, property=property_id, message__thread=thread)
    return (
        access.requests()
        .filter(**given)
        .select_related("tenant", "property")
        .annotate(thread_id=F("message__thread"))
        .order_by("-created_at", "-pk")
    )


def count_requests_by_status(access: Access) -> dict[str, int]:
    """How many maintenance requests have each status, with a zero for what does not occur. One query."""
    counts = dict.fromkeys(MaintenanceRequest.Status.values, 0)
    groups = access.requests().order_by().values_list("status").annotate(count=Count("pk"))
    return counts | dict(groups)
