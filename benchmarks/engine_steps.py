"""What this tool does with the story, step by step: plan, write, prove the promises, take the fingerprint."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from typing import TYPE_CHECKING

from benchmarks.story import Story
from benchmarks.timing import Timing

if TYPE_CHECKING:
    from seedplot.engine.run_rows import RunRows
    from seedplot.models import SeedRun

ALL = "plan, write, promises and fingerprint"


def plan_alone(teams: int) -> Timing:
    """Rows thrown away team after team; of a third of the teams, to leave time for the rest."""
    story, timing = Story(_third(teams)), Timing()
    # The engine spares the collector what was there before, too.
    gc.freeze()
    for shard in story.shards:
        with timing.of("plan alone"):
            rows = list(story.plan(shard))
        for row in rows:
            table = row.shape.model._meta.db_table
            timing.rows[table] = timing.rows.get(table, 0) + 1
    return timing


def write_alone(teams: int) -> Timing:
    """Rows planned beforehand, up to and including the commit; the same third."""
    from django.db import transaction

    from seedplot.engine import ledger
    from seedplot.engine.loading import load
    from seedplot.engine.progress import Silent

    story, timing = Story(_third(teams)), Timing()
    planned = [(shard.name, list(story.plan(shard))) for shard in story.shards]
    gc.collect()
    with timing.of("write alone"), transaction.atomic():
        record = story.open_run()
        load(record, planned, Silent())
    timing.rows = _count_rows(ledger.rows_of(record))
    return timing


def run(teams: int, name: str = "plan and write", proof: bool = True, fast: bool = False) -> Timing:
    """Plan, write and prove as the pipeline does it, the proofs before the commit; which counts as writing.

    A variant has a name of its own, and may leave the proofs to the others.
    """
    from django.db import connection, transaction

    from seedplot.engine import ledger
    from seedplot.engine.backends import backend_for
    from seedplot.engine.loading import load
    from seedplot.engine.progress import Silent

    story, timing = Story(teams), Timing()
    with ExitStack() as whole:
        with timing.of(name):
            whole.enter_context(transaction.atomic())
            record = story.open_run()
            plans = ((shard.name, story.plan(shard)) for shard in story.shards)
            load(record, plans, Silent(), backend=backend_for(connection, fast=fast))
        evidence = ledger.rows_of(record)
        if proof:
            _prove(story, record, evidence, timing)
        with timing.of(name):
            whole.close()  # Commits.
    if proof:
        timing.seconds[ALL] = sum(timing.seconds.values())
    timing.rows = _count_rows(evidence)
    return timing


def _third(teams: int) -> int:
    return max(1, teams // 3)


def _prove(story: Story, record: SeedRun, evidence: RunRows, timing: Timing) -> None:
    from seedplot import promises
    from seedplot.engine import fingerprint

    scenario = story.scenario
    with timing.of("promises: read back and prove"):
        for part, subject in scenario.evidence(evidence, story.anchor):
            promises.verify(scenario.promises, part, subject)
    with timing.of("fingerprint: read back and take"):
        fingerprint.of_run(record, evidence, scenario.calendar(story.anchor), scenario.fingerprint_exclude)


def _count_rows(evidence: RunRows) -> dict[str, int]:
    from django.apps import apps

    # The blocks are in the order of the plan, where a row comes after those it refers to.
    return {apps.get_model(label)._meta.db_table: count for label, count in evidence.counts.items()}
