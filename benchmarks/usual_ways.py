"""The usual ways to fill a database, on the same models: plain instances, factory_boy, model_bakery.

Each makes the rows of some of the story's teams: as many of each model, with the same references. A reference is passed
as an instance, so that no way makes parents of its own. Times are up to and including the commit.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from benchmarks.story import Story
from benchmarks.timing import Timing

if TYPE_CHECKING:
    from django.db.models import Model

    from seedplot.plan import Row

    RowsByModel = Mapping[type[Model], list[Row]]
    Made = Mapping[Row, Model]
    Make = Callable[[type[Model], list[Row], Made], Sequence[Model]]

BULK_CREATE = "`bulk_create` of ready instances"
INSTANCES = "ready values, `Model()` and `bulk_create`"
BUILD = "`factory.build()` and `bulk_create`"
CREATE = "`factory.create()`"
BAKERY_BULK = "`baker.make(_bulk_create=True)`"
BAKERY = "`baker.make()`"

BATCH_SIZE = 2_000
"""Batches of 500 take as long, within a few per cent. On SQLite Django makes smaller ones all the same."""
DATES = ("date", "week_start")
"""Columns that no two rows of a member may share; drawn from a few weeks, or always today, they would."""


def bulk_create(teams: int) -> Timing:
    """Instances that are there already; references to others are completed as those get their keys."""
    sample = _sample(teams)
    ready: dict[Row, Model] = {}
    for model, rows in sample.items():
        ready.update({row: model(**_plain_values(row), **_references(row, ready)) for row in rows})

    def make(model: type[Model], rows: list[Row], made: Made) -> Sequence[Model]:
        return model._base_manager.bulk_create([ready[row] for row in rows], BATCH_SIZE)

    return _fill(sample, BULK_CREATE, make)


def plain_instances(teams: int) -> Timing:
    """Instances of values that are there already, so that nothing is invented or computed."""
    sample = _sample(teams)
    ready = {row: _plain_values(row) for rows in sample.values() for row in rows}

    def make(model: type[Model], rows: list[Row], made: Made) -> Sequence[Model]:
        instances = [model(**ready[row], **_references(row, made)) for row in rows]
        return model._base_manager.bulk_create(instances, BATCH_SIZE)

    return _fill(sample, INSTANCES, make)


def factory_build(teams: int) -> Timing:
    factories = _factories()

    def make(model: type[Model], rows: list[Row], made: Made) -> Sequence[Model]:
        instances = [factories[model].build(**_needed(row, made)) for row in rows]
        return model._base_manager.bulk_create(instances, BATCH_SIZE)

    return _fill(_sample(teams), BUILD, make)


def factory_create(teams: int) -> Timing:
    """One row after the other, as tests do it."""
    factories = _factories()

    def make(model: type[Model], rows: list[Row], made: Made) -> Sequence[Model]:
        return [factories[model].create(**_needed(row, made)) for row in rows]

    return _fill(_sample(teams), CREATE, make)


def bakery_bulk(teams: int) -> Timing:
    """model_bakery fills required columns only and leaves the others empty: less work than the rest have."""
    from model_bakery import baker

    def make(model: type[Model], rows: list[Row], made: Made) -> Sequence[Model]:
        needed = [_needed(row, made) for row in rows]
        columns: dict[str, Any] = {name: iter([values[name] for values in needed]) for name in needed[0]}
        instances: list[Model] = baker.make(model, _quantity=len(rows), _bulk_create=True, **columns)
        return instances

    return _fill(_sample(teams), BAKERY_BULK, make)


def bakery_make(teams: int) -> Timing:
    """The same, one row after the other."""
    from model_bakery import baker

    def make(model: type[Model], rows: list[Row], made: Made) -> Sequence[Model]:
        return [baker.make(model, **_needed(row, made)) for row in rows]

    return _fill(_sample(teams), BAKERY, make)


def _fill(sample: RowsByModel, name: str, make: Make) -> Timing:
    """Make an instance for each row of the sample, model after model, all in one transaction."""
    from django.db import transaction

    timing = Timing({model._meta.db_table: len(rows) for model, rows in sample.items()})
    made: dict[Row, Model] = {}
    gc.collect()
    with timing.of(name), transaction.atomic():
        for model, rows in sample.items():
            made.update(zip(rows, make(model, rows, made), strict=True))
    return timing


def _sample(teams: int) -> RowsByModel:
    """The planned rows of so many teams by model, each model after those it refers to."""
    story = Story(teams)
    found: dict[type[Model], list[Row]] = {}
    for shard in story.shards:
        for row in story.plan(shard):
            found.setdefault(row.shape.model, []).append(row)
    return found


def _needed(row: Row, made: Made) -> dict[str, Any]:
    """The columns that a way which invents its values does not: references, and dates that must differ."""
    return {**_references(row, made), **{name: getattr(row, name) for name in DATES if name in row.shape.index}}


def _references(row: Row, made: Made) -> dict[str, Model | None]:
    """The instances that the row refers to, by column."""
    return {row.shape.fields[position].name: made.get(row.columns[position]) for position in row.shape.references}


def _plain_values(row: Row) -> dict[str, Any]:
    pairs = zip(row.shape.fields, row.columns, strict=True)
    return {each.name: value for each, value in pairs if not each.is_relation}


def _factories() -> dict[type[Model], Any]:
    from apps.metrics import factories
    from seedplot.factories import SeedFactory

    found = [each for each in vars(factories).values() if isinstance(each, type) and issubclass(each, SeedFactory)]
    return {each._meta.model: each for each in found if each is not SeedFactory}
