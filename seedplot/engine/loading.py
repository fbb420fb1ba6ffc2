"""Planning shards and writing their rows: the part of a run that workers can share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connections

from seedplot.engine import ledger, world_changes
from seedplot.engine.backends import backend_for
from seedplot.engine.backends.base import Backend
from seedplot.engine.garbage import little_garbage
from seedplot.engine.progress import Progress
from seedplot.engine.run_rows import Block
from seedplot.engine.runs import BATCH_SIZE
from seedplot.engine.writer import Writer
from seedplot.models import SeedRun
from seedplot.plan import Change, Row, with_attached

BLOCKS_AT_ONCE = 1_000
"""The blocks that are kept before they are recorded."""


def load(
    record: SeedRun,
    plans: Iterable[tuple[str, Iterable[Row | Change]]],
    progress: Progress,
    *,
    total: int = 1,
    batch_size: int = BATCH_SIZE,
    backend: Backend | None = None,
) -> int:
    """Plan and write shard after shard, each given by its name and plan, `total` of them; how many rows.

    The caller holds the transaction.
    """
    progress.begin("Seeding", total)
    blocks: list[Block] = []
    with little_garbage(), Writer(backend or backend_for(connections[record.using]), batch_size) as writer:
        for name, plan in plans:
            found: list[Change] = []
            blocks += writer.take(name, _rows(plan, found))
            if found or len(blocks) >= BLOCKS_AT_ONCE:
                if any(isinstance(value, Row) for change in found for value in change.columns.values()):
                    # Some databases check at once that the row is there.
                    writer.flush()
                writer.settle()
                ledger.record_blocks(record, blocks)
                world_changes.apply(record, found)
                blocks = []
            progress.advance()
        writer.finish()
    ledger.record_blocks(record, blocks)
    return writer.row_count


def _rows(plan: Iterable[Row | Change], found: list[Change]) -> Iterator[Row]:
    """The plan's rows; its changes are put aside."""
    for item in plan:
        if isinstance(item, Change):
            found.append(item)
        elif item.shape_.attaches:
            yield from with_attached(item)
        else:
            yield item
