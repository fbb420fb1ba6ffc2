"""The rows of one shard at two anchors, matched by model and stream path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from seedplot.engine.replaying.replay import PlannedShard
from seedplot.engine.writer import targets_first
from seedplot.errors import PlanError
from seedplot.plan import Row, Shape, WorldRow, borrowed_key


class Pair:
    """A row as it was planned for the earlier anchor, and as it is planned for the later one, under one key."""

    __slots__ = ("_changed", "after", "before")

    def __init__(self, before: Row, after: Row) -> None:
        self.before, self.after = before, after
        self._changed: tuple[int, ...] | None = None

    @property
    def changed(self) -> tuple[int, ...]:
        """The positions of the columns that differ, once all rows have their keys."""
        if self._changed is None:
            pairs = zip(self.before.columns_, self.after.columns_, strict=True)
            self._changed = tuple(position for position, (old, new) in enumerate(pairs) if not _same(old, new))
        return self._changed

    def set_all(self) -> None:
        """Take every column for changed."""
        self._changed = tuple(range(len(self.after.columns_)))


@dataclass
class ShardMove:
    """The effects of an advance on the rows of a shard."""

    name: str
    after: PlannedShard
    kept: dict[Shape, list[Pair]] = field(default_factory=dict)
    gone: dict[Shape, list[Row]] = field(default_factory=dict)
    new: dict[Shape, list[Row]] = field(default_factory=dict)
    lost: dict[Shape, list[Row]] = field(default_factory=dict)
    """New rows that are not written, because they refer to rows which somebody has deleted."""

    def shapes(self) -> list[Shape]:
        """The shapes of all rows, each after those that it refers to."""
        return targets_first(list(dict.fromkeys(chain(self.kept, self.gone, self.new))))


def match(before: PlannedShard, after: PlannedShard) -> ShardMove:
    """Match the rows. Those that stay get their keys; new ones have none yet, if the database gives it.

    PlanError where rows share a path.
    """
    move = ShardMove(after.name, after)
    old_rows, new_rows = _by_shape(before), _by_shape(after)
    for shape in targets_first(list(dict.fromkeys([*old_rows, *new_rows]))):
        old = _by_path(row for row in old_rows.get(shape, ()))
        new = _by_path(new_rows.get(shape, ()))
        for path, row in new.items():
            found = old.get(path)
            if shape.borrows_key:
                row.key_ = borrowed_key(row)
            if found is not None and (shape.numbered or found.key_ == row.key_):
                row.key_ = found.key_
                move.kept.setdefault(shape, []).append(Pair(found, row))
                del old[path]
            else:
                move.new.setdefault(shape, []).append(row)
        if old:
            move.gone[shape] = list(old.values())
    return move


def _by_shape(planned: PlannedShard) -> dict[Shape, Sequence[Row]]:
    return {rows[0].shape_: rows for rows in planned.rows.values()}


def _by_path(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        path = getattr(row, "stream_path_", None)
        if path is None:
            raise PlanError(f"{row.shape_.label} is planned without a factory, so that nothing names its rows: {row!r}")
        if path in found:
            raise PlanError(f"two rows of {row.shape_.label} share the path {path}. Make each with a stream of its own")
        found[path] = row
    return found


def _same(old: object, new: object) -> bool:
    if old is new:
        return True
    old_key, new_key = _key(old), _key(new)
    # True equals 1, and a column of JSON may hold either.
    return type(old_key) is type(new_key) and old_key == new_key


def _key(value: object) -> object:
    return value.key_ if isinstance(value, (Row, WorldRow)) else value
