"""Properties and tenants: their lists, and each by itself."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from apps.pages.formatting import money
from apps.pages.lists import page_of, search_text
from apps.tenants.queries.homes import count_tenants, find_properties, find_tenants
from apps.tenants.views.base import PER_PAGE, Page
from seedplot.clock import wall_clock_now

SORTS = {"address": "address", "tenant_count": "tenants", "created_at": "date"}
ORDERS = ("asc", "desc")
DOLLARS = ("monthly_rent", "security_deposit")


class PropertiesView(Page):
    template_name = "tenants/properties.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        having = self.choice("has_tenants", ("true", "false"))
        rows = find_properties(
            self.access,
            search=search_text(self.request),
            has_tenants=None if having is None else having == "true",
            sort=self.choice("sort", list(SORTS)) or "address",
            order=self.choice("order", ORDERS) or "asc",
        )
        return super().get_context_data(page=page_of(self.request, rows, PER_PAGE), sorts=SORTS.items(), **kwargs)


class PropertyView(Page):
    template_name = "tenants/property.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        home = get_object_or_404(find_properties(self.access), pk=kwargs["pk"])
        return super().get_context_data(home=home, tenants=find_tenants(self.access, property_id=home.pk), **kwargs)


class TenantsView(Page):
    template_name = "tenants/tenants.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = find_tenants(self.access, property_id=self.key("property"), search=search_text(self.request))
        return super().get_context_data(
            page=page_of(self.request, rows, PER_PAGE),
            totals=count_tenants(self.access, now=wall_clock_now()),
            **kwargs,
        )


class TenantView(Page):
    template_name = "tenants/tenant.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tenant = get_object_or_404(find_tenants(self.access), pk=kwargs["pk"])
        return super().get_context_data(tenant=tenant, lease=lease_in_words(tenant.lease_terms), **kwargs)


def lease_in_words(terms: object) -> dict[str, object]:
    """The terms with dollars where they are; whatever is no table, which only foreign data can hold, is left out."""
    if not isinstance(terms, dict):
        return {}
    return {
        name: money(value) if name in DOLLARS and isinstance(value, (int, float)) else value
        for name, value in terms.items()
    }
