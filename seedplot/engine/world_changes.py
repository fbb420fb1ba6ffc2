"""Changes to rows of the world: set, remembered with the value they replace, and taken back.

The ledger keeps values as JSON, as the database gives them back: so "unless it was changed since" is a
comparison of two readings. Each step takes a few queries per model, however many rows change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, models
from django.db.models.fields.files import FieldFile

from seedplot.engine.unfiltered import unfiltered
from seedplot.errors import SeedError
from seedplot.models import SeedChange, SeedRun
from seedplot.plan import Change, changed_value


def apply(run: SeedRun, changes: Sequence[Change]) -> None:
    """Set the changed columns, and keep their old values. SeedError if a row is no longer there."""
    using = run.using
    by_model: dict[type[models.Model], list[Change]] = {}
    for change in changes:
        by_model.setdefault(change.row.model_, []).append(change)
    for model, group in by_model.items():
        manager = unfiltered(model, using)
        # Locked as they are read: shards that change one row side by side would write back each other's old values.
        found = manager.select_for_update().order_by("pk").in_bulk([change.row.key_ for change in group])
        for change in group:
            if change.row.key_ not in found:
                raise SeedError(f"{change.row.known_as_} is no longer there. Run the command again.")
        ledger = [
            SeedChange(
                run=run,
                model=model._meta.label,
                key=str(change.row.key_),
                name=change.row.known_as_,
                column=column,
                old=reading(found[change.row.key_], column),
            )
            for change in group
            for column in change.columns
        ]
        for change in group:
            for column in change.columns:
                own = changed_value(change, column)
                setattr(found[change.row.key_], column_of(model, column).attname, own)
        manager.bulk_update(found.values(), sorted({entry.column for entry in ledger}))
        after = {str(key): row for key, row in manager.in_bulk(list(found)).items()}
        for entry in ledger:
            entry.new = reading(after[entry.key], entry.column)
        SeedChange.objects.using(using).bulk_create(ledger)


def restore(run: SeedRun) -> None:
    """Give the changed columns their old values, unless they were changed since."""
    _lock_changed_rows(run)
    for model, entries, rows in _ledger(run, newest_first=True):
        touched: dict[str, models.Model] = {}
        for entry in entries:
            row = rows.get(entry.key)
            if row is not None and reading(row, entry.column) == entry.new:
                field = column_of(model, entry.column)
                setattr(row, field.attname, None if entry.old is None else field.to_python(entry.old))
                touched[entry.key] = row
        if touched:
            columns = sorted({entry.column for entry in entries})
            unfiltered(model, run.using).bulk_update(touched.values(), columns)


def _lock_changed_rows(run: SeedRun) -> None:
    """Have others wait who are about to set a value: the one that is there decides if the old one comes back."""
    if not connections[run.using].features.has_select_for_update:
        return
    for label, entries in _by_label(SeedChange.objects.using(run.using).filter(run=run)).items():
        model = model_or_none(label)
        if model is not None:
            rows = unfiltered(model, run.using).select_for_update().order_by("pk")
            rows.in_bulk(sorted({entry.key for entry in entries}))


def set_again(entries: Iterable[SeedChange]) -> None:
    """Give the columns once more the values that these changes gave them. A row that is gone stays so."""
    for label, own in _by_label(entries).items():
        model, using = apps.get_model(label), own[0]._state.db or "default"
        rows = rows_by_key(model, using, {entry.key for entry in own})
        for entry in own:
            if entry.key in rows:
                field = column_of(model, entry.column)
                setattr(rows[entry.key], field.attname, None if entry.new is None else field.to_python(entry.new))
        columns = sorted({entry.column for entry in own})
        unfiltered(model, using).bulk_update(rows.values(), columns)


def current(run: SeedRun) -> Iterator[tuple[SeedChange, models.Field[Any, Any], Any]]:
    """Each changed column of the run with the value that it has now; None if the row is gone."""
    for entry, field, row in rows_changed(run):
        yield entry, field, None if row is None else getattr(row, field.attname)


def rows_changed(run: SeedRun) -> Iterator[tuple[SeedChange, models.Field[Any, Any], models.Model | None]]:
    """Each changed column of the run with its row as it is now; None if that is gone."""
    for model, entries, rows in _ledger(run):
        for entry in entries:
            yield entry, column_of(model, entry.column), rows.get(entry.key)


def replaced_since(run: SeedRun) -> dict[tuple[str, str, str], Any]:
    """The values that later runs have changed, as they were before the first of them: by model, key and column.

    A value that was changed by hand after them is left out: then the row is no longer what any run made of it.
    """
    chains: dict[tuple[str, str, str], list[SeedChange]] = {}
    for entry in SeedChange.objects.using(run.using).filter(run_id__gt=run.pk).order_by("run_id", "id"):
        chains.setdefault((entry.model, entry.key, entry.column), []).append(entry)
    found: dict[tuple[str, str, str], Any] = {}
    installed = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    for label in sorted({label for label, _, _ in chains} & installed):
        model = apps.get_model(label)
        rows = rows_by_key(model, run.using, {key for other, key, _ in chains if other == label})
        for (other, key, column), entries in chains.items():
            if other == label and key in rows and reading(rows[key], column) == entries[-1].new:
                old = entries[0].old
                found[label, key, column] = None if old is None else column_of(model, column).to_python(old)
    return found


class ExactEncoder(DjangoJSONEncoder):
    """Keeps the microseconds, which Django's own cuts to milliseconds; and a file as its name."""

    def default(self, o: Any) -> Any:
        if isinstance(o, FieldFile):
            return o.name
        return o.isoformat() if isinstance(o, (datetime, time)) else super().default(o)


def as_json(value: Any) -> Any:
    """The value as a JSON column gives it back: dates and decimals as their texts."""
    return json.loads(json.dumps(value, cls=ExactEncoder))


def _ledger(
    run: SeedRun, *, newest_first: bool = False
) -> Iterator[tuple[type[models.Model], list[SeedChange], Mapping[str, models.Model]]]:
    """The run's entries model by model, with the rows that they are about, by key; without models that are gone."""
    using = run.using
    entries = SeedChange.objects.using(using).filter(run=run).order_by("-id" if newest_first else "id")
    for label, own in _by_label(entries).items():
        model = model_or_none(label)
        if model is None:
            continue
        yield model, own, rows_by_key(model, using, {entry.key for entry in own})


def model_or_none(label: str) -> type[models.Model] | None:
    """The model of that label; None if no installed app has it any more."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def rows_by_key(model: type[models.Model], using: str, keys: Iterable[str]) -> dict[str, models.Model]:
    """The rows of a model that are there, by their keys as the ledger keeps them."""
    return {str(key): row for key, row in unfiltered(model, using).in_bulk(sorted(keys)).items()}


def _by_label(entries: Iterable[SeedChange]) -> dict[str, list[SeedChange]]:
    grouped: dict[str, list[SeedChange]] = {}
    for entry in entries:
        grouped.setdefault(entry.model, []).append(entry)
    return grouped


def reading(row: models.Model, column: str) -> Any:
    """A column's value as the ledger keeps it."""
    return as_json(getattr(row, column_of(type(row), column).attname))


def column_of(model: type[models.Model], column: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(column)
    assert isinstance(field, models.Field)
    return field
