"""An answer in one line to what goes wrong outside the pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

OF_DJANGO = "time zone definitions"
"""A part of what Django says where the database cannot convert a moment."""


class MissingTimeZones:
    """Answers 503 and the reason where a MySQL or MariaDB server has no time zones, as it is when just installed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not (isinstance(exception, ValueError) and OF_DJANGO in str(exception)):
            return None
        line = (
            f"The database server has no time zone {settings.TIME_ZONE}. Load all of them: "
            "mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb -u root mysql\n"
        )
        return HttpResponse(line, status=503, content_type="text/plain; charset=utf-8")
