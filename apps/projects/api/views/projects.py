"""Projects, and what is reported of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.projects.api import reading, report_serializers, serializers
from apps.projects.api.views.base import HouseListView, HouseView, find_row
from apps.projects.exports.csv_files import CSV
from apps.projects.exports.tables import TABLES
from apps.projects.models import ActivityLog, Project
from apps.projects.queries import projects, reports, sprint_reports
from apps.projects.queries.access import visible_projects
from seedplot.exporters import streamed
from seedplot.exporters.rows import encoded_lines

ISSUES = next(table for table in TABLES if table.name == "issues")


class ProjectsView(HouseListView):
    parameters = reading.ProjectQuery
    serializer = serializers.ProjectSerializer

    def find(self, **filters: Any) -> QuerySet[Project]:
        return projects.find_projects(self.request.user, now=self.now, **filters)


class ProjectTotalsView(HouseView):
    """The totals over the projects of the list, each with its change against a week ago."""

    parameters = reading.TotalsQuery

    @extend_schema(responses=report_serializers.ProjectTotalsSerializer)
    def get(self, request: Request) -> Response:
        return Response(projects.count_everything(request.user, now=self.now, **self.asked))


class ProjectView(HouseView):
    """A project as in the list, with its team, and what its issues and boards can be made of."""

    @extend_schema(responses=serializers.WholeProjectSerializer)
    def get(self, request: Request, key: str) -> Response:
        project = find_row(projects.find_projects(request.user, now=self.now), key)
        statuses = project.statuses.filter(is_active=True).order_by("order", "name")
        types = project.issue_types.filter(is_active=True).order_by("name")
        moves = project.transitions.filter(is_active=True).order_by("from_status__order", "to_status__order", "pk")
        boards = project.boards.order_by("name", "pk")
        return Response(
            {
                **serializers.ProjectSerializer(project).data,
                "team": serializers.TeamMemberSerializer(projects.find_team(project), many=True).data,
                "issue_types": serializers.IssueTypeSerializer(types, many=True).data,
                "statuses": serializers.StatusSerializer(statuses, many=True).data,
                "transitions": serializers.TransitionSerializer(moves, many=True).data,
                "boards": serializers.ShortBoardSerializer(boards, many=True).data,
            }
        )


class ProjectReportView(HouseView):
    """A report about the project that the address names."""

    parameters = reading.ReportQuery

    def project(self) -> Project:
        return find_row(visible_projects(self.request.user), self.kwargs["key"])


class VelocityView(ProjectReportView):
    """The last five completed sprints, the oldest first; with `days`, those of them that ended since then."""

    parameters = reading.OptionalReportQuery

    @extend_schema(responses=report_serializers.VelocityReportSerializer)
    def get(self, request: Request, key: str) -> Response:
        days = self.asked.get("days")
        since = None if days is None else self.today - timedelta(days=days)
        stories, mean = sprint_reports.read_velocity(self.project(), since=since)
        sprints = report_serializers.VelocitySerializer(stories, many=True).data
        return Response({"sprints": sprints, "average_velocity": float(mean)})


class TeamMetricsView(ProjectReportView):
    @extend_schema(responses=report_serializers.TeamMetricsSerializer)
    def get(self, request: Request, key: str) -> Response:
        days = self.asked["days"]
        whole, members = reports.measure_team(self.project(), days=days, now=self.now)
        return Response(
            {
                "days": days,
                "team": report_serializers.WorkSerializer(whole).data,
                "members": report_serializers.MemberSerializer(members, many=True).data,
            }
        )


class CumulativeFlowView(ProjectReportView):
    @extend_schema(responses=report_serializers.CumulativeFlowSerializer)
    def get(self, request: Request, key: str) -> Response:
        days = self.asked["days"]
        statuses, flow = reports.count_flow(self.project(), days=days, today=self.today, now=self.now)
        return Response(
            {
                "days": days,
                "statuses": serializers.StatusSerializer(statuses, many=True).data,
                "flow": report_serializers.FlowDaySerializer(flow, many=True).data,
            }
        )


class ActivityView(HouseListView):
    parameters = reading.ActivityQuery
    serializer = serializers.ActivitySerializer

    def find(self, *, days: int) -> QuerySet[ActivityLog]:
        project = find_row(visible_projects(self.request.user), self.kwargs["key"])
        return projects.find_activity(project, since=self.now - timedelta(days=days))


class ExportView(ProjectReportView):
    """The project's issues as the file issues.csv has them; with `days`, those that were changed since then."""

    parameters = reading.OptionalReportQuery

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, key: str) -> HttpResponse:
        project = self.project()
        issues = project.issues.filter(is_active=True)
        if "days" in self.asked:
            issues = issues.filter(updated_at__gte=self.now - timedelta(days=self.asked["days"]))
        lines = encoded_lines(ISSUES.file_name, CSV, streamed(*ISSUES.query(issues)), header=ISSUES.header)
        name = f"{project.key}-{ISSUES.file_name}"
        return HttpResponse(
            b"".join(lines),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
