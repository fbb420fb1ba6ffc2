"""The list of maintenance requests, and the form that edits one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.pages.lists import page_of
from apps.tenants.models import MaintenanceRequest
from apps.tenants.queries.maintenance import count_requests_by_status, find_maintenance_requests
from apps.tenants.services.maintenance import edit_request
from apps.tenants.views.base import PER_PAGE, URGENT, ButtonView, Page


class MaintenanceView(Page):
    template_name = "tenants/maintenance.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = find_maintenance_requests(
            self.access,
            status=self.choice("status", MaintenanceRequest.Status.values),
            priority=self.choice("priority", MaintenanceRequest.Priority.values),
            property_id=self.key("property"),
        )
        return super().get_context_data(
            page=page_of(self.request, rows, PER_PAGE),
            counts=count_requests_by_status(self.access),
            statuses=MaintenanceRequest.Status.choices,
            priorities=MaintenanceRequest.Priority.choices,
            homes=self.access.homes().order_by("address", "pk")[:500],
            urgent=URGENT,
            **kwargs,
        )


class ChangeRequest(ButtonView):
    def change(self, pk: int) -> str:
        request = get_object_or_404(self.access.requests().select_for_update(), pk=pk)
        notes = self.request.POST.get("notes", "")
        if "\x00" in notes or len(notes) > 5_000:
            raise BadRequest("'notes' must be up to 5,000 characters of text.")
        edit_request(
            request,
            by=self.access,
            status=self.chosen("status", MaintenanceRequest.Status.values),
            priority=self.chosen("priority", MaintenanceRequest.Priority.values),
            notes=notes,
        )
        messages.success(self.request, "The request is changed.")
        return reverse("tenants:maintenance")
