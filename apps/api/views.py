"""The views that a domain's own are made of.

A list names its `PageQuery` with the filters, its serializer, and the query that takes the filters as keywords.
"""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.db import DataError
from django.db.models import Model, QuerySet
from django.http import HttpResponsePermanentRedirect
from django.urls import resolve
from rest_framework.exceptions import NotAuthenticated, NotFound
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from apps.api.errors import answer_error
from apps.api.fields import quote
from apps.api.reading import JsonBody, PageQuery, Query, read_key

M = TypeVar("M", bound=Model)


class AsciiJson(JSONRenderer):
    """JSON in ASCII: half a character, which a client may send and see repeated, cannot be written as UTF-8."""

    ensure_ascii = True


class AlwaysJson(DefaultContentNegotiation):
    """Both ways JSON, errors included, whatever the request's headers say: so no other kind needs an answer."""

    def select_parser(self, request: Request, parsers: list[Any]) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: list[Any], format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class ApiView(APIView):
    """Asks for a login, then reads the query as `parameters` declares it into `asked`."""

    parser_classes = (JsonBody,)
    renderer_classes = (AsciiJson,)
    content_negotiation_class = AlwaysJson
    parameters: ClassVar[type[Query]] = Query
    key_schema: ClassVar[dict[str, Any]] = {"type": "integer", "minimum": 1}
    """The keys in its address, as OpenAPI describes them."""
    asked: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.asked = self.parameters.read(request.query_params)

    def perform_authentication(self, request: Request) -> None:
        try:
            super().perform_authentication(request)
        except DataError:
            # PostgreSQL looks for no key that holds a NUL character; nobody has such a key.
            raise NotAuthenticated from None

    def get_serializer_context(self) -> dict[str, Any]:
        """Whatever a serializer must know of the request beside the rows."""
        return {}

    def get_exception_handler(self) -> Callable[..., Response | None]:
        return answer_error


class ListView(ApiView):
    """Answers {data, pagination} for the rows that `find` gives for the filters."""

    parameters: ClassVar[type[PageQuery]] = PageQuery
    serializer: ClassVar[type[BaseSerializer]]
    find: Callable[..., QuerySet[Any]]

    def get(self, request: Request) -> Response:
        filters = dict(self.asked)
        page, limit = filters.pop("page"), filters.pop("limit")
        rows = self.find(**filters)
        total = rows.count()
        start = (page - 1) * limit
        # Past the end the database is not asked: it counts rows to skip in 64 bits.
        found = rows[start : start + limit] if start < total else []
        pagination = {
            "total": total,
            "page": page,
            "limit": limit,
            "totalPages": -(-total // limit),
            "hasMore": start + limit < total,
        }
        data = self.serializer(found, many=True, context=self.get_serializer_context()).data
        return Response({"data": data, "pagination": pagination})


class UnknownAddressView(ApiView):
    """Stands last among a domain's addresses: says 404 in JSON, or adds the '/' that was forgotten."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Past ApiView's own: nobody can say what the parameters of an unknown address are.
        super(ApiView, self).initial(request, *args, **kwargs)
        if not self._only_lacks_a_slash(request.path_info):
            raise NotFound(f"There is nothing at {quote(request.path_info)}.")

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponsePermanentRedirect:
        # Django's own redirect would turn a PATCH into a GET, and in DEBUG into a 500.
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True), preserve_request=True)

    post = put = patch = delete = get

    def _only_lacks_a_slash(self, path: str) -> bool:
        return not path.endswith("/") and getattr(resolve(f"{path}/").func, "cls", None) is not type(self)


def find_row(rows: QuerySet[M], key: str) -> M:
    """The row whose key stands in the address; ValidationError if it is no key, NotFound if no row has it."""
    number = read_key(key)
    row = rows.filter(pk=number).first()
    if row is None:
        raise NotFound(f"There is no {rows.model._meta.verbose_name} {number}.")
    return row
