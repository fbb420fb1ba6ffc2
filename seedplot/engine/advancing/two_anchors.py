"""The plan of a run at its anchor and at a later one, shard by shard."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import datetime

from seedplot.engine import provenance
from seedplot.engine.faults.database_errors import is_passing
from seedplot.engine.replaying.changed_story import StoryChanged
from seedplot.engine.replaying.replay import PlannedShard, Replay
from seedplot.engine.rewriting.matching import ShardMove, match
from seedplot.engine.run_rows import Block, RunRows
from seedplot.factories import stream_paths
from seedplot.models import SeedRun
from seedplot.plan import SHARED_ROWS, Row, World, WorldRow
from seedplot.scenario import Scenario


class TwoAnchors:
    """Replays both plans. The shared rows come first: shards refer to them by their keys.

    `world` is what a fresh run would find at the later anchor.
    """

    def __init__(self, run: SeedRun, scenario: Scenario, to: datetime, rows: RunRows, world: World) -> None:
        self._run, self._scenario, self._world = run, scenario, world
        self.behind = Replay(run, scenario, rows)
        self.record = copy(run)
        """The record as it will be."""
        self.record.anchor = to
        self.shard_names = [name for name in self.behind.shard_names if name != SHARED_ROWS]
        self._set_world(world)
        self.ahead = Replay(self.record, scenario, RunRows([], run.using))

    def move(self, name: str) -> ShardMove:
        """The rows of a shard, matched."""
        try:
            before = _planned(self.behind, name)
        except Exception as error:
            if is_passing(error):
                raise
            # The code of the story may have changed in any way since.
            raise StoryChanged(f"{self._run} cannot be advanced: its story has changed since") from error
        return match(before, _planned(self.ahead, name))

    def settle_shared_rows(self, shared: PlannedShard, blocks: Sequence[Block]) -> None:
        """Let the shards find the shared rows, which have their keys by now."""
        rows = [WorldRow(row.shape_.model, row.key_, name) for name, row in shared.known_as.items()]
        if rows:
            self._set_world(World([*self._world.rows.values(), *rows], self._world.sources, shared=shared.known_as))
        self.ahead = Replay(self.record, self._scenario, RunRows(blocks, self._run.using))

    def digest(self, row: Row) -> bytes:
        """The hash of a row of the shard that was matched last, as it is planned for the later anchor."""
        return self.ahead.whole_digest(row)

    def _set_world(self, world: World) -> None:
        for column, value in provenance.recorded_rows(world).items():
            setattr(self.record, column, value)


def _planned(replay: Replay, name: str) -> PlannedShard:
    with stream_paths():
        return replay.shard(name)
