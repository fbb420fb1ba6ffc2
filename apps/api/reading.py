"""Reads what a request brings, strictly: a name that is not declared or is given twice is a mistake, not a wish."""

from collections.abc import Mapping
from itertools import islice
from typing import Any, Self

from django.http import QueryDict
from rest_framework import serializers
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser

from apps.api.fields import WholeNumber, quote

MISTAKES_NAMED = 20


class JsonBody(JSONParser):
    """JSON nested so deeply that Python gives up is a mistake of the client's too."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: dict[str, Any] | None = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError("The JSON is nested too deeply.") from None


class Body(serializers.Serializer):
    """The JSON object of a request: declare a field for each name."""

    known_as = "field"

    @classmethod
    def read(cls, given: Any) -> dict[str, Any]:
        """The values by name, those left out that were not given and have no default; ValidationError otherwise."""
        if not isinstance(given, Mapping):
            raise ValidationError({"detail": f"{quote(given)} is not a JSON object."})
        read: Self = cls(data=given)
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)

    def to_internal_value(self, data: Mapping[str, Any]) -> dict[str, Any]:
        mistakes = self._unknown(data)
        try:
            known = super().to_internal_value(data)
        except ValidationError as error:
            raise ValidationError(mistakes | error.detail) from None
        if mistakes:
            raise ValidationError(mistakes)
        return known

    def _unknown(self, data: Mapping[str, Any]) -> dict[str, str]:
        known = ", ".join(self.fields) or "none"
        # Only some are named, so that the answer does not outgrow the question.
        unknown = islice((name for name in data if name not in self.fields), MISTAKES_NAMED)
        return {quote(name)[1:-1]: f"There is no such {self.known_as}. Known: {known}." for name in unknown}


class Query(Body):
    """The parameters of an address. This one knows none."""

    known_as = "parameter"

    @classmethod
    def read(cls, given: QueryDict) -> dict[str, Any]:
        repeated = (name for name, values in given.lists() if len(values) != 1)
        mistakes = {quote(name)[1:-1]: "Give it once." for name in islice(repeated, MISTAKES_NAMED)}
        if mistakes:
            raise ValidationError(mistakes)
        return super().read(given.dict())


class PageQuery(Query):
    """Which part of a list."""

    page = WholeNumber(default=1)
    limit = WholeNumber(default=20, most=100)


def read_key(text: str) -> int:
    """The key of a row that stands in an address; ValidationError if it cannot be one."""
    try:
        return WholeNumber().run_validation(text)
    except ValidationError as error:
        raise ValidationError({"id": error.detail}) from None
