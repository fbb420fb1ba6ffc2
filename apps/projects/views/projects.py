"""The projects that somebody belongs to."""

from __future__ import annotations

from typing import Any

from apps.pages.runs import promises_of
from apps.projects.api.reading import ProjectQuery
from apps.projects.models import Organization, Workspace
from apps.projects.queries.access import visible_projects
from apps.projects.queries.projects import count_everything, find_projects
from apps.projects.seeding.specification.people import OWNER
from apps.projects.views.base import Page, page_of_rows
from apps.projects.views.story import House
from seedplot.models import SeedRun


class ProjectsView(Page):
    template_name = "projects/projects.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = self.request.user, self.asked(ProjectQuery)
        places = {name: asked[name] for name in ("workspace", "organization") if name in asked}
        run = SeedRun.objects.filter(domain="projects").order_by("-pk").first()
        seen = visible_projects(user).values("workspace")
        return super().get_context_data(
            page=page_of_rows(find_projects(user, now=self.now, **places), asked),
            totals=count_everything(user, now=self.now, **places),
            workspaces=Workspace.objects.filter(pk__in=seen).order_by("name", "pk"),
            organizations=Organization.objects.filter(workspaces__in=seen).distinct().order_by("name", "pk"),
            owner=OWNER.email,
            house=House(visible_projects(user)),
            run=run,
            promises=promises_of(run) if run else [],
            **kwargs,
        )
