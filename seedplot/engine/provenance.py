"""What a run wrote, and how to take back exactly that.

Clearing removes the run's rows and no other, and restores the values it changed unless somebody changed them since.
Where a foreign row hangs on a seeded one it refuses, and names it: nobody else's row is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from sys import intern
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, router, transaction

from seedplot.clock import wall_clock_now
from seedplot.engine import world_changes
from seedplot.engine.run_rows import Block, RunRows
from seedplot.errors import SeedError
from seedplot.models import SeedBlock, SeedRun
from seedplot.plan import SHARED_ROWS, World, WorldRow


def open_run(using: str, world: World, *, options: Mapping[str, Any], **columns: Any) -> SeedRun:
    """Record a run before its rows, so that the record is the first thing the transaction writes."""
    try:
        with transaction.atomic(using=using):
            return SeedRun.objects.using(using).create(
                **_recorded_rows(world),
                sources=dict(world.sources),
                options=world_changes.as_json(dict(options)),
                **columns,
            )
    except IntegrityError as error:
        raise SeedError(f"Another process has just seeded {columns['place']}. Run the command again.") from error


def keep_world(run: SeedRun, world: World) -> None:
    """Record the world anew: a frame has been written since."""
    recorded = _recorded_rows(world)
    for column, value in recorded.items():
        setattr(run, column, value)
    run.save(update_fields=[*recorded, "row_count"])


def _recorded_rows(world: World) -> dict[str, Any]:
    names: dict[str, dict[str, str]] = {}
    for row in world.rows.values():
        names.setdefault(row.model._meta.label, {})[str(row.key)] = row.known_as
    columns = [[name, _as_record_keeps_it(row.columns)] for name, row in world.rows.items()]
    return {"world": names, "world_columns": columns}


def world_of(run: SeedRun) -> World:
    """The world as the run found it, from its record; without values that a record cannot keep."""
    places = {name: (label, key) for label, names in run.world.items() for key, name in names.items()}
    rows = []
    for name, columns in run.world_columns:
        label, key = places[name]
        model = apps.get_model(label)
        values = {column: _as_model_has_it(model, column, value) for column, value in columns.items()}
        rows.append(WorldRow(model, model._meta.pk.to_python(key), name, values))
    return World(rows, run.sources)


def _as_record_keeps_it(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as JSON, without those that it does not know. Only workers need them."""
    kept = {}
    for column, value in columns.items():
        with suppress(TypeError, ValueError):
            kept[column] = world_changes.as_json(value)
    return kept


def _as_model_has_it(model: type[models.Model], column: str, value: Any) -> Any:
    """A recorded value with the type that it has in its column."""
    field = {each.attname: each for each in model._meta.concrete_fields}.get(column)
    while field is not None and field.is_relation:
        field = field.target_field  # type: ignore[attr-defined]  # a relation has one
    return value if field is None else field.to_python(value)


def record_blocks(run: SeedRun, blocks: Iterable[Block]) -> None:
    SeedBlock.objects.using(run.using).bulk_create(
        (
            SeedBlock(
                run=run,
                shard=block.shard,
                model=block.label,
                start=block.start,
                count=block.count,
                first_key=block.first_key,
                keys=[_stored_key(key) for key in block.keys] or None,
            )
            for block in blocks
        ),
        batch_size=500,
    )


def close_run(run: SeedRun, *, fingerprint: str, row_count: int) -> None:
    run.status = SeedRun.Status.COMPLETE
    run.fingerprint = fingerprint
    run.row_count = row_count
    run.finished_at = wall_clock_now()
    run.save(update_fields=["status", "fingerprint", "row_count", "finished_at"])


def rows_of(run: SeedRun, shards: Sequence[str] = ()) -> RunRows:
    """The rows that the run wrote, found by its blocks, in the order of the shards: workers record theirs in any."""
    order = {name: position for position, name in enumerate([SHARED_ROWS, *shards])}
    blocks = [
        # The same few texts come with every block: keep each once.
        Block(
            intern(block.shard), intern(block.model), block.start, block.count, block.first_key, tuple(block.keys or ())
        )
        for block in SeedBlock.objects.using(run.using).filter(run=run).order_by("id").iterator()
    ]
    in_order = sorted(blocks, key=lambda block: order.get(block.shard, len(order)))
    return RunRows(in_order, run.using, run.sources, run.options, run.world)


def runs_at(using: str, places: Iterable[str]) -> list[SeedRun]:
    """The runs that are there at any of the places, newest first."""
    return list(SeedRun.objects.using(using).filter(place__in=list(places)).order_by("-id"))


def runs_of(using: str, domain: str | None = None, *scenarios: str) -> list[SeedRun]:
    """The recorded runs, newest first: of all, of a domain, or of scenarios by name."""
    runs = SeedRun.objects.using(using).order_by("-id")
    if domain is not None:
        runs = runs.filter(domain=domain)
    if scenarios:
        runs = runs.filter(scenario__in=scenarios)
    return list(runs)


def clear_in_transaction(using: str, runs: Sequence[SeedRun]) -> dict[str, int]:
    """`clear`, and the transaction around it."""
    with transaction.atomic(using=using):
        return clear(runs)


def clear(runs: Sequence[SeedRun]) -> dict[str, int]:
    """Remove what the runs wrote, newest run first; how many rows went, by model. The caller holds the transaction.

    Raises SeedError, before anything is removed, where rows of others hang on seeded ones.
    """
    for run in runs:
        # Whoever is about to add to it waits, and then finds no run.
        SeedRun.objects.using(run.using).select_for_update().filter(pk=run.pk).first()
    evidences = [rows_of(run) for run in runs]
    hanging = [line for run, own in zip(runs, evidences, strict=True) for line in _hanging(run, own, evidences)]
    if hanging:
        more = f" (and {len(hanging) - 1} more kinds)" if len(hanging) > 1 else ""
        raise SeedError(f"{hanging[0]}{more}. Remove or re-point them first; nothing was cleared.")
    removed: dict[str, int] = {}
    for run, evidence in zip(runs, evidences, strict=True):
        world_changes.restore(run)
        for model in _dependents_first(evidence.model_classes):
            for rows in evidence.parts(model):
                count = rows._raw_delete(evidence.using)
                removed[model._meta.label] = removed.get(model._meta.label, 0) + count
        # A run's own record goes whole; its blocks and changes cascade.
        run.delete()
    return removed


def _hanging(run: SeedRun, evidence: RunRows, all_evidences: Sequence[RunRows]) -> Iterator[str]:
    """A line for each relation by which rows outside all the runs refer to rows of this one."""
    for target in evidence.model_classes:
        for relation in target._meta.get_fields(include_hidden=True):
            if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
                continue
            column = relation.field  # type: ignore[union-attr]  # only reverse relations get here
            source = column.model
            if not source._meta.managed or not router.allow_migrate_model(evidence.using, source):
                continue
            # Ranges are few and left to the database; listed keys are as many as rows, too many for a query.
            listed = {key for other in all_evidences for key in other.listed_keys(source)}
            found = 0
            first: Any = None
            for rows in evidence.parts(target):
                pointing = source._base_manager.using(evidence.using).filter(**{f"{column.name}__in": rows})
                for other in all_evidences:
                    for condition in other.ranges(source):
                        pointing = pointing.exclude(condition)
                for key, at in pointing.order_by("pk").values_list("pk", column.attname).iterator():
                    if str(key) not in listed:
                        first = first or (key, at)
                        found += 1
            if found:
                owner = _writer_of(source, first[0], evidence.using)
                yield (
                    f"Cannot clear {run}: {found} {source._meta.label} not written by it "
                    f"hang on its {target._meta.label}, first {_told(source, first[0])} on {first[1]}"
                    f"{f', written by {owner}' if owner else ''}"
                )


def _told(model: type[models.Model], key: Any) -> str:
    """A row as a message names it. A key that is text may be a secret, as that of a token is: it stays untold."""
    return f"{model._meta.label} {key}" if isinstance(key, (int, UUID)) else model._meta.label


def _writer_of(model: type[models.Model], key: Any, using: str) -> SeedRun | None:
    """The run that wrote a row whose key the database numbers; None for rows made by hand."""
    if not isinstance(key, int):
        return None
    ranges = SeedBlock.objects.using(using).filter(model=model._meta.label, first_key__lte=key)
    block = ranges.filter(first_key__gt=key - models.F("count")).select_related("run").first()
    return block.run if block else None


def _dependents_first(found: Sequence[type[models.Model]]) -> list[type[models.Model]]:
    """The models in an order in which rows go before those they refer to."""
    graph: dict[type[models.Model], set[type[models.Model]]] = {model: set() for model in found}
    for model in found:
        for column in model._meta.concrete_fields:
            target = column.related_model
            if column.is_relation and target in graph and target is not model:
                graph[target].add(model)
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        # Models that refer to each other: their constraints are checked at the end of the transaction.
        return list(found)


def _stored_key(key: Any) -> Any:
    return key if isinstance(key, (int, str)) else str(key)


def same_run(run: SeedRun, *, seed: int, anchor: datetime | None, options: Mapping[str, Any]) -> bool:
    """Whether that run is the one asked for; without an anchor, at any."""
    return (
        run.status == SeedRun.Status.COMPLETE
        and run.seed == seed
        and (anchor is None or run.anchor == anchor)
        and run.options == world_changes.as_json(dict(options))
    )
