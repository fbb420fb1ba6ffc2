"""What the pages share: a project that is seen by who asks, parameters as the API takes them, and buttons."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import exceptions, paginator
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView
from rest_framework.exceptions import NotFound, ValidationError

from apps.api.reading import Body, Query
from apps.pages.returning import back
from apps.projects import services
from apps.projects.models import Project
from apps.projects.queries.access import Standing, standing_of, visible_projects

NOT_SENT = ("csrfmiddlewaretoken", "next")
"""What every form has beside its own fields."""
SHOWN_CHARACTERS = 40


class Page(LoginRequiredMixin, TemplateView):
    """A page behind a login."""

    @cached_property
    def now(self) -> datetime:
        # The pages show the present, whatever day the data were seeded for.
        return timezone.now()  # noqa: TID251

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def asked(self, query: type[Query]) -> dict[str, Any]:
        """The parameters of the address as the API reads them; a blank one is not given. BadRequest for nonsense."""
        given = QueryDict(mutable=True)
        for name, values in self.request.GET.lists():
            if kept := [value for value in values if value.strip()]:
                given.setlist(name, kept)
        try:
            return query.read(given)
        except ValidationError as mistake:
            raise BadRequest(str(mistake.detail)) from None


class ProjectPage(Page):
    """A page about the project of its address."""

    @cached_property
    def project(self) -> Project:
        rows = visible_projects(self.request.user).select_related("workspace", "lead")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.request.user, self.project)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(project=self.project, **kwargs)


def page_of_rows(rows: QuerySet[Any], asked: dict[str, Any]) -> paginator.Page[Any]:
    """The page that was asked for; past the end it is the last one, as in all lists here."""
    return paginator.Paginator(rows, asked.pop("limit")).get_page(asked.pop("page"))


class Button(LoginRequiredMixin, View):
    """A button's POST: what it changes is locked, done, and told on the page that it leads to.

    What the rules of the project forbid is told there too; a value that no form of ours would send is a BadRequest.
    """

    http_method_names = ("post",)
    may = "may_change"

    def post(self, request: HttpRequest, pk: UUID, **keys: UUID) -> HttpResponse:
        row = self.find(pk)
        try:
            with transaction.atomic():
                project = services.lock(row.pk if isinstance(row, Project) else row.project_id)
                if not getattr(standing_of(request.user, project), self.may):
                    raise PermissionDenied
                # What it is now that whoever was before us is done.
                row = self.find(pk)
                said = self.change(row, **keys)
        except exceptions.ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        except ValidationError as mistake:
            raise BadRequest(str(mistake.detail)) from None
        except NotFound as missing:
            raise Http404(str(missing)) from None
        else:
            messages.success(request, said)
        return back(request, self.address(row))

    def find(self, pk: UUID) -> Any:
        return get_object_or_404(self.rows(), pk=pk)

    def rows(self) -> QuerySet[Any]:
        """Those that the address may name."""
        raise NotImplementedError

    def change(self, row: Any, **keys: UUID) -> str:
        """Make it so; what to say of it. Inside a transaction."""
        raise NotImplementedError

    def address(self, row: Any) -> str:
        """Where to go if the page does not say."""
        raise NotImplementedError

    def sent(self, body: type[Body]) -> dict[str, Any]:
        """The form's fields as the API reads them; a blank one is None where that is a value, else not given."""
        fields = body().fields
        values: dict[str, Any] = {}
        for name, text in self.request.POST.items():
            if name in NOT_SENT:
                continue
            if text.strip():
                values[name] = text.replace("\r\n", "\n")
            elif name in fields and fields[name].allow_null:
                values[name] = None
        return body.read(values)

    def require(self, name: str, message: str) -> None:
        """A text that somebody is to write, which a browser takes for written when it is blank."""
        if not self.request.POST.get(name, "").strip():
            raise exceptions.ValidationError(message)

    def named_issue(self, project: Project, name: str = "issue") -> Any:
        """The issue of the project that somebody names by its key: SHOP-12, or 12."""
        text = self.request.POST.get(name, "").strip()
        number = text.upper().removeprefix(f"{project.key}-")
        rows = project.issues.filter(is_active=True).select_related("project", "sprint", "status")
        found = rows.filter(key=number).first() if number.isascii() and number.isdigit() else None
        if found is None:
            raise exceptions.ValidationError(
                f"{project.key} has no issue '{text[:SHOWN_CHARACTERS]}'. Give its key: {project.key}-1."
            )
        return found
