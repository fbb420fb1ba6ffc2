"""Shards written on the one connection that writes. Keys and changes come in order, whichever is planned first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from seedplot.engine import ledger, world_changes
from seedplot.engine.backends.base import Backend
from seedplot.engine.digests import Place
from seedplot.engine.packing import pack
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import Block
from seedplot.engine.workers.shard_work import Filled, Planned, shape_named
from seedplot.engine.writer import listed_blocks, numbered_blocks
from seedplot.models import SeedRun
from seedplot.plan import Change

BLOCKS_AT_ONCE = 1_000


class ShardWriter:
    """Reserves keys, writes rows, reads them back packed, makes changes, and records blocks. Of one run."""

    def __init__(self, record: SeedRun, shards: Sequence[str], backend: Backend) -> None:
        self._record, self._backend = record, backend
        self._raw_rows = RawRows(record.using)
        self.first_keys: dict[str, Mapping[str, int]] = {}
        """By shard whose keys are reserved, and model: the first of them."""
        self._unkeyed = deque(shards)
        """Shards whose keys are not reserved yet, in their order."""
        self._changes: dict[str, Sequence[Change]] = {}
        self._unchanged = deque(shards)
        """Shards whose changes to the world are not made yet, in their order."""
        self.blocks: dict[str, list[Block]] = {}
        """The blocks of shards that are written, and not done yet."""
        self._begun: set[str] = set()
        """The models of which rows are written."""
        self._to_record: list[Block] = []
        self.row_count = 0

    @property
    def next_unkeyed(self) -> str | None:
        """The first shard whose keys are not reserved yet."""
        return self._unkeyed[0] if self._unkeyed else None

    def reserve(self, planned: Planned) -> None:
        self._unkeyed.remove(planned.shard)
        self.first_keys[planned.shard] = {
            label: self._backend.reserve(shape_named(label), number) for label, number in planned.numbered.items()
        }

    def write(self, filled: Filled) -> None:
        for label, packed in filled.tables:
            shape = shape_named(label)
            if label not in self._begun:
                self._begun.add(label)
                self._backend.begin(shape)
            self._backend.insert(shape, self._backend.unpack(packed))
        self._backend.end_batch()
        self.row_count += sum(filled.counts.values())
        self.blocks[filled.shard] = list(self._blocks_of(filled))
        self._change_in_order(filled)

    def read_back(self, shard: str) -> dict[Place, bytes]:
        """The rows of a shard that is written, packed."""
        self._backend.settle()
        return {block.place: pack(self._raw_rows.fetch(block)) for block in self.blocks[shard]}

    def record(self, shard: str, digests: Mapping[Place, bytes] | None) -> None:
        """Record the shard's blocks, with the digests of its rows where these are proven."""
        blocks = self.blocks.pop(shard)
        if digests is not None:
            blocks = [block.with_digests(digests[block.place]) for block in blocks]
        self._to_record += blocks
        self._record_blocks(at_least=BLOCKS_AT_ONCE)

    def finish(self) -> None:
        """Record the blocks that still wait."""
        self._record_blocks(at_least=1)

    def _blocks_of(self, filled: Filled) -> Iterable[Block]:
        first_keys = self.first_keys[filled.shard]
        for label, count in filled.counts.items():
            if label in first_keys:
                yield from numbered_blocks(filled.shard, label, 0, count, first_keys[label])
            else:
                yield from listed_blocks(filled.shard, label, filled.keys[label])

    def _change_in_order(self, filled: Filled) -> None:
        """Change rows of the world, as far as no shard before is missing: a later one may change the same row."""
        self._changes[filled.shard] = filled.changes
        while self._unchanged and self._unchanged[0] in self._changes:
            changes = self._changes.pop(self._unchanged.popleft())
            if changes:
                self._backend.settle()
                world_changes.apply(self._record, changes)

    def _record_blocks(self, *, at_least: int) -> None:
        if len(self._to_record) >= at_least:
            self._backend.settle()
            ledger.record_blocks(self._record, self._to_record)
            self._to_record = []
