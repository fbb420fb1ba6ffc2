"""The plan of a recorded run once more: rows as they were planned, with the names that the fingerprint gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from django.db import models

from seedplot.context import Context, context_of
from seedplot.engine import provenance
from seedplot.engine.canonical import canonical, null_text
from seedplot.engine.compiled.reading import ROW_DIGEST_BYTES
from seedplot.engine.run_rows import Names, RunRows
from seedplot.models import SeedRun
from seedplot.options import recorded_options
from seedplot.plan import (
    SHARED_ROWS,
    Change,
    ContentTypeOf,
    Row,
    Shape,
    World,
    WorldRow,
    ancestor,
    borrowed_key,
    is_by_key,
    owner_of,
    row_stored_as,
    stored_value,
    target_of,
    with_attached,
)
from seedplot.scenario import Scenario

Write = Callable[[Any], str]


class PlannedShard:
    """The rows that one shard plans, by model in the order of the plan, and its changes to rows of the world.

    The rows have the keys that the run wrote them under.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: dict[str, list[Row]] = {}
        self.changes: list[Change] = []
        self.names: dict[int, str] = {}
        """The name of each row, by identity."""
        self.known_as: dict[str, Row] = {}
        """The shared rows, by the names under which shards find them."""


class Replay:
    """Plans the shards of a recorded run anew, one at a time, without writing. It reads nothing but the record."""

    def __init__(self, record: SeedRun, scenario: Scenario, rows: RunRows) -> None:
        self._record, self._scenario, self._written = record, scenario, rows
        self._calendar = scenario.calendar(record.anchor)
        self._names = Names(rows, record.world)
        self._options = recorded_options(scenario, record.options)
        self._shards = {shard.name: shard for shard in scenario.shards(self._options)}
        self._world = provenance.world_of(record)
        self._latest: PlannedShard | None = None
        self._columns: dict[Shape, list[tuple[int, models.Field[Any, Any], Write]]] = {}

    @property
    def shard_names(self) -> list[str]:
        """The names of all shards, the shared rows first."""
        return [SHARED_ROWS, *self._shards]

    def shard(self, name: str) -> PlannedShard:
        """The shard as it is planned. Only the latest one is kept."""
        if self._latest is None or self._latest.name != name:
            self._latest = self._planned(name)
        return self._latest

    def row(self, shard: str, label: str, position: int) -> Row | None:
        """The planned row at that position among the shard's rows of that model; None if the plan has none."""
        rows = self.shard(shard).rows.get(label, [])
        return rows[position] if position < len(rows) else None

    def texts(self, row: Row) -> dict[str, str]:
        """The canonical text of each planned column that the fingerprint covers, by name. Of the latest shard only."""
        return {
            column.name: self._text(column, row.columns_[position], write)
            for position, column, write in self._covered(row.shape_)
        }

    def whole_digest(self, row: Row) -> bytes:
        """The hash that the row has if it is written as it is planned. Of the latest shard only."""
        assert self._latest is not None
        parts = [self._latest.names[id(row)], *(f"{name}={text}" for name, text in self.texts(row).items())]
        return blake2b("\0".join(parts).encode(), digest_size=32, person=b"seedplot.row").digest()

    def digest(self, row: Row) -> bytes:
        """The first bytes of that hash, which the ledger keeps."""
        return self.whole_digest(row)[:ROW_DIGEST_BYTES]

    def text_of_change(self, column: models.Field[Any, Any], value: Any) -> str:
        """The canonical text of a planned change's value."""
        return self._text(column, value, canonical(column, self._names, self._calendar))

    def _covered(self, shape: Shape) -> list[tuple[int, models.Field[Any, Any], Write]]:
        if shape not in self._columns:
            excluded = self._scenario.fingerprint_exclude.get(shape.label, ())
            self._columns[shape] = [
                (position, column, canonical(column, self._names, self._calendar))
                for position, column in enumerate(shape.fields)
                if column.name not in excluded and not column.primary_key
            ]
        return self._columns[shape]

    def _text(self, column: Any, value: Any, write: Write) -> str:
        if value is None:
            return null_text(column)
        if isinstance(value, ContentTypeOf):
            return f"row {value.name}"
        if isinstance(value, (Row, WorldRow)) and column.is_relation and not is_by_key(column):
            return write(column.to_python(stored_value(value, column)))
        if isinstance(value, Row):
            assert self._latest is not None
            return f"row {self._latest.names[id(ancestor(value, target_of(column)))]}"
        if isinstance(value, WorldRow):
            target = target_of(column) or value.model_
            return f"row {self._names.name(target._meta.label, value.key_)}"
        if isinstance(column, models.JSONField):
            # As the database gives it back: a tuple as a list, and a date as the text that the encoder makes of it.
            value = json.loads(json.dumps(value, cls=column.encoder), cls=column.decoder)
        return write(column.to_python(value))

    def _planned(self, name: str) -> PlannedShard:
        planned = PlannedShard(name)
        for item in self._plan(name, planned):
            if isinstance(item, Change):
                planned.changes.append(item)
                continue
            for row in with_attached(item) if item.shape_.attaches else (item,):
                own = planned.rows.setdefault(row.shape_.label, [])
                is_numbered = row.shape_.numbered
                planned.names[id(row)] = f"{name} {len(own)}" if is_numbered else self._listed_name(row, planned)
                own.append(row)
        for rows in planned.rows.values():
            self._give_keys(name, rows)
        return planned

    def _listed_name(self, row: Row, planned: PlannedShard) -> str:
        """The name of a row whose key is drawn or borrowed: the key, or the name of the row that it belongs to."""
        if not row.shape_.is_named_by_owner:
            return str(borrowed_key(row) if row.shape_.borrows_key else row.key_)
        owner = owner_of(row)
        if isinstance(owner, WorldRow):
            return self._names.name(owner.model_._meta.label, owner.key_)
        return planned.names[id(owner)]

    def _plan(self, name: str, planned: PlannedShard) -> Iterable[Row | Change]:
        world = self._world
        if name == SHARED_ROWS:
            found = World([row for row in world.rows.values() if not self._is_own(row)], world.sources)
            planned.known_as.update(self._scenario.shared_rows(self._context(found)))
            return self._with_changes(planned.known_as)
        return self._scenario.plan(self._context(world), self._shards[name]) if name in self._shards else ()

    def _context(self, world: World) -> Context:
        """Everything that the plan depends on, in that world."""
        return context_of(self._scenario, self._record.seed, self._record.anchor, self._options, world)

    def _is_own(self, row: WorldRow) -> bool:
        """Return true for one of the run's own shared rows."""
        return self._names.is_own(row.model_._meta.label, row.key_)

    def _with_changes(self, rows: Mapping[str, Row]) -> Iterator[Row]:
        """The shared rows as the run left them: its shards may have changed some."""
        for change in self._record.changes.order_by("id"):
            row = rows.get(change.name)
            if row is not None:
                values = row.as_dict()
                values[change.column] = _recorded_value(row.shape_, change.column, change.new)
                row.columns_ = tuple(values.values())
        yield from rows.values()

    def _give_keys(self, shard: str, rows: list[Row]) -> None:
        shape = rows[0].shape_
        if shape.borrows_key:
            for row in rows:
                row.key_ = borrowed_key(row)
        for block in self._written.blocks_of(shape.model, shard) if shape.numbered else ():
            for key, row in zip(block.every_key, rows[block.start : block.start + block.count], strict=False):
                row.key_ = key


def _recorded_value(shape: Shape, column: str, value: Any) -> Any:
    """A value of the ledger as a plan has it: a reference is a row."""
    field = shape.fields[shape.index[column]]
    if value is None:
        return None
    if not field.is_relation:
        return field.to_python(value)
    return row_stored_as(field.to_python(value), field)
