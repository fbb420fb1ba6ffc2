"""A run from request to report, all in one transaction: `run()` reads as the table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, connections, transaction

from seedplot import changes, fingerprint, promises, provenance, registry
from seedplot.clock import start_of_today
from seedplot.errors import SeedError
from seedplot.evidence import Block, Evidence
from seedplot.models import SeedRun
from seedplot.plan import Change, Row, World
from seedplot.progress import Progress, Silent
from seedplot.promises import Curve, Finding
from seedplot.scenario import Scenario
from seedplot.writer import Writer

BLOCKS_AT_ONCE = 1_000
"""How many blocks are kept before they are recorded."""


@dataclass(frozen=True)
class Request:
    """What to seed, and how. Without an anchor, "now" is the start of today in the project time zone."""

    scenario: Scenario
    seed: int = 42
    anchor: datetime | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    kind: str = "scenario"
    clear: Sequence[SeedRun] = ()
    """Runs to clear first, in the same transaction."""
    dry_run: bool = False
    expect: str | None = None
    batch_size: int = 2_000
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

    @property
    def broken(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.holds]


class NotAsPromised(SeedError):  # noqa: N818 - it names what happened, and reads so at every raise
    """The rows break a promise, or are not the expected ones. Whatever was written has been rolled back."""

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message)
        self.report = report


class PlaceTaken(SeedError):  # noqa: N818 - as above
    """Another run is where this one would go."""

    def __init__(self, run: SeedRun) -> None:
        super().__init__(f"{run} is there already and is not the run you ask for.")
        self.run = run


def run(request: Request, progress: Progress | None = None) -> Report:
    """Write the scenario's rows, prove them and record the run; all or nothing.

    A run that is there already is reported with `written=False` and left alone. Raises SeedError for what the user
    can mend, NotAsPromised where the rows fail their proof.
    """
    started = perf_counter()
    progress = progress or Silent()
    _check(request)
    with _transaction(request):
        cleared = provenance.clear(request.clear) if request.clear else {}
        there = _already_there(request)
        if there is not None:
            return _report_of(there, request.expect, started)
        world = request.scenario.preflight(request.scenario.complete(request.options), request.using)
        record = _open(request, world)
        row_count = _load(request, record, world, progress)
        report = prove(record, request.scenario, progress, started=started, cleared=cleared)
        _refuse_unless_proven(report, request.expect)
        provenance.close_run(record, fingerprint=report.fingerprint, row_count=row_count)
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
    evidence = provenance.evidence_of(record)
    findings, curves = _measure(record, scenario, evidence, progress)
    digest, tables = fingerprint.of_run(record, evidence, scenario.calendar(record.anchor), scenario.left_out)
    elapsed = perf_counter() - started
    return Report(record, evidence.counts, findings, curves, tables, digest, elapsed, cleared=cleared or {})


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
    """Prove a recorded run again. NotAsPromised if rows or promises are no longer what they were."""
    report = prove(record, registry.scenario_of(record.domain, record.scenario), progress)
    _refuse_unless_proven(report, expect or record.fingerprint)
    return report


def _check(request: Request) -> None:
    scenario = request.scenario
    faults = scenario.validate()
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise SeedError(f"Scenario {scenario.name} is not valid: {faults[0]}{more}. Correct its figures first.")
    scenario.complete(request.options)


@contextmanager
def _transaction(request: Request) -> Iterator[None]:
    try:
        with transaction.atomic(using=request.using):
            yield
            if request.dry_run:
                connections[request.using].check_constraints()
                transaction.set_rollback(True, using=request.using)
    except IntegrityError as error:
        raise _refused(request, error, "Something else has the same name or number; remove it first.") from error
    except DataError as error:
        raise _refused(request, error, "A planned value does not fit its column; mend the scenario.") from error


def _refused(request: Request, error: DatabaseError, advice: str) -> SeedError:
    reason = str(error).splitlines()[0]
    return SeedError(f"The database refused the rows of {request.scenario.name}: {reason}. {advice}")


def _already_there(request: Request) -> SeedRun | None:
    """The run asked for, if it is there. PlaceTaken if another one is."""
    scenario = request.scenario
    found = provenance.runs_at(request.using, [scenario.place(scenario.complete(request.options))])
    for record in found:
        identity = scenario.identity(request.options)
        if not provenance.same_run(record, seed=request.seed, anchor=request.anchor, options=identity):
            raise PlaceTaken(record)
        return record
    return None


def _report_of(record: SeedRun, expect: str | None, started: float) -> Report:
    counts = provenance.evidence_of(record).counts
    report = Report(record, counts, [], [], {}, record.fingerprint, perf_counter() - started, written=False)
    _refuse_unless_proven(report, expect)
    return report


def _open(request: Request, world: World) -> SeedRun:
    scenario = request.scenario
    return provenance.open_run(
        request.using,
        world,
        kind=request.kind,
        scenario=scenario.name,
        domain=scenario.domain,
        place=scenario.place(scenario.complete(request.options)),
        options=scenario.identity(request.options),
        seed=request.seed,
        anchor=request.anchor or start_of_today(),
    )


def _load(request: Request, record: SeedRun, world: World, progress: Progress) -> int:
    """Plan and write shard after shard; how many rows."""
    scenario = request.scenario
    context = scenario.context(request.seed, record.anchor, request.options, world)
    shards = list(scenario.shards(context.options))
    progress.begin("Seeding", len(shards))
    blocks: list[Block] = []
    with Writer(request.using, request.batch_size) as writer:
        for shard in shards:
            found: list[Change] = []
            blocks += writer.take(shard.name, _rows(scenario.plan(context, shard), found))
            if found or len(blocks) >= BLOCKS_AT_ONCE:
                writer.settle()
                provenance.record_blocks(record, blocks)
                changes.apply(record, found)
                blocks = []
            progress.advance()
        writer.finish()
    provenance.record_blocks(record, blocks)
    return writer.row_count


def _rows(plan: Iterable[Row | Change], found: list[Change]) -> Iterator[Row]:
    """The plan's rows; its changes are put aside."""
    for item in plan:
        if isinstance(item, Change):
            found.append(item)
        else:
            yield item


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
