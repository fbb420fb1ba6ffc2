"""The way in: every address of the APIs that stands by itself, and where they are described."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.schemas.generators import EndpointEnumerator
from uritemplate import variables

from apps.api.views import ApiView

ANSWER = inline_serializer(
    "Index", {"schema": serializers.URLField(), "addresses": serializers.ListField(child=serializers.URLField())}
)


class IndexView(ApiView):
    """The addresses of the APIs that need no key, and that of their description in OpenAPI."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(responses=ANSWER, auth=[])
    def get(self, request: Request) -> Response:
        paths = {path for path, _, _ in EndpointEnumerator().get_api_endpoints() if path.startswith("/api/")}
        own = {request.path, reverse("schema")}
        addresses = [request.build_absolute_uri(path) for path in sorted(paths - own) if not variables(path)]
        return Response({"schema": request.build_absolute_uri(reverse("schema")), "addresses": addresses})
