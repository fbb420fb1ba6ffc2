"""Issues by everything that a list can be filtered by. A row brings the counts that are shown beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from apps.accounts.models import User
from apps.projects.models import BoardColumn, Issue, IssueComment, IssueLink
from apps.projects.queries.access import visible_issues
from apps.projects.queries.counts import count_of, given

NONE = "none"
"""Asked for as a sprint: the backlog; as an assignee: nobody."""


def find_issues(
    user: User,
    *,
    project: UUID | None = None,
    sprint: UUID | str | None = None,
    board: UUID | None = None,
    assignee: UUID | str | None = None,
    reporter: UUID | None = None,
    status: UUID | None = None,
    status_category: str | None = None,
    issue_type: UUID | None = None,
    priority: str | None = None,
    search: str = "",
    has_comments: bool | None = None,
    has_links: bool | None = None,
    **moments: datetime,
) -> QuerySet[Issue]:
    """Issues by order, then the newest, with all they refer to, comment_count and link_count.

    People go by their user_uuid. The search looks at key (SHOP-12), title and description. `moments` are created_after,
    created_before and so on for updated and resolved; both ends belong to a range.
    """
    rows = with_figures(visible_issues(user)).filter(
        **given(
            project=project,
            reporter__user_uuid=reporter,
            status=status,
            status__category=status_category,
            issue_type=issue_type,
            priority=priority,
        ),
        **_one_or_none("sprint", sprint, "sprint"),
        **_one_or_none("assignee", assignee, "assignee__user_uuid"),
        **_ranges(moments),
    )
    if board is not None:
        rows = rows.filter(Exists(BoardColumn.objects.filter(board=board, workflow_status=OuterRef("status"))))
    for wanted, there in ((has_comments, _comments()), (has_links, _links())):
        if wanted is not None:
            rows = rows.filter(Exists(there) if wanted else ~Exists(there))
    return find_text(rows, search).order_by("order", "-created_at", "-pk")


def with_figures(rows: QuerySet[Issue]) -> QuerySet[Issue]:
    return rows.select_related(
        "project", "issue_type", "status", "sprint", "assignee", "reporter", "parent_issue"
    ).annotate(comment_count=count_of(_comments(), "issue"), link_count=count_of(_links(), "source_issue"))


def find_text(rows: QuerySet[Issue], search: str) -> QuerySet[Issue]:
    if not search:
        return rows
    return rows.alias(known_as=Concat("project__key", Value("-"), "key")).filter(
        Q(title__icontains=search) | Q(description__icontains=search) | Q(known_as__icontains=search)
    )


def find_children(issue: Issue) -> QuerySet[Issue]:
    """The issues below an issue, in the order of the list."""
    return (
        issue.children.filter(is_active=True)
        .select_related("project", "status")
        .order_by("order", "-created_at", "-pk")
    )


def in_order(rows: QuerySet[Issue], keys: Iterable[UUID]) -> list[Issue]:
    """Those of the rows that have the keys, in the order of the keys."""
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def _comments() -> QuerySet[IssueComment]:
    return IssueComment.objects.filter(issue=OuterRef("pk"))


def _links() -> QuerySet[IssueLink]:
    return IssueLink.objects.filter(source_issue=OuterRef("pk"), target_issue__is_active=True)


def _one_or_none(column: str, wanted: UUID | str | None, path: str) -> dict[str, Any]:
    if wanted is None:
        return {}
    return {f"{column}__isnull": True} if wanted == NONE else {path: wanted}


def _ranges(moments: dict[str, datetime]) -> dict[str, datetime]:
    """created_after as created_at__gte, created_before as created_at__lte."""
    found = {}
    for name, moment in moments.items():
        event, _, side = name.partition("_")
        found[f"{event}_at__{'gte' if side == 'after' else 'lte'}"] = moment
    return found
