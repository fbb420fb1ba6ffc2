"""The world of a run as a fresh one would find it, and the run's changes to it, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connections, transaction

from seedplot.engine import provenance, world_changes
from seedplot.engine.run_rows import Names, RunRows
from seedplot.engine.writer import targets_first
from seedplot.models import SeedChange, SeedRun
from seedplot.plan import World, shape_of
from seedplot.scenario import Scenario


def find_world(run: SeedRun, rows: RunRows, scenario: Scenario, options: Mapping[str, Any], anchor: datetime) -> World:
    """The world of a fresh run at that anchor. Values from outside the database stay as they are.

    The run's own rows must not be seen, so they are removed and the removal is rolled back.
    """
    if type(scenario).prerequisites is Scenario.prerequisites:
        return World([], run.sources)
    using = run.using
    before = transaction.savepoint(using=using)
    try:
        world_changes.restore(run)
        _remove(rows)
        found = scenario.prerequisites(options, using, at=anchor)
    except IntegrityError:
        # A table that Django does not know refers to a row of the run and lets it not go, not even for a moment.
        names = Names(rows, {})
        world = provenance.world_of(run)
        own = [row for row in world.rows.values() if not names.is_own(row.model_._meta.label, row.key_)]
        found = World(own)
    finally:
        transaction.savepoint_rollback(before, using=using)
    return World(found.rows.values(), run.sources)


def _remove(rows: RunRows) -> None:
    shapes = [shape_of(model) for model in rows.model_classes]
    with connections[rows.using].constraint_checks_disabled():
        for shape in reversed(targets_first(shapes)):
            for part in rows.parts(shape.model):
                part._raw_delete(rows.using)


def take_back_changes(run: SeedRun, own: Names, *, heal: bool) -> frozenset[tuple[str, str, str]]:
    """Give changed columns of the world their old values and forget the changes, which are planned anew.

    Returns those that somebody has changed since, by model, key and column: they stay as they are, with their record,
    unless they are healed.
    """
    latest = _latest(run)
    edited = frozenset(place for place, (entry, now) in latest.items() if world_changes.as_json(now) != entry.new)
    if heal:
        world_changes.set_again([latest[place][0] for place in sorted(edited)])
        edited = frozenset()
    world_changes.restore(run)
    kept = [
        entry.pk
        for entry in SeedChange.objects.using(run.using).filter(run=run)
        if (entry.model, entry.key, entry.column) in edited and not own.is_own(entry.model, entry.key)
    ]
    SeedChange.objects.using(run.using).filter(run=run).exclude(pk__in=kept).delete()
    return edited


def _latest(run: SeedRun) -> dict[tuple[str, str, str], tuple[SeedChange, Any]]:
    """The last change of each column, and the value that it has now."""
    return {(entry.model, entry.key, entry.column): (entry, now) for entry, _, now in world_changes.current(run)}
