"""A maintenance request, as people change it by hand."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from apps.tenants.models import MaintenanceRequest
from apps.tenants.queries.access import Access


def edit_request(request: MaintenanceRequest, *, by: Access, **columns: Any) -> None:
    """Set some of status, priority and notes; resolved_at is set for as long as the request is resolved."""
    by.require_change()
    if columns.get("status", request.status) != request.status:
        is_resolved = columns["status"] == MaintenanceRequest.Status.RESOLVED
        # Done by hand, so the clock says when.
        columns["resolved_at"] = timezone.now() if is_resolved else None  # noqa: TID251
    for column, value in columns.items():
        setattr(request, column, value)
    request.save(update_fields=list(columns))
