"""Issues: the backlog and the whole list with filters, one issue, and what can be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.api.reading import Query
from apps.projects.api import reading
from apps.projects.api.views.base import find_named
from apps.projects.models import Issue, IssueLink, WorkflowStatus
from apps.projects.queries.access import comments_of, links_of, standing_of, team_users, visible_issues
from apps.projects.queries.issues import NONE, find_children, find_issues, with_figures
from apps.projects.services import issues as services
from apps.projects.views.base import Button, Page, ProjectPage, page_of_rows

EVENTS_SHOWN = 50
WORDS = {"true": "yes", "false": "no"}
RANGES = ("created", "updated", "resolved")


class IssuesPageQuery(reading.IssueQuery):
    """The filters of the API's list; the project stands in the address."""

    project = None


class BacklogPageQuery(IssuesPageQuery):
    sprint = None


class IssuesView(ProjectPage):
    """All issues of a project."""

    template_name = "projects/issues.html"
    query = IssuesPageQuery

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project, asked = self.project, self.asked(self.query)
        limits = {name: asked.pop(name) for name in ("page", "limit")}
        rows = find_issues(self.request.user, project=project.pk, **self.fixed(), **asked)
        return super().get_context_data(
            page=page_of_rows(rows, limits),
            sprints=project.sprints.order_by("-start_date", "-created_at", "-pk"),
            boards=project.boards.order_by("name", "pk"),
            team=team_users(project).order_by("first_name", "last_name", "pk"),
            statuses=project.statuses.order_by("order", "name"),
            categories=WorkflowStatus.Category.choices,
            types=project.issue_types.order_by("name"),
            priorities=Issue.Priority.choices,
            words=WORDS.items(),
            ranges=[
                (name, label, self.request.GET.get(name, ""))
                for event in RANGES
                for name, label in ((f"{event}_after", f"{event} from"), (f"{event}_before", f"{event} to"))
            ],
            **kwargs,
        )

    def fixed(self) -> dict[str, Any]:
        """The filters that this page is about."""
        return {}


class BacklogView(IssuesView):
    """The issues that no sprint has taken up."""

    query = BacklogPageQuery

    def fixed(self) -> dict[str, Any]:
        return {"sprint": NONE}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_backlog=True, **kwargs)


class IssueView(Page):
    template_name = "projects/issue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        self.asked(Query)
        issue = get_object_or_404(with_figures(visible_issues(user)), pk=kwargs["pk"])
        project, standing = issue.project, standing_of(user, issue.project)
        return super().get_context_data(
            issue=issue,
            project=project,
            children=find_children(issue),
            comments=comments_of(issue),
            linked=links_of(issue),
            events=issue.activity.select_related("actor").order_by("-happened_at", "-pk")[:EVENTS_SHOWN],
            moves=project.transitions.filter(from_status=issue.status_id, is_active=True, to_status__is_active=True)
            .select_related("to_status")
            .order_by("to_status__order", "pk"),
            team=team_users(project).order_by("first_name", "last_name", "pk"),
            priorities=Issue.Priority.choices,
            link_types=IssueLink.Type.choices,
            may_change=standing.may_change,
            **kwargs,
        )


# What the buttons do.


class IssueButton(Button):
    """A change of the issue of the address."""

    def rows(self) -> QuerySet[Issue]:
        return visible_issues(self.request.user).select_related("project", "status", "sprint", "assignee")

    def address(self, issue: Issue) -> str:
        return reverse("projects:issue", args=[issue.pk])


class AssignIssue(IssueButton):
    def change(self, issue: Issue, **keys: UUID) -> str:
        asked = self.sent(reading.AssignBody)
        assignee = find_named(team_users(issue.project), asked, "assignee", column="user_uuid")
        services.assign(issue, assignee, self.request.user)
        whose = "nobody" if assignee is None else assignee.full_name or assignee.username
        return f"{issue.full_key} is assigned to {whose}."


class MoveIssue(IssueButton):
    def change(self, issue: Issue, **keys: UUID) -> str:
        statuses = issue.project.statuses.filter(is_active=True)
        services.change_status(
            issue, find_named(statuses, self.sent(reading.TransitionBody), "status"), self.request.user
        )
        return f"{issue.full_key} is in {issue.status} now."


class SetPriority(IssueButton):
    def change(self, issue: Issue, **keys: UUID) -> str:
        services.set_priority(issue, self.sent(reading.PriorityBody)["priority"], self.request.user)
        return f"The priority of {issue.full_key} is {issue.get_priority_display().lower()} now."


class AddComment(IssueButton):
    def change(self, issue: Issue, **keys: UUID) -> str:
        self.require("content", "There is nothing to say yet. Write a comment first.")
        services.add_comment(issue, self.request.user, self.sent(reading.CommentBody)["content"])
        return "The comment is written down."


class AddLink(IssueButton):
    """A link to an issue that is named by its key."""

    def change(self, issue: Issue, **keys: UUID) -> str:
        link_type = self.request.POST.get("link_type", "")
        target = self.named_issue(issue.project, "target_issue")
        asked = reading.LinkBody.read({"target_issue": str(target.pk), "link_type": link_type})
        link = services.add_link(issue, target, asked["link_type"], self.request.user)
        return f"{link}."


class RemoveLink(IssueButton):
    def change(self, issue: Issue, **keys: UUID) -> str:
        rows = issue.links.select_related("source_issue__project", "target_issue__project")
        link = get_object_or_404(rows, pk=keys["link"])
        services.remove_link(link, self.request.user)
        return "The link is gone."
