"""The dashboard: totals, and the latest messages and requests."""

from __future__ import annotations

from typing import Any

from apps.tenants.queries.conversations import find_recent_messages
from apps.tenants.queries.maintenance import find_maintenance_requests
from apps.tenants.queries.totals import count_everything
from apps.tenants.views.base import URGENT, Page

RECENT = 10


class DashboardView(Page):
    template_name = "tenants/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            totals=count_everything(self.access),
            messages_lately=find_recent_messages(self.access)[:RECENT],
            requests_lately=find_maintenance_requests(self.access)[:RECENT],
            urgent=URGENT,
            **kwargs,
        )
