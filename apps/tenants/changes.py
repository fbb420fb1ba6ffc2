"""What people change by hand: a conversation's status, a message's flag, a maintenance request.

Call these inside a transaction, with a row read for update, so that two people at once leave a true history.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from apps.tenants.models import ConversationEvent, ConversationThread, MaintenanceRequest, Message

Status = ConversationThread.Status
EventType = ConversationEvent.Type

OVER = frozenset({Status.RESOLVED, Status.CLOSED})


def change_status(thread: ConversationThread, status: str) -> None:
    """Set the status, the moment that belongs to it, and write an event; the same status again changes nothing."""
    if status == thread.status:
        return
    event = ConversationEvent(
        thread=thread,
        tenant_id=thread.tenant_id,
        event_type=_event_type(thread.status, status),
        event_data={"from": thread.status, "to": status},
    )
    thread.status = status
    thread.resolved_at = event.created_at if status == Status.RESOLVED else None
    thread.closed_at = event.created_at if status == Status.CLOSED else None
    thread.save(update_fields=["status", "resolved_at", "closed_at"])
    event.save()


def set_flag(message: Message, flagged: bool) -> None:
    """Mark the message for a second look, or take the mark away."""
    message.flagged = flagged
    message.save(update_fields=["flagged"])


def edit_request(request: MaintenanceRequest, **columns: Any) -> None:
    """Set some of status, priority and notes; resolved_at is set for as long as the request is resolved."""
    if columns.get("status", request.status) != request.status:
        is_resolved = columns["status"] == MaintenanceRequest.Status.RESOLVED
        # Done by hand, so the clock says when.
        columns["resolved_at"] = timezone.now() if is_resolved else None  # noqa: TID251
    for column, value in columns.items():
        setattr(request, column, value)
    request.save(update_fields=list(columns))


def _event_type(before: str, after: str) -> EventType:
    if before in OVER and after not in OVER:
        return EventType.REOPENED
    if after in OVER and before not in OVER:
        # The assistant's own ends are conversation_closed and auto_closed.
        return EventType.MANUALLY_CLOSED
    return EventType.STATUS_CHANGED
