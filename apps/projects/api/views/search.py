"""Issues by what they mean. Another project's are refused (403) where everything else is only not there (404)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.schema import ERROR
from apps.projects.api import reading, report_serializers
from apps.projects.api.issue_serializers import IssueSerializer
from apps.projects.api.views.base import HouseView, find_by_key, find_row
from apps.projects.exports.vectors.search import FoundIssue, search_issues, similar_issues
from apps.projects.models import Issue, Project
from apps.projects.queries.access import visible_issues, visible_projects
from apps.projects.queries.issues import in_order, with_figures

FOUND = {
    200: report_serializers.FoundIssuesSerializer,
    404: OpenApiResponse(ERROR, "The project or the issue is not there."),
    503: OpenApiResponse(ERROR, "The index cannot be reached."),
}


class SearchView(HouseView):
    """The issues of a project that are about `q`, the likest first, each with its score."""

    parameters = reading.MeaningQuery

    @extend_schema(responses=FOUND)
    def get(self, request: Request) -> Response:
        project = find_by_key(Project.objects.filter(is_active=True), self.asked["project"])
        check_visible(visible_projects(request.user), project)
        found = search_issues(project.pk, self.asked["q"], top_k=self.asked["top_k"])
        return Response({"data": _shown(request, found)})


class SimilarView(HouseView):
    """Other issues of the same project that are about the same."""

    parameters = reading.SimilarQuery

    @extend_schema(responses=FOUND)
    def get(self, request: Request, key: str) -> Response:
        issue = find_row(Issue.objects.filter(is_active=True, project__is_active=True), key)
        check_visible(visible_issues(request.user), issue)
        found = similar_issues(issue.pk, top_k=self.asked["top_k"])
        return Response({"data": _shown(request, found)})


def check_visible(rows: QuerySet[Any], row: Any) -> None:
    """PermissionDenied if the row is none of those."""
    if not rows.filter(pk=row.pk).exists():
        raise PermissionDenied("This belongs to a project that you are not a member of.")


def _shown(request: Request, found: list[FoundIssue]) -> list[dict[str, Any]]:
    scores = {each.issue_id: each.score for each in found}
    rows = in_order(with_figures(visible_issues(request.user)), list(scores))
    return [{**IssueSerializer(issue).data, "score": round(scores[issue.pk], 4)} for issue in rows]
