"""The progress of projects: their issues by stage."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from apps.projects.models import Project, ProjectTeamMember, WorkflowStatus


@dataclass(frozen=True)
class Progress:
    """A project's issues: done, in progress and to do."""

    project: Project
    done: int
    in_progress: int
    to_do: int

    @property
    def total(self) -> int:
        return self.done + self.in_progress + self.to_do

    @property
    def share(self) -> float:
        return self.done / self.total if self.total else 0.0


def measure_progress(projects: QuerySet[Project]) -> list[Progress]:
    """The progress of each project, the furthest first. One query."""
    category = WorkflowStatus.Category
    counts = {
        name: Count("issues", filter=Q(issues__is_active=True, issues__status__category=value))
        for name, value in (
            ("done_count", category.DONE),
            ("in_progress_count", category.IN_PROGRESS),
            ("to_do_count", category.TO_DO),
        )
    }
    rows = [
        Progress(row, row.done_count, row.in_progress_count, row.to_do_count)
        for row in projects.order_by().annotate(**counts)
    ]
    return sorted(rows, key=lambda each: (-each.share, each.project.name, str(each.project.pk)))


def count_people(projects: QuerySet[Project]) -> int:
    """The number of people at work on the projects. One query."""
    members = ProjectTeamMember.objects.filter(project__in=projects.order_by().values("pk"), is_active=True)
    found: int = members.aggregate(count=Count("user", distinct=True))["count"]
    return found
