"""The formats of pages as filters; what is not there is a dash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.pages import formatting
from seedplot.clock import wall_clock_now

register = template.Library()


def today() -> date:
    """The day that pages are read on, by the project's clock."""
    return timezone.localdate(wall_clock_now())


def _stamped(value: Any, text: Callable[[], str]) -> SafeString | str:
    """The text as a `<time>` whose title has the moment in full."""
    if not isinstance(value, (date, datetime)):
        return formatting.NOTHING
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        formatting.local(value).isoformat() if isinstance(value, datetime) else value.isoformat(),
        formatting.full(value),
        text(),
    )


@register.filter
def when(value: date | datetime | None) -> SafeString | str:
    return _stamped(value, lambda: formatting.when(value, today=today()))  # type: ignore[arg-type]  # a moment by then


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    return _stamped(value, lambda: formatting.day(value, today=today()))  # type: ignore[arg-type]  # a moment by then


@register.filter
def long_day(value: date | datetime | None) -> SafeString | str:
    return _stamped(value, lambda: formatting.long_day(value))  # type: ignore[arg-type]  # a moment by then


@register.filter
def clock(value: time | datetime | None) -> SafeString | str:
    if isinstance(value, time):
        return formatting.clock(value)
    return _stamped(value, lambda: formatting.clock(value))  # type: ignore[arg-type]  # a moment by then


@register.filter
def plain_day(value: date | datetime | None) -> str:
    """A day as text alone, for titles and options."""
    return formatting.NOTHING if value is None else formatting.day(value, today=today())


@register.filter
def money(value: formatting.Number | None) -> str:
    return formatting.NOTHING if value is None else formatting.money(value)


@register.filter
def hours(value: formatting.Number | None) -> str:
    return formatting.NOTHING if value is None else formatting.hours(value)


@register.filter
def number(value: formatting.Number | None, places: int = 0) -> str:
    return formatting.NOTHING if value is None else formatting.number(value, places)


@register.filter
def percent(share: formatting.Number | None) -> str:
    return formatting.NOTHING if share is None else formatting.percent(share)


@register.filter
def rate(value: formatting.Number | None) -> str:
    return formatting.NOTHING if value is None else formatting.rate(value)


@register.filter
def phone(text: str | None) -> str:
    return formatting.phone(text) if text else formatting.NOTHING


@register.filter
def label(key: str) -> str:
    return formatting.label(str(key))


@register.filter
def spoken(value: object) -> str:
    return formatting.spoken(value, today=today())


@register.filter
def plural(count: int, words: str) -> str:
    """`count|plural:"row"`, or `count|plural:"person,people"`."""
    return formatting.plural(count, *words.split(","))
