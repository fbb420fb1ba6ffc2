"""The proof of a run: promises and fingerprint from one reading of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from django.db import transaction

from seedplot import promises, registry
from seedplot.engine import fingerprint, ledger, provenance, stated_size, world_changes
from seedplot.engine.digests import DigestingReader, Digests
from seedplot.engine.faults.scenario_faults import scenario_code
from seedplot.engine.garbage import little_garbage
from seedplot.engine.progress import Progress, Silent
from seedplot.engine.proof_by_shard import subjects_of
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.replaying import changed_story, differences
from seedplot.engine.run_rows import Names, RunRows
from seedplot.engine.runs import Report, way_on_from_unfinished
from seedplot.engine.workers.parallel import Written
from seedplot.errors import NotAsPromised, ScenarioFault, SeedError
from seedplot.models import SeedRun
from seedplot.options import recorded_options
from seedplot.plan import SHARED_ROWS
from seedplot.promises import DrawnCurve, Empty, Finding, Promise, claims
from seedplot.scenario import Scenario

EVERY_PART_HAS_ROWS = Promise(
    "seedplot.P001",
    "Every part of the story has rows.",
    lambda parts: parts,
    Empty("part without rows"),
    "Look at the plan of that part: it came to nothing, so no promise was measured on it.",
    "the parts that the scenario names",
)


STORY_CHANGED = ("Story", "It has changed since the run was made, whose rows are still what they were.")


def prove(
    record: SeedRun,
    scenario: Scenario,
    progress: Progress | None = None,
    *,
    started: float | None = None,
    cleared: Mapping[str, int] | None = None,
    proven: Written | None = None,
) -> Report:
    """Take the promises and the fingerprint of a run from the rows in the database, and keep the rows' digests.

    Where workers have proven the shards, only the shared rows are left to be read.
    """
    started = perf_counter() if started is None else started
    rows = rows_to_prove(record, scenario)
    keeper = ledger.DigestKeeper(record)
    rows.source = source = _digesting_reader(record, scenario, rows, keeper)
    with little_garbage():
        if proven is None:
            findings, curves = measure(record, scenario, rows, progress or Silent())
            digests = source.finish(rows.all_blocks())
        else:
            findings, curves = proven.findings, proven.curves
            digests = source.finish(block for block in rows.all_blocks() if block.shard == SHARED_ROWS)
            digests.merge(proven.digests)
    keeper.flush()
    empty = parts_without_rows(record, scenario, rows)
    other_numbers = stated_size.other_numbers(scenario, record.options, rows)
    if other_numbers:
        findings = [Finding(stated_size.AS_MANY_AS_STATED, "", other_numbers), *findings]
    if empty:
        findings = [Finding(EVERY_PART_HAS_ROWS, "", empty), *findings]
    return report_of_proof(
        record, scenario, rows, findings, curves, digests, elapsed=perf_counter() - started, cleared=cleared or {}
    )


def take_fingerprint(record: SeedRun, scenario: Scenario) -> Report:
    """The fingerprint of a run without its promises. The rows' digests are kept."""
    started = perf_counter()
    rows = rows_to_prove(record, scenario)
    keeper = ledger.DigestKeeper(record)
    with little_garbage():
        digests = _digesting_reader(record, scenario, rows, keeper).finish(rows.all_blocks())
    keeper.flush()
    tables = tables_of(record, scenario, rows, digests)
    elapsed = perf_counter() - started
    return Report(record, rows.counts, [], [], tables, fingerprint.fingerprint(tables), elapsed, rows=rows)


def _digesting_reader(
    record: SeedRun, scenario: Scenario, rows: RunRows, keeper: ledger.DigestKeeper
) -> DigestingReader:
    return DigestingReader(
        RawRows(record.using),
        Names(rows, record.world),
        scenario.calendar(record.anchor),
        scenario.fingerprint_exclude,
        rows.replaced,
        keep=keeper.keep,
    )


def rows_to_prove(record: SeedRun, scenario: Scenario) -> RunRows:
    """The run's rows in the order of its shards, and the values that later runs have changed."""
    shards = scenario.shards(recorded_options(scenario, record.options))
    rows = ledger.rows_of(record, [shard.name for shard in shards])
    rows.replaced = world_changes.replaced_since(record)
    return rows


def parts_without_rows(record: SeedRun, scenario: Scenario, rows: RunRows) -> list[str]:
    """The shards of a story that wrote nothing. An import may find nothing to do, and a run may only change rows."""
    if record.kind != "scenario" or record.changes.exists():
        return []
    written = set(rows.shards)
    shards = scenario.shards(recorded_options(scenario, record.options))
    return [shard.name for shard in shards if shard.name not in written]


def measure(
    record: SeedRun, scenario: Scenario, rows: RunRows, progress: Progress
) -> tuple[list[Finding], Sequence[DrawnCurve]]:
    """Every promise in every part, and the curves of the first; no part outlives its turn."""
    findings: list[Finding] = []
    curves: list[DrawnCurve] = []
    progress.begin("Proving", max(1, len(rows.shards)))
    with scenario_code(scenario.name):
        shards = {shard.name for shard in scenario.shards(recorded_options(scenario, record.options))}
        for part, subject in subjects_of(scenario, rows, record.anchor, shards):
            findings += promises.verify(claims(scenario.promises, scenario.moves), part, subject)
            curves = curves or [curve.measured(subject) for curve in scenario.curves]
            progress.advance()
    return findings, curves


def report_of_proof(
    record: SeedRun,
    scenario: Scenario,
    rows: RunRows,
    findings: Sequence[Finding],
    curves: Sequence[DrawnCurve],
    digests: Digests,
    *,
    elapsed: float,
    cleared: Mapping[str, int],
) -> Report:
    """The report of what was measured and hashed."""
    tables = tables_of(record, scenario, rows, digests)
    with scenario_code(scenario.name):
        remarks = list(scenario.remarks(rows))
    return Report(
        run=record,
        counts=rows.counts,
        findings=findings,
        curves=curves,
        tables=tables,
        fingerprint=fingerprint.fingerprint(tables),
        elapsed=elapsed,
        cleared=cleared,
        remarks=remarks,
        rows=rows,
    )


def tables_of(record: SeedRun, scenario: Scenario, rows: RunRows, digests: Digests) -> dict[str, str]:
    """The digest of each table, and of the changed columns."""
    calendar = scenario.calendar(record.anchor)
    changed = fingerprint.changes_digest(record, Names(rows, record.world), calendar, rows.replaced)
    return {**fingerprint.table_digests(digests), **changed}


def verify(record: SeedRun, progress: Progress | None = None, *, expect: str | None = None) -> Report:
    """Prove a recorded run again, or for the first time. NotAsPromised if it is not what it should be.

    The findings are kept either way, the digests of a run without any only if it is as promised. A run that is what it
    was counts as kept where its story has changed since; promises that no longer hold are remarks then.
    """
    if record.status != SeedRun.Status.COMPLETE:
        raise SeedError(f"{record} is unfinished, so there is nothing to verify yet. {way_on_from_unfinished(record)}")
    scenario = registry.scenario_of_run(record)
    try:
        with transaction.atomic(using=record.using):
            report = _proof_of(record, scenario, progress)
            kept = _kept_of_a_changed_story(report, scenario)
            refuse_unless_proven(kept, expect)
            refuse_unless_proven(kept, record.fingerprint or None)
            if report.findings:
                ledger.keep_findings(record, report.findings)
            if not record.fingerprint:
                provenance.close_run(record, fingerprint=report.fingerprint, row_count=record.row_count)
    except NotAsPromised as refusal:
        with transaction.atomic(using=record.using):
            ledger.keep_findings(record, refusal.report.findings)
        raise
    return kept


def _proof_of(record: SeedRun, scenario: Scenario, progress: Progress | None) -> Report:
    """The proof; without promises that cannot be measured any more, since the story or the rows have changed."""
    try:
        return prove(record, scenario, progress)
    except ScenarioFault as error:
        if not record.fingerprint:
            raise
        report = take_fingerprint(record, scenario)
        has_changed = changed_story.has_changed_since(record, scenario)
        if report.fingerprint == record.fingerprint and not has_changed:
            raise
        line = ("Promises", f"They can no longer be measured: {error}")
        return replace(report, remarks=[STORY_CHANGED, line] if has_changed else [line])


def _kept_of_a_changed_story(report: Report, scenario: Scenario) -> Report:
    """The report with broken promises as remarks, where the rows are what they were and the story has changed since."""
    broken, run = report.broken, report.run
    is_what_it_was = bool(run.fingerprint) and report.fingerprint == run.fingerprint
    if not (broken and is_what_it_was and changed_story.has_changed_since(run, scenario)):
        return report
    first = {finding.promise.id: finding for finding in reversed(broken)}
    lines = [("No longer", " ".join(str(finding).splitlines()[:1])) for finding in reversed(first.values())]
    kept = [finding for finding in report.findings if finding.kept]
    return replace(report, findings=kept, remarks=[*report.remarks, STORY_CHANGED, *lines])


def refuse_unless_proven(report: Report, expect: str | None) -> None:
    """NotAsPromised if a promise is broken or the fingerprint is not the expected one."""
    if report.broken:
        count = len(report.broken)
        word = "promise is" if count == 1 else "promises are"
        raise NotAsPromised(
            f"{count} {word} broken by the rows of {report.run.scenario}, first {report.broken[0].brief}.",
            report,
            differences.lines(report),
        )
    if expect is not None and expect != report.fingerprint:
        raise NotAsPromised(
            f"The fingerprint is {report.fingerprint}, not the expected {expect}.", report, differences.lines(report)
        )
