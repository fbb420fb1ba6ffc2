"""The engine on the story: a whole run, its verification and clearing, and its steps one by one."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.story import Story, rows_by_table
from benchmarks.timing import Timing

if TYPE_CHECKING:
    from seedplot.models import SeedRun
    from seedplot.plan import Row
    from seedplot.scenario import Scenario

VERIFY, CLEAR = "`--verify`, one process", "`--clear-only`"
PLAN, WRITE, PROVE = "plan", "write", "read back and prove"
READ, DIGEST = "of that reading", "of that reading and the fingerprint"
RECORD = "record the run, its digests and findings; commit"


def run(teams: int, name: str, **settings: Any) -> Timing:
    """A run from request to report, workers and their start included; `settings` are the request's."""
    from seedplot.engine import pipeline

    story, timing = Story(teams), Timing()
    with timing.of(name):
        report = pipeline.run(story.request(**settings))
    timing.rows = rows_by_table(report.counts)
    return timing


def verify_and_clear(teams: int) -> Timing:
    """A finished run proven again, and then cleared."""
    from seedplot.engine import pipeline, proof
    from seedplot.engine.clearing import clearing

    seeded = pipeline.run(Story(teams).request())
    timing = Timing(rows_by_table(seeded.counts))
    with timing.of(VERIFY):
        proof.verify(seeded.run)
    with timing.of(CLEAR):
        clearing.clear_in_transaction("default", [seeded.run])
    return timing


def steps(teams: int) -> Timing:
    """A run in one process, each step by itself: together they are the whole.

    A team is planned as a whole before its rows are written. Reading and fingerprint are taken again afterwards.
    """
    from django.db import transaction

    from seedplot.engine import ledger, proof, provenance
    from seedplot.engine.loading import load
    from seedplot.engine.progress import Silent

    story, timing = Story(teams), Timing()
    gc.collect()
    with timing.of(RECORD), transaction.atomic():
        record = story.open_run()
        with timing.of(WRITE, within=RECORD):
            row_count = load(record, _plans(story, timing), Silent())
        with timing.of(PROVE, within=RECORD):
            report = proof.prove(record, story.scenario)
        ledger.keep_findings(record, report.findings)
        provenance.close_run(record, fingerprint=report.fingerprint, row_count=row_count)
    timing.rows = rows_by_table(report.counts)
    _read_again(record, story.scenario, timing)
    return timing


def _plans(story: Story, timing: Timing) -> Iterator[tuple[str, Iterable[Row]]]:
    for shard in story.shards:
        with timing.of(PLAN, within=WRITE):
            rows = list(story.plan(shard))
        yield shard.name, rows


def _read_again(record: SeedRun, scenario: Scenario, timing: Timing) -> None:
    from seedplot.engine import proof
    from seedplot.engine.digests import DigestingReader
    from seedplot.engine.garbage import little_garbage
    from seedplot.engine.raw_rows import RawRows
    from seedplot.engine.run_rows import Names

    rows = proof.rows_to_prove(record, scenario)
    with little_garbage():
        with timing.of(READ):
            reader = RawRows(record.using)
            for block in rows.all_blocks():
                reader.fetch(block)
        with timing.of(DIGEST):
            calendar, names = scenario.calendar(record.anchor), Names(rows, record.world)
            source = DigestingReader(RawRows(record.using), names, calendar, scenario.fingerprint_exclude, {})
            source.finish(rows.all_blocks())
