"""The work of one shard: plan its rows, turn them into database values, and prove them once they are written.

None of it needs a connection, so that it can be done in any process; one connection does all writing and reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connections, models

from seedplot import promises, registry
from seedplot.context import context_of
from seedplot.engine.backends import backend_for
from seedplot.engine.compiled.reading import RawRow, RowReader
from seedplot.engine.digests import DigestingReader, Digests, Place
from seedplot.engine.faults.scenario_faults import scenario_code
from seedplot.engine.packing import unpack
from seedplot.engine.proof_by_shard import plan_of, subjects_of
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import Block, Names, RunRows
from seedplot.engine.writer import check_references, insertion_order
from seedplot.options import recorded_options
from seedplot.plan import Change, Row, Shape, World, borrowed_key, changed_value, shape_of, with_attached
from seedplot.promises import DrawnCurve, claims


@dataclass(frozen=True)
class Assignment:
    """Everything about a run that is the same for all its shards, as it is sent to workers."""

    using: str
    domain: str
    scenario: str
    seed: int
    anchor: datetime
    options: Mapping[str, Any]
    """The options as the run's record keeps them."""
    world: World
    world_names: Mapping[str, Mapping[str, str]]
    shared: Sequence[Block]
    shared_rows: Mapping[Place, Sequence[RawRow]]
    content_types: Mapping[str, int]
    """The keys of the content types by name, where rows may refer to some."""
    server: Any = None
    """The version of a MySQL or MariaDB server, which Django would ask the server for."""


@dataclass(frozen=True)
class Planned:
    """A shard is planned: the number of its rows whose keys the database numbers, by model."""

    shard: str
    numbered: Mapping[str, int]


@dataclass(frozen=True)
class Filled:
    """A shard's rows as packed database values, model after model in an order in which targets come first."""

    shard: str
    tables: Sequence[tuple[str, bytes]]
    counts: Mapping[str, int]
    keys: Mapping[str, Sequence[Any]]
    """The keys of models that the database does not number."""
    changes: Sequence[Change]


@dataclass(frozen=True)
class Proven:
    """A shard's findings (promises by their place in the scenario), its curves and its rows' digests, by block too."""

    shard: str
    findings: Sequence[tuple[int, str, Any]]
    curves: Sequence[DrawnCurve]
    digests: Digests
    digests_of: Mapping[Place, bytes]


class ShardWorker:
    """Does the work of shards of one run, several at a time."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        connection = connections[assignment.using]
        if assignment.server is not None:
            connection.__dict__.setdefault("mysql_server_data", assignment.server)
        self._scenario = registry.scenario_with(assignment.domain, assignment.scenario, assignment.options)
        self._options = recorded_options(self._scenario, assignment.options)
        self._context = context_of(self._scenario, assignment.seed, assignment.anchor, self._options, assignment.world)
        self._claims = claims(self._scenario.promises, self._scenario.moves)
        self._first_shard = next((shard.name for shard in self._scenario.shards(self._options)), None)
        self._backend = backend_for(connection)
        self._readers = RawRows(assignment.using)
        self._rows: dict[str, dict[Shape, list[Row]]] = {}
        self._changes: dict[str, list[Change]] = {}

    def plan(self, shard: str, items: Iterable[Row | Change] | None = None) -> Planned:
        """Plan the shard and keep its rows, numbered from 0; `items` is its plan where that has begun already."""
        if items is None:
            [found] = [each for each in self._scenario.shards(self._options) if each.name == shard]
            items = plan_of(self._scenario, self._context, found)
        rows: dict[Shape, list[Row]] = {}
        changes: list[Change] = []
        for item in items:
            if isinstance(item, Change):
                changes.append(item)
                continue
            for row in with_attached(item) if item.shape_.attaches else (item,):
                check_references(row)
                own = rows.setdefault(row.shape_, [])
                if row.shape_.numbered:
                    row.key_ = len(own)
                elif row.shape_.borrows_key:
                    row.key_ = borrowed_key(row)
                own.append(row)
        self._rows[shard], self._changes[shard] = rows, changes
        return Planned(shard, {shape.label: len(own) for shape, own in rows.items() if shape.numbered})

    def fill(self, shard: str, first_keys: Mapping[str, int]) -> Filled:
        """Give the rows their keys, and turn them into database values."""
        rows, changes = self._rows.pop(shard), self._changes.pop(shard)
        for shape, own in rows.items():
            if shape.numbered:
                for key, row in enumerate(own, first_keys[shape.label]):
                    row.key_ = key
        for shape, own in rows.items():
            if shape.borrows_key:
                for row in own:
                    row.key_ = borrowed_key(row)
        return Filled(
            shard=shard,
            tables=[
                (shape.label, self._backend.pack(self._backend.checked(shape, some)))
                for shape, some in insertion_order(rows)
            ],
            counts={shape.label: len(own) for shape, own in rows.items()},
            keys={shape.label: [row.key_ for row in own] for shape, own in rows.items() if not shape.numbered},
            changes=[
                Change(change.row, {name: changed_value(change, name) for name in change.columns}) for change in changes
            ],
        )

    def prove(self, shard: str, blocks: Sequence[Block], tables: Mapping[Place, bytes]) -> Proven:
        """Take the promises and the digests from the shard's rows, as they were read back."""
        run = self._assignment
        rows = RunRows([*run.shared, *blocks], run.using, run.world.sources, run.options, run.world_names)
        sent = _SentRows(self._readers, {**run.shared_rows, **{place: unpack(raw) for place, raw in tables.items()}})
        digests_of: dict[Place, bytes] = {}
        source = DigestingReader(
            sent,
            Names(rows, run.world_names),
            self._context.calendar,
            self._scenario.fingerprint_exclude,
            {},
            keep=lambda block, digests: digests_of.__setitem__(block.place, digests),
            hashed_elsewhere={block.place for block in run.shared},
        )
        rows.source = source
        findings: list[tuple[int, str, Any]] = []
        curves: list[DrawnCurve] = []
        with scenario_code(self._scenario.name):
            for part, subject in subjects_of(
                self._scenario, rows, run.anchor, {shard}, with_shared_rows=shard == self._first_shard
            ):
                found = promises.verify(self._claims, part, subject)
                findings += [(number, part, finding.observed) for number, finding in enumerate(found)]
                curves = curves or [curve.measured(subject) for curve in self._scenario.curves]
        return Proven(shard, findings, curves, source.finish(blocks), digests_of)


class _SentRows:
    """Blocks of raw rows that another process has read."""

    def __init__(self, readers: RawRows, rows: Mapping[Place, Sequence[RawRow]]) -> None:
        self._readers, self._rows = readers, rows
        self.moments = readers.moments

    def reader(self, label: str) -> RowReader:
        return self._readers.reader(label)

    def fetch(self, block: Block) -> Sequence[RawRow]:
        return self._rows[block.place]


def shape_named(label: str) -> Shape:
    model: type[models.Model] = apps.get_model(label)
    return shape_of(model)
