"""Measures of threads, messages and events: they belong together and follow each other. Most list their offenders."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Model

from apps.tenants.models import (
    ConversationEvent,
    ConversationThread,
    MaintenanceRequest,
    Message,
    Property,
    Tenant,
)
from apps.tenants.seeding.rows import Correspondence
from apps.tenants.seeding.specification.conversations import MINUTES_TO_RESOLUTION

ENDED = {"resolved": "conversation_closed", "closed": "auto_closed"}
"""The event that ends a conversation, by the status that it leaves."""
UNTOUCHED: dict[str, dict[str, Any]] = {
    "property": {
        "thread_time_threshold_hours": 48,
        "dedup_time_window_days": 30,
        "dedup_confidence_threshold": Decimal("0.60"),
        "dedup_max_requests_to_check": 5,
        "thread_inactivity_hours": 72,
        "thread_closure_grace_hours": 24,
    },
    "thread": {"merged_from": [], "merged_into_id": None, "clarification_asked": False},
    "message": {"flagged": False},
    "request": {"notes": "", "related_request_id": None, "is_duplicate": False, "duplicate_reason": ""},
}
"""Columns that only people and later work change, as the product sets them on a new row."""
AN_HOUR = timedelta(hours=1)
"""The most that a clock change adds to a wait or takes from it."""
_DECODER = json.JSONDecoder()


def broken_links(part: Correspondence) -> list[str]:
    """Rows whose thread, tenant, property or channel is not the one that their neighbors have."""
    offenders = [
        f"thread {row.pk}"
        for row in part.threads.values()
        if row.tenant_id not in part.tenants or row.property_id != part.tenants[row.tenant_id].property_id
    ]
    offenders += [f"tenant {row.pk}" for row in part.tenants.values() if row.property_id not in part.properties]
    for message in part.messages.values():
        thread = part.threads.get(message.thread_id or 0)
        if thread is None or (message.tenant_id, message.channel) != (thread.tenant_id, thread.channel):
            offenders.append(f"message {message.pk}")
    for event in part.events.values():
        thread = part.threads.get(event.thread_id)
        if thread is None or event.tenant_id != thread.tenant_id:
            offenders.append(f"event {event.pk}")
    return offenders


def incomplete_messages(part: Correspondence) -> list[str]:
    """Messages that lack a half, show JSON, or are not a tenant's."""
    return [
        f"message {row.pk}"
        for row in part.messages.values()
        if not row.message.strip()
        or not (row.response or "").strip()
        or _shows_json(row.response or "")
        or row.message_type != Message.Type.USER_MESSAGE
    ]


def _shows_json(text: str) -> bool:
    """True if a JSON object begins at any brace of the text; an array of objects has one, too."""
    return any(_is_object_at(text, start) for start, mark in enumerate(text) if mark == "{")


def _is_object_at(text: str, start: int) -> bool:
    try:
        _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return False
    return True


def out_of_order(part: Correspondence) -> list[str]:
    """Threads whose moments contradict their messages or their status."""
    offenders = []
    for key, thread in part.threads.items():
        moments = [message.timestamp for message in part.messages_of.get(key, [])]
        is_in_order = (
            moments
            and all(before < after for before, after in pairwise(moments))
            and (thread.created_at, thread.last_activity_at) == (moments[0], moments[-1])
            and _ended_at_the_right_time(thread, moments[-1])
        )
        if not is_in_order:
            offenders.append(f"thread {key}")
    return offenders


def _ended_at_the_right_time(thread: ConversationThread, last: datetime) -> bool:
    """Resolved threads have resolved_at and closed ones closed_at, not before the last message; others neither."""
    ends = {"resolved": thread.resolved_at, "closed": thread.closed_at}
    return all((at is not None) == (thread.status == name) and (at is None or at >= last) for name, at in ends.items())


def later_than_the_anchor(part: Correspondence) -> list[str]:
    """Rows of which any moment lies at or after the anchor."""
    tables: dict[type[Model], dict[int, Any]] = {
        Property: part.properties,
        Tenant: part.tenants,
        ConversationThread: part.threads,
        Message: part.messages,
        MaintenanceRequest: part.requests,
        ConversationEvent: part.events,
    }
    return [
        f"{model._meta.verbose_name} {row.pk}"
        for model, rows in tables.items()
        for row in rows.values()
        for column in model._meta.concrete_fields
        for value in [getattr(row, column.attname)]
        if isinstance(value, datetime) and value >= part.anchor
    ]


def wrong_events(part: Correspondence) -> list[str]:
    """Threads whose events do not say how they began and ended."""
    return [
        f"thread {key}"
        for key, thread in part.threads.items()
        if [_as_recorded(event) for event in part.events_of.get(key, [])] != _events_expected(thread)
    ]


def _as_recorded(event: ConversationEvent) -> tuple[Any, ...]:
    return event.event_type, event.created_at, event.event_data.get("channel"), event.event_data.get("status")


def _events_expected(thread: ConversationThread) -> list[tuple[Any, ...]]:
    expected: list[tuple[Any, ...]] = [("conversation_started", thread.created_at, thread.channel, None)]
    if thread.status in ENDED:
        expected.append((ENDED[thread.status], thread.resolved_at or thread.closed_at, None, thread.status))
    return expected


def ends_off(part: Correspondence) -> list[str]:
    """Threads resolved too long after their last message, or closed before the home's time for an answer was over."""
    most = timedelta(minutes=MINUTES_TO_RESOLUTION[1])
    offenders = []
    for conversation in part.conversations:
        thread, home = conversation.thread, conversation.home
        last = thread.last_activity_at
        wait = timedelta(hours=home.thread_inactivity_hours + home.thread_closure_grace_hours)
        if (thread.resolved_at and thread.resolved_at - last > most) or (
            thread.closed_at and not wait - AN_HOUR <= thread.closed_at - last <= wait + AN_HOUR
        ):
            offenders.append(f"thread {thread.pk}")
    return offenders


def touched_rows(part: Correspondence) -> list[str]:
    """Rows in which a column that only people and later work change is not as on a new row."""
    tables: dict[str, dict[int, Any]] = {
        "property": part.properties,
        "thread": part.threads,
        "message": part.messages,
        "request": part.requests,
    }
    return [
        f"{column} of {name} {row.pk}"
        for name, columns in UNTOUCHED.items()
        for row in tables[name].values()
        for column, value in columns.items()
        if getattr(row, column) != value
    ]
