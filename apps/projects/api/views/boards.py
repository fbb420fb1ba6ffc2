"""Boards, their columns and their cards."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from apps.projects.api import issue_serializers, reading, serializers
from apps.projects.api.views.base import HouseListView, HouseView, find_named, find_row
from apps.projects.api.views.issues import create_issue
from apps.projects.models import Board, BoardColumn, Issue
from apps.projects.queries import boards
from apps.projects.queries.access import visible_boards, visible_issues
from apps.projects.queries.issues import with_figures
from apps.projects.services import boards as services


class BoardsView(HouseListView):
    parameters = reading.BoardQuery
    serializer = serializers.BoardSerializer

    def find(self, **filters: Any) -> QuerySet[Board]:
        return boards.find_boards(self.request.user, **filters)


class BoardView(HouseView):
    """A board as in the list, with its columns."""

    @extend_schema(responses=serializers.WholeBoardSerializer)
    def get(self, request: Request, key: str) -> Response:
        board = find_row(boards.find_boards(request.user), key)
        columns = serializers.ColumnSerializer(boards.find_columns(board), many=True).data
        return Response({**serializers.BoardSerializer(board).data, "columns": columns})


class ColumnsView(HouseView):
    @extend_schema(request=reading.NewColumnBody, responses={201: serializers.ColumnSerializer})
    def post(self, request: Request, key: str) -> Response:
        columns = reading.NewColumnBody.read(request.data)
        with self.changing(visible_boards(request.user), key) as board:
            column = services.add_column(board, request.user, **_with_status(columns, board))
        return Response(_shown(board, column), status=HTTP_201_CREATED)


class ColumnView(HouseView):
    @extend_schema(request=reading.ColumnBody, responses=serializers.ColumnSerializer)
    def patch(self, request: Request, key: str, column_key: str) -> Response:
        columns = reading.ColumnBody.read(request.data)
        with self.changing(visible_boards(request.user), key) as board:
            column = find_row(board.columns.select_related("board__project", "workflow_status"), column_key)
            services.edit_column(column, request.user, **_with_status(columns, board))
        return Response(_shown(board, column))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, key: str, column_key: str) -> Response:
        with self.changing(visible_boards(request.user), key) as board:
            services.remove_column(find_row(board.columns.all(), column_key), request.user)
        return Response(status=HTTP_204_NO_CONTENT)


class CardsView(HouseListView):
    """The issues of a board's project that one of its columns shows, column by column."""

    serializer = issue_serializers.CardSerializer

    def find(self) -> QuerySet[Issue]:
        user = self.request.user
        return boards.find_cards(user, find_row(visible_boards(user), self.kwargs["key"]))

    @extend_schema(request=reading.NewCardBody, responses={201: issue_serializers.CardSerializer})
    def post(self, request: Request, key: str) -> Response:
        """A new issue of the board's project, in its initial status."""
        columns = reading.NewCardBody.read(request.data)
        allowed = self.changing(visible_boards(request.user), key, may=attrgetter("may_create_issues"))
        with allowed as board:
            issue = create_issue(board.project, request.user, columns)
        return Response(_card(request, board, issue), status=HTTP_201_CREATED)


class MoveView(HouseView):
    """Puts a card into another column."""

    @extend_schema(request=reading.MoveBody, responses=issue_serializers.CardSerializer)
    def patch(self, request: Request, key: str, issue_key: str) -> Response:
        asked = reading.MoveBody.read(request.data)
        with self.changing(visible_boards(request.user), key) as board:
            issue = find_row(
                visible_issues(request.user).filter(project=board.project_id).select_related("status", "project"),
                issue_key,
            )
            column = find_named(board.columns.select_related("workflow_status"), asked, "column")
            services.move_issue(issue, column, request.user)
        return Response(_card(request, board, issue))


def _with_status(columns: dict[str, Any], board: Board) -> dict[str, Any]:
    """The columns with the status of the board's project that they name."""
    if "workflow_status" not in columns:
        return columns
    statuses = board.project.statuses.filter(is_active=True)
    return columns | {"workflow_status": find_named(statuses, columns, "workflow_status")}


def _shown(board: Board, column: BoardColumn) -> Any:
    return serializers.ColumnSerializer(boards.find_columns(board).get(pk=column.pk)).data


def _card(request: Request, board: Board, issue: Issue) -> Any:
    """The issue as a card; a board need not have a column for the status of a new one."""
    rows = boards.as_cards(with_figures(visible_issues(request.user)), board)
    return issue_serializers.CardSerializer(rows.get(pk=issue.pk)).data
