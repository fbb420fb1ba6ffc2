"""What issues were at any moment: what they are now, taken back event by event.

So a report is true whatever was changed since, and an issue that came into the table without a history stands in it as
it is now, resolved when it says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from apps.projects.models import ActivityLog, Issue, Project, WorkflowStatus

Field = ActivityLog.Field


class Trail:
    """What a column held, one value after the other."""

    def __init__(self, changes: Iterable[tuple[datetime, UUID | None]], now: UUID | None) -> None:
        """`changes` are the moments at which a value ended, in time order, each with that value."""
        changes = list(changes)
        self._moments = [moment for moment, _ in changes]
        self._values = [*(value for _, value in changes), now]

    def at(self, moment: datetime) -> UUID | None:
        """The value once everything up to that moment has happened."""
        return self._values[bisect_right(self._moments, moment)]

    def before(self, moment: datetime) -> UUID | None:
        """The value before anything of that moment happened."""
        return self._values[bisect_left(self._moments, moment)]


@dataclass(frozen=True)
class IssueHistory:
    issue: Issue
    statuses: Trail
    sprints: Trail


@dataclass(frozen=True)
class Histories:
    """The histories of some of a project's issues, and what its statuses mean."""

    issues: tuple[IssueHistory, ...]
    statuses: Mapping[UUID, WorkflowStatus]

    def is_done(self, status: UUID | None) -> bool:
        return status in self.statuses and self.statuses[status].category == WorkflowStatus.Category.DONE


def read_histories(project: Project, issues: QuerySet[Issue]) -> Histories:
    """The histories of the issues, which are to be the project's. Three queries, however many there are."""
    statuses = {status.pk: status for status in project.statuses.all()}
    initial = next((key for key, status in statuses.items() if status.is_initial), None)
    changes = _read_changes(project, issues)
    return Histories(
        tuple(
            IssueHistory(
                issue,
                Trail(changes[issue.pk, Field.STATUS] or _resolution(issue, initial), issue.status_id),
                Trail(changes[issue.pk, Field.SPRINT], issue.sprint_id),
            )
            for issue in issues
        ),
        statuses,
    )


def issues_ever_in(project: Project, sprints: Iterable[UUID]) -> QuerySet[Issue]:
    """The issues that are in one of the sprints, and those that have left one."""
    keys = list(sprints)
    left = ActivityLog.objects.filter(issue=OuterRef("pk"), field=Field.SPRINT, old_key__in=keys)
    return (
        project.issues.filter(Q(sprint__in=keys) | Exists(left), is_active=True)
        .select_related("project", "status")
        .order_by("order", "-created_at", "-pk")
    )


def day_end(day: date) -> datetime:
    """The midnight at which a day of the project's time zone is over."""
    return day_start(day + timedelta(days=1))


def day_start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _read_changes(
    project: Project, issues: QuerySet[Issue]
) -> Mapping[tuple[UUID, str], list[tuple[datetime, UUID | None]]]:
    """By issue and field: when it was changed, and from which key."""
    found: dict[tuple[UUID, str], list[tuple[datetime, UUID | None]]] = defaultdict(list)
    events = ActivityLog.objects.filter(
        project=project,
        issue__in=issues.order_by().values("pk"),
        action=ActivityLog.Action.CHANGED,
        field__in=(Field.STATUS, Field.SPRINT),
    ).order_by("happened_at", "created_at", "pk")
    for issue, field, moment, key in events.values_list("issue", "field", "happened_at", "old_key"):
        found[issue, field].append((moment, key))
    return found


def _resolution(issue: Issue, initial: UUID | None) -> list[tuple[datetime, UUID | None]]:
    """What stands in for the history of an issue that has none: it was new until it was resolved."""
    return [(issue.resolved_at, initial)] if issue.resolved_at is not None else []
