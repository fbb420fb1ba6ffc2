"""One digest for a data set, free of primary keys: the proof that two data sets are the same, row for row.

Each row is written canonically (values as Django reads them back, times as story coordinates, references as planned
names) and hashed with its own planned name; the hashes of a table are summed, so order does not matter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from hashlib import blake2b
from typing import Any

from django.db import models

from seedplot.clock import Calendar
from seedplot.engine import world_changes
from seedplot.engine.run_rows import Names, RunRows
from seedplot.models import SeedRun
from seedplot.plan import shape_of

MODULUS = 1 << 256
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Canonical = Callable[[Any], str]


def of_run(
    run: SeedRun, evidence: RunRows, calendar: Calendar, left_out: Mapping[str, tuple[str, ...]]
) -> tuple[str, dict[str, str]]:
    """The run's fingerprint (32 hexadecimal digits), and the digest of each table that went into it."""
    names = Names(evidence, run.world)
    tables = {
        model._meta.label: table_digest(model, evidence, names, calendar, left_out.get(model._meta.label, ()))
        for model in evidence.model_classes
    }
    changed = _changes_digest(run, evidence, names, calendar)
    if changed:
        tables["changes to rows that were there"] = changed
    whole = "\n".join(f"{label} {digest}" for label, digest in sorted(tables.items()))
    return blake2b(whole.encode(), digest_size=16, person=b"seedplot.run").hexdigest(), tables


def table_digest(
    model: type[models.Model], evidence: RunRows, names: Names, calendar: Calendar, left_out: tuple[str, ...] = ()
) -> str:
    """The digest of a model's rows: the sum of the hashes of each row."""
    shape = shape_of(model)
    columns = [each for each in shape.fields if each.name not in left_out and not each.primary_key]
    writers = [_canonical(each, names, calendar) for each in columns]
    headings = [f"{each.name}=".encode() for each in columns]
    # A later run may have changed a row; what this one wrote is what that one found.
    replaced: dict[str, dict[str, Any]] = {}
    for (label, key, column), value in evidence.replaced.items():
        if label == shape.label:
            replaced.setdefault(key, {})[column] = value
    total = count = 0
    for rows in evidence.parts(model):
        values = rows.values_list("pk", *(each.attname for each in columns))
        for key, *now in values.iterator(chunk_size=2_000):
            row = _as_written(now, columns, replaced[str(key)]) if replaced and str(key) in replaced else now
            digest = blake2b(digest_size=32, person=b"seedplot.row")
            digest.update(names.name(shape.label, key).encode())
            for heading, write, value in zip(headings, writers, row, strict=True):
                digest.update(b"\0" + heading + (b"null" if value is None else write(value).encode()))
            total = (total + int.from_bytes(digest.digest(), "big")) % MODULUS
            count += 1
    return blake2b(f"{count} {total}".encode(), digest_size=16, person=b"seedplot.table").hexdigest()


def _as_written(now: list[Any], columns: Sequence[models.Field[Any, Any]], replaced: Mapping[str, Any]) -> list[Any]:
    """The row's values with those in place that a later run replaced."""
    return [replaced.get(each.name, value) for each, value in zip(columns, now, strict=True)]


def _canonical(column: models.Field[Any, Any], names: Names, calendar: Calendar) -> Canonical:
    """How a column's values are written, null aside."""
    if column.is_relation:
        assert column.related_model is not None
        label = column.related_model._meta.label
        return lambda key: f"row {names.name(label, key)}"
    if isinstance(column, models.DecimalField):
        unit = Decimal(1).scaleb(-column.decimal_places)
        return lambda value: str(value.quantize(unit, ROUND_HALF_EVEN))
    if isinstance(column, models.JSONField):
        return lambda value: json.dumps(_with_coordinates(value, calendar), sort_keys=True, separators=(",", ":"))
    return lambda value: _plain(value, calendar)


def _with_coordinates(value: Any, calendar: Calendar) -> Any:
    """A JSON value whose dates (a lease's end, say) are story coordinates, as those in columns of their own are."""
    if isinstance(value, str):
        return calendar.date_coordinate(date.fromisoformat(value)) if _is_date(value) else value
    if isinstance(value, list):
        return [_with_coordinates(each, calendar) for each in value]
    if isinstance(value, dict):
        return {name: _with_coordinates(each, calendar) for name, each in value.items()}
    return value


def _is_date(text: str) -> bool:
    if not DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _plain(value: Any, calendar: Calendar) -> str:
    if isinstance(value, datetime):
        return calendar.naive_coordinate(value) if value.tzinfo is None else calendar.coordinate(value)
    if isinstance(value, date):
        return calendar.date_coordinate(value)
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return str(value)


def _changes_digest(run: SeedRun, evidence: RunRows, names: Names, calendar: Calendar) -> str:
    """The digest of the changed columns as they are now; empty where the run changed none."""
    total = count = 0
    for change, column, now in world_changes.current(run):
        value = evidence.replaced.get((change.model, change.key, change.column), now)
        text = "null" if value is None else _canonical(column, names, calendar)(value)
        line = f"{change.model} {change.name} {change.column}={text}"
        digest = blake2b(line.encode(), digest_size=32, person=b"seedplot.change").digest()
        total = (total + int.from_bytes(digest, "big")) % MODULUS
        count += 1
    if not count:
        return ""
    return blake2b(f"{count} {total}".encode(), digest_size=16, person=b"seedplot.table").hexdigest()
