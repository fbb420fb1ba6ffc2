"""The rows that all projects of a run share, as the database holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model

from apps.projects import models
from seedplot.engine.run_rows import RunRows
from seedplot.plan import SHARED_ROWS

Values = Any
"""A row's columns by name, foreign keys with `_id` behind it."""


class HouseEvidence:
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


def by_key(rows: Iterable[Values]) -> dict[Any, Values]:
    return {row.id: row for row in rows}


def grouped(rows: Iterable[Values], column: str) -> dict[Any, list[Values]]:
    found: dict[Any, list[Values]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return dict(found)
