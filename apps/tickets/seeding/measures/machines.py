"""The museum's machines beside the stated list: a measure lists what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal

from django.db.models import Model
from django.utils.text import slugify

from apps.tickets.models import MachineModel
from apps.tickets.seeding.measures.opening import is_opening
from apps.tickets.seeding.rows.imports import MachineRows
from apps.tickets.seeding.rows.names import spelling
from apps.tickets.seeding.specification.machines import MACHINES, Machine

_OF_THE_INSTANCE = ("location", "operational_status", "serial_number", "acquisition_notes", "ownership_credit")


def wrongly_numbered(rows: MachineRows) -> list[str]:
    """Machines without an instance, and new instances of a model that had one."""
    first: dict[int, int] = {}
    for key, model in rows.models_of_instances:
        first.setdefault(model, key)
    return [
        *(name for name, key in _keys(rows).items() if key not in first),
        *(f"a second {new.name}" for new in rows.new_instances if first[new.model_id] != new.pk),
    ]


def wrong_columns(rows: MachineRows) -> list[str]:
    """Columns of new rows that differ from the list of machines."""
    keys = _keys(rows)
    machines = {keys[machine.name]: machine for machine in MACHINES}
    of_the_model = [field.name for field in fields(Machine) if field.name not in _OF_THE_INSTANCE]
    wrong: list[str] = []
    for model in rows.new_models:
        wrong += _differences(rows, model, machines.get(model.pk), of_the_model)
    for instance in rows.new_instances:
        wrong += _differences(rows, instance, machines.get(instance.model_id), _OF_THE_INSTANCE)
        if instance.name_override:
            wrong.append(f"name_override of {instance}")
    return wrong


def _differences(rows: MachineRows, row: Model, machine: Machine | None, columns: Sequence[str]) -> Iterator[str]:
    if machine is None:
        yield f"{row} is not on the list"
        return
    for column in columns:
        stated = getattr(machine, column)
        if column == "pinside_rating" and stated is not None:
            stated = Decimal(stated)
        if rows.value(row, column) != stated:
            yield f"{column} of {row}"


def wrong_slugs(rows: MachineRows) -> list[str]:
    """Slugs of new instances that are not made from the listed name, with a number where another machine has it."""
    names = {key: name for name, key in _keys(rows).items()}
    return [
        new.slug
        for new in rows.new_instances
        if not re.fullmatch(rf"{slugify(names.get(new.model_id, new.name))}(?:-\d+)?", new.slug)
    ]


def wrong_days(rows: MachineRows) -> list[str]:
    """New rows that were made, or changed, at another moment than the stated one."""
    return [
        f"{column} of {row}"
        for row in (*rows.new_models, *rows.new_instances)
        for column in ("created_at", "updated_at")
        if not is_opening(getattr(row, column))
    ]


def _keys(rows: MachineRows) -> Mapping[str, int | None]:
    """The key of each machine's model, by the machine's name."""
    return {machine.name: _model_of(machine, rows.models) for machine in MACHINES}


def _model_of(machine: Machine, there: Sequence[MachineModel]) -> int | None:
    """The key of that machine's model: the one with its number, else the first of its name that has no number."""
    numbered = [model.pk for model in there if machine.ipdb_id is not None and model.ipdb_id == machine.ipdb_id]
    named = [model.pk for model in there if model.ipdb_id is None and spelling(model.name) == spelling(machine.name)]
    return next(iter([*numbered, *named]), None)
