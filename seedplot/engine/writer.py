"""Bulk loading: planned rows get their keys as they arrive and go to the database in batches, targets first.

The caller holds the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any, Self

from django.db.models import Model

from seedplot.engine import content_types
from seedplot.engine.backends.base import Backend
from seedplot.engine.run_rows import Block
from seedplot.errors import PlanError
from seedplot.plan import ContentTypeOf, Row, Shape, WorldRow, ancestor, borrowed_key, shape_of

ROWS_PER_BLOCK = 20_000
"""Rows per block at most: a block is read at once."""
KEYS_PER_BLOCK = 500
"""Listed keys per block, so that a query with all of them stays under every database's limit."""


class Writer:
    """Takes rows shard by shard; `finish()` writes those that still wait for a full batch.

    A context: leaving it ends what the writer does in the background.
    """

    def __init__(self, backend: Backend, batch_size: int = 2_000) -> None:
        if batch_size < 1:
            raise ValueError(f"a batch holds at least one row, not {batch_size}")
        self.batch_size = batch_size
        self.row_count = 0
        self._backend = backend
        self._keys: dict[Shape, Iterator[int]] = {}
        self._waiting: dict[Shape, list[Row]] = {}
        self._waiting_count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._backend.close()

    def take(self, shard: str, rows: Iterable[Row]) -> list[Block]:
        """Take all rows of a shard; the blocks that they make, in the order in which the plan came to each model."""
        recorders: dict[Shape, KeyRecorder] = {}
        for row in rows:
            shape = row.shape_
            recorder = recorders.get(shape)
            if recorder is None:
                recorder = recorders[shape] = KeyRecorder(shard, shape)
                self._open(shape)
            check_references(row)
            if shape.numbered:
                row.key_ = next(self._keys[shape])
            elif shape.borrows_key:
                row.key_ = borrowed_key(row)
            recorder.note(row.key_)
            self._waiting[shape].append(row)
            self._waiting_count += 1
            if self._waiting_count >= self.batch_size:
                self._write()
        self.row_count += sum(recorder.count for recorder in recorders.values())
        return [block for recorder in recorders.values() for block in recorder.blocks()]

    def flush(self) -> None:
        """Write the rows that wait for a full batch."""
        self._write()

    def settle(self) -> None:
        """Let the connection be used for other things: wait for what is being written in the background."""
        self._backend.settle()

    def finish(self) -> None:
        """Write the rows that wait, and leave the tables as they were."""
        self._write()
        self._backend.finish()

    def _write(self) -> None:
        for shape, rows in insertion_order({shape: rows for shape, rows in self._waiting.items() if rows}):
            self._backend.insert(shape, self._backend.checked(shape, rows))
        self._waiting = {shape: [] for shape in self._waiting}
        self._waiting_count = 0
        self._backend.end_batch()

    def _open(self, shape: Shape) -> None:
        if shape not in self._waiting:
            self._waiting[shape] = []
            self._backend.begin(shape)
            if shape.numbered:
                self._keys[shape] = self._backend.keys(shape)


class KeyRecorder:
    """The keys of one shard's rows of one model, in the order of the plan: ranges where the database numbers them."""

    def __init__(self, shard: str, shape: Shape) -> None:
        self.shard, self.shape = shard, shape
        self.count = 0
        self._keys: list[Any] = []
        self._ranges: list[tuple[int, int]] = []
        """Position and key at which each range begins."""
        self._next_key: int | None = None

    def note(self, key: Any) -> None:
        if not self.shape.numbered:
            self._keys.append(key)
        else:
            if key != self._next_key:
                self._ranges.append((self.count, key))
            self._next_key = key + 1
        self.count += 1

    def blocks(self) -> Iterator[Block]:
        for (start, first_key), (end, _) in pairwise([*self._ranges, (self.count, 0)]):
            yield from numbered_blocks(self.shard, self.shape.label, start, end - start, first_key)
        yield from listed_blocks(self.shard, self.shape.label, self._keys)


def numbered_blocks(shard: str, label: str, start: int, count: int, first_key: int) -> Iterator[Block]:
    """The blocks of rows whose keys follow each other; `start` is the first one's position."""
    for part in range(0, count, ROWS_PER_BLOCK):
        yield Block(shard, label, start + part, min(ROWS_PER_BLOCK, count - part), first_key + part)


def listed_blocks(shard: str, label: str, keys: Sequence[Any]) -> Iterator[Block]:
    """The blocks of rows with these keys."""
    for start in range(0, len(keys), KEYS_PER_BLOCK):
        part = tuple(keys[start : start + KEYS_PER_BLOCK])
        yield Block(shard, label, start, len(part), None, part)


def check_references(row: Row) -> None:
    """PlanError unless each reference is None, a row planned before, or a row of the world, of the right model."""
    columns = row.columns_
    for position, model in row.shape_.targets:
        target = columns[position]
        if target is not None and (
            getattr(target, "key_", None) is None
            or (target.shape_.model if type(target) is Row else target.model_) is not model
        ):
            _settle_reference(row, position, model, target)


def _settle_reference(row: Row, position: int, model: type[Model] | None, target: Any) -> None:
    """PlanError, unless the target is right in another way than most: by its parent's row, as a proxy, as any row."""
    field = row.shape_.fields[position]
    if isinstance(target, Row):
        found = ancestor(target, model)
        if found.key_ is not None and (model is None or found.shape_.model is model):
            row.columns_ = (*row.columns_[:position], found, *row.columns_[position + 1 :])
            return
    elif isinstance(target, WorldRow):
        if model is None or target.model_._meta.concrete_model is model:
            return
    elif isinstance(target, ContentTypeOf) and model is not None and model._meta.label == content_types.LABEL:
        return
    label, name = "any model" if model is None else model._meta.label, field.name
    if not isinstance(target, (Row, WorldRow)):
        advice = f"Pass the row itself, not {target!r}"
    elif isinstance(target, Row) and (model is None or ancestor(target, model).shape_.model is model):
        advice = f"Yield {target!r} first"
    else:
        other = target.shape_.model if isinstance(target, Row) else target.model_
        advice = f"It is one of {other._meta.label}"
    place = " or ".join(sorted(row.shape_.made_by)) or "A row without a factory"
    raise PlanError(
        f"{place}: {row.shape_.label}.{name} must be a row of {label}, planned before or of the world. {advice}"
    )


def insertion_order(rows: Mapping[Shape, Sequence[Row]]) -> Iterator[tuple[Shape, Sequence[Row]]]:
    """The rows in batches of one model, so that each row comes after those that it refers to.

    Where models refer to each other, their rows come in turns: some databases check a foreign key at once.
    """
    try:
        for shape in _after_targets(list(rows)):
            yield shape, rows[shape]
    except CycleError:
        yield from _in_turns(rows)


def _in_turns(rows: Mapping[Shape, Sequence[Row]]) -> Iterator[tuple[Shape, Sequence[Row]]]:
    """Of one model after the other, the rows whose targets have come, until none is left."""
    waiting = {id(row) for own in rows.values() for row in own}
    positions = dict.fromkeys(rows, 0)
    while waiting:
        before = len(waiting)
        for shape, own in rows.items():
            start = end = positions[shape]
            while end < len(own) and not _waits_for_another(own[end], waiting):
                waiting.remove(id(own[end]))
                end += 1
            if end > start:
                positions[shape] = end
                yield shape, own[start:end]
        if len(waiting) == before:
            # Keys that the plan draws let rows refer to each other: only a database that checks later takes them.
            yield from ((shape, own[positions[shape] :]) for shape, own in rows.items() if positions[shape] < len(own))
            return


def _waits_for_another(row: Row, waiting: Set[int]) -> bool:
    targets = (row.columns_[position] for position in row.shape_.references)
    return any(target is not row and id(target) in waiting for target in targets)


def targets_first(shapes: list[Shape]) -> list[Shape]:
    """The shapes in an order in which each comes after those it refers to; models that refer to each other as given."""
    try:
        return _after_targets(shapes)
    except CycleError:
        return shapes


def _after_targets(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes in that order. CycleError where models refer to each other."""
    graph: dict[Shape, set[Shape]] = {shape: set() for shape in shapes}
    for shape in shapes:
        for _, model in shape.targets:
            target = None if model is None else shape_of(model)
            if target in graph and target is not shape:
                graph[shape].add(target)
    return list(TopologicalSorter(graph).static_order())
