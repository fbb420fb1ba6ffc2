"""A board: its columns and their limits, and cards that are moved from one to the other."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from apps.projects.models import Board, BoardColumn, Issue, WorkflowStatus
from apps.projects.services.issues import change_status
from apps.projects.services.journal import Action, Field, note


def add_column(board: Board, actor: Any, *, workflow_status: WorkflowStatus, **columns: Any) -> BoardColumn:
    """A new column, unless it is said otherwise on the right and called what its status is."""
    last = board.columns.order_by("-order").first()
    usual = {"name": workflow_status.name, "order": 0 if last is None else last.order + 1}
    column = BoardColumn(board=board, workflow_status=workflow_status, **usual | columns)
    _check(column)
    column.save()
    note(board.project, actor, Action.CREATED, field=Field.COLUMN, new=_said(column), moment=column.created_at)
    return column


def edit_column(column: BoardColumn, actor: Any, **columns: Any) -> None:
    before = _said(column)
    for name, value in columns.items():
        setattr(column, name, value)
    _check(column)
    column.save(update_fields=list(columns))
    note(column.board.project, actor, Action.CHANGED, field=Field.COLUMN, old=before, new=_said(column))


def remove_column(column: BoardColumn, actor: Any) -> None:
    """Take the column away; its issues keep their status."""
    before = _said(column)
    column.delete()
    note(column.board.project, actor, Action.REMOVED, field=Field.COLUMN, old=before)


def move_issue(issue: Issue, column: BoardColumn, actor: Any) -> None:
    """Put the card into the column: its status follows."""
    change_status(issue, column.workflow_status, actor, asked_as="column")


def _check(column: BoardColumn) -> None:
    column.clean()
    others = column.board.columns.exclude(pk=column.pk)
    if others.filter(order=column.order).exists():
        raise ValidationError({"order": f"The board has a column {column.order} already."})


def _said(column: BoardColumn) -> tuple[str, Any]:
    """The column with its limits, which are what people change most."""
    limits = [f"{name} {value}" for name, value in (("at least", column.min_wip), ("at most", column.max_wip)) if value]
    return ", ".join([column.name, *limits]), column.pk
