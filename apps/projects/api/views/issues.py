"""Issues: lists and one, what is done to one, what is said about it and what it is linked with."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from apps.accounts.models import User
from apps.api.schema import ERROR
from apps.projects.api import issue_serializers, reading
from apps.projects.api.views.base import HouseListView, HouseView, find_named, find_row
from apps.projects.models import Issue, IssueComment, IssueLink, Project
from apps.projects.queries import issues
from apps.projects.queries.access import (
    comments_of,
    links_of,
    team_users,
    visible_issues,
    visible_projects,
)
from apps.projects.services import issues as services


def show_issue(user: User, issue: Issue) -> Any:
    """The issue as in the list."""
    return issue_serializers.IssueSerializer(issues.with_figures(visible_issues(user)).get(pk=issue.pk)).data


def create_issue(project: Project, reporter: User, columns: dict[str, Any]) -> Issue:
    """A new issue of what the body says; whatever it names is to be the project's."""
    choices = {
        "issue_type": (project.issue_types.filter(is_active=True), "pk"),
        "assignee": (team_users(project), "user_uuid"),
        "sprint": (project.sprints.all(), "pk"),
        "parent_issue": (project.issues.filter(is_active=True).select_related("issue_type"), "pk"),
    }
    found = {
        name: find_named(rows, columns, name, column=column)
        for name, (rows, column) in choices.items()
        if name in columns
    }
    return services.create_issue(project, reporter, **columns | found)


class IssuesView(HouseListView):
    parameters = reading.IssueQuery
    serializer = issue_serializers.IssueSerializer

    def find(self, **filters: Any) -> QuerySet[Issue]:
        return issues.find_issues(self.request.user, **filters)

    @extend_schema(
        request=reading.NewIssueBody,
        responses={201: issue_serializers.IssueSerializer, 404: OpenApiResponse(ERROR, "The project is not there.")},
    )
    def post(self, request: Request) -> Response:
        """A new issue with the next number, in the initial status; who asks is its reporter."""
        columns = reading.NewIssueBody.read(request.data)
        place = str(columns.pop("project"))
        allowed = self.changing(visible_projects(request.user), place, may=attrgetter("may_create_issues"))
        with allowed as project:
            issue = create_issue(project, request.user, columns)
        return Response(show_issue(request.user, issue), status=HTTP_201_CREATED)


class IssueView(HouseView):
    """An issue as in the list, with its description, its children, what is said about it and what it is linked with."""

    @extend_schema(responses=issue_serializers.WholeIssueSerializer)
    def get(self, request: Request, key: str) -> Response:
        issue = find_row(issues.with_figures(visible_issues(request.user)), key)
        return Response(
            {
                **issue_serializers.IssueSerializer(issue).data,
                "description": issue.description,
                "children": issue_serializers.ShortIssueSerializer(issues.find_children(issue), many=True).data,
                "comments": issue_serializers.CommentSerializer(comments_of(issue), many=True).data,
                "links": issue_serializers.LinkSerializer(links_of(issue), many=True).data,
            }
        )


class IssueChangeView(HouseView):
    """Changes the issue that the address names; answers it as in the list."""

    def answer(self, key: str, change: Any) -> Response:
        user = self.request.user
        rows = visible_issues(user).select_related("project", "status", "sprint", "assignee")
        with self.changing(rows, key) as issue:
            change(issue)
        return Response(show_issue(user, issue))


class AssignView(IssueChangeView):
    @extend_schema(request=reading.AssignBody, responses=issue_serializers.IssueSerializer)
    def patch(self, request: Request, key: str) -> Response:
        asked = reading.AssignBody.read(request.data)

        def assign(issue: Issue) -> None:
            assignee = find_named(team_users(issue.project), asked, "assignee", column="user_uuid")
            services.assign(issue, assignee, request.user)

        return self.answer(key, assign)


class TransitionView(IssueChangeView):
    @extend_schema(request=reading.TransitionBody, responses=issue_serializers.IssueSerializer)
    def patch(self, request: Request, key: str) -> Response:
        asked = reading.TransitionBody.read(request.data)

        def move(issue: Issue) -> None:
            status = find_named(issue.project.statuses.filter(is_active=True), asked, "status")
            services.change_status(issue, status, request.user)

        return self.answer(key, move)


class PriorityView(IssueChangeView):
    @extend_schema(request=reading.PriorityBody, responses=issue_serializers.IssueSerializer)
    def patch(self, request: Request, key: str) -> Response:
        priority = reading.PriorityBody.read(request.data)["priority"]
        return self.answer(key, lambda issue: services.set_priority(issue, priority, request.user))


class CommentsView(HouseListView):
    serializer = issue_serializers.CommentSerializer

    def find(self) -> QuerySet[IssueComment]:
        return comments_of(find_row(visible_issues(self.request.user), self.kwargs["key"]))

    @extend_schema(request=reading.CommentBody, responses={201: issue_serializers.CommentSerializer})
    def post(self, request: Request, key: str) -> Response:
        content = reading.CommentBody.read(request.data)["content"]
        with self.changing(visible_issues(request.user).select_related("project"), key) as issue:
            comment = services.add_comment(issue, request.user, content)
        return Response(issue_serializers.CommentSerializer(comment).data, status=HTTP_201_CREATED)


class LinksView(HouseListView):
    serializer = issue_serializers.LinkSerializer

    def find(self) -> QuerySet[IssueLink]:
        return links_of(find_row(visible_issues(self.request.user), self.kwargs["key"]))

    @extend_schema(request=reading.LinkBody, responses={201: issue_serializers.LinkSerializer})
    def post(self, request: Request, key: str) -> Response:
        asked = reading.LinkBody.read(request.data)
        rows = visible_issues(request.user).select_related("project", "status")
        with self.changing(rows, key) as issue:
            target = find_named(rows, asked, "target_issue")
            link = services.add_link(issue, target, asked["link_type"], request.user)
        return Response(issue_serializers.LinkSerializer(link).data, status=HTTP_201_CREATED)


class LinkView(HouseView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, key: str, link_key: str) -> Response:
        with self.changing(visible_issues(request.user), key) as issue:
            rows = issue.links.select_related("source_issue__project", "target_issue__project")
            services.remove_link(find_row(rows, link_key), request.user)
        return Response(status=HTTP_204_NO_CONTENT)
