"""The rows of a run made those of a later anchor, shard by shard, and the ledger with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connections

from seedplot.engine import fingerprint, ledger, world_changes
from seedplot.engine.advancing.survey import Survey
from seedplot.engine.advancing.touched_rows import TouchedRows, heal_rows, leave_lost_rows
from seedplot.engine.advancing.two_anchors import TwoAnchors
from seedplot.engine.compiled.reading import ROW_DIGEST_BYTES
from seedplot.engine.digests import Digests
from seedplot.engine.garbage import little_garbage
from seedplot.engine.key_blocks import blocks_of_keys
from seedplot.engine.progress import Progress
from seedplot.engine.replaying.replay import PlannedShard
from seedplot.engine.rewriting.matching import ShardMove
from seedplot.engine.rewriting.rewriting import Rewriter, Staying
from seedplot.engine.run_rows import Block
from seedplot.models import SeedBlock, SeedRun, SeedShard
from seedplot.plan import SHARED_ROWS, Change, Row, Shape

Edited = frozenset[tuple[str, str, str]]
"""Columns of the world's rows, by model, key and column."""
Place = tuple[str, str, str]
"""A column of a row of the world, by model, name and column."""


@dataclass
class Moved:
    """The outcome of a move, in rows."""

    kept: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0
    lost: int = 0
    """New rows that are not written, because they refer to rows which somebody has deleted."""
    digests: Digests = field(default_factory=Digests)
    """The hashes of all rows as they are planned."""
    changes: list[Place] = field(default_factory=list)
    """The columns of the world's rows that are changed, as often as they are."""
    texts: dict[Place, str] = field(default_factory=dict)
    """Their values in the end, as the fingerprint writes them."""

    def tables(self) -> dict[str, str]:
        """The digest of each table as it is planned."""
        lines = (f"{label} {name} {column}={self.texts[label, name, column]}" for label, name, column in self.changes)
        return {**fingerprint.table_digests(self.digests), **fingerprint.digest_of_changes(lines)}


class Mover:
    """Moves the rows of one run. The caller holds the transaction, and has deleted the rows that go."""

    def __init__(self, run: SeedRun, anchors: TwoAnchors, touched: TouchedRows, edited: Edited, *, heal: bool) -> None:
        self._run, self._anchors, self._touched, self._edited, self._heal = run, anchors, touched, edited, heal
        self._connection = connections[run.using]
        self._writer = Rewriter(self._connection)
        self.moved = Moved()

    def move(self, survey: Survey, progress: Progress) -> Moved:
        self.moved.gone = sum(len(keys) for keys in survey.gone.values())
        progress.begin("Moving", len(self._anchors.shard_names) + 1)
        try:
            # MySQL checks foreign keys at once; the proof finds every reference that is not the planned one.
            with little_garbage(), self._connection.constraint_checks_disabled():
                for shape, key, columns in survey.parked:
                    self._writer.park(shape, key, columns)
                for name in [SHARED_ROWS, *self._anchors.shard_names]:
                    self._move_shard(name)
                    progress.advance()
                self._writer.finish()
        finally:
            self._writer.close()
        self._digest_shared_rows()
        return self.moved

    def _move_shard(self, name: str) -> None:
        move, moved = self._anchors.move(name), self.moved
        staying: Staying = {}
        if self._heal:
            heal_rows(move, self._touched)
        else:
            staying = leave_lost_rows(move, self._touched)
        shapes = move.shapes()
        for shape in shapes:
            # Those that are lost have theirs for a heal.
            self._writer.give_keys(shape, [*move.new.get(shape, ()), *move.lost.get(shape, ())])
        for shape in shapes:
            pairs = move.kept.get(shape, ())
            moved.kept += len(pairs)
            moved.changed += self._writer.update(shape, pairs, staying)
        self._writer.insert(move.new, shapes)
        moved.new += _count(move.new)
        moved.lost += _count(move.lost)
        self._touched.lost |= {(shape.label, str(row.key_)) for shape, rows in move.lost.items() for row in rows}
        self._record(move)
        self._change_world(move.after.changes)

    def _record(self, move: ShardMove) -> None:
        """Put the shard's blocks in the place of those before. Shards may yet change the shared rows: no digests."""
        after = move.after
        blocks = list(_blocks_of(after))
        if move.name == SHARED_ROWS:
            self._anchors.settle_shared_rows(after, blocks)
        else:
            blocks = [self._digested(block, after) for block in blocks]
        own = SeedBlock.objects.using(self._run.using).filter(run=self._run, shard=move.name)
        own._raw_delete(self._run.using)
        ledger.record_blocks(self._run, blocks)
        count = sum(block.count for block in blocks)
        SeedShard.objects.using(self._run.using).filter(run=self._run, name=move.name).update(row_count=count)

    def _digested(self, block: Block, planned: PlannedShard) -> Block:
        kept = bytearray()
        total = 0
        for row in planned.rows[block.label][block.start : block.start + block.count]:
            digest = self._anchors.digest(row)
            kept += digest[:ROW_DIGEST_BYTES]
            total += int.from_bytes(digest, "big")
        self.moved.digests.add(block.label, block.count, total)
        return block.with_digests(bytes(kept))

    def _change_world(self, changes: Sequence[Change]) -> None:
        """Make the shard's changes, save for columns that somebody has changed since."""
        left = []
        for change in changes:
            for name, value in change.columns.items():
                place = change.row.model_._meta.label, change.row.known_as_, name
                field = change.row.model_._meta.get_field(name)
                self.moved.changes.append(place)
                self.moved.texts[place] = self._anchors.ahead.text_of_change(field, value)  # type: ignore[arg-type]  # a column
            label, key = change.row.model_._meta.label, str(change.row.key_)
            columns = {name: value for name, value in change.columns.items() if (label, key, name) not in self._edited}
            if columns:
                left.append(Change(change.row, columns))
        world_changes.apply(self._run, left)

    def _digest_shared_rows(self) -> None:
        """Digest the shared rows as the shards have left them."""
        rows = ledger.rows_of(self._run)
        blocks = [block for block in rows.all_blocks() if block.shard == SHARED_ROWS]
        if not blocks:
            return
        planned = self._anchors.ahead.shard(SHARED_ROWS)
        keeper = ledger.DigestKeeper(self._run)
        for block in blocks:
            keeper.keep(block, self._digested(block, planned).digests)
        keeper.flush()


def _count(rows: Mapping[Shape, Sequence[Row]]) -> int:
    return sum(map(len, rows.values()))


def _blocks_of(planned: PlannedShard) -> Iterator[Block]:
    for rows in planned.rows.values():
        yield from blocks_of_keys(planned.name, rows[0].shape_, [row.key_ for row in rows])
