"""The rows of a run that are not as they were proven, and rows of the world that no longer have the values it gave."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from seedplot.engine import ledger, world_changes
from seedplot.engine.replaying.differences import ColumnDifference, Difference
from seedplot.engine.replaying.recognition import Recognition, Standing, recognition_of
from seedplot.engine.run_rows import Names
from seedplot.models import SeedChange, SeedRun
from seedplot.plan import Row, WorldRow


class Drift(enum.Enum):
    """The ways in which a row drifts."""

    EDITED = "edited"
    DELETED = "deleted"
    FOREIGN = "foreign"
    """Another row under a key of the run."""
    UNKNOWN = "unknown"
    """Edited or foreign: the story has changed since, so a replay cannot tell."""


@dataclass(frozen=True)
class DriftedColumn:
    """A column with the value that it should have and the one that it has; a reference by its key."""

    name: str
    planned: Any
    present: Any


@dataclass(frozen=True)
class DriftedRow:
    """A row that has drifted: of the run, or of its world."""

    drift: Drift
    label: str
    key: Any
    part: str
    """The shard of a row of the run; the name of a row of its world."""
    columns: Sequence[DriftedColumn] = ()
    is_world: bool = False

    def __str__(self) -> str:
        return f"{self.label} {self.key} of {self.part}" if not self.is_world else f"{self.label} {self.key}"


def drift(run: SeedRun) -> Iterator[DriftedRow]:
    """The rows that have drifted, shard after shard, and then those of the world. Raises NotDigested."""
    return _drifted(recognition_of(run, ledger.rows_of(run)))


def _drifted(recognition: Recognition) -> Iterator[DriftedRow]:
    for difference in recognition.differences():
        yield _drifted_row(recognition, difference)
    yield from drifted_world(recognition)


def _drifted_row(recognition: Recognition, difference: Difference) -> DriftedRow:
    def row(what: Drift, columns: Sequence[DriftedColumn] = ()) -> DriftedRow:
        return DriftedRow(what, difference.block.label, difference.key, difference.block.shard, columns)

    if difference.found is None:
        return row(Drift.DELETED)
    standing = recognition.standing(difference)
    if standing is not Standing.EDITED:
        return row(Drift.FOREIGN if standing is Standing.FOREIGN else Drift.UNKNOWN)
    planned = recognition.comparison.planned(difference)
    assert planned is not None
    return row(Drift.EDITED, [_column(each) for each in recognition.comparison.columns(difference.found, planned)])


def _column(difference: ColumnDifference) -> DriftedColumn:
    planned = difference.planned
    return DriftedColumn(
        difference.column.name,
        planned.key_ if isinstance(planned, (Row, WorldRow)) else planned,
        difference.found,
    )


def drifted_world(recognition: Recognition) -> Iterator[DriftedRow]:
    """The rows of the world in which columns that the run set have other values, or that are gone.

    Values that a later run has set are none of these. The run's own shared rows are rows of the run.
    """
    columns: dict[tuple[str, str], list[DriftedColumn]] = {}
    gone: set[tuple[str, str]] = set()
    names: dict[tuple[str, str], str] = {}
    for entry, field, value in lasting_changes(recognition):
        row = entry.model, entry.key
        names[row] = entry.name
        if value is GONE:
            gone.add(row)
        elif world_changes.as_json(value) != entry.new:
            planned = None if entry.new is None else field.to_python(entry.new)
            columns.setdefault(row, []).append(DriftedColumn(entry.column, planned, value))
    for (label, key), name in names.items():
        if (label, key) in gone:
            yield DriftedRow(Drift.DELETED, label, key, name, is_world=True)
        elif (label, key) in columns:
            yield DriftedRow(Drift.EDITED, label, key, name, columns[label, key], is_world=True)


GONE = object()
"""In the place of a value whose row is gone."""


def lasting_changes(recognition: Recognition) -> Iterator[tuple[SeedChange, models.Field[Any, Any], Any]]:
    """The run's last change of each column of the world, with the value there is now, or GONE."""
    run, rows = recognition.run, recognition.rows
    names = Names(rows, run.world)
    last: dict[tuple[str, str, str], tuple[SeedChange, models.Field[Any, Any], Any]] = {}
    for entry, field, row in world_changes.rows_changed(run):
        value = GONE if row is None else getattr(row, field.attname)
        last[entry.model, entry.key, entry.column] = entry, field, value
    for place, (entry, field, value) in last.items():
        if place not in rows.replaced and not names.is_own(entry.model, field.model._meta.pk.to_python(entry.key)):
            yield entry, field, value
