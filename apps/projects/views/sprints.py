"""Sprints: the list, one with its issues and its buttons, and its burndown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.api.fields import Choice
from apps.api.reading import PageQuery, Query
from apps.projects.api import reading
from apps.projects.api.views.base import find_named
from apps.projects.models import Sprint
from apps.projects.queries.access import standing_of, visible_sprints
from apps.projects.queries.issues import find_issues
from apps.projects.queries.sprint_reports import burn_down, read_story
from apps.projects.queries.sprints import find_sprints
from apps.projects.services import sprints as services
from apps.projects.views.base import Button, Page, ProjectPage, page_of_rows
from apps.projects.views.charts import burndown_chart


class SprintsPageQuery(PageQuery):
    status = Choice(Sprint.Status, required=False)


class SprintsView(ProjectPage):
    template_name = "projects/sprints.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.asked(SprintsPageQuery)
        rows = find_sprints(self.request.user, project=self.project.pk, status=asked.pop("status", None))
        return super().get_context_data(page=page_of_rows(rows, asked), statuses=Sprint.Status.choices, **kwargs)


class SprintPage(Page):
    """A page about the sprint of its address."""

    def sprint(self) -> Sprint:
        return get_object_or_404(find_sprints(self.request.user), pk=self.kwargs["pk"])


class SprintView(SprintPage):
    template_name = "projects/sprint.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.asked(PageQuery)
        user, sprint = self.request.user, self.sprint()
        others = sprint.project.sprints.filter(status__in=services.OPEN).exclude(pk=sprint.pk)
        return super().get_context_data(
            sprint=sprint,
            project=sprint.project,
            page=page_of_rows(find_issues(user, sprint=sprint.pk), asked),
            others=others.order_by("start_date", "pk"),
            is_open=sprint.status in services.OPEN,
            may_change=standing_of(user, sprint.project).may_change,
            **kwargs,
        )


class BurndownView(SprintPage):
    template_name = "projects/burndown.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.asked(Query)
        sprint = self.sprint()
        story = read_story(sprint)
        points = burn_down(story, today=self.today, now=self.now)
        return super().get_context_data(
            sprint=sprint, project=sprint.project, story=story, chart=burndown_chart(points), **kwargs
        )


# What the buttons do.


class SprintButton(Button):
    """A change of the sprint of the address."""

    def rows(self) -> QuerySet[Sprint]:
        return visible_sprints(self.request.user).select_related("project")

    def address(self, sprint: Sprint) -> str:
        return reverse("projects:sprint", args=[sprint.pk])


class StartSprint(SprintButton):
    def change(self, sprint: Sprint, **keys: UUID) -> str:
        services.start_sprint(sprint, self.request.user)
        return f"{sprint} has begun, with {sprint.committed_points.normalize():f} points."


class CompleteSprint(SprintButton):
    """Counts what is done; the rest moves to the sprint that is chosen, or to the backlog."""

    def change(self, sprint: Sprint, **keys: UUID) -> str:
        asked = self.sent(reading.CompleteBody)
        move_to = find_named(sprint.project.sprints.all(), asked, "move_to")
        services.complete_sprint(sprint, self.request.user, move_to=move_to)
        return f"{sprint} is completed, with {sprint.completed_points.normalize():f} points."


class AddSprintIssue(SprintButton):
    """Plans an issue for the sprint; it is named by its key."""

    def change(self, sprint: Sprint, **keys: UUID) -> str:
        issue = self.named_issue(sprint.project)
        services.add_issue(sprint, issue, self.request.user)
        return f"{issue.full_key} is in {sprint} now."


class RemoveSprintIssue(SprintButton):
    """Takes an issue back to the backlog."""

    def change(self, sprint: Sprint, **keys: UUID) -> str:
        rows = sprint.issues.filter(is_active=True).select_related("project", "status")
        issue = get_object_or_404(rows, pk=keys["issue"])
        services.remove_issue(sprint, issue, self.request.user)
        return f"{issue.full_key} is in the backlog now."
