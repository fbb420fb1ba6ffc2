"""Every error as `{field: text}`, or as `{"detail": text}` where no field is to blame."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import SuspiciousOperation
from rest_framework.exceptions import ParseError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an error that the client made, None for one of ours."""
    if isinstance(error, SuspiciousOperation):
        # A body or a query beyond Django's limits: its own answer would be a page.
        error = ParseError(str(error))
    response = exception_handler(error, context)
    if response is not None:
        detail = response.data if isinstance(response.data, Mapping) else {"detail": response.data}
        response.data = {_name(field): _say(found) for field, found in detail.items()}
    return response


def _name(field: str) -> str:
    return "detail" if field == api_settings.NON_FIELD_ERRORS_KEY else field


def _say(detail: Any) -> str:
    if isinstance(detail, Mapping):
        return " ".join(f"{name}: {_say(found)}" for name, found in detail.items())
    if isinstance(detail, list | tuple):
        return " ".join(map(_say, detail))
    return str(detail)
