"""Taking back exactly what runs wrote.

Clearing removes the runs' rows and no other, and restores the values they changed unless these were changed since.
Where a foreign row refers to a seeded one it refuses, and names it: no foreign row is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any
from uuid import UUID

from django.db import models, router, transaction

from seedplot.engine import world_changes
from seedplot.engine.database_errors import explained_errors
from seedplot.engine.ledger import rows_of
from seedplot.engine.run_rows import RunRows
from seedplot.errors import SeedError
from seedplot.models import SeedBlock, SeedRun


def clear_in_transaction(using: str, runs: Sequence[SeedRun]) -> dict[str, int]:
    """`clear`, and the transaction around it; what the database refuses is a SeedError."""
    with (
        explained_errors(using, outcome="Nothing was cleared.", clearing=True),
        transaction.atomic(using=using),
    ):
        return clear(runs)


def clear(runs: Sequence[SeedRun]) -> dict[str, int]:
    """Remove what the runs wrote, newest run first; how many rows went, by model. The caller holds the transaction.

    Raises SeedError, before anything is removed, where foreign rows refer to seeded ones.
    """
    for run in runs:
        # A process that is about to add to it waits, and then finds no run.
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
                    f"Cannot clear {run}: {found} foreign {source._meta.label} {'refers' if found == 1 else 'refer'} "
                    f"to its {target._meta.label}, first {_named(source, first[0])} on {first[1]}"
                    f"{f', written by {owner}' if owner else ''}"
                )


def _named(model: type[models.Model], key: Any) -> str:
    """A row as a message names it. A key that is text may be a secret, as that of a token is: it is not shown."""
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
