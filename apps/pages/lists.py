"""List pages: filters and page numbers from the address, strictly read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

MOST_PAGES = 1_000_000


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], per_page: int) -> Page[Any]:
    """The page that `?page=` names, the first without it; BadRequest for what is no page number.

    Past the end is the last page: a list may have shrunk since the link was made.
    """
    number = whole_number(request, "page") or 1
    return Paginator(rows, per_page).get_page(number)


def whole_number(request: HttpRequest, name: str, *, most: int = MOST_PAGES) -> int | None:
    """The parameter as a number from 1 on; None if it is not there or blank."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 18 and 1 <= int(text) <= most):
        raise BadRequest(f"'{name}' must be a whole number from 1 to {most}, not '{text[:40]}'.")
    return int(text)


def one_of(request: HttpRequest, name: str, allowed: Mapping[str, str] | Sequence[str]) -> str:
    """The parameter if it is one of the allowed values; blank if it is not there. BadRequest for another."""
    text = request.GET.get(name, "")
    if text and text not in allowed:
        raise BadRequest(f"'{name}' must be one of {', '.join(allowed)}, not '{text[:40]}'.")
    return text


def search_text(request: HttpRequest, name: str = "q") -> str:
    """The parameter as text to look for. BadRequest for a NUL, which no database takes."""
    text = request.GET.get(name, "").strip()
    if "\x00" in text or len(text) > 200:
        raise BadRequest(f"'{name}' must be up to 200 characters of text.")
    return text
