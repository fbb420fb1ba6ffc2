"""Sprints: lists and one, its burndown and report, and its life from the first issue to its completion."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from apps.accounts.models import User
from apps.projects.api import issue_serializers, reading, report_serializers, serializers
from apps.projects.api.views.base import HouseListView, HouseView, find_named, find_row
from apps.projects.models import Sprint
from apps.projects.queries import sprint_reports
from apps.projects.queries.access import visible_sprints
from apps.projects.queries.issues import find_issues
from apps.projects.queries.sprints import find_sprints
from apps.projects.services import sprints as services


def show_sprint(user: User, sprint: Sprint) -> Any:
    """The sprint as in the list."""
    return serializers.SprintSerializer(find_sprints(user).get(pk=sprint.pk)).data


class SprintsView(HouseListView):
    parameters = reading.SprintQuery
    serializer = serializers.SprintSerializer

    def find(self, **filters: Any) -> QuerySet[Sprint]:
        return find_sprints(self.request.user, **filters)


class SprintView(HouseView):
    """A sprint as in the list, with its issues."""

    @extend_schema(responses=report_serializers.WholeSprintSerializer)
    def get(self, request: Request, key: str) -> Response:
        sprint = find_row(find_sprints(request.user), key)
        issues = find_issues(request.user, sprint=sprint.pk)
        return Response(
            {
                **serializers.SprintSerializer(sprint).data,
                "issues": issue_serializers.IssueSerializer(issues, many=True).data,
            }
        )


class BurndownView(HouseView):
    @extend_schema(responses=report_serializers.BurndownSerializer)
    def get(self, request: Request, key: str) -> Response:
        sprint = find_row(visible_sprints(request.user).select_related("project"), key)
        story = sprint_reports.read_story(sprint)
        points = sprint_reports.burn_down(story, today=self.today, now=self.now)
        return Response(
            {
                "sprint": serializers.ShortSprintSerializer(sprint).data,
                "start_date": sprint.start_date,
                "end_date": sprint.end_date,
                "committed_points": float(story.committed_points),
                "points": report_serializers.BurndownPointSerializer(points, many=True).data,
            }
        )


class SprintReportView(HouseView):
    @extend_schema(responses=report_serializers.WholeSprintReportSerializer)
    def get(self, request: Request, key: str) -> Response:
        sprint = find_row(find_sprints(request.user), key)
        report = report_serializers.SprintReportSerializer(sprint_reports.read_story(sprint)).data
        return Response({"sprint": serializers.SprintSerializer(sprint).data, **report})


class StartView(HouseView):
    """Starts a planned sprint; answers it as in the list."""

    @extend_schema(request=None, responses=serializers.SprintSerializer)
    def post(self, request: Request, key: str) -> Response:
        reading.Body.read(request.data)
        with self.changing(visible_sprints(request.user).select_related("project"), key) as sprint:
            services.start_sprint(sprint, request.user)
        return Response(show_sprint(request.user, sprint))


class CompleteView(HouseView):
    """Completes the active sprint; answers it as in the list."""

    @extend_schema(request=reading.CompleteBody, responses=serializers.SprintSerializer)
    def post(self, request: Request, key: str) -> Response:
        asked = reading.CompleteBody.read(request.data)
        with self.changing(visible_sprints(request.user).select_related("project"), key) as sprint:
            move_to = find_named(sprint.project.sprints.all(), asked, "move_to")
            services.complete_sprint(sprint, request.user, move_to=move_to)
        return Response(show_sprint(request.user, sprint))


class SprintIssuesView(HouseView):
    """Plans an issue for the sprint; answers the sprint as in the list."""

    @extend_schema(request=reading.SprintIssueBody, responses={201: serializers.SprintSerializer})
    def post(self, request: Request, key: str) -> Response:
        asked = reading.SprintIssueBody.read(request.data)
        with self.changing(visible_sprints(request.user).select_related("project"), key) as sprint:
            rows = sprint.project.issues.filter(is_active=True).select_related("project", "sprint")
            services.add_issue(sprint, find_named(rows, asked, "issue"), request.user)
        return Response(show_sprint(request.user, sprint), status=HTTP_201_CREATED)


class SprintIssueView(HouseView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, key: str, issue_key: str) -> Response:
        with self.changing(visible_sprints(request.user), key) as sprint:
            issue = find_row(sprint.issues.filter(is_active=True).select_related("project"), issue_key)
            services.remove_issue(sprint, issue, request.user)
        return Response(status=HTTP_204_NO_CONTENT)
