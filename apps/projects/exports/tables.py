"""The nine files of a generation: their columns, and where in the rows each value is.

A column is a header and the path to its value. No file has a column for a password, nor for a key that the database
numbers: people are told by their UUID.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import Concat, Length

from apps.accounts.models import User
from apps.projects.models import Issue, IssueComment, IssueLink, Organization, Project, Sprint, Workspace

METADATA = "metadata.csv"


def _full_key(issue: str) -> Concat:
    """The expression for an issue's key as people know it: KEY-number."""
    return Concat(F(f"{issue}__project__key"), Value("-"), F(f"{issue}__key"))


def _number(path: str) -> tuple[Length, str]:
    """The order of issues' numbers, which their keys hold as text: any text, where a row is not the run's."""
    return Length(path), path


@dataclass(frozen=True)
class Table:
    """A file of rows. `order` is total: two exports of the same rows have the same lines."""

    name: str
    model: type[Model]
    columns: tuple[tuple[str, Any], ...]
    order: tuple[Any, ...]
    is_stored_twice: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(header for header, _ in self.columns)

    def query(self, rows: QuerySet[Any, Any]) -> tuple[QuerySet[Any, Any], Sequence[str]]:
        """The rows in the order of the file, and the names by which the query knows the columns."""
        named = {f"{header}_column": where for header, where in self.columns if not isinstance(where, str)}
        wanted = [where if isinstance(where, str) else f"{header}_column" for header, where in self.columns]
        if self.is_stored_twice:
            rows = rows.once()  # type: ignore[attr-defined]  # only links are, and their query set knows how
        return rows.annotate(**named).order_by(*self.order), wanted


def _same(*names: str) -> tuple[tuple[str, str], ...]:
    """Columns that are called what their fields are."""
    return tuple((name, name) for name in names)


TABLES = (
    Table(
        "organizations",
        Organization,
        (
            *_same("id", "name", "slug"),
            ("owner_email", "owner__email"),
            *_same("organization_type", "subscription_plan", "created_at"),
        ),
        ("slug",),
    ),
    Table(
        "workspaces",
        Workspace,
        _same("id", "name", "slug", "organization_id", "workspace_type", "visibility", "created_at"),
        ("organization__slug", "slug"),
    ),
    Table(
        "users",
        User,
        (
            ("id", "user_uuid"),
            *_same("email", "username", "first_name", "last_name", "is_active", "is_verified"),
            ("created_at", "date_joined"),
        ),
        ("username",),
    ),
    Table(
        "projects",
        Project,
        (
            *_same("id", "name", "key", "workspace_id", "methodology", "status", "priority"),
            ("lead_email", "lead__email"),
            *_same("start_date", "created_at"),
        ),
        ("workspace__slug", "key", "id"),
    ),
    Table(
        "sprints",
        Sprint,
        (
            ("id", "id"),
            ("project_key", "project__key"),
            *_same("name", "status", "start_date", "end_date", "committed_points", "completed_points", "created_at"),
        ),
        ("project__key", "start_date", "name", "id"),
    ),
    Table(
        "issues",
        Issue,
        (
            ("id", "id"),
            ("project_key", "project__key"),
            *_same("key", "title"),
            ("issue_type", "issue_type__name"),
            ("status", "status__name"),
            ("priority", "priority"),
            ("assignee_email", "assignee__email"),
            ("reporter_email", "reporter__email"),
            *_same("story_points", "estimated_hours", "actual_hours"),
            ("sprint_name", "sprint__name"),
            *_same("created_at", "resolved_at"),
        ),
        ("project__key", *_number("key"), "id"),
    ),
    Table(
        "comments",
        IssueComment,
        (
            ("id", "id"),
            ("issue_key", _full_key("issue")),
            ("author_email", "author__email"),
            *_same("content", "created_at"),
        ),
        ("issue__project__key", *_number("issue__key"), "created_at", "id"),
    ),
    Table(
        "issue_links",
        IssueLink,
        (
            ("id", "id"),
            ("source_issue_key", _full_key("source_issue")),
            ("target_issue_key", _full_key("target_issue")),
            *_same("link_type", "created_at"),
        ),
        (
            "source_issue__project__key",
            *_number("source_issue__key"),
            *_number("target_issue__key"),
            "link_type",
            "id",
        ),
        is_stored_twice=True,
    ),
)

METADATA_COLUMNS = (
    "generated_at",
    "total_users",
    "total_organizations",
    "total_workspaces",
    "total_projects",
    "total_sprints",
    "total_issues",
    "total_comments",
    "total_links",
)
TOTALS = {"total_links": "issue_links"}
"""The file that a total counts, where it is not called after it."""

FILE_NAMES = (*(table.file_name for table in TABLES), METADATA)
"""In the order in which they are written and uploaded: the manifest, which says that all are there, comes last."""
