"""Properties and tenants, as far as somebody may see them. A row brings the figures shown beside it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from apps.tenants.models import Message, Property, Tenant
from apps.tenants.queries.access import Access
from apps.tenants.queries.parts import count_of, only

ACTIVE_DAYS = 30
"""A tenant who wrote within so many days is active."""


def find_properties(
    access: Access, *, search: str = "", has_tenants: bool | None = None, sort: str = "address", order: str = "asc"
) -> QuerySet[Property]:
    """Properties with tenant_count. The search looks at address and owner; sort: address, tenant_count, created_at.

    Those who see no contacts find nothing by an e-mail address either.
    """
    tenants = Tenant.objects.filter(property=OuterRef("pk"))
    rows = access.homes().annotate(tenant_count=count_of(tenants, "property"))
    if search:
        wanted = Q(address__icontains=search) | Q(owner_name__icontains=search)
        if access.sees_contacts:
            wanted |= Q(owner_email__icontains=search)
        rows = rows.filter(wanted)
    if has_tenants is not None:
        rows = rows.filter(Exists(tenants) if has_tenants else ~Exists(tenants))
    sign = "-" if order == "desc" else ""
    return rows.order_by(f"{sign}{sort}", f"{sign}pk")


def find_tenants(access: Access, *, property_id: int | None = None, search: str = "") -> QuerySet[Tenant]:
    """Tenants by name, with property and threads (the newest activity first, with message_count).

    The search looks at the name and, for those who see contacts, at phone number and e-mail address.
    """
    messages = Message.objects.filter(thread=OuterRef("pk"))
    threads = access.threads().annotate(message_count=count_of(messages, "thread"))
    rows = (
        access.tenants()
        .filter(**only(property=property_id))
        .select_related("property")
        .prefetch_related(Prefetch("threads", threads.order_by("-last_activity_at", "-pk")))
        .order_by("name", "pk")
    )
    if search:
        wanted = Q(name__icontains=search)
        if access.sees_contacts:
            wanted |= Q(phone__icontains=search) | Q(email__icontains=search)
        rows = rows.filter(wanted)
    return rows


def count_tenants(access: Access, *, now: datetime) -> dict[str, int]:
    """total, active (a message in the last 30 days) and new_this_month, by the project's clock. One query."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    wrote = Message.objects.filter(tenant=OuterRef("pk"), timestamp__range=(now - timedelta(days=ACTIVE_DAYS), now))
    return access.tenants().aggregate(
        total=Count("pk"),
        active=Count("pk", filter=Exists(wrote)),
        new_this_month=Count("pk", filter=Q(created_at__range=(midnight.replace(day=1), now))),
    )
