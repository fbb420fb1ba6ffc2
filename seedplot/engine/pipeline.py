"""A run from request to report, all in one transaction: `run()` reads as the table of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from time import perf_counter
from typing import Any

from django.db import connections, transaction

from seedplot import registry
from seedplot.clock import start_of_today
from seedplot.context import Context, context_of
from seedplot.engine import ledger, proof, provenance
from seedplot.engine.backends import backend_for
from seedplot.engine.clearing import clearing
from seedplot.engine.faults.database_errors import explained_errors
from seedplot.engine.faults.scenario_faults import scenario_code
from seedplot.engine.faults.time_zones import refuse_without_time_zone
from seedplot.engine.garbage import little_garbage
from seedplot.engine.loading import load
from seedplot.engine.progress import Progress, Silent
from seedplot.engine.proof_by_shard import plan_of
from seedplot.engine.reference_rows import add_missing
from seedplot.engine.runs import Report, Request
from seedplot.engine.scenario_facts import facts_of
from seedplot.engine.workers import parallel
from seedplot.engine.workers.executors import ProcessPool, cores
from seedplot.errors import PlanError, RunConflict, SeedError
from seedplot.models import SeedRun
from seedplot.options import complete_options, identity_of
from seedplot.plan import SHARED_ROWS, Change, Row, Shard, World, WorldRow
from seedplot.scenario import Scenario

MANY_ROWS = 20_000
"""Rows from which workers are quicker, although each takes a second to start."""


def run(request: Request, progress: Progress | None = None) -> Report:
    """Write the scenario's rows, prove them and record the run; all or nothing.

    A run that is there already is reported with `written=False` and left alone. Raises SeedError for what the user
    can correct, NotAsPromised where the rows fail their proof.
    """
    started = perf_counter()
    progress = progress or Silent()
    scenario = request.scenario
    sources = gather(request)
    with in_transaction(request):
        begun = begin(request, sources)
        record = begun.record
        if not begun.is_new:
            return report_of(record, request.expect, started)
        # From the first planned row to the last proof.
        with little_garbage():
            written, is_proven = _write(request, begun, progress)
            return finish(
                record,
                scenario,
                request,
                written.row_count,
                progress,
                started=started,
                cleared=begun.cleared,
                proven=written if is_proven else None,
            )


def _write(request: Request, begun: Begun, progress: Progress) -> tuple[parallel.Written, bool]:
    """Plan and write the shards, alone or with workers; with workers, prove them where that can be done by shard."""
    scenario, record = request.scenario, begun.record
    with scenario_code(scenario.name):
        context = context_of(scenario, request.seed, record.anchor, request.options, begun.world)
        shards = named_once(scenario, list(scenario.shards(context.options)))
    plans = _Plans(scenario, context, shards)
    backend = backend_for(connections[request.using], fast=request.fast_load)
    count = _worker_count(request, plans)
    if count == 1:
        total, size = len(shards), request.batch_size
        row_count = load(record, plans.all(), progress, total=total, batch_size=size, backend=backend)
        return parallel.Written(row_count), False
    executor, prove = ProcessPool(count), scenario.proof_by_shard and not request.skip_proof
    written = parallel.write_and_prove(
        record, scenario, begun.world, plans.begun(), executor, backend, progress, prove=prove
    )
    return written, prove


class _Plans:
    """The plans of the shards. The first one may be begun, to see how large it is."""

    def __init__(self, scenario: Scenario, context: Context, shards: Sequence[Shard]) -> None:
        self._scenario, self._context, self._shards = scenario, context, shards
        self._head: list[Row | Change] = []
        self._rest: Iterator[Row | Change] | None = None

    @property
    def shard_count(self) -> int:
        return len(self._shards)

    def estimate(self) -> int:
        """About how many rows there are, at least MANY_ROWS if there are more: shards are taken to be alike."""
        if not self._shards:
            return 0
        self._rest = plan_of(self._scenario, self._context, self._shards[0])
        self._head = list(islice(self._rest, MANY_ROWS))
        return len(self._head) * len(self._shards)

    def all(self) -> Iterator[tuple[str, Iterable[Row | Change]]]:
        for shard in self._shards:
            yield shard.name, self._begun_plan(shard) or plan_of(self._scenario, self._context, shard)

    def begun(self) -> dict[str, Iterable[Row | Change] | None]:
        """The names of the shards, and what is begun of their plans."""
        return {shard.name: self._begun_plan(shard) for shard in self._shards}

    def _begun_plan(self, shard: Shard) -> Iterable[Row | Change] | None:
        if self._rest is None or shard is not self._shards[0]:
            return None
        return chain(self._head, self._rest)


def _worker_count(request: Request, plans: _Plans) -> int:
    """The processes that plan and prove: as many as asked for, or all cores where the rows are many enough."""
    count = request.workers or cores()
    if count == 1 or plans.shard_count < 2 or (request.workers is None and plans.estimate() < MANY_ROWS):
        return 1
    if not registry.is_registered(request.scenario):
        # Workers find a scenario by its name, and would plan another one than this.
        return 1
    return min(count, plans.shard_count)


def named_once(scenario: Scenario, shards: Sequence[Shard]) -> Sequence[Shard]:
    """The shards. SeedError if two have one name: rows are named after their shards."""
    for name, number in Counter(shard.name for shard in shards).most_common(1):
        if number > 1:
            raise SeedError(f"{scenario.name} has {number} parts named '{name}'. Name each differently.")
    return shards


@dataclass(frozen=True)
class Begun:
    """A run before its rows; one that was there already is not new."""

    record: SeedRun
    world: World = field(default_factory=World)
    cleared: Mapping[str, int] = field(default_factory=dict)
    is_new: bool = True


def gather(request: Request) -> Mapping[str, Any]:
    """Get what the plan takes from outside the database, unless the run is there already."""
    check(request)
    cleared = {run.pk for run in request.clear}
    if any(run.pk not in cleared for run in _runs_with_same_key(request)):
        return {}
    with scenario_code(request.scenario.name):
        return request.scenario.sources.gather(complete_options(request.scenario, request.options))


def begin(request: Request, sources: Mapping[str, Any]) -> Begun:
    """Clear the runs to be cleared, add missing reference rows, read the world and record the run."""
    cleared = clearing.clear(request.clear, request.clear_rules)
    there = _already_there(request)
    if there is not None:
        return Begun(there, is_new=False)
    anchor = request.anchor or start_of_today()
    scenario = request.scenario
    with scenario_code(scenario.name):
        add_missing(scenario.reference_tables, request.using)
        found = scenario.prerequisites(complete_options(scenario, request.options), request.using, at=anchor)
    world = World(found.rows.values(), sources)
    record = _open(request, world, anchor)
    with scenario_code(scenario.name):
        shared = scenario.shared_rows(context_of(scenario, request.seed, anchor, request.options, world))
    return Begun(record, _write_shared_rows(record, shared, world), cleared)


def _write_shared_rows(record: SeedRun, shared: Mapping[str, Row], world: World) -> World:
    """The world as the shards find it: what was there before, and the shared rows."""
    if not shared:
        return world
    record.row_count = load(record, [(SHARED_ROWS, shared.values())], Silent())
    rows = [WorldRow(row.shape_.model, row.key_, name) for name, row in shared.items()]
    whole = World([*world.rows.values(), *rows], world.sources, shared=shared)
    provenance.keep_world(record, whole)
    return whole


def finish(
    record: SeedRun,
    scenario: Scenario,
    request: Request,
    row_count: int,
    progress: Progress,
    *,
    started: float,
    cleared: Mapping[str, int],
    proven: parallel.Written | None = None,
) -> Report:
    """Prove the rows, unless that is put off, and complete the record. NotAsPromised if they are not as promised.

    `row_count` is that of the shards; the record counts the shared rows already. `proven` are the proofs of the shards,
    where workers have taken them.
    """
    if request.skip_proof:
        counts = ledger.rows_of(record).counts
        report = Report(record, counts, [], [], {}, "", perf_counter() - started, cleared=cleared)
    else:
        report = proof.prove(record, scenario, progress, started=started, cleared=cleared, proven=proven)
        proof.refuse_unless_proven(report, request.expect)
        ledger.keep_findings(record, report.findings)
    provenance.close_run(record, fingerprint=report.fingerprint, row_count=record.row_count + row_count)
    return report


def check(request: Request) -> None:
    """SeedError where what is asked for cannot be."""
    scenario = request.scenario
    with scenario_code(scenario.name):
        faults = scenario.validate()
        # Made for its objections alone: a calendar may refuse an anchor.
        scenario.calendar(request.anchor or start_of_today())
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise SeedError(f"Scenario {scenario.name} is not valid: {faults[0]}{more}. Correct its figures first.")
    complete_options(scenario, request.options)
    refuse_without_time_zone(request.using)
    if request.skip_proof and request.expect is not None:
        raise SeedError("Without proof there is no fingerprint to expect. Leave out --skip-proof or --expect.")
    if request.fast_load and connections[request.using].vendor != "postgresql":
        raise SeedError("--fast-load drops foreign keys on PostgreSQL and does nothing elsewhere. Leave it out.")


@contextmanager
def in_transaction(request: Request) -> Iterator[None]:
    """One transaction around the run; what the database refuses is a SeedError, and a PlanError knows its scenario."""
    name = request.scenario.name
    cleared = " or cleared" if request.clear else ""
    try:
        with (
            explained_errors(request.using, outcome=f"Nothing of {name} was written{cleared}."),
            transaction.atomic(using=request.using),
        ):
            yield
            if request.dry_run:
                check_references(request.using)
                transaction.set_rollback(True, using=request.using)
    except PlanError as error:
        error.scenario = name
        raise


def check_references(using: str) -> None:
    """Have the database check the foreign keys that it would check at the commit."""
    # MySQL and MariaDB have checked theirs as the rows were written; to look again, Django would read every table.
    if connections[using].features.can_defer_constraint_checks:
        connections[using].check_constraints()


def _already_there(request: Request) -> SeedRun | None:
    """The run asked for, if it is there. RunConflict if another one is."""
    scenario = request.scenario
    for record in _runs_with_same_key(request):
        identity = identity_of(scenario, request.options)
        is_same = provenance.same_run(
            record,
            domain=scenario.domain,
            scenario=scenario.name,
            seed=request.seed,
            anchor=request.anchor,
            options=identity,
        )
        if not (is_same and scenario.sources.fits(record.sources, complete_options(scenario, request.options))):
            raise RunConflict(record)
        return record
    return None


def _runs_with_same_key(request: Request) -> list[SeedRun]:
    scenario = request.scenario
    options = complete_options(scenario, request.options)
    with scenario_code(scenario.name):
        key = scenario.exclusive_key(options)
    return provenance.runs_at(request.using, [key])


def report_of(record: SeedRun, expect: str | None, started: float) -> Report:
    """Of a run that was there already."""
    if expect is not None and not record.fingerprint:
        raise SeedError(f"{record} is there already and not proven yet. Take its fingerprint first, with --verify.")
    counts = ledger.rows_of(record).counts
    report = Report(record, counts, [], [], {}, record.fingerprint, perf_counter() - started, written=False)
    proof.refuse_unless_proven(report, expect)
    return report


def _open(request: Request, world: World, anchor: datetime) -> SeedRun:
    scenario = request.scenario
    return provenance.open_run(
        request.using,
        world,
        kind=request.kind or scenario.kind,
        scenario=scenario.name,
        domain=scenario.domain,
        exclusive_key=scenario.exclusive_key(complete_options(scenario, request.options)),
        options=identity_of(scenario, request.options),
        seed=request.seed,
        anchor=anchor,
        facts=facts_of(scenario, anchor),
    )
