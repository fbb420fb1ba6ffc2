"""Planning shards and writing their rows: the part of a run that workers can share."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connections

from seedplot.engine import provenance, world_changes
from seedplot.engine.backends import Loader, loader_for
from seedplot.engine.progress import Progress
from seedplot.engine.run_rows import Block
from seedplot.engine.writer import Writer
from seedplot.models import SeedRun
from seedplot.plan import Change, Row

BATCH_SIZE = 2_000
BLOCKS_AT_ONCE = 1_000
"""How many blocks are kept before they are recorded."""
OBJECTS_AT_ONCE = 50_000
"""How many new objects there are before the garbage collector looks at them; Python's own number is 700."""


def load(
    record: SeedRun,
    plans: Iterable[tuple[str, Iterable[Row | Change]]],
    progress: Progress,
    *,
    total: int = 1,
    batch_size: int = BATCH_SIZE,
    loader: Loader | None = None,
) -> int:
    """Plan and write shard after shard, each given by its name and plan, `total` of them; how many rows.

    The caller holds the transaction.
    """
    progress.begin("Seeding", total)
    blocks: list[Block] = []
    with _little_garbage(), Writer(loader or loader_for(connections[record.using]), batch_size) as writer:
        for name, plan in plans:
            found: list[Change] = []
            blocks += writer.take(name, _rows(plan, found))
            if found or len(blocks) >= BLOCKS_AT_ONCE:
                writer.settle()
                provenance.record_blocks(record, blocks)
                world_changes.apply(record, found)
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


@contextmanager
def _little_garbage() -> Iterator[None]:
    """Spare the garbage collector what was there before, and have it look at new objects less often.

    A plan makes many objects and next to no cycles: looking for them would take a sixth of the time.
    """
    if gc.get_freeze_count():
        # Somebody else has spared it that already, and unfreezing would undo that too.
        yield
        return
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(OBJECTS_AT_ONCE, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
