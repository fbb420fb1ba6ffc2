"""The list of conversations, and one of them with its buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.pages.lists import page_of, search_text
from apps.tenants.models import Channel, ConversationThread, MaintenanceRequest, Message
from apps.tenants.queries.conversations import count_conversations, find_attachments, find_conversations, find_messages
from apps.tenants.queries.maintenance import find_maintenance_requests
from apps.tenants.services.conversations import change_status, set_flag
from apps.tenants.views.base import PER_PAGE, ButtonView, Page


class ConversationsView(Page):
    template_name = "tenants/conversations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = find_conversations(
            self.access,
            tenant_id=self.key("tenant"),
            status=self.choice("status", ConversationThread.Status.values),
            channel=self.choice("channel", Channel.values),
            search=search_text(self.request),
        )
        return super().get_context_data(
            page=page_of(self.request, rows, PER_PAGE),
            counts=count_conversations(self.access),
            statuses=ConversationThread.Status.choices,
            channels=Channel.choices,
            **kwargs,
        )


@dataclass(frozen=True)
class Badge:
    """What the assistant did with a message, and the request that came of it."""

    label: str
    detail: str
    request: MaintenanceRequest | None


def badges_of(message: Message, made: dict[int | None, MaintenanceRequest]) -> list[Badge]:
    """A badge for each action; whatever is no action, which only foreign data can hold, is left out."""
    badges = []
    for action in message.ai_actions or []:
        if isinstance(action, dict):
            name = str(action.get("action", "action")).replace("_", " ")
            detail = str(action.get("priority") or action.get("urgency") or "")
            is_request = action.get("action") == "maintenance_request"
            badges.append(Badge(name, detail, made.get(message.pk) if is_request else None))
    return badges


class ConversationView(Page):
    template_name = "tenants/conversation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        thread = get_object_or_404(find_conversations(self.access), pk=kwargs["pk"])
        related = list(find_maintenance_requests(self.access, thread=thread))
        made = {request.message_id: request for request in related}
        return super().get_context_data(
            thread=thread,
            rows=[(message, badges_of(message, made)) for message in find_messages(thread)],
            related=related,
            attachments=find_attachments(thread),
            **kwargs,
        )


class ChangeStatus(ButtonView):
    def change(self, pk: int) -> str:
        status = self.chosen("status", ConversationThread.Status.values)
        thread = get_object_or_404(self.access.threads().select_for_update(), pk=pk)
        change_status(thread, status, by=self.access)
        messages.success(self.request, f"The conversation is {thread.get_status_display().lower()} now.")
        return reverse("tenants:conversation", args=[pk])


class ChangeFlag(ButtonView):
    def change(self, pk: int) -> str:
        flagged = self.chosen("flagged", ("true", "false")) == "true"
        message = get_object_or_404(self.access.messages(), pk=pk)
        if message.thread_id is None:
            raise Http404("This message belongs to no conversation.")
        set_flag(message, flagged, by=self.access)
        return reverse("tenants:conversation", args=[message.thread_id])
