"""The namespaces `team_members` and `users`: what somebody does in one project, and in all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from apps.accounts.models import User
from apps.projects.exports.vectors.records import CHUNK_SIZE, Record, Scope, name_of, record
from apps.projects.models import ActivityLog, Issue, OrganizationMembership, ProjectTeamMember

RECENT = 5


def member_id(project: UUID | str, user: UUID | str) -> str:
    return f"member_{project}_{user}"


def user_id(user: UUID | str) -> str:
    return f"user_{user}"


@dataclass(frozen=True)
class Work:
    """What somebody has to do, by the issues that are assigned to them."""

    total: int = 0
    completed: int = 0
    in_progress: int = 0
    points: int = 0

    @property
    def line(self) -> str:
        return f"{self.total} total, {self.completed} completed, {self.in_progress} in progress"


def member_records(scope: Scope) -> Iterator[Record]:
    """A record for each active member of a project's team."""
    issues = scope.rows(Issue, "project__workspace").filter(is_active=True)
    events = scope.rows(ActivityLog, "project__workspace").filter(actor__isnull=False)
    figures = _Figures(issues, "project_id")
    recent = _recent_issues(issues.filter(assignee__isnull=False), ("project_id", "assignee_id"))
    last = _grouped(events, ("project_id", "actor_id"), Max("happened_at"))
    rows = scope.rows(ProjectTeamMember, "project__workspace").filter(is_active=True)
    for member in rows.select_related("user", "project").order_by("pk").iterator(chunk_size=CHUNK_SIZE):
        place = (member.project_id, member.user_id)
        yield _member_record(member, figures, recent[place], last.get(place))


def _member_record(
    member: ProjectTeamMember, figures: _Figures, recent: list[str], last_activity: datetime | None
) -> Record:
    project, user = member.project, member.user
    place = (member.project_id, member.user_id)
    work, reported = figures.work.get(place, Work()), figures.reported.get(place, 0)
    lines = [
        ("Team Member", f"{name_of(user)} ({user.username})"),
        ("Email", user.email),
        ("Project", f"{project.name} ({project.key})"),
        ("Assigned", work.line),
        ("Total Story Points", work.points),
        ("Recent Issues", "; ".join(recent)),
        ("Reported Issues", reported),
    ]
    metadata = {
        "user_id": user.user_uuid,
        "project_id": project.pk,
        "project_key": project.key,
        "username": user.username,
        "full_name": name_of(user),
        "email": user.email,
        "assigned_issues_count": work.total,
        "completed_issues_count": work.completed,
        "in_progress_issues_count": work.in_progress,
        "total_story_points": work.points,
        "reported_issues_count": reported,
        "last_activity": last_activity,
        "entity_type": "team_member",
    }
    return record(member_id(project.pk, user.user_uuid), lines, metadata)


def user_records(scope: Scope) -> Iterator[Record]:
    """A record for each person of an organization or a team in the scope, over all projects wherever they are."""
    everywhere = Scope(scope.using)
    issues = everywhere.rows(Issue, "project__workspace").filter(is_active=True)
    figures = _Figures(issues)
    recent = _recent_events(everywhere.rows(ActivityLog, "project__workspace").filter(actor__isnull=False))
    keys: dict[int, list[str]] = defaultdict(list)
    members = everywhere.rows(ProjectTeamMember, "project__workspace").filter(is_active=True)
    for user, key in members.order_by("project__key").values_list("user_id", "project__key"):
        keys[user].append(key)
    for user in people_of(scope).order_by("pk").iterator(chunk_size=CHUNK_SIZE):
        yield _user_record(user, keys[user.pk], figures, recent[user.pk])


def people_of(scope: Scope) -> QuerySet[User]:
    """Who belongs to an organization or a team of the scope; the project's other users are none of its business."""
    organizations = scope.rows(OrganizationMembership, "organization__workspaces").values("user")
    teams = scope.rows(ProjectTeamMember, "project__workspace").values("user")
    return User.objects.using(scope.using).filter(Q(pk__in=organizations) | Q(pk__in=teams))


def _user_record(user: User, keys: list[str], figures: _Figures, recent: list[str]) -> Record:
    work = figures.work.get((user.pk,), Work())
    rate = round(100 * work.completed / work.total) if work.total else 0
    lines = [
        ("User", f"{name_of(user)} ({user.username})"),
        ("Email", user.email),
        ("Projects", f"{len(keys)} ({', '.join(keys)})" if keys else 0),
        ("Assigned", work.line),
        ("Total Story Points", work.points),
        ("Reported Issues", figures.reported.get((user.pk,), 0)),
        ("Completion Rate", f"{rate}%"),
        ("Recent Activity", "; ".join(recent)),
    ]
    metadata = {
        "user_id": user.user_uuid,
        "username": user.username,
        "full_name": name_of(user),
        "email": user.email,
        "project_keys": ", ".join(keys),
        "entity_type": "user",
    }
    return record(user_id(user.user_uuid), lines, metadata)


class _Figures:
    """Counts of issues by person, within each value of the other columns given: two queries, whatever the size."""

    def __init__(self, issues: QuerySet[Issue], *within: str) -> None:
        self.work = _work(issues.filter(assignee__isnull=False), (*within, "assignee_id"))
        self.reported: Mapping[tuple[Any, ...], int] = _grouped(issues, (*within, "reporter_id"), Count("pk"))


def _work(issues: QuerySet[Issue], by: tuple[str, ...]) -> dict[tuple[Any, ...], Work]:
    sums = (
        issues.order_by()
        .values_list(*by)
        .annotate(
            total=Count("pk"),
            completed=Count("pk", filter=Q(status__category="done")),
            in_progress=Count("pk", filter=Q(status__category="in_progress")),
            points=Sum("story_points", default=0),
        )
    )
    return {tuple(row[: len(by)]): Work(*row[len(by) :]) for row in sums}


def _grouped(rows: QuerySet[Any], by: tuple[str, ...], figure: Any) -> dict[tuple[Any, ...], Any]:
    return {tuple(key): value for *key, value in rows.order_by().values_list(*by).annotate(figure=figure)}


def _recent_issues(issues: QuerySet[Issue], by: tuple[str, ...]) -> dict[tuple[Any, ...], list[str]]:
    """The newest issues of each person, as KEY-number and title."""
    newest = [F("created_at").desc(), F("pk").asc()]
    ranked = issues.annotate(rank=Window(RowNumber(), partition_by=[F(name) for name in by], order_by=newest))
    found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    rows = ranked.filter(rank__lte=RECENT).order_by("rank", "pk")
    for *place, project, key, title in rows.values_list(*by, "project__key", "key", "title"):
        found[tuple(place)].append(f"{project}-{key} {title}")
    return found


def _recent_events(events: QuerySet[ActivityLog]) -> dict[int | None, list[str]]:
    """The latest things that each person did, as `2026-03-02 changed status of ECOM-12 to In Review`."""
    latest = [F("happened_at").desc(), F("pk").asc()]
    ranked = events.annotate(rank=Window(RowNumber(), partition_by=[F("actor_id")], order_by=latest))
    found: dict[int | None, list[str]] = defaultdict(list)
    related = ranked.filter(rank__lte=RECENT).select_related("project", "issue", "sprint")
    for event in related.order_by("rank", "pk"):
        day = timezone.localdate(event.happened_at)
        what = f"{event.action} {event.field} of" if event.field else event.action
        to = f" to {event.new_value}" if event.new_value else ""
        found[event.actor_id].append(f"{day} {what} {_subject(event)}{to}")
    return found


def _subject(event: ActivityLog) -> str:
    if event.issue is not None:
        return f"{event.project.key}-{event.issue.key}"
    return f"{event.sprint.name} ({event.project.key})" if event.sprint is not None else event.project.key
