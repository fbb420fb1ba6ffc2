"""The description of the APIs in OpenAPI, made of what their views declare anyway.

A view names its answer and its body with `extend_schema`. Parameters, keys in addresses, lists with their pagination
and errors are the same everywhere, so they are added here.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension, OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, OpenApiParameter, inline_serializer
from rest_framework import serializers
from uritemplate import variables

from apps.api.reading import Query
from apps.api.views import ApiView, ListView

ERROR = {"type": "object", "additionalProperties": {"type": "string"}}
"""`{field: text}`, or `{"detail": text}` where no field is to blame."""


PAGINATION = inline_serializer(
    "Pagination",
    {
        **{name: serializers.IntegerField() for name in ("total", "page", "limit", "totalPages")},
        "hasMore": serializers.BooleanField(),
    },
)
"""The place of an answer in its list."""


@cache
def list_of(serializer: type[serializers.BaseSerializer]) -> serializers.Serializer:
    """A page of a list of such rows."""
    name = f"{serializer.__name__.removesuffix('Serializer')}List"
    return inline_serializer(name, {"data": serializer(many=True), "pagination": PAGINATION})


class ApiSchema(AutoSchema):
    """Describes the views of `apps.api.views`."""

    def get_operation_id(self) -> str:
        words = self.path.removeprefix("/api/").replace("{", "by_").replace("}", "").replace("-", "_").split("/")
        return "_".join([self.method.lower(), *(filter(None, words) if any(words) else ["index"])])

    def get_override_parameters(self) -> list[Any]:
        if not isinstance(self.view, ApiView):
            return []
        keys = [OpenApiParameter(name, self.view.key_schema, OpenApiParameter.PATH) for name in variables(self.path)]
        # They filter and turn pages, which nobody wants of a change.
        return [*keys, self.view.parameters] if self.method == "GET" and self.view.parameters is not Query else keys

    def get_response_serializers(self) -> Any:
        if self.method == "GET" and isinstance(self.view, ListView):
            return list_of(self.view.serializer)
        return super().get_response_serializers()

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        answers = super()._get_response_bodies(direction)
        if isinstance(self.view, ApiView):
            codes = {"400": "Nonsense in the address or the body."}
            if self.view.get_authenticators():
                codes |= {"401": "No login.", "403": "Not for your role."}
            if variables(self.path):
                codes["404"] = "Not there, or not for you."
            for code, words in codes.items():
                answer = {"description": words, "content": {"application/json": {"schema": ERROR}}}
                answers.setdefault(code, answer)
        return dict(sorted(answers.items()))


class BodySchema(OpenApiSerializerExtension):
    target_class = "apps.api.reading.Body"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {**schema, "additionalProperties": False}


class WholeNumberSchema(OpenApiSerializerFieldExtension):
    target_class = "apps.api.fields.WholeNumber"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.target.least, "maximum": self.target.most}


class ChoiceSchema(OpenApiSerializerFieldExtension):
    target_class = "apps.api.fields.Choice"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        return {"type": "string", "enum": self.target.known}


class FlagSchema(OpenApiSerializerFieldExtension):
    target_class = "apps.api.fields.Flag"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        return {"type": "boolean"}
