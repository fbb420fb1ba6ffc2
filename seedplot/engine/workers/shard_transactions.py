"""A shard in a transaction of its own: the way of workers that write through connections of their own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from threading import local
from typing import TYPE_CHECKING

from django.db import IntegrityError, connections, transaction

from seedplot import registry
from seedplot.context import context_of
from seedplot.engine import provenance
from seedplot.engine.backends import backend_for
from seedplot.engine.backends.base import Backend
from seedplot.engine.faults.database_errors import RESUME, explained_errors
from seedplot.engine.faults.scenario_faults import planned
from seedplot.engine.loading import load
from seedplot.engine.progress import Silent
from seedplot.errors import SeedError
from seedplot.models import SeedRun, SeedShard
from seedplot.options import recorded_options
from seedplot.plan import Change, Row

if TYPE_CHECKING:
    from seedplot.engine.workers.worker import ShardJob

_kept = local()
PATIENCE = 600
"""Seconds that a worker waits for another one's transaction on SQLite."""


def write_one(job: ShardJob) -> None:
    """Plan and write one shard of a recorded run; nothing if that is done. SeedError if it cannot be."""
    using, name = job.using, job.shard
    connection = connections[using]
    if connection.connection is not None and not connection.is_usable():
        connection.close()
    record = SeedRun.objects.using(using).filter(pk=job.run, started_at=job.started_at).first()
    if record is None:
        raise SeedError(f"A worker finds no run {job.run} in its database; give all the same DATABASE_URL")
    scenario = registry.scenario_of_run(record)
    options = recorded_options(scenario, record.options)
    context = context_of(scenario, record.seed, record.anchor, options, provenance.world_of(record))
    [shard] = [each for each in scenario.shards(options) if each.name == name]
    plan: Iterable[Row | Change] = planned(scenario.name, partial(scenario.plan, context, shard))
    try:
        _write(job, record, plan)
    except BaseException:
        # What the backend was about to do for this shard is nothing for the next.
        _kept.__dict__.clear()
        raise


def _write(job: ShardJob, record: SeedRun, plan: Iterable[Row | Change]) -> None:
    using, name = job.using, job.shard
    connection = connections[using]
    with explained_errors(using, outcome=f"Nothing of {name} of {record.scenario} was written.", again=RESUME):
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
                SeedRun.objects.using(using).select_for_update().get(pk=job.run)
            noted = _note(record, name)
            if noted is not None:
                noted.row_count = load(
                    record,
                    [(name, plan)],
                    Silent(),
                    batch_size=job.batch_size,
                    backend=_backend(job),
                )
                noted.save(update_fields=["row_count"])


def _backend(job: ShardJob) -> Backend:
    """The backend of this thread for the run: keys that one shard leaves over serve the next."""
    run = (job.using, job.run, job.started_at)
    if getattr(_kept, "of", None) != run:
        _kept.of, _kept.backend = run, backend_for(connections[job.using])
    backend: Backend = _kept.backend
    return backend


def _note(record: SeedRun, name: str) -> SeedShard | None:
    """Note the shard as written by this transaction; None if another one has, which is waited for."""
    try:
        with transaction.atomic(using=record.using):
            return SeedShard.objects.using(record.using).create(run=record, name=name)
    except IntegrityError:
        return None
