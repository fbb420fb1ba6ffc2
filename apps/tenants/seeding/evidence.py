"""The seeded rows of one part of a run, read back once and joined, for the promises to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from apps.tenants.models import (
    ConversationEvent,
    ConversationThread,
    MaintenanceRequest,
    Message,
    Property,
    Tenant,
)
from seedplot.engine.run_rows import RunRows


class Correspondence:
    """Homes, tenants, threads, messages, requests and events of one shard; rows of others are never among them."""

    def __init__(self, evidence: RunRows, shard: str, anchor: datetime) -> None:
        self.shard = shard
        self.anchor = anchor
        self.options: Mapping[str, Any] = evidence.options

        def rows(model: type[Any]) -> dict[int, Any]:
            return {row.pk: row for row in evidence.rows(model, shard).order_by("pk")}

        self.properties: dict[int, Property] = rows(Property)
        self.tenants: dict[int, Tenant] = rows(Tenant)
        self.threads: dict[int, ConversationThread] = rows(ConversationThread)
        self.messages: dict[int, Message] = rows(Message)
        self.requests: dict[int, MaintenanceRequest] = rows(MaintenanceRequest)
        self.events: dict[int, ConversationEvent] = rows(ConversationEvent)

    @cached_property
    def messages_of(self) -> dict[int | None, list[Message]]:
        """By thread, in the order of their time."""
        found: dict[int | None, list[Message]] = defaultdict(list)
        for message in sorted(self.messages.values(), key=lambda row: (row.timestamp, row.pk)):
            found[message.thread_id].append(message)
        return found

    @cached_property
    def requests_of(self) -> dict[int | None, list[MaintenanceRequest]]:
        """By message."""
        found: dict[int | None, list[MaintenanceRequest]] = defaultdict(list)
        for request in self.requests.values():
            found[request.message_id].append(request)
        return found

    @cached_property
    def events_of(self) -> dict[int, list[ConversationEvent]]:
        """By thread, in the order of their time."""
        found: dict[int, list[ConversationEvent]] = defaultdict(list)
        for event in sorted(self.events.values(), key=lambda row: (row.created_at, row.pk)):
            found[event.thread_id].append(event)
        return found

    @cached_property
    def threads_of(self) -> dict[int, list[ConversationThread]]:
        """By tenant, in the order in which they were planned."""
        found: dict[int, list[ConversationThread]] = defaultdict(list)
        for thread in self.threads.values():
            found[thread.tenant_id].append(thread)
        return found

    @cached_property
    def tenants_of(self) -> dict[int | None, list[Tenant]]:
        """By property."""
        found: dict[int | None, list[Tenant]] = defaultdict(list)
        for tenant in self.tenants.values():
            found[tenant.property_id].append(tenant)
        return found

    def thread_of(self, name: str) -> ConversationThread | None:
        """The first thread of the tenant of that name."""
        for thread in self.threads.values():
            tenant = self.tenants.get(thread.tenant_id)
            if tenant is not None and tenant.name == name:
                return thread
        return None
