"""A look at an advance before anything is moved: whether the story is the one that was written, and which rows go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from seedplot.engine import ledger
from seedplot.engine.advancing.touched_rows import TouchedRows
from seedplot.engine.advancing.two_anchors import TwoAnchors
from seedplot.engine.progress import Progress
from seedplot.engine.replaying.changed_story import StoryChanged
from seedplot.engine.replaying.replay import PlannedShard
from seedplot.engine.rewriting.matching import ShardMove
from seedplot.engine.rewriting.unique_order import Columns, Held, arriving, held_by, is_local, leaving, loose_ends
from seedplot.engine.run_rows import RunRows
from seedplot.models import SeedRun
from seedplot.plan import SHARED_ROWS, Row, Shape


@dataclass
class Survey:
    """The rows that an advance will find."""

    gone: dict[Shape, list[Any]] = field(default_factory=dict)
    """The keys of rows that the plan no longer has, by shape."""
    parked: list[tuple[Shape, Any, Columns]] = field(default_factory=list)
    """Rows that have to give up unique values before rows of an earlier shard take them: shape, key and columns."""


def survey(run: SeedRun, rows: RunRows, touched: TouchedRows, anchors: TwoAnchors, progress: Progress) -> Survey:
    """Look at all shards. StoryChanged where a replay does not give what was written."""
    found = Survey()
    crossing = _Crossing()
    progress.begin("Matching", len(anchors.shard_names) + 1)
    for number, name in enumerate([SHARED_ROWS, *anchors.shard_names]):
        move = anchors.move(name)
        _refuse_changed_story(run, rows, anchors, name)
        for shape, gone in move.gone.items():
            found.gone.setdefault(shape, []).extend(row.key_ for row in gone if not touched.is_lost(row))
        crossing.add(number, move)
        if name == SHARED_ROWS:
            _give_provisional_keys(move.after)
            anchors.settle_shared_rows(move.after, ())
        progress.advance()
    found.parked = crossing.parked()
    return found


def _refuse_changed_story(run: SeedRun, rows: RunRows, anchors: TwoAnchors, shard: str) -> None:
    """StoryChanged unless the replayed rows have the digests that the ledger keeps."""
    planned = anchors.behind.shard(shard)
    for block in ledger.with_digests(run, (block for block in rows.all_blocks() if block.shard == shard)):
        own = planned.rows.get(block.label, [])[block.start : block.start + block.count]
        if b"".join(map(anchors.behind.digest, own)) != block.digests:
            raise StoryChanged(f"{run} cannot be advanced: its story has changed since")


def _give_provisional_keys(shared: PlannedShard) -> None:
    """Let shards refer to shared rows that are new, and have no keys before they are written."""
    for number, row in enumerate(shared.known_as.values(), 1):
        if row.key_ is None:
            row.key_ = -number


class _Crossing:
    """Unique values that go from a row of one shard to a row of another, and those that are unique by an expression."""

    def __init__(self) -> None:
        self._loose: list[tuple[Shape, Any, Columns]] = []
        self._leaving: dict[tuple[Shape, Held], tuple[int, Any]] = {}
        self._arriving: dict[tuple[Shape, Held], int] = {}

    def add(self, number: int, move: ShardMove) -> None:
        for shape, pairs in move.kept.items():
            for pair in pairs:
                self._loose += [(shape, pair.before.key_, columns) for columns in loose_ends(pair)]
                for held in leaving(pair):
                    if not is_local(pair.before, held):
                        self._leaving[shape, held] = number, pair.before.key_
                for held in arriving(pair):
                    self._note_arrival(number, shape, pair.after, held)
        for shape, rows in move.new.items():
            for row in rows:
                for held in held_by(row):
                    self._note_arrival(number, shape, row, held)

    def _note_arrival(self, number: int, shape: Shape, row: Row, held: Held) -> None:
        if not is_local(row, held):
            self._arriving.setdefault((shape, held), number)

    def parked(self) -> list[tuple[Shape, Any, Columns]]:
        """The rows whose values are taken by an earlier shard than their own, or may be by any row."""
        return self._loose + [
            (shape, key, held[0])
            for (shape, held), (number, key) in self._leaving.items()
            if self._arriving.get((shape, held), number) < number
        ]
