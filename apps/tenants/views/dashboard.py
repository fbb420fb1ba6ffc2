"""The dashboard: totals, and the latest messages and requests."""

from __future__ import annotations

from typing import Any

from apps.pages.runs import promises_of
from apps.tenants.queries.conversations import find_recent_messages
from apps.tenants.queries.maintenance import find_maintenance_requests
from apps.tenants.queries.totals import count_everything
from apps.tenants.views.base import URGENT, Page
from apps.tenants.views.story import Inbox
from seedplot.models import SeedRun

RECENT = 10


class DashboardView(Page):
    template_name = "tenants/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = SeedRun.objects.filter(domain="tenants").order_by("-pk").first()
        return super().get_context_data(
            totals=count_everything(self.access),
            messages_lately=find_recent_messages(self.access)[:RECENT],
            requests_lately=find_maintenance_requests(self.access)[:RECENT],
            urgent=URGENT,
            inbox=Inbox(self.access),
            run=run,
            promises=promises_of(run) if run else [],
            **kwargs,
        )
