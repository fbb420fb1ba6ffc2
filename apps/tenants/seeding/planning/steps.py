"""The four steps of the plan, each on what the one before made: properties, tenants, conversation threads, messages.

Beside every planned row goes what it was planned from, so that the next step need not search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from apps.tenants.factories import (
    ConversationEventFactory,
    ConversationThreadFactory,
    MaintenanceRequestFactory,
    MessageFactory,
    PropertyFactory,
    TenantFactory,
)
from apps.tenants.models import Message
from apps.tenants.seeding.content.actions import MaintenanceAction, as_json, merged
from apps.tenants.seeding.planning.planned import Conversation, Exchange, Home, Renter
from seedplot.plan import Row
from seedplot.streams import DeterministicRandom

Plan = TypeVar("Plan")


@dataclass(frozen=True, slots=True)
class Made(Generic[Plan]):
    """A row, what it was planned from, and the stream that it and the rows below it draw from."""

    plan: Plan
    row: Row
    stream: DeterministicRandom


def plan_rows(homes: Iterable[Home]) -> Iterator[Row]:
    """All rows of the homes, step by step; a row comes after those that it refers to."""
    properties = create_properties(homes)
    tenants = create_tenants(properties)
    threads = create_conversation_threads(tenants)
    messages = create_messages(threads)
    for step in (properties, tenants, threads, messages):
        yield from (made.row for made in step)
    yield from create_maintenance_requests(messages)
    yield from create_conversation_events(threads)


def create_properties(homes: Iterable[Home]) -> list[Made[Home]]:
    return [
        Made(
            home,
            PropertyFactory.row(
                home.stream,
                address=home.address,
                owner_name=home.owner_name,
                owner_email=home.owner_email,
                owner_phone=home.owner_phone,
                amenities=home.amenities,
                rules=home.rules,
                faq=home.faq,
                created_at=home.created_at,
            ),
            home.stream,
        )
        for home in homes
    ]


def create_tenants(properties: Iterable[Made[Home]]) -> list[Made[Renter]]:
    """The tenants of the properties, home by home."""
    return [
        Made(renter, _tenant_row(stream, renter, home.row), stream)
        for home in properties
        for number, renter in enumerate(home.plan.renters)
        for stream in [home.stream.at("tenant", number)]
    ]


def create_conversation_threads(tenants: Iterable[Made[Renter]]) -> list[Made[Conversation]]:
    """The threads of the tenants, each on the tenant's own property."""
    return [
        Made(conversation, _thread_row(stream, conversation, tenant.row), stream)
        for tenant in tenants
        for number, conversation in enumerate(tenant.plan.conversations)
        for stream in [tenant.stream.at("conversation", number)]
    ]


def create_messages(threads: Iterable[Made[Conversation]]) -> list[Made[Exchange]]:
    """The messages of the threads: one row an exchange, in order."""
    return [
        Made(exchange, _message_row(stream, exchange, thread.row), stream)
        for thread in threads
        for number, exchange in enumerate(thread.plan.exchanges)
        for stream in [thread.stream.at("exchange", number)]
    ]


def create_maintenance_requests(messages: Iterable[Made[Exchange]]) -> Iterator[Row]:
    """A request for each repair that an answer asks for."""
    for made in messages:
        repairs = [action for action in merged(made.plan.actions) if isinstance(action, MaintenanceAction)]
        for number, repair in enumerate(repairs):
            thread = made.row.thread
            is_done = made.plan.request_status == "resolved"
            yield MaintenanceRequestFactory.row(
                made.stream.at("request", number),
                property=thread.property,
                tenant=thread.tenant,
                message=made.row,
                issue_description=repair.description,
                priority=repair.priority,
                status=made.plan.request_status,
                created_at=made.plan.at,
                updated_at=_settled_at(thread) if is_done else made.plan.at,
                resolved_at=_settled_at(thread) if is_done else None,
            )


def create_conversation_events(threads: Iterable[Made[Conversation]]) -> Iterator[Row]:
    """That each conversation began and, where it has, how it ended."""
    for made in threads:
        conversation = made.plan
        turns = [("conversation_started", conversation.first_at, {"channel": conversation.channel})]
        if conversation.resolved_at:
            turns.append(("conversation_closed", conversation.resolved_at, {"status": "resolved"}))
        if conversation.closed_at:
            turns.append(("auto_closed", conversation.closed_at, {"status": "closed", "reason": "no answer"}))
        for event_type, at, data in turns:
            yield ConversationEventFactory.row(
                made.stream.at(event_type),
                thread=made.row,
                tenant=made.row.tenant,
                event_type=event_type,
                event_data=data,
                created_at=at,
            )


def _tenant_row(stream: DeterministicRandom, renter: Renter, home: Row) -> Row:
    return TenantFactory.row(
        stream,
        property=home,
        name=renter.name,
        phone=renter.phone,
        email=renter.email,
        lease_terms=renter.lease_terms,
        move_in_date=renter.lease_start,
        created_at=renter.created_at,
    )


def _thread_row(stream: DeterministicRandom, conversation: Conversation, tenant: Row) -> Row:
    return ConversationThreadFactory.row(
        stream,
        tenant=tenant,
        property=tenant.property,
        subject=conversation.subject,
        status=conversation.status,
        channel=conversation.channel,
        summary=conversation.summary,
        topic_category=conversation.topic,
        subtopic=conversation.subtopic,
        created_at=conversation.first_at,
        last_activity_at=conversation.last_at,
        resolved_at=conversation.resolved_at,
        closed_at=conversation.closed_at,
        **conversation.columns,
    )


def _message_row(stream: DeterministicRandom, exchange: Exchange, thread: Row) -> Row:
    return MessageFactory.row(
        stream,
        thread=thread,
        tenant=thread.tenant,
        channel=thread.channel,
        message=exchange.message,
        response=exchange.reply,
        ai_actions=as_json(exchange.actions),
        timestamp=exchange.at,
        subject=thread.subject if thread.channel == "email" else None,
        message_type=Message.Type.USER_MESSAGE.value,
    )


def _settled_at(thread: Row) -> object:
    return thread.resolved_at or thread.closed_at or thread.last_activity_at
