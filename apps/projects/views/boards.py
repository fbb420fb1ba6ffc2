"""A board: its columns with their limits, the cards in them, and what can be done with both."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.api.reading import Query
from apps.projects.api import reading
from apps.projects.api.fields import Key
from apps.projects.api.views.base import find_named
from apps.projects.api.views.issues import create_issue
from apps.projects.models import Board, BoardColumn, Issue
from apps.projects.queries.access import team_users, visible_boards, visible_issues
from apps.projects.queries.boards import find_columns, find_first_cards
from apps.projects.services import boards as services
from apps.projects.views.base import Button, ProjectPage

CARDS_PER_COLUMN = 50
"""The rest of a column is in the list of issues."""


class BoardPageQuery(Query):
    board = Key(required=False)


class BoardView(ProjectPage):
    """The project's first board by name, or the one that `?board=` names."""

    template_name = "projects/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project, boards = self.project, list(self.project.boards.order_by("name", "pk"))
        board = self.chosen(boards)
        return super().get_context_data(
            boards=boards,
            board=board,
            columns=self.columns(board) if board else [],
            types=project.issue_types.filter(is_active=True).order_by("name"),
            team=team_users(project).order_by("first_name", "last_name", "pk"),
            statuses=project.statuses.filter(is_active=True).order_by("order", "name"),
            priorities=Issue.Priority.choices,
            usual_priority=Issue.Priority.P3,
            most_points=reading.MOST_POINTS,
            may_change=self.standing.may_change,
            may_create_issues=self.standing.may_create_issues,
            **kwargs,
        )

    def chosen(self, boards: list[Board]) -> Board | None:
        asked = self.asked(BoardPageQuery)
        if "board" not in asked:
            return boards[0] if boards else None
        for board in boards:
            if board.pk == asked["board"]:
                return board
        raise Http404("The project has no such board.")

    def columns(self, board: Board) -> list[tuple[BoardColumn, list[Issue]]]:
        """Each column with its cards, as many as are shown."""
        cards: dict[UUID, list[Issue]] = {}
        for card in find_first_cards(self.request.user, board, per_column=CARDS_PER_COLUMN):
            cards.setdefault(card.column_id, []).append(card)
        return [(column, cards.get(column.pk, [])) for column in find_columns(board)]


class BoardButton(Button):
    """A change of the board of the address."""

    def rows(self) -> QuerySet[Board]:
        return visible_boards(self.request.user).select_related("project")

    def address(self, board: Board) -> str:
        return f"{reverse('projects:board', args=[board.project_id])}?board={board.pk}"


class MoveCard(BoardButton):
    """Puts a card into another column: its status follows."""

    def change(self, board: Board, **keys: UUID) -> str:
        sent = {name: self.request.POST.get(name) for name in ("issue", "column")}
        asked = {
            "column": reading.MoveBody.read({"column": sent["column"]})["column"],
            "issue": reading.SprintIssueBody.read({"issue": sent["issue"]})["issue"],
        }
        rows = visible_issues(self.request.user).filter(project=board.project_id).select_related("status", "project")
        issue = find_named(rows, asked, "issue")
        column = find_named(board.columns.select_related("workflow_status"), asked, "column")
        services.move_issue(issue, column, self.request.user)
        return f"{issue.full_key} is in {column} now."


class CreateCard(BoardButton):
    """A new issue of the board's project, in its initial status; who asks is its reporter."""

    may = "may_create_issues"

    def change(self, board: Board, **keys: UUID) -> str:
        self.require("title", "An issue needs a title.")
        issue = create_issue(board.project, self.request.user, self.sent(reading.NewCardBody))
        return f"{issue.full_key} is there now, in {issue.status}."


class AddColumn(BoardButton):
    def change(self, board: Board, **keys: UUID) -> str:
        columns = self.sent(reading.NewColumnBody)
        column = services.add_column(board, self.request.user, **_with_status(columns, board))
        return f"There is a column {column} now."


class ChangeColumn(BoardButton):
    """Saves a column's name, place, status and limits."""

    def change(self, board: Board, **keys: UUID) -> str:
        column = _column(board, keys["column"])
        services.edit_column(column, self.request.user, **_with_status(self.sent(reading.ColumnBody), board))
        return f"The column {column} is changed."


class RemoveColumn(BoardButton):
    """Takes a column away; its issues keep their status."""

    def change(self, board: Board, **keys: UUID) -> str:
        column = _column(board, keys["column"])
        services.remove_column(column, self.request.user)
        return f"The column {column} is gone; its issues are as they were."


def _column(board: Board, key: UUID) -> BoardColumn:
    return get_object_or_404(board.columns.select_related("board__project", "workflow_status"), pk=key)


def _with_status(columns: dict[str, Any], board: Board) -> dict[str, Any]:
    """The columns with the status of the board's project that they name."""
    if "workflow_status" not in columns:
        return columns
    statuses = board.project.statuses.filter(is_active=True)
    return columns | {"workflow_status": find_named(statuses, columns, "workflow_status")}
