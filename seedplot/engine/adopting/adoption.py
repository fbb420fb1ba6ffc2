"""A run whose record is lost gets a new one: its rows are found by replaying the plan.

All rows have to be there, none of them recorded. What was edited since counts as found where its key or a unique column
shows it; the record has the planned digests, so that drift and heal work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from time import perf_counter
from typing import Any

from django.db import transaction

from seedplot.engine import fingerprint, ledger, proof, provenance, world_changes
from seedplot.engine.adopting.found_rows import Finder, Target, Wanted, wanted_of
from seedplot.engine.compiled.reading import ROW_DIGEST_BYTES
from seedplot.engine.digests import Digests
from seedplot.engine.faults.scenario_faults import scenario_code
from seedplot.engine.key_blocks import blocks_of_keys
from seedplot.engine.progress import Progress, Silent
from seedplot.engine.reference_rows import add_missing
from seedplot.engine.replaying import changed_story, differences
from seedplot.engine.replaying.replay import PlannedShard, Replay
from seedplot.engine.run_rows import Block
from seedplot.engine.runs import Report, Request, list_of_runs
from seedplot.engine.scenario_facts import facts_of
from seedplot.errors import SeedError
from seedplot.models import SeedChange, SeedRun
from seedplot.options import complete_options, identity_of
from seedplot.plan import SHARED_ROWS, Row, Shape, World, WorldRow

MOST_COLUMNS = 4
"""Columns by which a message describes a row that is missing."""


class NotFound(SeedError):  # noqa: N818 - it names what happened
    """Rows of the plan are not in the database: another run was made there, or some are gone."""


@dataclass(frozen=True)
class Adopted:
    """The proof of an adopted run, and whether its rows are what they were."""

    report: Report
    is_what_it_was: bool


def adopt(request: Request, progress: Progress | None = None) -> Adopted:
    """Write the record of a run anew. The request names its anchor.

    Raises NotFound with the first rows that are missing, and another SeedError where a run is recorded in its place.
    """
    assert request.anchor is not None
    scenario = request.scenario
    options = complete_options(scenario, request.options)
    for there in provenance.runs_at(request.using, [scenario.exclusive_key(options)]):
        raise SeedError(f"{there} is recorded, so there is nothing to adopt. See: {list_of_runs(request.using)}")
    with scenario_code(scenario.name):
        sources = scenario.sources.gather(options)
    with transaction.atomic(using=request.using):
        add_missing(scenario.reference_tables, request.using)
        found = scenario.world_before(options, request.using, at=request.anchor)
        record = provenance.open_run(
            request.using,
            World(found.rows.values(), sources),
            kind=request.kind or scenario.kind,
            scenario=scenario.name,
            domain=scenario.domain,
            exclusive_key=scenario.exclusive_key(options),
            options=identity_of(scenario, request.options),
            seed=request.seed,
            anchor=request.anchor,
            facts=facts_of(scenario, request.anchor),
        )
        adopted = _Adoption(record, request).complete(progress or Silent())
        transaction.set_rollback(request.dry_run, using=request.using)
    return adopted


class _Adoption:
    """The steps: the shared rows, which the shards refer to, then the shards, the changes and the proof."""

    def __init__(self, record: SeedRun, request: Request) -> None:
        self._record, self._scenario, self._using = record, request.scenario, request.using
        self._started = perf_counter()
        self._digests = Digests()
        self._changes: list[PlannedChange] = []
        self._is_recorded = recorded_elsewhere(self._using)

    def complete(self, progress: Progress) -> Adopted:
        shared = self._replay()
        self._find(shared, [SHARED_ROWS], Silent())
        self._keep_shared_rows(shared)
        replay = self._replay()
        finder = self._find(replay, [name for name in replay.shard_names if name != SHARED_ROWS], progress)
        self._record_changes(finder)
        return self._proven(progress)

    def _replay(self) -> Replay:
        return Replay(self._record, self._scenario, ledger.rows_of(self._record))

    def _find(self, replay: Replay, shards: Sequence[str], progress: Progress) -> Finder:
        """Find the rows of these shards, and record their blocks."""
        finder = Finder(
            self._using,
            self._scenario.calendar(self._record.anchor),
            self._scenario.fingerprint_exclude,
            self._record.world,
            self._is_recorded,
        )
        progress.begin("Looking", len(shards))
        for name in shards:
            self._want(replay, replay.shard(name), finder)
            progress.advance()
        finder.find()
        _refuse_missing(self._record, replay, finder)
        ledger.record_blocks(self._record, _blocks(finder))
        return finder

    def _want(self, replay: Replay, planned: PlannedShard, finder: Finder) -> None:
        for label, rows in planned.rows.items():
            wanted = []
            for position, row in enumerate(rows):
                whole = replay.whole_digest(row)
                self._digests.add(label, 1, int.from_bytes(whole, "big"))
                each = wanted_of(planned.name, position, row, planned.names, replay.texts(row))
                each.digest = whole[:ROW_DIGEST_BYTES]
                wanted.append(each)
            finder.want(rows[0].shape_, wanted)
        for change in planned.changes:
            for column, value in change.columns.items():
                own = Target(value.shape_.label, planned.names[id(value)]) if isinstance(value, Row) else value
                self._changes.append(PlannedChange(planned.name, change.row, column, own))

    def _keep_shared_rows(self, replay: Replay) -> None:
        """Let the shards find the shared rows in the world, as they did when they were written."""
        planned = replay.shard(SHARED_ROWS)
        known = planned.known_as
        if not known:
            return
        positions = {id(row): position for rows in planned.rows.values() for position, row in enumerate(rows)}
        keys = {
            (block.label, block.start + number): key
            for block in ledger.rows_of(self._record).all_blocks()
            for number, key in enumerate(block.every_key)
        }
        rows = list(provenance.world_of(self._record).rows.values())
        for name, row in known.items():
            key = row.shape_.key_field.to_python(keys[row.shape_.label, positions[id(row)]])
            rows.append(WorldRow(row.shape_.model, key, name))
        provenance.keep_world(self._record, World(rows, self._record.sources, shared=known))

    def _record_changes(self, finder: Finder) -> None:
        """Record the values that the run gave to rows of the world.

        What they were before, nobody knows: the last ones take their place, so that a clear leaves them as they are.
        Only references to the run's own rows cannot stay.
        """
        latest = {change.place: change.left_behind(finder) for change in self._changes}
        entries = []
        for _, of_shard in groupby(self._changes, key=lambda change: change.shard):
            changes = list(of_shard)
            # A shard's changes are made at once: the last one of a column decides.
            found = {change.place: change.recorded(finder) for change in changes}
            entries += [
                SeedChange(
                    run=self._record,
                    model=change.row.model_._meta.label,
                    key=str(change.row.key_),
                    name=change.row.known_as_,
                    column=change.column,
                    old=latest[change.place],
                    new=found[change.place],
                )
                for change in changes
            ]
            latest |= found
        SeedChange.objects.using(self._using).bulk_create(entries)

    def _proven(self, progress: Progress) -> Adopted:
        # A replay of its own, which knows the rows that were found.
        lines = changed_story.lines_of_changes(self._record, self._replay())
        tables = {**fingerprint.table_digests(self._digests), **fingerprint.digest_of_changes(lines)}
        planned = fingerprint.fingerprint(tables)
        report = proof.prove(self._record, self._scenario, progress, started=self._started)
        is_what_it_was = report.fingerprint == planned
        if is_what_it_was:
            proof.refuse_unless_proven(report, None)
        ledger.keep_findings(self._record, report.findings)
        count = sum(self._digests.counts.values())
        provenance.close_run(self._record, fingerprint=planned, row_count=count)
        return Adopted(report, is_what_it_was)


@dataclass(frozen=True)
class PlannedChange:
    """A column of a row of the world and the value that the run gave it; a reference to an own row is its name."""

    shard: str
    row: WorldRow
    column: str
    value: Any

    @property
    def place(self) -> tuple[str, Any, str]:
        return self.row.model_._meta.label, self.row.key_, self.column

    def left_behind(self, finder: Finder) -> Any:
        """The value that a clear leaves."""
        return None if isinstance(self.value, Target) else self.recorded(finder)

    def recorded(self, finder: Finder) -> Any:
        """The value as the ledger keeps it."""
        field: Any = self.row.model_._meta.get_field(self.column)
        value = finder.key_of(self.value) if isinstance(self.value, Target) else self.value
        if isinstance(value, WorldRow):
            value = value.key_
        return None if value is None else world_changes.as_json(field.to_python(value))


def recorded_elsewhere(using: str) -> Callable[[str, Any], bool]:
    """The question if a recorded run wrote the row of that model and key."""

    names_of = cache(lambda label: ledger.recorded_rows(label, using))
    return lambda label, key: names_of(label).is_own(label, key)


def _blocks(finder: Finder) -> Iterator[Block]:
    for shape, wanted in finder.wanted.items():
        for shard, some in groupby(wanted, key=lambda each: each.shard):
            own = list(some)
            for block in blocks_of_keys(shard, shape, [each.key for each in own]):
                digests = b"".join(each.digest for each in own[block.start : block.start + block.count])
                yield block.with_digests(digests)


def _refuse_missing(record: SeedRun, replay: Replay, finder: Finder) -> None:
    lines = []
    total = missing = 0
    for shape, wanted in finder.wanted.items():
        lost = [each for each in wanted if each.key is None]
        total += len(wanted)
        missing += len(lost)
        if lost:
            lines.append(f"{len(lost):,} of {len(wanted):,} {shape.label}, first {_described(lost[0], shape, replay)}")
    if missing:
        raise NotFound(
            f"{missing:,} of the {total:,} rows of {record.scenario}, seed {record.seed}, are not there, so its record "
            "cannot be written anew. Check --seed, --as-of and the options; what cannot be adopted is cleared by hand.",
            lines,
        )


def _described(wanted: Wanted, shape: Shape, replay: Replay) -> str:
    row = replay.row(wanted.shard, shape.label, wanted.position)
    assert row is not None
    columns = [
        f"{name}={differences.shown(value)}" for name, value in row.as_dict().items() if not isinstance(value, Row)
    ]
    return f"{wanted.name} ({', '.join(columns[:MOST_COLUMNS])})"
