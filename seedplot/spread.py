"""A run whose shards have a transaction each, so that workers can share them and an unfinished run can go on.

The record is committed first, as running, and is complete only when every shard is written and the whole is proven.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import local
from time import perf_counter

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.db.models import Sum

from seedplot import pipeline, provenance, registry
from seedplot.crews import Crew, Order
from seedplot.errors import INTERRUPTED, PlanError, SeedError
from seedplot.loaders import Loader, loader_for
from seedplot.loading import load
from seedplot.models import SeedRun, SeedShard
from seedplot.pipeline import NotAsPromised, Report, Request, Unfinished
from seedplot.plan import Change, Row, Shard
from seedplot.progress import Progress, Silent
from seedplot.scenario import Scenario

_kept = local()
PATIENCE = 600
"""Seconds that a worker waits for another one's transaction on SQLite."""


def run(request: Request, crew: Crew, progress: Progress | None = None) -> Report:
    """As `pipeline.run`, with a transaction for each shard. Raises Unfinished where shards are left."""
    started = perf_counter()
    if request.dry_run:
        raise SeedError("--dry-run rolls one transaction back, and workers commit. Leave out one of them.")
    if request.fast_load:
        raise SeedError("--fast-load needs the tables for itself, and workers share them. Leave out one of them.")
    if connections[request.using].vendor == "sqlite" and connections[request.using].is_in_memory_db():  # type: ignore[attr-defined]
        raise SeedError("Workers cannot reach a database in this process's memory. Give DATABASE_URL a file.")
    sources = pipeline.gather(request)
    with crew:
        with pipeline.in_transaction(request):
            begun = pipeline.begin(request, sources)
            names = Counter(shard.name for shard in _shards(begun.record, request.scenario))
            for name, count in names.most_common(1):
                if count > 1:
                    raise SeedError(f"{request.scenario.name} has {count} parts named '{name}'. Name each differently.")
            if begun.is_new and provenance.world_of(begun.record).rows != begun.world.rows:
                raise PlanError(f"{request.scenario.name} reads values from its world that a record cannot keep")
        if not begun.is_new:
            return pipeline.report_of(begun.record, request.expect, started)
        return _go_on(begun.record, crew, request, started, progress or Silent(), begun.cleared)


def resume(record: SeedRun, crew: Crew, request: Request, progress: Progress | None = None) -> Report:
    """Write the shards that an unfinished run lacks, and complete it; of the request, how to prove it counts."""
    if record.status != SeedRun.Status.RUNNING:
        raise SeedError(f"{record} is complete; there is nothing to resume.")
    with crew:
        return _go_on(record, crew, request, perf_counter(), progress or Silent(), {})


def _go_on(
    record: SeedRun,
    crew: Crew,
    request: Request,
    started: float,
    progress: Progress,
    cleared: Mapping[str, int],
) -> Report:
    scenario = request.scenario
    written = set(record.shards.values_list("name", flat=True))
    shards = _shards(record, scenario)
    orders = [
        Order(settings.SETTINGS_MODULE, record.using, record.pk, record.started_at, shard.name, request.batch_size)
        for shard in shards
        if shard.name not in written
    ]
    progress.begin("Seeding", len(orders))
    with _unfinished_if_it_ends(record, len(shards)):
        for _ in crew.write(orders):
            progress.advance()
        if record.shards.count() < len(shards):
            raise SeedError("The workers ended before the work was done")
        try:
            with transaction.atomic(using=record.using):
                row_count = record.shards.aggregate(total=Sum("row_count"))["total"] or 0
                return pipeline.finish(record, scenario, request, row_count, progress, started=started, cleared=cleared)
        except NotAsPromised:
            # Like a single transaction that is rolled back, only that there are many.
            provenance.clear_in_transaction(record.using, [record])
            raise


@contextmanager
def _unfinished_if_it_ends(record: SeedRun, total: int) -> Iterator[None]:
    """Whatever ends the run before it is complete: say how far it has come."""
    try:
        yield
    except KeyboardInterrupt:
        interrupted = _unfinished(record, total, "Interrupted")
        interrupted.exit_code = INTERRUPTED
        raise interrupted from None
    except NotAsPromised:
        raise
    except SeedError as error:
        raise _unfinished(record, total, str(error)) from error


def _unfinished(record: SeedRun, total: int, why: str) -> Unfinished:
    return Unfinished(record, f"{why.rstrip('.')}. {record.shards.count()} of {total} shards of {record} are written.")


def _shards(record: SeedRun, scenario: Scenario) -> Sequence[Shard]:
    return list(scenario.shards(scenario.recorded_options(record.options)))


def write_one(order: Order) -> None:
    """Plan and write one shard of a recorded run; nothing if that is done. SeedError if it cannot be."""
    using, name = order.using, order.shard
    connection = connections[using]
    if connection.connection is not None and not connection.is_usable():
        connection.close()
    record = SeedRun.objects.using(using).filter(pk=order.run, started_at=order.started_at).first()
    if record is None:
        raise SeedError(f"A worker finds no run {order.run} in its database; give all the same DATABASE_URL")
    scenario = registry.scenario_of(record.domain, record.scenario)
    options = scenario.recorded_options(record.options)
    context = scenario.context(record.seed, record.anchor, options, provenance.world_of(record))
    [shard] = [each for each in scenario.shards(options) if each.name == name]
    plan: Iterable[Row | Change] = scenario.plan(context, shard)
    try:
        if connection.vendor != "postgresql":
            # Keys are those above the highest, so one transaction at a time may take some: plan before it.
            plan = list(plan)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        with transaction.atomic(using=using):
            if connection.vendor != "postgresql" and connection.features.has_select_for_update:
                # SQLite has no such lock, and needs none: what is written next locks the whole file. Having read in the
                # transaction, it would be refused that lock at once instead of waiting for it.
                SeedRun.objects.using(using).select_for_update().get(pk=order.run)
            noted = _note(record, name)
            if noted is not None:
                noted.row_count = load(
                    record,
                    [(name, plan)],
                    Silent(),
                    batch_size=order.batch_size,
                    loader=_loader(using, order.run),
                )
                noted.save(update_fields=["row_count"])
    except BaseException as error:
        # What the loader was about to do for this shard is nothing for the next.
        _kept.__dict__.clear()
        if not isinstance(error, DatabaseError):
            raise
        reason = str(error).strip().splitlines()[0]
        raise SeedError(f"The database refused {name} of {record.scenario}: {reason}") from error


def _loader(using: str, run: int) -> Loader:
    """The loader of this thread for the run: keys that one shard leaves over serve the next."""
    if getattr(_kept, "of", None) != (using, run):
        _kept.of, _kept.loader = (using, run), loader_for(connections[using])
    loader: Loader = _kept.loader
    return loader


def _note(record: SeedRun, name: str) -> SeedShard | None:
    """Note the shard as written by this transaction; None if another one has, which is waited for."""
    try:
        with transaction.atomic(using=record.using):
            return SeedShard.objects.using(record.using).create(run=record, name=name)
    except IntegrityError:
        return None
