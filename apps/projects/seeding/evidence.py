"""The rows of one project as the database holds them, and those of the house around it: the subject of promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet

from apps.projects import models
from apps.projects.seeding.specification.templates import TEMPLATES, Template
from seedplot.clock import project_zone
from seedplot.engine.run_rows import RunRows

T = TypeVar("T")
Values = Any
"""A row's columns by name, foreign keys with `_id` behind it."""


class HouseEvidence:
    """The rows that all projects share."""

    def __init__(self, evidence: RunRows) -> None:
        self._evidence = evidence
        self._listed: dict[type[Model], set[str]] = {}
        self.options = evidence.options

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many rows of the run are still there, by model, of those that a run has few of."""
        few = (models.Organization, models.Workspace, get_user_model(), models.Project, models.UserProfile)
        return {model.__name__: self._evidence.rows(model).count() for model in few}

    @cached_property
    def users(self) -> Mapping[int, Any]:
        return {user.pk: user for user in self._evidence.rows(get_user_model())}

    @cached_property
    def organizations(self) -> Sequence[Values]:
        return self.own(models.Organization)

    @cached_property
    def workspaces(self) -> Sequence[Values]:
        return self.own(models.Workspace)

    @cached_property
    def memberships(self) -> Sequence[Values]:
        return self.own(models.OrganizationMembership)

    @cached_property
    def workspace_members(self) -> Sequence[Values]:
        return self.own(models.WorkspaceMember)

    @cached_property
    def profiles(self) -> Sequence[Values]:
        return self.own(models.UserProfile)

    def username(self, key: int | None) -> str:
        """The login of the person with that key; empty for nobody and for a stranger."""
        user = self.users.get(key) if key is not None else None
        return user.username if user else ""

    def project(self, shard: str) -> models.Project:
        """The project that the shard wrote. One that has gone is empty, so that it breaks promises."""
        found: models.Project | None = self._evidence.rows(models.Project, shard).first()
        return found or models.Project(key=shard)

    def own(self, model: type[Model], *order: str, **filters: Any) -> list[Values]:
        """The rows of the model that the run wrote: later additions promise nothing."""
        if model not in self._listed:
            self._listed[model] = self._evidence.listed_keys(model)
        mine = self._listed[model]
        rows = model._base_manager.using(self._evidence.using).filter(**filters).order_by(*order)
        return [row for row in named(rows) if str(row[0]) in mine]


class ProjectEvidence:
    """One project: its rows, each kind read once and when it is first asked for."""

    def __init__(self, house: HouseEvidence, template: Template, anchor: datetime) -> None:
        self.house, self.template, self.anchor = house, template, anchor
        self.project = house.project(template.key)
        self.key = template.key
        self.zone = project_zone()
        self._results: dict[Any, Any] = {}

    @property
    def is_scrum(self) -> bool:
        return self.project.methodology == "scrum"

    @property
    def issues_wanted(self) -> int:
        return int(self.house.options["issues_per_project"])

    def once(self, work: Callable[[ProjectEvidence], T]) -> T:
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
        return by_key(self._own(models.WorkflowStatus, "order"))

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
        return self.house.own(models.BoardColumn, "order", board__project=self.project.pk)

    @cached_property
    def team(self) -> Mapping[int, Values]:
        """By the key of the user."""
        return {row.user_id: row for row in self._own(models.ProjectTeamMember)}

    @cached_property
    def sprints(self) -> Mapping[Any, Values]:
        """In the order of time."""
        return by_key(self._own(models.Sprint, "start_date"))

    @cached_property
    def issues(self) -> Mapping[Any, Values]:
        return by_key(sorted(self._own(models.Issue), key=lambda row: int(row.key)))

    @cached_property
    def comments(self) -> Sequence[Values]:
        return self.house.own(models.IssueComment, issue__project=self.project.pk)

    @cached_property
    def links(self) -> Sequence[Values]:
        return self.house.own(models.IssueLink, "pk", source_issue__project=self.project.pk)

    @cached_property
    def activity(self) -> Sequence[Values]:
        """In the order of time."""
        return self._own(models.ActivityLog, "happened_at")

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

    def _own(self, model: type[Model], *order: str) -> list[Values]:
        return self.house.own(model, *order, project=self.project.pk)


def projects_of(evidence: RunRows, anchor: datetime) -> Iterator[ProjectEvidence]:
    """The projects that were asked for, one after the other, so that the rows of one are there at a time."""
    house = HouseEvidence(evidence)
    for template in TEMPLATES[: int(evidence.options["projects"])]:
        yield ProjectEvidence(house, template, anchor)


def named(rows: QuerySet[Any]) -> Iterator[Values]:
    """The rows as named tuples with all their columns, the key first."""
    key = rows.model._meta.pk
    others = [column.attname for column in rows.model._meta.concrete_fields if column is not key]
    return iter(rows.values_list(key.attname, *others, named=True))


def by_key(rows: Iterable[Values]) -> dict[Any, Values]:
    return {row.id: row for row in rows}


def grouped(rows: Iterable[Values], column: str) -> dict[Any, list[Values]]:
    found: dict[Any, list[Values]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return dict(found)
