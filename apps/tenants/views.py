"""Pages of the tenants' conversations, all behind a login."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from apps.pages.lists import one_of, page_of, search_text, whole_number
from apps.pages.returning import back
from apps.tenants import changes, queries
from apps.tenants.models import Channel, ConversationThread, MaintenanceRequest, Message, Property
from seedplot.clock import wall_clock_now

PER_PAGE = 20
RECENT = 10
LARGEST_KEY = 2**63 - 1
SORTS = {"address": "address", "tenant_count": "tenants", "created_at": "date"}
ORDERS = ("asc", "desc")
URGENT = (MaintenanceRequest.Priority.EMERGENCY, MaintenanceRequest.Priority.URGENT)


class Page(LoginRequiredMixin, TemplateView):
    """A page behind a login."""

    def key(self, name: str) -> int | None:
        return whole_number(self.request, name, most=LARGEST_KEY)

    def choice(self, name: str, allowed: Sequence[str]) -> str | None:
        return one_of(self.request, name, allowed) or None


class DashboardView(Page):
    template_name = "tenants/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            totals=queries.count_everything(),
            messages_lately=queries.find_recent_messages()[:RECENT],
            requests_lately=queries.find_maintenance_requests()[:RECENT],
            urgent=URGENT,
            **kwargs,
        )


class ConversationsView(Page):
    template_name = "tenants/conversations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.find_conversations(
            tenant_id=self.key("tenant"),
            status=self.choice("status", ConversationThread.Status.values),
            channel=self.choice("channel", Channel.values),
            search=search_text(self.request),
        )
        return super().get_context_data(
            page=page_of(self.request, rows, PER_PAGE),
            counts=queries.count_conversations(),
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
        thread = get_object_or_404(queries.find_conversations(), pk=kwargs["pk"])
        related = list(queries.find_maintenance_requests(thread=thread))
        made = {request.message_id: request for request in related}
        return super().get_context_data(
            thread=thread,
            rows=[(message, badges_of(message, made)) for message in queries.find_messages(thread)],
            related=related,
            attachments=queries.find_attachments(thread),
            **kwargs,
        )


class MaintenanceView(Page):
    template_name = "tenants/maintenance.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.find_maintenance_requests(
            status=self.choice("status", MaintenanceRequest.Status.values),
            priority=self.choice("priority", MaintenanceRequest.Priority.values),
            property_id=self.key("property"),
        )
        return super().get_context_data(
            page=page_of(self.request, rows, PER_PAGE),
            counts=queries.count_requests_by_status(),
            statuses=MaintenanceRequest.Status.choices,
            priorities=MaintenanceRequest.Priority.choices,
            homes=Property.objects.order_by("address", "pk")[:500],
            urgent=URGENT,
            **kwargs,
        )


class PropertiesView(Page):
    template_name = "tenants/properties.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        having = self.choice("has_tenants", ("true", "false"))
        rows = queries.find_properties(
            search=search_text(self.request),
            has_tenants=None if having is None else having == "true",
            sort=self.choice("sort", list(SORTS)) or "address",
            order=self.choice("order", ORDERS) or "asc",
        )
        return super().get_context_data(page=page_of(self.request, rows, PER_PAGE), sorts=SORTS.items(), **kwargs)


class PropertyView(Page):
    template_name = "tenants/property.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        home = get_object_or_404(queries.find_properties(), pk=kwargs["pk"])
        return super().get_context_data(home=home, tenants=queries.find_tenants(property_id=home.pk), **kwargs)


class TenantsView(Page):
    template_name = "tenants/tenants.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.find_tenants(property_id=self.key("property"), search=search_text(self.request))
        return super().get_context_data(
            page=page_of(self.request, rows, PER_PAGE), totals=queries.count_tenants(now=wall_clock_now()), **kwargs
        )


class TenantView(Page):
    template_name = "tenants/tenant.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tenant=get_object_or_404(queries.find_tenants(), pk=kwargs["pk"]), **kwargs)


# What the buttons do.


class Change(LoginRequiredMixin, View):
    """A button's POST, which leads back to the page that it stood on."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        with transaction.atomic():
            address = self.change(pk)
        return back(request, address)

    def change(self, pk: int) -> str:
        """Make it so; where to go if the page does not say. Inside a transaction."""
        raise NotImplementedError

    def chosen(self, name: str, allowed: Sequence[str]) -> str:
        value = self.request.POST.get(name, "")
        if value not in allowed:
            raise BadRequest(f"'{name}' must be one of {', '.join(allowed)}.")
        return value


class ChangeStatus(Change):
    def change(self, pk: int) -> str:
        status = self.chosen("status", ConversationThread.Status.values)
        thread = get_object_or_404(ConversationThread.objects.select_for_update(), pk=pk)
        changes.change_status(thread, status)
        messages.success(self.request, f"The conversation is {thread.get_status_display().lower()} now.")
        return reverse("tenants:conversation", args=[pk])


class ChangeFlag(Change):
    def change(self, pk: int) -> str:
        flagged = self.chosen("flagged", ("true", "false")) == "true"
        message = get_object_or_404(Message, pk=pk)
        if message.thread_id is None:
            raise Http404("This message belongs to no conversation.")
        changes.set_flag(message, flagged)
        return reverse("tenants:conversation", args=[message.thread_id])


class ChangeRequest(Change):
    def change(self, pk: int) -> str:
        request = get_object_or_404(MaintenanceRequest.objects.select_for_update(), pk=pk)
        notes = self.request.POST.get("notes", "")
        if "\x00" in notes or len(notes) > 5_000:
            raise BadRequest("'notes' must be up to 5,000 characters of text.")
        changes.edit_request(
            request,
            status=self.chosen("status", MaintenanceRequest.Status.values),
            priority=self.chosen("priority", MaintenanceRequest.Priority.values),
            notes=notes,
        )
        messages.success(self.request, "The request is changed.")
        return reverse("tenants:maintenance")
