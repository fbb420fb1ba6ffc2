"""Projects with their figures, the totals over them, and what one is set up with."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet

from apps.accounts.models import User
from apps.projects.models import ActivityLog, Issue, Project, ProjectTeamMember
from apps.projects.queries.access import visible_projects
from apps.projects.queries.counts import count_of, given

CHANGE_DAYS = 7
"""What is new is told by how much it was so many days ago."""


def find_projects(
    user: User, *, now: datetime, workspace: UUID | None = None, organization: UUID | None = None
) -> QuerySet[Project]:
    """Projects, the newest first, with lead, workspace, organization, member_count, issue_count and issue_change."""
    issues = Issue.objects.filter(project=OuterRef("pk"), is_active=True)
    older = issues.filter(created_at__lte=now - timedelta(days=CHANGE_DAYS))
    team = ProjectTeamMember.objects.filter(project=OuterRef("pk"), is_active=True)
    return (
        visible_projects(user)
        .filter(**given(workspace=workspace, workspace__organization=organization))
        .select_related("lead", "workspace__organization")
        .annotate(member_count=count_of(team, "project"), issue_count=count_of(issues, "project"))
        .annotate(issue_change=F("issue_count") - count_of(older, "project"))
        .order_by("-created_at", "-pk")
    )


def count_everything(
    user: User, *, now: datetime, workspace: UUID | None = None, organization: UUID | None = None
) -> dict[str, dict[str, int]]:
    """total and change against a week ago of active_projects, people (on the teams) and issues. One query each."""
    projects = visible_projects(user).filter(**given(workspace=workspace, workspace__organization=organization))
    then = now - timedelta(days=CHANGE_DAYS)
    active = projects.filter(status=Project.Status.ACTIVE)
    members = ProjectTeamMember.objects.filter(project__in=projects, is_active=True)
    issues = Issue.objects.filter(project__in=projects, is_active=True)
    return {
        "active_projects": _total_and_change(active, "pk", Q(created_at__lte=then)),
        "people": _total_and_change(members, "user", Q(joined_at__lte=then)),
        "issues": _total_and_change(issues, "pk", Q(created_at__lte=then)),
    }


def find_team(project: Project) -> QuerySet[ProjectTeamMember]:
    """Who is at work on a project, by name."""
    return (
        project.team_members.filter(is_active=True)
        .select_related("user")
        .order_by("user__first_name", "user__last_name", "pk")
    )


def find_activity(project: Project, *, since: datetime) -> QuerySet[ActivityLog]:
    """What happened in a project since then, the newest first."""
    return (
        project.activity.filter(happened_at__gte=since)
        .select_related("issue__project", "sprint", "actor")
        .order_by("-happened_at", "-pk")
    )


def _total_and_change(rows: QuerySet[Any], column: str, then: Q) -> dict[str, int]:
    counts = rows.order_by().aggregate(
        total=Count(column, distinct=True), before=Count(column, distinct=True, filter=then)
    )
    return {"total": counts["total"], "change": counts["total"] - counts["before"]}
