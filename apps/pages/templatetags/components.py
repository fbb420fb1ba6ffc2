"""Pieces of a page that templates of every domain use."""

from __future__ import annotations

from django import template
from django.core.paginator import Page
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse

from apps.pages.charts import Chart

register = template.Library()

DOMAINS = (
    ("metrics", "Metrics"),
    ("tickets", "Workshop"),
    ("projects", "Projects"),
    ("tenants", "Tenants"),
    ("notices", "Notices"),
)


@register.inclusion_tag("components/chart.html")
def chart(drawn: Chart) -> dict[str, Chart]:
    """A canvas, and its numbers as a table that opens below it."""
    return {"chart": drawn}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: RequestContext, page: Page) -> dict[str, object]:  # type: ignore[type-arg]  # as in Django itself
    """Links to the pages around this one; they keep the filters."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    return {"page": page, "rest": parameters.urlencode(), "around": page.paginator.get_elided_page_range(page.number)}


@register.filter
def pairs(mapping: object) -> list[tuple[object, object]]:
    """Names and values of a mapping; `.items` in a template would ask it for a value of that name first."""
    return list(mapping.items()) if isinstance(mapping, dict) else []


@register.simple_tag(takes_context=True)
def domain_links(context: RequestContext) -> list[tuple[str, str, bool]]:
    """Address, name and whether one is there, of every domain that has pages."""
    here = context["request"].path
    links = []
    for name, label in DOMAINS:
        try:
            address = reverse(f"{name}:home")
        except NoReverseMatch:
            continue
        links.append((address, label, here.startswith(f"/{name}/")))
    return links
