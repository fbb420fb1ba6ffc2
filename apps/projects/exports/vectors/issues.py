"""The namespaces `issues` and `sprints`: what is to be done, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from apps.projects.exports.vectors.records import (
    BACKLOG,
    CHUNK_SIZE,
    UNASSIGNED,
    UNKNOWN,
    Record,
    Scope,
    name_of,
    record,
)
from apps.projects.models import Issue, Sprint

TITLE_LENGTH = 200
GOAL_LENGTH = 500


def issue_id(key: UUID | str) -> str:
    return f"issue_{key}"


def sprint_id(key: UUID | str) -> str:
    return f"sprint_{key}"


def issue_records(scope: Scope, *keys: UUID) -> Iterator[Record]:
    """A record for each active issue, or for those with the keys."""
    rows = scope.rows(Issue, "project__workspace").filter(is_active=True)
    if keys:
        rows = rows.filter(pk__in=keys)
    related = ("project", "issue_type", "status", "assignee", "reporter", "sprint")
    for issue in rows.select_related(*related).order_by("pk").iterator(chunk_size=CHUNK_SIZE):
        yield _issue_record(issue)


def _issue_record(issue: Issue) -> Record:
    lines = [
        ("Issue", issue.title),
        ("Type", issue.issue_type.name),
        ("Status", issue.status.name),
        ("Priority", issue.get_priority_display()),
        ("Description", issue.description),
        ("Assigned to", name_of(issue.assignee) if issue.assignee else None),
        ("Reported by", name_of(issue.reporter) if issue.reporter else None),
        ("Sprint", issue.sprint.name if issue.sprint else None),
    ]
    metadata = {
        "issue_id": issue.pk,
        "project_id": issue.project_id,
        "project_key": issue.project.key,
        "issue_key": issue.key,
        "full_key": issue.full_key,
        "title": issue.title[:TITLE_LENGTH],
        "issue_type": issue.issue_type.name,
        "issue_type_category": issue.issue_type.category,
        "status": issue.status.name,
        "status_category": issue.status.category,
        "priority": issue.priority,
        **_person("assignee", issue.assignee, UNASSIGNED),
        **_person("reporter", issue.reporter, UNKNOWN),
        "sprint_id": issue.sprint_id or BACKLOG,
        "sprint_name": issue.sprint.name if issue.sprint else BACKLOG,
        "sprint_status": issue.sprint.status if issue.sprint else BACKLOG,
        "story_points": issue.story_points,
        "estimated_hours": issue.estimated_hours,
        "created_at": issue.created_at,
        "updated_at": issue.updated_at,
        "resolved_at": issue.resolved_at,
    }
    return record(issue_id(issue.pk), lines, metadata)


def _person(role: str, user: Any, nobody: str) -> dict[str, Any]:
    return {
        f"{role}_id": user.user_uuid if user else nobody,
        f"{role}_username": user.username if user else nobody,
        f"{role}_name": name_of(user) if user else nobody,
    }


def sprint_records(scope: Scope) -> Iterator[Record]:
    """A record for each sprint, with the figures that it has now."""
    active = Q(issues__is_active=True)
    rows = scope.rows(Sprint, "project__workspace").annotate(
        issue_total=Count("issues", filter=active),
        done_total=Count("issues", filter=active & Q(issues__status__category="done")),
    )
    for sprint in rows.select_related("project").order_by("pk").iterator(chunk_size=CHUNK_SIZE):
        yield _sprint_record(sprint)


def _sprint_record(sprint: Any) -> Record:
    project = sprint.project
    lines = [
        ("Sprint", sprint.name),
        ("Status", sprint.status),
        ("Project", f"{project.name} ({project.key})"),
        ("Goal", sprint.goal),
        ("Duration", f"{sprint.start_date} to {sprint.end_date} ({sprint.duration_days} days)"),
        ("Issues", f"{sprint.issue_total} total, {sprint.done_total} completed"),
        ("Story Points", f"{_points(sprint.completed_points)}/{_points(sprint.committed_points)}"),
        ("Progress", f"{sprint.progress}%"),
    ]
    metadata = {
        "sprint_id": sprint.pk,
        "project_id": sprint.project_id,
        "project_key": project.key,
        "sprint_name": sprint.name,
        "sprint_goal": sprint.goal[:GOAL_LENGTH],
        "status": sprint.status,
        "start_date": sprint.start_date,
        "end_date": sprint.end_date,
        "duration_days": sprint.duration_days,
        "remaining_days": sprint.remaining_days,
        "committed_points": sprint.committed_points,
        "completed_points": sprint.completed_points,
        "progress_percentage": sprint.progress,
        "issue_count": sprint.issue_total,
        "completed_issue_count": sprint.done_total,
        "created_at": sprint.created_at,
        "completed_at": sprint.completed_at,
        "entity_type": "sprint",
    }
    return record(sprint_id(sprint.pk), lines, metadata)


def _points(amount: Any) -> str:
    """13 for 13.00, and 2.5 for 2.50."""
    return f"{float(amount):g}"
