"""The totals of the dashboard."""

from __future__ import annotations

from apps.tenants.models import ConversationThread, MaintenanceRequest, Property, Tenant


def count_everything() -> dict[str, int]:
    """The totals of the dashboard. One query each."""
    return {
        "total_properties": Property.objects.count(),
        "total_tenants": Tenant.objects.count(),
        "total_requests": MaintenanceRequest.objects.count(),
        "total_conversations": ConversationThread.objects.count(),
    }
