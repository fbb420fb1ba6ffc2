"""Sprints with how many issues they hold."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, QuerySet

from apps.accounts.models import User
from apps.projects.models import Issue, Sprint, WorkflowStatus
from apps.projects.queries.access import visible_sprints
from apps.projects.queries.counts import count_of, given


def find_sprints(user: User, *, project: UUID | None = None, status: str | None = None) -> QuerySet[Sprint]:
    """Sprints, the newest first, with project, issue_count and completed_issue_count."""
    issues = Issue.objects.filter(sprint=OuterRef("pk"), is_active=True)
    done = issues.filter(status__category=WorkflowStatus.Category.DONE)
    return (
        visible_sprints(user)
        .filter(**given(project=project, status=status))
        .select_related("project")
        .annotate(issue_count=count_of(issues, "sprint"), completed_issue_count=count_of(done, "sprint"))
        .order_by("-start_date", "-created_at", "-pk")
    )
