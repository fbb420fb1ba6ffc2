"""A run from request to report, all in one transaction: `run()` reads as the table of contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, connections, transaction

from seedplot import changes, fingerprint, promises, provenance, registry
from seedplot.clock import start_of_today
from seedplot.errors import SeedError
from seedplot.evidence import Evidence
from seedplot.loaders import loader_for
from seedplot.loading import BATCH_SIZE, load
from seedplot.models import SeedRun
from seedplot.plan import FRAME, Row, World, WorldRow
from seedplot.progress import Progress, Silent
from seedplot.promises import Curve, Finding
from seedplot.scenario import Scenario


@dataclass(frozen=True)
class Request:
    """What to seed, and how. Without an anchor, "now" is the start of today in the project time zone."""

    scenario: Scenario
    seed: int = 42
    anchor: datetime | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""
    """What the run is recorded as, where that is not the scenario's own kind."""
    clear: Sequence[SeedRun] = ()
    """Runs to clear first, in the same transaction."""
    dry_run: bool = False
    expect: str | None = None
    skip_proof: bool = False
    """Leave promises and fingerprint to a later verification."""
    fast_load: bool = False
    """Drop foreign keys of empty tables while loading, on PostgreSQL."""
    batch_size: int = BATCH_SIZE
    using: str = "default"


@dataclass(frozen=True)
class Report:
    """What a run or a verification came to. `elapsed` is in seconds."""

    run: SeedRun
    counts: Mapping[str, int]
    findings: Sequence[Finding]
    curves: Sequence[Curve]
    tables: Mapping[str, str]
    fingerprint: str
    elapsed: float
    written: bool = True
    cleared: Mapping[str, int] = field(default_factory=dict)
    remarks: Sequence[tuple[str, str]] = ()
    """What else the scenario says of the rows: a label and a line each."""

    @property
    def broken(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.holds]


class NotAsPromised(SeedError):  # noqa: N818 - it names what happened, and reads so at every raise
    """The rows break a promise, or are not the expected ones. Whatever was written has been rolled back."""

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message)
        self.report = report


class PlaceTaken(SeedError):  # noqa: N818 - as above
    """Another run, or a part of this one, is where this one would go."""

    def __init__(self, run: SeedRun) -> None:
        is_complete = run.status == SeedRun.Status.COMPLETE
        how = "is there already and is not the run you ask for" if is_complete else "is unfinished"
        super().__init__(f"{run} {how}.")
        self.run = run


class Unfinished(SeedError):  # noqa: N818 - as above
    """Some shards of a run that workers share are not written. It can go on, or be cleared."""

    def __init__(self, run: SeedRun, message: str) -> None:
        super().__init__(message)
        self.run = run


def run(request: Request, progress: Progress | None = None) -> Report:
    """Write the scenario's rows, prove them and record the run; all or nothing.

    A run that is there already is reported with `written=False` and left alone. Raises SeedError for what the user
    can mend, NotAsPromised where the rows fail their proof.
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
        context = scenario.context(request.seed, record.anchor, request.options, begun.world)
        shards = list(scenario.shards(context.options))
        row_count = load(
            record,
            ((shard.name, scenario.plan(context, shard)) for shard in shards),
            progress,
            total=len(shards),
            batch_size=request.batch_size,
            loader=loader_for(connections[request.using], fast=request.fast_load),
        )
        return finish(record, scenario, request, row_count, progress, started=started, cleared=begun.cleared)


@dataclass(frozen=True)
class Begun:
    """A run before its rows; one that was there already is not new."""

    record: SeedRun
    world: World = field(default_factory=World)
    cleared: Mapping[str, int] = field(default_factory=dict)
    is_new: bool = True


def gather(request: Request) -> Mapping[str, Any]:
    """What the plan takes from outside the database, unless the run is there already."""
    check(request)
    cleared = {run.pk for run in request.clear}
    if any(run.pk not in cleared for run in _runs_in_place(request)):
        return {}
    return request.scenario.gather(request.scenario.complete(request.options))


def begin(request: Request, sources: Mapping[str, Any]) -> Begun:
    """Clear what is to be cleared, look at the world and record the run."""
    cleared = provenance.clear(request.clear) if request.clear else {}
    there = _already_there(request)
    if there is not None:
        return Begun(there, is_new=False)
    anchor = request.anchor or start_of_today()
    found = request.scenario.world_at(anchor, request.scenario.complete(request.options), request.using)
    world = World(found.rows.values(), sources)
    record = _open(request, world, anchor)
    frame = request.scenario.frame(request.scenario.context(request.seed, anchor, request.options, world))
    return Begun(record, _write_frame(record, frame, world), cleared)


def _write_frame(record: SeedRun, frame: Mapping[str, Row], world: World) -> World:
    """The world as the shards find it: what was there before, and the frame."""
    if not frame:
        return world
    record.row_count = load(record, [(FRAME, frame.values())], Silent())
    rows = [WorldRow(row.shape.model, row.key, name) for name, row in frame.items()]
    whole = World([*world.rows.values(), *rows], world.sources)
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
) -> Report:
    """Prove the rows, unless that is put off, and complete the record. NotAsPromised if they are not as promised.

    `row_count` is that of the shards; the record counts its frame already.
    """
    if request.skip_proof:
        counts = provenance.evidence_of(record).counts
        report = Report(record, counts, [], [], {}, "", perf_counter() - started, cleared=cleared)
    else:
        report = prove(record, scenario, progress, started=started, cleared=cleared)
        _refuse_unless_proven(report, request.expect)
    provenance.close_run(record, fingerprint=report.fingerprint, row_count=record.row_count + row_count)
    return report


def prove(
    record: SeedRun,
    scenario: Scenario,
    progress: Progress | None = None,
    *,
    started: float | None = None,
    cleared: Mapping[str, int] | None = None,
) -> Report:
    """Take the promises and the fingerprint of a run from the rows in the database."""
    started = perf_counter() if started is None else started
    progress = progress or Silent()
    shards = scenario.shards(scenario.recorded_options(record.options))
    evidence = provenance.evidence_of(record, [shard.name for shard in shards])
    evidence.replaced = changes.replaced_since(record)
    findings, curves = _measure(record, scenario, evidence, progress)
    digest, tables = fingerprint.of_run(record, evidence, scenario.calendar(record.anchor), scenario.left_out)
    remarks = list(scenario.remarks(evidence))
    elapsed = perf_counter() - started
    return Report(record, evidence.counts, findings, curves, tables, digest, elapsed, True, cleared or {}, remarks)


def _measure(
    record: SeedRun, scenario: Scenario, evidence: Evidence, progress: Progress
) -> tuple[list[Finding], list[Curve]]:
    """Every promise in every part, and the curves of the first; no part outlives its turn."""
    findings: list[Finding] = []
    curves: list[Curve] = []
    progress.begin("Proving", max(1, len(evidence.shards)))
    for part, subject in scenario.evidence(evidence, record.anchor):
        findings += promises.verify(scenario.promises, part, subject)
        curves = curves or list(scenario.curves(subject))
        progress.advance()
    return findings, curves


def verify(record: SeedRun, progress: Progress | None = None, *, expect: str | None = None) -> Report:
    """Prove a recorded run again, or for the first time. NotAsPromised if it is not what it should be."""
    if record.status != SeedRun.Status.COMPLETE:
        raise SeedError(f"{record} is unfinished, so there is nothing to verify yet. Resume or clear it.")
    report = prove(record, registry.scenario_of(record.domain, record.scenario), progress)
    _refuse_unless_proven(report, expect or record.fingerprint or None)
    if not record.fingerprint:
        provenance.close_run(record, fingerprint=report.fingerprint, row_count=record.row_count)
    return report


def check(request: Request) -> None:
    """SeedError where what is asked for cannot be."""
    scenario = request.scenario
    faults = scenario.validate()
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise SeedError(f"Scenario {scenario.name} is not valid: {faults[0]}{more}. Correct its figures first.")
    scenario.complete(request.options)
    # Made for its objections alone: a calendar may refuse an anchor.
    scenario.calendar(request.anchor or start_of_today())
    if request.skip_proof and request.expect is not None:
        raise SeedError("Without proof there is no fingerprint to expect. Leave out --skip-proof or --expect.")
    if request.fast_load and connections[request.using].vendor != "postgresql":
        raise SeedError("--fast-load drops foreign keys on PostgreSQL and does nothing elsewhere. Leave it out.")


@contextmanager
def in_transaction(request: Request) -> Iterator[None]:
    """One transaction around the run; what the database refuses is a SeedError."""
    try:
        with transaction.atomic(using=request.using):
            yield
            if request.dry_run:
                connections[request.using].check_constraints()
                transaction.set_rollback(True, using=request.using)
    except IntegrityError as error:
        raise _refused(request, error, _advice(error)) from error
    except DataError as error:
        raise _refused(request, error, "A planned value does not fit its column; mend the scenario.") from error


def _advice(error: IntegrityError) -> str:
    if "foreign key" in str(error).lower():
        return "A row that it refers to has gone; run the command again."
    return "Something else has the same name or number; remove it first."


def _refused(request: Request, error: DatabaseError, advice: str) -> SeedError:
    reason = str(error).splitlines()[0]
    return SeedError(f"The database refused the rows of {request.scenario.name}: {reason}. {advice}")


def _already_there(request: Request) -> SeedRun | None:
    """The run asked for, if it is there. PlaceTaken if another one is."""
    scenario = request.scenario
    for record in _runs_in_place(request):
        identity = scenario.identity(request.options)
        is_same = provenance.same_run(record, seed=request.seed, anchor=request.anchor, options=identity)
        if not (is_same and scenario.has_sources(record.sources, scenario.complete(request.options))):
            raise PlaceTaken(record)
        return record
    return None


def _runs_in_place(request: Request) -> list[SeedRun]:
    place = request.scenario.place(request.scenario.complete(request.options))
    return provenance.runs_at(request.using, [place])


def report_of(record: SeedRun, expect: str | None, started: float) -> Report:
    """Of a run that was there already."""
    if expect is not None and not record.fingerprint:
        raise SeedError(f"{record} is there already and not proven yet. Take its fingerprint first, with --verify.")
    counts = provenance.evidence_of(record).counts
    report = Report(record, counts, [], [], {}, record.fingerprint, perf_counter() - started, written=False)
    _refuse_unless_proven(report, expect)
    return report


def _open(request: Request, world: World, anchor: datetime) -> SeedRun:
    scenario = request.scenario
    return provenance.open_run(
        request.using,
        world,
        kind=request.kind or scenario.kind,
        scenario=scenario.name,
        domain=scenario.domain,
        place=scenario.place(scenario.complete(request.options)),
        options=scenario.identity(request.options),
        seed=request.seed,
        anchor=anchor,
    )


def _refuse_unless_proven(report: Report, expect: str | None) -> None:
    if report.broken:
        count = len(report.broken)
        word = "promise is" if count == 1 else "promises are"
        raise NotAsPromised(
            f"{count} {word} broken by the rows of {report.run.scenario}, first {report.broken[0].promise.id}.", report
        )
    if expect is not None and expect != report.fingerprint:
        raise NotAsPromised(f"The fingerprint is {report.fingerprint}, not the expected {expect}.", report)


__all__ = ["Evidence", "NotAsPromised", "PlaceTaken", "Report", "Request", "prove", "run", "verify"]
