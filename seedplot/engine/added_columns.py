"""Columns that migrations have added to seeded tables since a run, or taken from them.

Its fingerprint and its digests do without the added ones; without the others nothing is left to compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.migrations import AddField, RemoveField, RenameField
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from seedplot.models import SeedRun


def added_since(run: SeedRun) -> dict[str, tuple[str, ...]]:
    """The names of the columns that migrations have added since the run began, by model label."""
    added: dict[str, tuple[str, ...]] = {}
    for app, migration in _applied_since(run):
        for operation in _operations(app, migration):
            if isinstance(operation, AddField):
                # A model that is gone by now has no rows to prove.
                with suppress(LookupError):
                    label = apps.get_model(app, operation.model_name)._meta.label
                    added[label] = (*added.get(label, ()), operation.name)
    return added


def gone_since(run: SeedRun) -> dict[str, tuple[str, ...]]:
    """The names of the columns that migrations have removed or renamed since the run began, by model label."""
    gone: dict[str, tuple[str, ...]] = {}
    new = {label: set(names) for label, names in added_since(run).items()}
    for app, migration in _applied_since(run):
        for operation in _operations(app, migration):
            if isinstance(operation, (RemoveField, RenameField)):
                with suppress(LookupError):
                    label = apps.get_model(app, operation.model_name)._meta.label
                    name = operation.name if isinstance(operation, RemoveField) else operation.old_name
                    if name not in new.get(label, ()):
                        gone[label] = (*gone.get(label, ()), name)
    return gone


def _applied_since(run: SeedRun) -> list[tuple[str, str]]:
    recorder = MigrationRecorder(connections[run.using])
    if not recorder.has_table():
        return []
    return list(recorder.migration_qs.filter(applied__gt=run.started_at).order_by("id").values_list("app", "name"))


def _operations(app: str, migration: str) -> Iterator[Any]:
    """The operations of an applied migration; none where its file is gone, or its app."""
    with suppress(LookupError, ImportError):
        package, _ = MigrationLoader.migrations_module(app)
        yield from import_module(f"{package}.{migration}").Migration.operations


def with_added_columns(excluded: Mapping[str, Sequence[str]], run: SeedRun) -> dict[str, tuple[str, ...]]:
    """The columns that the fingerprint of that run leaves out: those that its scenario names, and later ones."""
    added = added_since(run)
    return {label: (*excluded.get(label, ()), *added.get(label, ())) for label in {**excluded, **added}}
