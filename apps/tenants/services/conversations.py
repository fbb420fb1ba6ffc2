"""A conversation's status and a message's flag, as people change them by hand."""

from __future__ import annotations

from apps.tenants.models import ConversationEvent, ConversationThread, Message
from apps.tenants.queries.access import Access

Status = ConversationThread.Status
EventType = ConversationEvent.Type

OVER = frozenset({Status.RESOLVED, Status.CLOSED})


def change_status(thread: ConversationThread, status: str, *, by: Access) -> None:
    """Set the status, the moment that belongs to it, and write an event; the same status again changes nothing."""
    by.require_change()
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


def set_flag(message: Message, flagged: bool, *, by: Access) -> None:
    """Mark the message for a second look, or take the mark away."""
    by.require_change()
    message.flagged = flagged
    message.save(update_fields=["flagged"])


def _event_type(before: str, after: str) -> EventType:
    if before in OVER and after not in OVER:
        return EventType.REOPENED
    if after in OVER and before not in OVER:
        # The assistant's own ends are conversation_closed and auto_closed.
        return EventType.MANUALLY_CLOSED
    return EventType.STATUS_CHANGED
