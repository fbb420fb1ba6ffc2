"""The two kinds of pages: one to read, and a button's POST. Both are for those who have a role here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import View
from django.views.generic import TemplateView

from apps.pages.lists import one_of, whole_number
from apps.pages.returning import back
from apps.tenants.models import MaintenanceRequest
from apps.tenants.queries.access import NO_ROLE, Access, access_of

PER_PAGE = 20
LARGEST_KEY = 2**63 - 1
URGENT = (MaintenanceRequest.Priority.EMERGENCY, MaintenanceRequest.Priority.URGENT)
"""The priorities that lists mark."""


class RoleRequired(LoginRequiredMixin):
    """Others are asked to log in, or refused if they are somebody else."""

    request: HttpRequest

    @cached_property
    def access(self) -> Access:
        return access_of(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.access.has_role:
            raise PermissionDenied(NO_ROLE)
        return super().dispatch(request, *args, **kwargs)


class Page(RoleRequired, TemplateView):
    """A page to read."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(access=self.access, **kwargs)

    def key(self, name: str) -> int | None:
        return whole_number(self.request, name, most=LARGEST_KEY)

    def choice(self, name: str, allowed: Sequence[str]) -> str | None:
        return one_of(self.request, name, allowed) or None


class ButtonView(RoleRequired, View):
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
