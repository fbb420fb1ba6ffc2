"""The namespace `project_context`: what each project is about, where it belongs and how large it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from apps.projects.exports.vectors.records import CHUNK_SIZE, Record, Scope, record
from apps.projects.models import Issue, Project, ProjectTeamMember, Sprint

DESCRIPTION_LENGTH = 1_000


def project_id(key: UUID | str) -> str:
    return f"project_{key}"


def project_records(scope: Scope) -> Iterator[Record]:
    issues = _counted(scope.rows(Issue, "project__workspace").filter(is_active=True))
    sprints = _counted(scope.rows(Sprint, "project__workspace"))
    running = _counted(scope.rows(Sprint, "project__workspace").filter(Q(status=Sprint.Status.ACTIVE)))
    people = _counted(scope.rows(ProjectTeamMember, "project__workspace").filter(is_active=True))
    rows = scope.rows(Project, "workspace").select_related("workspace__organization").order_by("pk")
    for project in rows.iterator(chunk_size=CHUNK_SIZE):
        key = project.pk
        yield _project_record(project, issues.get(key, 0), sprints.get(key, 0), running.get(key, 0), people.get(key, 0))


def _counted(rows: QuerySet[Any]) -> dict[UUID, int]:
    """How many of the rows each project has."""
    return dict(rows.order_by().values_list("project").annotate(total=Count("pk")))


def _project_record(project: Project, issues: int, sprints: int, running: int, people: int) -> Record:
    workspace, organization = project.workspace, project.workspace.organization
    lines = [
        ("Project", f"{project.name} ({project.key})"),
        ("Description", project.description),
        ("Workspace", f"{workspace.name} ({workspace.slug})"),
        ("Organization", organization.name),
        ("Total Issues", issues),
        ("Total Sprints", f"{sprints} ({running} active)"),
        ("Team Size", people),
    ]
    metadata = {
        "project_id": project.pk,
        "project_key": project.key,
        "project_name": project.name,
        "description": project.description[:DESCRIPTION_LENGTH],
        "workspace_id": workspace.pk,
        "workspace_name": workspace.name,
        "organization_id": organization.pk,
        "organization_name": organization.name,
        "total_issues": issues,
        "total_sprints": sprints,
        "active_sprints": running,
        "team_size": people,
        "created_at": project.created_at,
        "entity_type": "project",
    }
    return record(project_id(project.pk), lines, metadata)
