"""A sprint: what goes into it, that it is started, and that it is completed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum
from django.utils import timezone

from apps.projects.models import ActivityLog, Issue, Sprint, WorkflowStatus
from apps.projects.services.journal import Action, Field, line_of, named, note, note_change

Status = Sprint.Status
OPEN = (Status.PLANNING, Status.ACTIVE)
ROWS_AT_A_TIME = 500


def start_sprint(sprint: Sprint, actor: Any) -> None:
    """Commit to what is in it. A project has one active sprint, and a sprint something to do."""
    if sprint.status != Status.PLANNING:
        raise ValidationError(f"'{sprint}' is {sprint.status}; only a planned sprint can be started.")
    active = sprint.project.sprints.filter(status=Status.ACTIVE).first()
    if active is not None:
        raise ValidationError(f"'{active}' is active already. Complete it first.")
    issues = sprint.issues.filter(is_active=True)
    if not issues.exists():
        raise ValidationError(f"'{sprint}' has no issues. Add one first.")
    sprint.status = Status.ACTIVE
    sprint.committed_points, sprint.completed_points = _points(issues), _points(_done(issues))
    sprint.save(update_fields=["status", "committed_points", "completed_points"])
    note(sprint.project, actor, Action.STARTED, sprint=sprint)


def complete_sprint(sprint: Sprint, actor: Any, *, move_to: Sprint | None = None) -> None:
    """Count what is done, and move the rest to another sprint or, with None, back to the backlog."""
    if sprint.status != Status.ACTIVE:
        raise ValidationError(f"'{sprint}' is {sprint.status}; only an active sprint can be completed.")
    if move_to is not None:
        if move_to == sprint:
            raise ValidationError({"move_to": f"'{sprint}' cannot take over from itself."})
        check_open(move_to, "move_to")
    # Done by hand, so the clock says when.
    moment = timezone.now()  # noqa: TID251
    unfinished = list(sprint.issues.exclude(status__category=WorkflowStatus.Category.DONE))
    sprint.status, sprint.completed_at = Status.COMPLETED, moment
    sprint.completed_points = _points(_done(sprint.issues.filter(is_active=True)))
    sprint.save(update_fields=["status", "completed_at", "completed_points"])
    sprint.issues.filter(pk__in=[issue.pk for issue in unfinished]).update(sprint=move_to, updated_at=moment)
    lines = [
        line_of(
            sprint.project,
            actor,
            Action.CHANGED,
            issue=issue,
            field=Field.SPRINT,
            old=named(sprint),
            new=named(move_to),
            moment=moment,
        )
        for issue in unfinished
    ]
    ActivityLog.objects.bulk_create(lines, batch_size=ROWS_AT_A_TIME)
    note(sprint.project, actor, Action.COMPLETED, sprint=sprint, moment=moment)


def add_issue(sprint: Sprint, issue: Issue, actor: Any) -> None:
    """Plan the issue for the sprint, wherever it was planned for; what was done in a completed sprint stays there."""
    check_open(sprint)
    before = issue.sprint
    if before == sprint:
        return
    if before is not None:
        check_open(before, "issue")
    _move(issue, before, sprint, actor)


def remove_issue(sprint: Sprint, issue: Issue, actor: Any) -> None:
    """Take the issue back to the backlog."""
    check_open(sprint)
    _move(issue, sprint, None, actor)


def count_completed(sprint: Sprint | None) -> None:
    """Keep the completed points of an active sprint what its issues say. A planned one has none yet."""
    if sprint is not None and sprint.status == Status.ACTIVE:
        sprint.completed_points = _points(_done(sprint.issues.filter(is_active=True)))
        sprint.save(update_fields=["completed_points"])


def check_open(sprint: Sprint, asked_as: str | None = None) -> None:
    """ValidationError, of that field, if the sprint is over."""
    if sprint.status not in OPEN:
        message = f"'{sprint}' is {sprint.status}: its issues stay as they are."
        raise ValidationError(message if asked_as is None else {asked_as: message})


def _move(issue: Issue, before: Sprint | None, after: Sprint | None, actor: Any) -> None:
    issue.sprint = after
    issue.save(update_fields=["sprint"])
    note_change(issue, actor, Field.SPRINT, named(before), named(after))
    for sprint in (before, after):
        count_completed(sprint)


def _done(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    return issues.filter(status__category=WorkflowStatus.Category.DONE)


def _points(issues: QuerySet[Issue]) -> Decimal:
    return Decimal(issues.order_by().aggregate(points=Sum("story_points"))["points"] or 0)
