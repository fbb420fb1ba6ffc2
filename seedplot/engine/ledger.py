"""The ledger of a run: the blocks of rows that it wrote, their digests, and the findings of its last proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from sys import intern
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Q

from seedplot.clock import wall_clock_now
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import Block, Names, RunRows
from seedplot.models import SeedBlock, SeedFinding, SeedRun
from seedplot.plan import SHARED_ROWS
from seedplot.promises import Finding

T = TypeVar("T")

AT_ONCE = 500
"""Records that are written or read at a time, so that memory does not grow with the run."""


def record_blocks(run: SeedRun, blocks: Iterable[Block]) -> None:
    SeedBlock.objects.using(run.using).bulk_create(
        (
            SeedBlock(
                run=run,
                shard=block.shard,
                model=block.label,
                start=block.start,
                count=block.count,
                first_key=block.first_key,
                keys=[_stored_key(key) for key in block.keys] or None,
                digests=block.digests or None,
            )
            for block in blocks
        ),
        batch_size=500,
    )


def rows_of(run: SeedRun, shards: Sequence[str] = ()) -> RunRows:
    """The rows that the run wrote, found by its blocks, in the order of the shards: workers record theirs in any."""
    order = {name: position for position, name in enumerate([SHARED_ROWS, *shards])}
    recorded = SeedBlock.objects.using(run.using).filter(run=run).order_by("id")
    annotated = recorded.defer("digests").annotate(is_digested=Q(digests__isnull=False))
    blocks = [
        Block(
            # The same few texts come with every block: keep each once.
            shard=intern(block.shard),
            label=intern(block.model),
            start=block.start,
            count=block.count,
            first_key=block.first_key,
            keys=tuple(block.keys or ()),
            is_digested=bool(block.is_digested),  # type: ignore[attr-defined]  # annotated above
            pk=block.pk,
        )
        for block in annotated.iterator()
    ]
    in_order = sorted(blocks, key=lambda block: order.get(block.shard, len(order)))
    return RunRows(in_order, run.using, run.sources, run.options, run.world, RawRows(run.using))


def blocks_of_model(label: str, using: str) -> Iterator[tuple[int, Block]]:
    """Every run's blocks of that model, each with the number of the run."""
    recorded = SeedBlock.objects.using(using).filter(model=label).defer("digests").order_by("run_id", "id")
    for each in recorded.iterator():
        yield each.run_id, Block(each.shard, label, each.start, each.count, each.first_key, tuple(each.keys or ()))


def recorded_rows(label: str, using: str) -> Names:
    """The rows of that model that any run wrote."""
    return Names(RunRows((block for _, block in blocks_of_model(label, using)), using), {})


def with_digests(run: SeedRun, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the digests that the ledger has of them, a few hundred at a time."""
    recorded = SeedBlock.objects.using(run.using)
    for some in _batches(blocks):
        keys = [block.pk for block in some if block.pk is not None]
        digests = dict(recorded.filter(pk__in=keys).values_list("pk", "digests"))
        for block in some:
            found = None if block.pk is None else digests.get(block.pk)
            yield block if found is None else block.with_digests(bytes(found))


class DigestKeeper:
    """Keeps digests in the ledger as proofs make them: those of blocks that have none yet. `flush` ends it."""

    def __init__(self, run: SeedRun) -> None:
        self._connection = connections[run.using]
        self._waiting: list[tuple[Any, int]] = []

    def keep(self, block: Block, digests: bytes) -> None:
        if block.pk is None or block.is_digested:
            return
        self._waiting.append((digests, block.pk))
        if len(self._waiting) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        field, quote = SeedBlock._meta.get_field("digests"), self._connection.ops.quote_name
        place = field.get_placeholder(b"", None, self._connection) if hasattr(field, "get_placeholder") else "%s"
        table, column, key = (quote(name) for name in (SeedBlock._meta.db_table, "digests", "id"))
        with self._connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {column} = {place} WHERE {key} = %s",
                [(field.get_db_prep_save(digests, self._connection), pk) for digests, pk in waiting],
            )


def keep_findings(run: SeedRun, findings: Iterable[Finding]) -> None:
    """Replace the recorded findings by these, and note the moment."""
    SeedFinding.objects.using(run.using).filter(run=run).delete()
    for some in _batches(_recorded(run, findings)):
        SeedFinding.objects.using(run.using).bulk_create(some)
    run.proven_at = wall_clock_now()
    run.save(update_fields=["proven_at"])


def _recorded(run: SeedRun, findings: Iterable[Finding]) -> Iterator[SeedFinding]:
    for finding in findings:
        bound = finding.promise.bound
        yield SeedFinding(
            run=run,
            promise=finding.promise.id,
            part=finding.part,
            expected=str(bound),
            observed=bound.describe(finding.observed),
            kept=finding.kept,
        )


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while some := list(islice(iterator, AT_ONCE)):
        yield some


def _stored_key(key: Any) -> Any:
    return key if isinstance(key, (int, str)) else str(key)
