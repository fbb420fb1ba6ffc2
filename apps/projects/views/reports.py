"""What is reported of a project: velocity, a sprint, the team, the flow of its issues, and what happened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404

from apps.api.reading import PageQuery
from apps.projects.api.fields import Key
from apps.projects.api.reading import days_back
from apps.projects.models import Sprint
from apps.projects.queries.projects import find_activity
from apps.projects.queries.reports import count_flow, measure_team
from apps.projects.queries.sprint_reports import SprintStory, read_stories, read_velocity
from apps.projects.views.base import ProjectPage, page_of_rows
from apps.projects.views.charts import flow_chart, velocity_chart

BEGUN = (Sprint.Status.ACTIVE, Sprint.Status.COMPLETED)


class ReportsPageQuery(PageQuery):
    """`days` is how far back team, flow and activity look; `page` is the activity's."""

    days = days_back(default=30)
    sprint = Key(required=False)


class ReportsView(ProjectPage):
    template_name = "projects/reports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project, asked = self.project, self.asked(ReportsPageQuery)
        days, now = asked["days"], self.now
        stories, mean = read_velocity(project)
        whole, members = measure_team(project, days=days, now=now)
        statuses, flow = count_flow(project, days=days, today=self.today, now=now)
        sprints = list(project.sprints.order_by("-start_date", "-created_at", "-pk"))
        return super().get_context_data(
            days=days,
            velocity=velocity_chart(stories),
            mean=mean,
            whole=whole,
            members=members,
            flow=flow_chart(statuses, flow),
            sprints=sprints,
            story=self.story(sprints, asked.get("sprint")),
            page=page_of_rows(find_activity(project, since=now - timedelta(days=days)), asked),
            **kwargs,
        )

    def story(self, sprints: list[Sprint], key: UUID | None) -> SprintStory | None:
        """That of the sprint that is asked for, else of the latest that has begun."""
        if key is not None:
            chosen = [sprint for sprint in sprints if sprint.pk == key]
            if not chosen:
                raise Http404("The project has no such sprint.")
        else:
            chosen = [sprint for sprint in sprints if sprint.status in BEGUN][:1]
        return next(iter(read_stories(self.project, chosen)), None) if chosen else None
