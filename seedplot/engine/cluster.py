"""A run on a cluster: its shards have a transaction each, and an unfinished run can be resumed.

The record is committed first, as running, and is complete only when every shard is written and the whole is proven.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol, Self

from django.conf import settings
from django.db import Error as DatabaseFault
from django.db import connections, transaction
from django.db.models import Sum

from seedplot.engine import pipeline, provenance
from seedplot.engine.clearing import clearing
from seedplot.engine.faults.database_errors import RESUME, explained_errors
from seedplot.engine.progress import Progress, Silent
from seedplot.engine.runs import ClearRules, Report, Request
from seedplot.engine.workers.worker import ShardJob
from seedplot.errors import INTERRUPTED, NotAsPromised, PlanError, SeedError, Unfinished
from seedplot.models import SeedRun
from seedplot.options import recorded_options
from seedplot.plan import Shard
from seedplot.scenario import Scenario


class ShardExecutor(Protocol):
    """A context: entering it finds the workers, before anything is written. SeedError if there are none."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def write(self, jobs: Sequence[ShardJob]) -> Iterator[str]:
        """Write the shards; the name of each when it is committed, in any order. SeedError if one cannot be written."""


def run(request: Request, cluster: ShardExecutor, progress: Progress | None = None) -> Report:
    """As `pipeline.run`, with a transaction for each shard. Raises Unfinished where shards are left."""
    started = perf_counter()
    if request.dry_run:
        raise SeedError("--dry-run rolls one transaction back, and workers commit. Leave out one of them.")
    if request.fast_load:
        raise SeedError("--fast-load needs the tables for itself, and workers share them. Leave out one of them.")
    if connections[request.using].vendor == "sqlite" and connections[request.using].is_in_memory_db():  # type: ignore[attr-defined]
        raise SeedError("Workers cannot reach a database in this process's memory. Give DATABASE_URL a file.")
    sources = pipeline.gather(request)
    with cluster:
        with pipeline.in_transaction(request):
            begun = pipeline.begin(request, sources)
            pipeline.named_once(request.scenario, _shards(begun.record, request.scenario))
            if begun.is_new and provenance.world_of(begun.record).rows != begun.world.rows:
                raise PlanError(f"{request.scenario.name} reads values from its world that a record cannot keep")
        if not begun.is_new:
            return pipeline.report_of(begun.record, request.expect, started)
        return _write_the_rest(begun.record, cluster, request, started, progress or Silent(), begun.cleared)


def resume(record: SeedRun, cluster: ShardExecutor, request: Request, progress: Progress | None = None) -> Report:
    """Write the shards that an unfinished run lacks, and complete it; of the request, how to prove it counts."""
    refuse_unless_unfinished(record)
    with cluster:
        return _write_the_rest(record, cluster, request, perf_counter(), progress or Silent(), {})


def refuse_unless_unfinished(record: SeedRun) -> None:
    """SeedError if the run is complete."""
    if record.status != SeedRun.Status.RUNNING:
        raise SeedError(f"{record} is complete; there is nothing to resume.")


def _write_the_rest(
    record: SeedRun,
    cluster: ShardExecutor,
    request: Request,
    started: float,
    progress: Progress,
    cleared: Mapping[str, int],
) -> Report:
    scenario = request.scenario
    written = set(record.shards.values_list("name", flat=True))
    shards = _shards(record, scenario)
    jobs = [
        ShardJob(settings.SETTINGS_MODULE, record.using, record.pk, record.started_at, shard.name, request.batch_size)
        for shard in shards
        if shard.name not in written
    ]
    progress.begin("Seeding", len(jobs))
    tally = _Tally(len(shards), len(written))
    with _unfinished_if_it_ends(record, tally):
        for _ in cluster.write(jobs):
            tally.written += 1
            progress.advance()
        if record.shards.count() < len(shards):
            raise SeedError("The workers ended before the work was done")
        try:
            outcome = "Nothing of its proof was kept."
            with (
                explained_errors(record.using, outcome=outcome, again=RESUME),
                transaction.atomic(using=record.using),
            ):
                row_count = record.shards.aggregate(total=Sum("row_count"))["total"] or 0
                return pipeline.finish(record, scenario, request, row_count, progress, started=started, cleared=cleared)
        except NotAsPromised:
            # Like a single transaction that is rolled back, only that there are many. What failed its proof has no
            # digests to be known by.
            clearing.clear_in_transaction(record.using, [record], ClearRules(by_key=True))
            raise


@dataclass
class _Tally:
    """The shards of a run, and those known to be written."""

    total: int
    written: int


@contextmanager
def _unfinished_if_it_ends(record: SeedRun, tally: _Tally) -> Iterator[None]:
    """Say how far the run has come if it ends before it is complete."""
    try:
        yield
    except KeyboardInterrupt:
        interrupted = _unfinished(record, tally, "Interrupted")
        interrupted.exit_code = INTERRUPTED
        raise interrupted from None
    except NotAsPromised:
        raise
    except Exception as error:
        raise _unfinished(record, tally, _reason(error, record)) from error


def _reason(error: Exception, record: SeedRun) -> str:
    """An error in one line. The run is unfinished whatever it is, and --traceback shows all of it."""
    if isinstance(error, PlanError):
        # On its way from another machine an exception keeps its message alone.
        error.scenario = record.scenario
        return error.sentence
    text = next(iter(str(error).strip().splitlines()), "")
    if text and isinstance(error, SeedError):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _unfinished(record: SeedRun, tally: _Tally, why: str) -> Unfinished:
    # The database may be what has failed; then what is known has to do.
    with suppress(DatabaseFault):
        tally.written = record.shards.count()
    progress = f"{tally.written} of {tally.total} shards of {record} are written."
    return Unfinished(record, f"{why.rstrip('.')}. {progress}")


def _shards(record: SeedRun, scenario: Scenario) -> Sequence[Shard]:
    return list(scenario.shards(recorded_options(scenario, record.options)))
