"""The records of runs: opened before the rows, closed with the proof, and found again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from seedplot.clock import wall_clock_now
from seedplot.engine import world_changes
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.plan import World, WorldRow


def open_run(using: str, world: World, *, options: Mapping[str, Any], **columns: Any) -> SeedRun:
    """Record a run before its rows, so that the record is the first thing the transaction writes."""
    try:
        with transaction.atomic(using=using):
            return SeedRun.objects.using(using).create(
                **recorded_rows(world),
                sources=dict(world.sources),
                options=world_changes.as_json(dict(options)),
                **columns,
            )
    except IntegrityError as error:
        raise SeedError(
            f"Another process has just seeded {columns['exclusive_key']}. Run the command again."
        ) from error


def keep_world(run: SeedRun, world: World) -> None:
    """Record the world anew: a frame has been written since."""
    recorded = recorded_rows(world)
    for column, value in recorded.items():
        setattr(run, column, value)
    run.save(update_fields=[*recorded, "row_count"])


def names_of(world: World) -> dict[str, dict[str, str]]:
    """The planned names of the world's rows, by model and key, as a record keeps them."""
    names: dict[str, dict[str, str]] = {}
    for row in world.rows.values():
        names.setdefault(row.model_._meta.label, {})[str(row.key_)] = row.known_as_
    return names


def recorded_rows(world: World) -> dict[str, Any]:
    """The world as the columns of a record."""
    columns = [[name, _as_record_keeps_it(row.columns_)] for name, row in world.rows.items()]
    return {"world": names_of(world), "world_columns": columns}


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


def close_run(run: SeedRun, *, fingerprint: str, row_count: int) -> None:
    run.status = SeedRun.Status.COMPLETE
    run.fingerprint = fingerprint
    run.row_count = row_count
    run.finished_at = wall_clock_now()
    run.save(update_fields=["status", "fingerprint", "row_count", "finished_at"])


def runs_at(using: str, keys: Iterable[str]) -> list[SeedRun]:
    """The runs that are there with any of the exclusive keys, newest first."""
    return list(SeedRun.objects.using(using).filter(exclusive_key__in=list(keys)).order_by("-id"))


def runs_of(using: str, domain: str | None = None, *scenarios: str) -> list[SeedRun]:
    """The recorded runs, newest first: of all, of a domain, or of scenarios by name."""
    runs = SeedRun.objects.using(using).order_by("-id")
    if domain is not None:
        runs = runs.filter(domain=domain)
    if scenarios:
        runs = runs.filter(scenario__in=scenarios)
    return list(runs)


def same_run(
    run: SeedRun, *, domain: str, scenario: str, seed: int, anchor: datetime | None, options: Mapping[str, Any]
) -> bool:
    """Return true if that run is the one asked for; without an anchor, at any."""
    return (
        run.status == SeedRun.Status.COMPLETE
        and (run.domain, run.scenario) == (domain, scenario)
        and run.seed == seed
        and (anchor is None or run.anchor == anchor)
        and run.options == world_changes.as_json(dict(options))
    )


def run_numbered(number: int, using: str) -> SeedRun:
    """The run of that number. SeedError with the numbers that there are."""
    found = SeedRun.objects.using(using).filter(pk=number).first() if number < 2**63 else None
    if found is None:
        known = [str(key) for key in SeedRun.objects.using(using).order_by("-id").values_list("pk", flat=True)[:10]]
        there = f"Recorded: {', '.join(known)}." if known else "No run is recorded there."
        where = "" if using == "default" else f" in the database '{using}'"
        raise SeedError(f"There is no run {number}{where}. {there}")
    return found
