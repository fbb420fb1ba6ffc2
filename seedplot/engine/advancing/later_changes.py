"""Values that later runs gave to rows, taken back while an earlier run is moved on, and given again on top of it.

So the order of the runs stays as it was: a later run finds what the earlier one leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connections, models

from seedplot.engine import world_changes
from seedplot.engine.run_rows import Names, RunRows
from seedplot.engine.runs import front_door
from seedplot.engine.unfiltered import unfiltered
from seedplot.errors import SeedError
from seedplot.models import SeedChange, SeedRun

Place = tuple[str, str, str]
"""A column of a row: model, key and column."""


class LaterChanges:
    """The changes of the runs after one. The caller holds the transaction."""

    def __init__(self, run: SeedRun, rows: RunRows) -> None:
        self._run, self._names = run, cache(lambda: Names(rows, {}))
        self._own = set(SeedChange.objects.using(run.using).filter(run=run).values_list("model", "key", "column"))
        self._chains: dict[str, dict[Place, list[SeedChange]]] = {}
        """By model: the changes of each place, in the order in which they were made."""
        entries = SeedChange.objects.using(run.using).filter(run_id__gt=run.pk).select_related("run")
        for entry in entries.order_by("run_id", "id"):
            if world_changes.model_or_none(entry.model) is not None:
                place = entry.model, entry.key, entry.column
                self._chains.setdefault(entry.model, {}).setdefault(place, []).append(entry)

    def take_back(self, *, heal: bool) -> None:
        """Give the columns the values that the first later run found.

        One that somebody has changed since stays as it is, unless it is to be healed and is this run's as well.
        """
        for model, chains in self._by_model():
            rows = self._rows(model, chains)
            for place, chain in list(chains.items()):
                row = rows.get(place[1])
                if row is None or not (self._is_last(row, chain) or (heal and self._is_of_the_run(place))):
                    del chains[place]
                else:
                    _set(row, place[2], chain[0].old)
            self._save(model, chains, rows)

    def give_again(self) -> None:
        """Give the columns their last values again, and have the record say what these replace now."""
        for model, chains in self._by_model():
            rows = self._rows(model, chains)
            there = {place: chain for place, chain in chains.items() if place[1] in rows}
            for place, chain in there.items():
                row = rows[place[1]]
                chain[0].old = world_changes.reading(row, place[2])
                _set(row, place[2], chain[-1].new)
            self._refuse_lost_targets(model, there)
            self._save(model, there, rows)
            first = [chain[0] for chain in there.values()]
            SeedChange.objects.using(self._run.using).bulk_update(first, ["old"], batch_size=500)

    def _by_model(self) -> Iterator[tuple[type[models.Model], dict[Place, list[SeedChange]]]]:
        for label, chains in self._chains.items():
            model = world_changes.model_or_none(label)
            assert model is not None
            yield model, chains

    def _rows(self, model: type[models.Model], chains: dict[Place, list[SeedChange]]) -> dict[str, models.Model]:
        return world_changes.rows_by_key(model, self._run.using, {key for _, key, _ in chains})

    def _is_last(self, row: models.Model, chain: Sequence[SeedChange]) -> bool:
        return bool(world_changes.reading(row, chain[-1].column) == chain[-1].new)

    def _is_of_the_run(self, place: Place) -> bool:
        """Return true for a value that the run gave, or a row that it wrote."""
        label, key, _ = place
        model = world_changes.model_or_none(label)
        assert model is not None
        return place in self._own or self._names().is_own(label, model._meta.pk.to_python(key))

    def _save(self, model: type[models.Model], chains: dict[Place, Any], rows: dict[str, models.Model]) -> None:
        columns = sorted({column for _, _, column in chains})
        changed = [rows[key] for key in dict.fromkeys(key for _, key, _ in chains)]
        if changed:
            unfiltered(model, self._run.using).bulk_update(changed, columns, batch_size=500)

    def _refuse_lost_targets(self, model: type[models.Model], chains: dict[Place, list[SeedChange]]) -> None:
        """SeedError where a later run made a row refer to one that the earlier run has no more."""
        for (_, _, column), chain in chains.items():
            target, last = world_changes.column_of(model, column).related_model, chain[-1]
            if not isinstance(target, type) or last.new is None:
                continue
            field: Any = world_changes.column_of(model, column)
            known = unfiltered(target, self._run.using).filter(**{field.target_field.attname: last.new})
            if not known.exists():
                raise SeedError(
                    f"Cannot advance {self._run}: {last.run} has set {column} of {last.name} to a row that is not "
                    f"there any more on the later day. Clear that run first: {front_door(last.run, '--clear-only')}"
                )


def _set(row: models.Model, column: str, value: Any) -> None:
    field = world_changes.column_of(type(row), column)
    setattr(row, field.attname, None if value is None else field.to_python(value))


def lock_later_runs(run: SeedRun) -> None:
    """Keep the runs after this one from being cleared meanwhile; in the order in which a clearing locks them."""
    if connections[run.using].features.has_select_for_update:
        later = SeedRun.objects.using(run.using).filter(pk__gt=run.pk).order_by("-pk")
        list(later.select_for_update().values_list("pk"))
