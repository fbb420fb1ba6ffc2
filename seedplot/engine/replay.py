"""The plan of a recorded run once more: rows as they were planned, with the names that the fingerprint gives them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django.db import models

from seedplot.engine import provenance
from seedplot.engine.canonical import canonical, null_text
from seedplot.engine.compiled.reading import ROW_DIGEST_BYTES
from seedplot.engine.run_rows import Names, RunRows
from seedplot.models import SeedRun
from seedplot.plan import SHARED_ROWS, Row, World, WorldRow
from seedplot.scenario import Scenario


class Replay:
    """Plans the shards of a recorded run anew, one at a time, without writing."""

    def __init__(self, record: SeedRun, scenario: Scenario, rows: RunRows) -> None:
        self._record, self._scenario = record, scenario
        self._calendar = scenario.calendar(record.anchor)
        self._names = Names(rows, record.world)
        self._planned: dict[int, str] = {}
        """The names of planned rows, by identity; `_rows` keeps them alive."""
        self._rows: dict[tuple[str, str], list[Row]] = {}
        self._shards: set[str] = set()

    def row(self, shard: str, label: str, position: int) -> Row | None:
        """The planned row at that position among the shard's rows of that model; None if the plan has none."""
        self._plan(shard)
        rows = self._rows.get((shard, label), [])
        return rows[position] if position < len(rows) else None

    def texts(self, row: Row) -> dict[str, str]:
        """The canonical text of each planned column that the fingerprint covers, by name."""
        excluded = self._scenario.fingerprint_exclude.get(row.shape.label, ())
        return {
            column.name: self._text(column, value)
            for column, value in zip(row.shape.fields, row.columns, strict=True)
            if column.name not in excluded and not column.primary_key
        }

    def digest(self, row: Row) -> bytes:
        """The first bytes of the hash that the row has if it is written as it is planned."""
        parts = [self._planned[id(row)], *(f"{name}={text}" for name, text in self.texts(row).items())]
        whole = blake2b("\0".join(parts).encode(), digest_size=32, person=b"seedplot.row")
        return whole.digest()[:ROW_DIGEST_BYTES]

    def _text(self, column: Any, value: Any) -> str:
        if value is None:
            return null_text(column)
        if isinstance(value, Row):
            return f"row {self._planned[id(value)]}"
        write = canonical(column, self._names, self._calendar)
        if isinstance(value, WorldRow):
            return write(value.key)
        if isinstance(column, models.JSONField):
            # As the database gives it back: a tuple as a list, and a date as the text that the encoder makes of it.
            value = json.loads(json.dumps(value, cls=column.encoder), cls=column.decoder)
        return write(column.to_python(value))

    def _plan(self, shard: str) -> None:
        if shard in self._shards:
            return
        self._shards.add(shard)
        record, scenario = self._record, self._scenario
        world = provenance.world_of(record)
        options = scenario.recorded_options(record.options)
        if shard == SHARED_ROWS:
            found = World([row for row in world.rows.values() if not self._is_own(row)], world.sources)
            context = scenario.context(record.seed, record.anchor, options, found)
            self._take(shard, scenario.shared_rows(context))
            return
        context = scenario.context(record.seed, record.anchor, options, world)
        for each in scenario.shards(options):
            if each.name == shard:
                planned = scenario.plan(context, each)
                self._take(shard, {str(number): item for number, item in enumerate(planned) if isinstance(item, Row)})

    def _is_own(self, row: WorldRow) -> bool:
        """Return true for one of the run's own shared rows."""
        return self._names.is_own(row.model._meta.label, row.key)

    def _take(self, shard: str, rows: Mapping[str, Row]) -> None:
        for row in rows.values():
            own = self._rows.setdefault((shard, row.shape.label), [])
            self._planned[id(row)] = f"{shard} {len(own)}" if row.shape.numbered else _listed_name(row, self._planned)
            own.append(row)


def _listed_name(row: Row, planned: Mapping[int, str]) -> str:
    """The name of a row whose key is drawn or borrowed: the key, or the name of the row that it belongs to."""
    if not row.shape.borrows_key:
        return str(row.key)
    assert row.shape.key_position is not None
    owner = row.columns[row.shape.key_position]
    return planned[id(owner)]
