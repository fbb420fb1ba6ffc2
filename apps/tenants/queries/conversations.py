"""Conversations and their messages, as far as somebody may see them.

A row brings the figures shown beside it: no list asks again for each row.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.tenants.models import Attachment, Channel, ConversationThread, Message
from apps.tenants.queries.access import Access
from apps.tenants.queries.parts import count_of, only


def find_conversations(
    access: Access,
    *,
    tenant_id: int | None = None,
    status: str | None = None,
    channel: str | None = None,
    search: str = "",
) -> QuerySet[ConversationThread]:
    """Conversations, the newest activity first, with tenant, property, message_count and last_tenant_message.

    The search looks at the tenant's name, the subject and, for those who see access codes, what the tenant wrote: to
    others it would tell a code letter by letter.
    """
    messages = Message.objects.filter(thread=OuterRef("pk"))
    rows = (
        access.threads()
        .filter(**only(tenant=tenant_id, status=status, channel=channel))
        .select_related("tenant", "property")
        .annotate(
            message_count=count_of(messages, "thread"),
            last_tenant_message=Subquery(
                messages.filter(message_type=Message.Type.USER_MESSAGE)
                .order_by("-timestamp", "-pk")
                .values("message")[:1]
            ),
        )
        .order_by("-last_activity_at", "-pk")
    )
    if search:
        wanted = Q(tenant__name__icontains=search) | Q(subject__icontains=search)
        if access.sees_access_codes:
            wanted |= Exists(messages.filter(message__icontains=search))
        rows = rows.filter(wanted)
    return rows


def find_messages(thread: ConversationThread) -> QuerySet[Message]:
    """The messages of a conversation in time order."""
    # By the relation, so that each knows its conversation, and by that its home, without a query.
    return thread.messages.order_by("timestamp", "pk")


def find_recent_messages(access: Access) -> QuerySet[Message]:
    """Messages, the newest first, with tenant and address: that of the conversation, or else where the tenant lives."""
    return (
        access.messages()
        .select_related("tenant__property", "thread__property")
        .annotate(address=Coalesce("thread__property__address", "tenant__property__address"))
        .order_by("-timestamp", "-pk")
    )


def find_attachments(thread: ConversationThread) -> QuerySet[Attachment]:
    """The files of a conversation, in the order of its messages."""
    return Attachment.objects.filter(message__thread=thread).order_by("message__timestamp", "pk")


def count_conversations(access: Access) -> dict[str, Any]:
    """total, by_channel and by_status, with a zero for what does not occur. One query."""
    by_channel = Counter(dict.fromkeys(Channel.values, 0))
    by_status = Counter(dict.fromkeys(ConversationThread.Status.values, 0))
    groups = access.threads().order_by().values_list("channel", "status").annotate(count=Count("pk"))
    for channel, status, count in groups:
        by_channel[channel] += count
        by_status[status] += count
    return {"total": sum(by_status.values()), "by_channel": by_channel, "by_status": by_status}
