"""What the views here share: rows by UUID, changes one at a time, and refusals in the API's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from operator import attrgetter
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.core import exceptions
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.views import ApiView, ListView
from apps.projects import services
from apps.projects.api.fields import read_key
from apps.projects.exports.vectors.search import SearchRefused
from apps.projects.models import Project
from apps.projects.queries.access import Standing, standing_of
from seedplot.errors import SeedError

M = TypeVar("M", bound=Model)


class Unavailable(APIException):
    """A service that the settings name is not there; the message says which."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "unavailable"


class HouseView(ApiView):
    key_schema: ClassVar[dict[str, Any]] = {"type": "string", "format": "uuid"}

    def handle_exception(self, error: Exception) -> Response:
        return super().handle_exception(_in_words_of_the_api(error))

    @contextmanager
    def changing(
        self, rows: QuerySet[M], key: str, *, may: Callable[[Standing], bool] = attrgetter("may_change")
    ) -> Iterator[M]:
        """The row that the address names, in a transaction in which nobody else changes its project.

        PermissionDenied unless who asks may do so.
        """
        with transaction.atomic():
            row = find_row(rows, key)
            project = services.lock(row.pk if isinstance(row, Project) else row.project_id)
            if not may(standing_of(self.request.user, project)):
                raise PermissionDenied(f"Your role in {project.key} does not allow this.")
            # What it is now that whoever was before us is done.
            yield find_row(rows, key)

    @property
    def now(self) -> datetime:
        # The pages show the present, whatever day the data were seeded for.
        return timezone.now()  # noqa: TID251

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)


class HouseListView(HouseView, ListView):
    """A list that may hang on the row whose key is in the address; `find` is a method that knows who asks."""

    def get(self, request: Request, **keys: str) -> Response:
        return super().get(request)


def find_row(rows: QuerySet[M], key: str) -> M:
    """The row whose key stands in the address; ValidationError if it is no key, NotFound if none of the rows has it."""
    return find_by_key(rows, read_key(key))


def find_by_key(rows: QuerySet[M], key: UUID) -> M:
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(f"There is no {rows.model._meta.verbose_name} {key}.")
    return row


def find_named(rows: QuerySet[M], columns: Mapping[str, Any], field: str, *, column: str = "pk") -> M | None:
    """The row that a field of the body names, None for null; ValidationError where none of the rows has that key."""
    key = columns[field]
    if key is None:
        return None
    row = rows.filter(**{column: key}).first()
    if row is None:
        raise ValidationError({field: f"There is no {rows.model._meta.verbose_name} {key} to choose."})
    return row


def _in_words_of_the_api(error: Exception) -> Exception:
    if isinstance(error, exceptions.ValidationError):
        if not hasattr(error, "error_dict"):
            return ValidationError({"detail": error.messages})
        found = error.message_dict
        return ValidationError({"detail" if name == NON_FIELD_ERRORS else name: found[name] for name in found})
    if isinstance(error, SearchRefused):
        return ValidationError({error.field: str(error)})
    if isinstance(error, SeedError):
        return Unavailable(str(error))
    return error
