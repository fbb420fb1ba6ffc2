"""Writes down what was changed, by whom and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from apps.projects.models import ActivityLog, Issue, Project

Action, Field = ActivityLog.Action, ActivityLog.Field
Value = tuple[str, UUID | None]

NOTHING: Value = ("", None)
LONGEST = ActivityLog._meta.get_field("new_value").max_length


def note(project: Project, actor: Any, action: str, **about: Any) -> ActivityLog:
    """A line about an issue, a sprint or (with neither) the project; `old` and `new` are texts with their keys."""
    line = line_of(project, actor, action, **about)
    line.save()
    return line


def note_change(issue: Issue, actor: Any, field: str, old: Value, new: Value) -> None:
    note(issue.project, actor, Action.CHANGED, issue=issue, field=field, old=old, new=new)


def line_of(
    project: Project,
    actor: Any,
    action: str,
    *,
    field: str = "",
    old: Value = NOTHING,
    new: Value = NOTHING,
    moment: datetime | None = None,
    **about: Any,
) -> ActivityLog:
    """The line, not yet stored; without a moment it happened just now."""
    line = ActivityLog(
        project=project,
        actor=actor,
        action=action,
        field=field,
        old_value=old[0][:LONGEST],
        new_value=new[0][:LONGEST],
        old_key=old[1],
        new_key=new[1],
        **about,
    )
    line.happened_at = line.created_at = line.updated_at = moment or line.happened_at
    return line


def named(row: Any) -> Value:
    """A row as people read it, with its key; nothing for None."""
    return NOTHING if row is None else (str(row), row.pk)


def person(user: Any) -> Value:
    return NOTHING if user is None else (user.full_name or user.username, user.user_uuid)
