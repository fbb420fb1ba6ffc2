"""Pieces of a page that templates of every domain use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import RequestContext

from apps.pages import charts, stories
from apps.pages.domains import DOMAINS
from apps.pages.drawing import Drawing
from apps.pages.ribbon import Ribbon, ribbon_of
from apps.pages.runs import Promised

register = template.Library()


@register.inclusion_tag("components/chart.html")
def chart(drawn: charts.Chart) -> dict[str, charts.Chart]:
    """A canvas, and its numbers as a table that opens below it."""
    return {"chart": drawn}


@register.inclusion_tag("drawing/svg.html")
def drawing(drawn: Drawing) -> dict[str, Drawing]:
    return {"drawing": drawn}


@register.inclusion_tag("components/drawn_chart.html")
def drawn_chart(drawn: stories.TitledDrawing) -> dict[str, stories.TitledDrawing]:
    """A drawing with its finding as title, and its numbers as a table that opens below it."""
    return {"chart": drawn}


@register.inclusion_tag("components/sentence.html")
def sentence(parts: Sequence[stories.Part]) -> dict[str, Sequence[stories.Part]]:
    return {"parts": parts}


@register.inclusion_tag("components/figures.html")
def figures(shown: Sequence[stories.KeyFigure]) -> dict[str, Sequence[stories.KeyFigure]]:
    return {"figures": shown}


@register.inclusion_tag("components/evidence.html")
def evidence(shown: stories.Evidence) -> dict[str, stories.Evidence]:
    return {"evidence": shown}


@register.inclusion_tag("components/promises.html")
def promises(listed: Sequence[Promised], proven_at: object = None) -> dict[str, Any]:
    """Promises in one line, which opens: kept or broken, expected and observed."""
    broken = sum(not each.kept for each in listed)
    return {"promises": listed, "kept": len(listed) - broken, "broken": broken, "proven_at": proven_at}


@register.inclusion_tag("components/tabs.html", takes_context=True)
def tabs(context: RequestContext, shown: Sequence[tuple[str, str, int | None]], name: str) -> dict[str, Any]:
    """Tabs of address, name and count; the one whose address is this page's is marked."""
    return {"tabs": shown, "name": name, "here": context["request"].path}


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
    homes = ((domain.home, domain) for domain in DOMAINS)
    return [(home, domain.name, here.startswith(f"/{domain.label}/")) for home, domain in homes if home]


@register.simple_tag(takes_context=True)
def ribbon(context: RequestContext) -> Ribbon:
    """The ribbon of this page; a view names its story's address as `story_path` where the page's own does not."""
    return ribbon_of(context["request"], context.get("story_path", ""))
