"""The two kinds of pages: one to read, behind a login, and a button's POST."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views import View
from django.views.generic import TemplateView

from apps.pages.lists import one_of, whole_number
from apps.pages.returning import back
from apps.tenants.models import MaintenanceRequest

PER_PAGE = 20
LARGEST_KEY = 2**63 - 1
URGENT = (MaintenanceRequest.Priority.EMERGENCY, MaintenanceRequest.Priority.URGENT)
"""The priorities that lists mark."""


class Page(LoginRequiredMixin, TemplateView):
    """A page behind a login."""

    def key(self, name: str) -> int | None:
        return whole_number(self.request, name, most=LARGEST_KEY)

    def choice(self, name: str, allowed: Sequence[str]) -> str | None:
        return one_of(self.request, name, allowed) or None


class ButtonView(LoginRequiredMixin, View):
    """A button's POST, which leads back to the page with the button."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        with transaction.atomic():
            address = self.change(pk)
        return back(request, address)

    def change(self, pk: int) -> str:
        """Apply the change and return the fallback URL. Called inside a transaction."""
        raise NotImplementedError

    def chosen(self, name: str, allowed: Sequence[str]) -> str:
        value = self.request.POST.get(name, "")
        if value not in allowed:
            raise BadRequest(f"'{name}' must be one of {', '.join(allowed)}.")
        return value
