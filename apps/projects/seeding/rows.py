"""A run's rows as promises read them: those of one project, with the rows of the house that all projects share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.db.models import Model

from apps.projects import models
from apps.projects.seeding.specification.products import KEYS, PRODUCTS, Product
from seedplot.clock import project_zone
from seedplot.engine.run_rows import RunRows
from seedplot.plan import SHARED_ROWS

T = TypeVar("T")
Values = Any
"""A row's columns by name, foreign keys with `_id` behind it."""


class HouseRows:
    """The rows that all projects share, each kind read once and when it is first asked for."""

    def __init__(self, rows: RunRows) -> None:
        self._rows = rows
        self.options = rows.options

    @cached_property
    def users(self) -> Mapping[int, Values]:
        return {user.pk: user for user in self._shared(get_user_model())}

    @cached_property
    def organizations(self) -> Sequence[Values]:
        return self._shared(models.Organization)

    @cached_property
    def workspaces(self) -> Sequence[Values]:
        return self._shared(models.Workspace)

    @cached_property
    def memberships(self) -> Sequence[Values]:
        return self._shared(models.OrganizationMembership)

    @cached_property
    def workspace_members(self) -> Sequence[Values]:
        return self._shared(models.WorkspaceMember)

    @cached_property
    def profiles(self) -> Sequence[Values]:
        return self._shared(models.UserProfile)

    def username(self, key: int | None) -> str:
        """The login of the person with that key; empty for nobody and for a stranger."""
        user = self.users.get(key) if key is not None else None
        return str(user.username) if user else ""

    def read(self, model: type[Model], shard: str) -> list[Values]:
        """The rows that the run wrote in that shard and that are still there."""
        return self._rows.read(model, shard)

    def _shared(self, model: type[Model]) -> list[Values]:
        return self.read(model, SHARED_ROWS)


class ProjectRows:
    """One project: its rows, each kind read once and when it is first asked for."""

    def __init__(self, house: HouseRows, product: Product, anchor: datetime) -> None:
        self.house, self.product, self.anchor = house, product, anchor
        self.key = product.key
        self.zone = project_zone()
        self._results: dict[Any, Any] = {}
        self._rows: dict[type[Model], list[Values]] = {}

    @cached_property
    def projects(self) -> Sequence[Values]:
        return self._read(models.Project)

    @cached_property
    def project(self) -> Values:
        """The row of the project. One that has gone is empty, so that it breaks promises."""
        return self.projects[0] if self.projects else models.Project(key=self.key)

    @property
    def is_scrum(self) -> bool:
        return bool(self.project.methodology == "scrum")

    @property
    def issues_wanted(self) -> int:
        return int(self.house.options["issues_per_project"])

    def once(self, work: Callable[[ProjectRows], T]) -> T:
        """The result of that function of the project, worked out once."""
        if work not in self._results:
            self._results[work] = work(self)
        result: T = self._results[work]
        return result

    @cached_property
    def types(self) -> Mapping[Any, Values]:
        return by_key(self._own(models.IssueType))

    @cached_property
    def statuses(self) -> Mapping[Any, Values]:
        return by_key(sorted(self._own(models.WorkflowStatus), key=lambda row: row.order))

    @cached_property
    def transitions(self) -> Sequence[Values]:
        return self._own(models.WorkflowTransition)

    @cached_property
    def configurations(self) -> Sequence[Values]:
        return self._own(models.ProjectConfiguration)

    @cached_property
    def boards(self) -> Sequence[Values]:
        return self._own(models.Board)

    @cached_property
    def columns(self) -> Sequence[Values]:
        boards = {row.id for row in self.boards}
        rows = [row for row in self._read(models.BoardColumn) if row.board_id in boards]
        return sorted(rows, key=lambda row: row.order)

    @cached_property
    def team(self) -> Mapping[int, Values]:
        """By the key of the user."""
        return {row.user_id: row for row in self._own(models.ProjectTeamMember)}

    @cached_property
    def sprints(self) -> Mapping[Any, Values]:
        """In the order of time."""
        return by_key(sorted(self._own(models.Sprint), key=lambda row: row.start_date))

    @cached_property
    def issues(self) -> Mapping[Any, Values]:
        return by_key(sorted(self._own(models.Issue), key=lambda row: int(row.key)))

    @cached_property
    def comments(self) -> Sequence[Values]:
        return [row for row in self._read(models.IssueComment) if row.issue_id in self.issues]

    @cached_property
    def links(self) -> Sequence[Values]:
        return [row for row in self._read(models.IssueLink) if row.source_issue_id in self.issues]

    @cached_property
    def activity(self) -> Sequence[Values]:
        """In the order of time."""
        return sorted(self._own(models.ActivityLog), key=lambda row: row.happened_at)

    @cached_property
    def comments_of(self) -> Mapping[Any, Sequence[Values]]:
        return grouped(self.comments, "issue_id")

    @cached_property
    def links_of(self) -> Mapping[Any, Sequence[Values]]:
        """By the source."""
        return grouped(self.links, "source_issue_id")

    @cached_property
    def status_changes_of(self) -> Mapping[Any, Sequence[Values]]:
        """By issue, in the order of time."""
        return grouped((row for row in self.activity if row.field == "status"), "issue_id")

    @cached_property
    def sprint_changes_of(self) -> Mapping[Any, Sequence[Values]]:
        return grouped((row for row in self.activity if row.field == "sprint"), "issue_id")

    def category(self, issue: Values) -> str:
        return str(self.types[issue.issue_type_id].category)

    def status(self, issue: Values) -> str:
        return str(self.statuses[issue.status_id].name)

    def is_done(self, issue: Values) -> bool:
        return bool(self.statuses[issue.status_id].category == "done")

    def status_at(self, issue: Values, moment: datetime) -> str:
        """The name of the status that the issue had at that moment."""
        found = "To Do"
        for change in self.status_changes_of.get(issue.id, ()):
            if change.happened_at <= moment:
                found = change.new_value
        return found

    def reached(self, issue: Values, status: str) -> datetime | None:
        """The moment at which the issue last came into that status."""
        changes = self.status_changes_of.get(issue.id, ())
        return next((row.happened_at for row in reversed(changes) if row.new_value == status), None)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The first day that has not happened."""
        return self.local(self.anchor).date()

    @cached_property
    def strays(self) -> int:
        """The number of rows of the project's shard that belong to another project."""
        kinds: dict[type[Model], int] = {
            models.IssueType: len(self.types),
            models.WorkflowStatus: len(self.statuses),
            models.WorkflowTransition: len(self.transitions),
            models.ProjectConfiguration: len(self.configurations),
            models.Board: len(self.boards),
            models.BoardColumn: len(self.columns),
            models.ProjectTeamMember: len(self.team),
            models.Sprint: len(self.sprints),
            models.Issue: len(self.issues),
            models.IssueComment: len(self.comments),
            models.IssueLink: len(self.links),
            models.ActivityLog: len(self.activity),
        }
        return sum(len(self._read(model)) - count for model, count in kinds.items())

    def _own(self, model: type[Model]) -> list[Values]:
        return [row for row in self._read(model) if row.project_id == self.project.pk]

    def _read(self, model: type[Model]) -> list[Values]:
        if model not in self._rows:
            self._rows[model] = self.house.read(model, self.key)
        return self._rows[model]


def projects_of(rows: RunRows, anchor: datetime) -> Iterator[ProjectRows]:
    """One project after the other, so that the rows of one are there at a time.

    A worker has the rows of one project alone. Elsewhere all that were asked for come, also those whose rows are gone.
    """
    house = HouseRows(rows)
    there = [shard for shard in rows.shards if shard != SHARED_ROWS]
    asked = there if len(there) == 1 else dict.fromkeys([*KEYS[: int(rows.options["projects"])], *there])
    yield from (ProjectRows(house, product, anchor) for product in PRODUCTS if product.key in asked)


def by_key(rows: Iterable[Values]) -> dict[Any, Values]:
    return {row.id: row for row in rows}


def grouped(rows: Iterable[Values], column: str) -> dict[Any, list[Values]]:
    found: dict[Any, list[Values]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return dict(found)
