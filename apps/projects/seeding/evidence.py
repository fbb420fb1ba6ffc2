"""The rows of one project as the database holds them, and those of the house around it: what promises look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet

from apps.projects import models
from apps.projects.seeding.specification.people import PEOPLE
from seedplot.clock import AnchoredCalendar
from seedplot.engine.run_rows import RunRows
from seedplot.plan import SHARED_ROWS

Values = Any
"""A row's columns by name, foreign keys with `_id` behind it."""


class HouseEvidence:
    """What all projects share."""

    def __init__(self, evidence: RunRows) -> None:
        self._evidence = evidence
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
    def memberships(self) -> Sequence[Values]:
        return list(named(self._evidence.rows(models.OrganizationMembership)))

    @cached_property
    def workspace_members(self) -> Sequence[Values]:
        return list(named(self._evidence.rows(models.WorkspaceMember)))

    @cached_property
    def expected_usernames(self) -> set[str]:
        return {person.username for person in PEOPLE}

    def own(self, rows: QuerySet[Any]) -> list[Values]:
        """Those of the rows that the run wrote: what was added since promises nothing."""
        return [row for row in named(rows) if str(row[0]) in self._keys(rows.model)]

    def _keys(self, model: type[Model]) -> set[str]:
        if model not in self._listed:
            self._listed[model] = self._evidence.listed_keys(model)
        return self._listed[model]

    @cached_property
    def _listed(self) -> dict[type[Model], set[str]]:
        return {}


class ProjectEvidence:
    """One project: its rows, each kind read once and when it is first asked for."""

    def __init__(self, house: HouseEvidence, project: models.Project, calendar: AnchoredCalendar) -> None:
        self.house, self.project, self.calendar = house, project, calendar
        self.key, self.anchor = project.key, calendar.anchor

    @property
    def is_scrum(self) -> bool:
        return self.project.methodology == "scrum"

    @property
    def issues_wanted(self) -> int:
        return int(self.house.options["issues_per_project"])

    @cached_property
    def types(self) -> Mapping[Any, Values]:
        return by_key(self.house.own(models.IssueType.objects.filter(project=self.project)))

    @cached_property
    def statuses(self) -> Mapping[Any, Values]:
        return by_key(self.house.own(models.WorkflowStatus.objects.filter(project=self.project)))

    @cached_property
    def transitions(self) -> Sequence[Values]:
        return self.house.own(models.WorkflowTransition.objects.filter(project=self.project))

    @cached_property
    def configurations(self) -> Sequence[Values]:
        return list(named(models.ProjectConfiguration.objects.filter(project=self.project)))

    @cached_property
    def boards(self) -> Sequence[Values]:
        return self.house.own(models.Board.objects.filter(project=self.project))

    @cached_property
    def columns(self) -> Sequence[Values]:
        return self.house.own(models.BoardColumn.objects.filter(board__project=self.project))

    @cached_property
    def team(self) -> Mapping[int, Values]:
        """By the key of the user."""
        rows = self.house.own(models.ProjectTeamMember.objects.filter(project=self.project))
        return {row.user_id: row for row in rows}

    @cached_property
    def sprints(self) -> Mapping[Any, Values]:
        rows = self.house.own(models.Sprint.objects.filter(project=self.project).order_by("start_date"))
        return by_key(rows)

    @cached_property
    def issues(self) -> Mapping[Any, Values]:
        rows = self.house.own(models.Issue.objects.filter(project=self.project))
        return by_key(sorted(rows, key=lambda row: int(row.key)))

    @cached_property
    def comments(self) -> Sequence[Values]:
        return self.house.own(models.IssueComment.objects.filter(issue__project=self.project))

    @cached_property
    def links(self) -> Sequence[Values]:
        return self.house.own(models.IssueLink.objects.filter(source_issue__project=self.project).order_by("pk"))

    @cached_property
    def activity(self) -> Sequence[Values]:
        return self.house.own(models.ActivityLog.objects.filter(project=self.project).order_by("happened_at"))

    @cached_property
    def comments_of(self) -> Mapping[Any, Sequence[Values]]:
        return grouped(self.comments, "issue_id")

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


def projects_of(evidence: RunRows, calendar: AnchoredCalendar) -> Iterator[ProjectEvidence]:
    """One project after the other, so that the rows of one are there at a time."""
    house = HouseEvidence(evidence)
    for shard in evidence.shards:
        if shard != SHARED_ROWS:
            for project in evidence.rows(models.Project, shard):
                yield ProjectEvidence(house, project, calendar)


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
