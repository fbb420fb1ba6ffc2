"""The seeded rows of one part of a run, read back once and joined, for the measures of its promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Conversation:
    """A thread with its home, its tenant and its messages in the order of their time."""

    thread: ConversationThread
    home: Property
    tenant: Tenant
    messages: Sequence[Message]


class Correspondence:
    """Homes, tenants, threads, messages, requests and events of one shard; rows of others are never among them.

    Rows are light rows, by key, in the order in which they were planned.
    """

    def __init__(self, run_rows: RunRows, shard: str, anchor: datetime) -> None:
        self.shard = shard
        self.anchor = anchor
        self.options: Mapping[str, Any] = run_rows.options

        def rows(model: type[Any]) -> dict[int, Any]:
            return {row.pk: row for row in run_rows.read(model, shard)}

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
    def conversations(self) -> list[Conversation]:
        """The threads whose home and tenant are of this part, too."""
        return [
            Conversation(thread, home, tenant, self.messages_of.get(key, []))
            for key, thread in self.threads.items()
            for home in [self.properties.get(thread.property_id)]
            for tenant in [self.tenants.get(thread.tenant_id)]
            if home is not None and tenant is not None
        ]

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

    @cached_property
    def names(self) -> set[str]:
        """The names and the first names of all tenants of the part."""
        return {name for tenant in self.tenants.values() for name in (tenant.name, tenant.name.split(" ")[0])}

    def thread_of(self, name: str) -> ConversationThread | None:
        """The first thread of the tenant of that name."""
        for thread in self.threads.values():
            tenant = self.tenants.get(thread.tenant_id)
            if tenant is not None and tenant.name == name:
                return thread
        return None
