"""Texts and facts of a home as the reader of the page may see them."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from apps.tenants.models import Message, Property
from apps.tenants.queries import codes

register = template.Library()


@register.simple_tag(takes_context=True)
def shown(context: RequestContext, value: Any, home: Property | None) -> Any:
    """A text or facts of the home, access codes hidden from those who may not see them."""
    return codes.shown(value, home, context["access"])


@register.simple_tag(takes_context=True)
def shown_of(context: RequestContext, value: Any, message: Message) -> Any:
    """The same for a text of a message."""
    return codes.shown(value, codes.home_of(message), context["access"])
