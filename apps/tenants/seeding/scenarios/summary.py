"""What a run came to, tenant by tenant, as lines for its report."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count

from apps.tenants.models import ConversationThread
from seedplot.engine.run_rows import RunRows


def lines_per_tenant(evidence: RunRows) -> Iterator[tuple[str, str]]:
    """Each tenant's name; property, thread, number of messages."""
    threads = evidence.rows(ConversationThread).select_related("tenant", "property").order_by("pk")
    for thread in threads.annotate(message_count=Count("messages")):
        line = f"{thread.property.address}: {thread.subject} ({thread.status}), {thread.message_count} messages"
        yield thread.tenant.name, line
