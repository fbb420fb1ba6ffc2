"""The answer to a login that was not even tried."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class LoginLimit:
    """Answers 429 where the backend refused to look at a password; whatever the form itself would say is wrong then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wait: int = getattr(request, "login_wait", 0)
        if not wait:
            return response
        refusal = render(request, "429.html", {"minutes": ceil(wait / 60)}, status=429)
        refusal.headers["Retry-After"] = str(wait)
        return refusal
