"""The totals of the dashboard."""

from __future__ import annotations

from apps.tenants.queries.access import Access


def count_everything(access: Access) -> dict[str, int]:
    """The totals of the dashboard. One query each."""
    return {
        "total_properties": access.homes().count(),
        "total_tenants": access.tenants().count(),
        "total_requests": access.requests().count(),
        "total_conversations": access.threads().count(),
    }
