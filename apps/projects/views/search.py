"""Issues of a project by what they mean: by some words, or by another issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from apps.api.fields import Text
from apps.api.reading import Query
from apps.projects.api.fields import Key
from apps.projects.api.reading import result_count
from apps.projects.exports.vectors.search import (
    MOST_RESULTS,
    FoundIssue,
    SearchRefused,
    search_issues,
    similar_issues,
)
from apps.projects.models import Issue
from apps.projects.queries.access import visible_issues
from apps.projects.queries.issues import in_order, with_figures
from apps.projects.views.base import ProjectPage
from seedplot.errors import SeedError


class SearchPageQuery(Query):
    """Some words, or the key of an issue of the project that others may be like."""

    q = Text(required=False, max_length=1_000)
    like = Key(required=False)
    top_k = result_count()


@dataclass(frozen=True)
class Found:
    issue: Issue
    score: float


class SearchView(ProjectPage):
    template_name = "projects/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = self.get_context_data(**kwargs)
        # The index is another service that may not be there; what the page says is what it could not do.
        return self.render_to_response(context, status=503 if context["trouble"] else 200)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.asked(SearchPageQuery)
        like = asked.get("like")
        rows = visible_issues(self.request.user).filter(project=self.project.pk).select_related("project")
        model = None if like is None else get_object_or_404(rows, pk=like)
        trouble, found = "", []
        try:
            found = self.found(asked, model)
        except SearchRefused as refusal:
            raise BadRequest(str(refusal)) from None
        except SeedError as error:
            trouble = str(error)
        return super().get_context_data(
            found=found,
            model=model,
            is_asked=model is not None or "q" in asked,
            top_k=asked["top_k"],
            most_results=MOST_RESULTS,
            trouble=trouble,
            **kwargs,
        )

    def found(self, asked: dict[str, Any], model: Issue | None) -> list[Found]:
        matches: list[FoundIssue] = []
        if model is not None:
            matches = similar_issues(model.pk, top_k=asked["top_k"])
        elif "q" in asked:
            matches = search_issues(self.project.pk, asked["q"], top_k=asked["top_k"])
        scores = {each.issue_id: each.score for each in matches}
        rows = in_order(with_figures(visible_issues(self.request.user)), list(scores))
        return [Found(issue, scores[issue.pk]) for issue in rows]
