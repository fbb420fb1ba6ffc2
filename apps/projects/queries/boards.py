"""Boards, their columns and their cards."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from apps.accounts.models import User
from apps.projects.models import Board, BoardColumn, Issue
from apps.projects.queries.access import visible_boards
from apps.projects.queries.counts import count_of, given
from apps.projects.queries.issues import find_issues


def find_boards(user: User, *, project: UUID | None = None) -> QuerySet[Board]:
    """Boards by name, with project and, as columns_shown and issues_shown, what each one's own counts say."""
    columns = BoardColumn.objects.filter(board=OuterRef("pk"))
    # An issue is on the board once, however many columns show its status.
    shown = BoardColumn.objects.filter(board=OuterRef(OuterRef("pk"))).values("workflow_status")
    issues = Issue.objects.filter(project=OuterRef("project"), is_active=True, status__in=shown)
    return (
        visible_boards(user)
        .filter(**given(project=project))
        .select_related("project")
        .annotate(columns_shown=count_of(columns, "board"), issues_shown=count_of(issues, "project"))
        .order_by("name", "pk")
    )


def find_columns(board: Board) -> QuerySet[BoardColumn]:
    """The columns from left to right, with their status and issues_shown."""
    issues = Issue.objects.filter(status=OuterRef("workflow_status"), is_active=True)
    return (
        board.columns.select_related("workflow_status")
        .annotate(issues_shown=count_of(issues, "status"))
        .order_by("order", "pk")
    )


def find_cards(user: User, board: Board) -> QuerySet[Issue]:
    """The issues on a board as cards, column by column."""
    issues = find_issues(user, project=board.project_id, board=board.pk)
    return as_cards(issues, board).order_by("column_order", "order", "-created_at", "-pk")


def find_first_cards(user: User, board: Board, *, per_column: int) -> QuerySet[Issue]:
    """The same, but no more than so many of each column."""
    order = (F("order"), F("created_at").desc(), F("pk").desc())
    cards = find_cards(user, board)
    return cards.annotate(place=Window(RowNumber(), partition_by=F("column_id"), order_by=order)).filter(
        place__lte=per_column
    )


def as_cards(issues: QuerySet[Issue], board: Board) -> QuerySet[Issue]:
    """The issues with the key of the column that shows them as column_id; None where none does."""
    column = BoardColumn.objects.filter(board=board, workflow_status=OuterRef("status")).order_by("order", "pk")
    return issues.annotate(
        column_id=Subquery(column.values("pk")[:1]), column_order=Subquery(column.values("order")[:1])
    )
