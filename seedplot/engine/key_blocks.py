"""Keys of a shard's rows as blocks, where they need not follow each other: an advance puts new rows among old ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

from seedplot.engine.run_rows import Block
from seedplot.engine.writer import KEYS_PER_BLOCK, numbered_blocks
from seedplot.plan import Shape

SHORTEST_RANGE = 100
"""Rows from which a range among others has a block of its own: a block is a query, and a list holds many ranges."""


def blocks_of_keys(shard: str, shape: Shape, keys: Sequence[Any]) -> Iterator[Block]:
    """The blocks of rows with these keys, in the order of the plan. A row without a key (None) is in none."""
    short: list[tuple[int, int]] = []
    """Ranges that follow each other, by the positions at which they begin and end."""
    for first, end in pairwise([*_beginnings(shape, keys), len(keys)]):
        is_hole = keys[first] is None
        if not (is_hole or end - first >= SHORTEST_RANGE):
            short.append((first, end))
            continue
        yield from _blocks(shard, shape, keys, short)
        short = []
        if not is_hole:
            yield from _blocks(shard, shape, keys, [(first, end)])
    yield from _blocks(shard, shape, keys, short)


def _beginnings(shape: Shape, keys: Sequence[Any]) -> Iterator[int]:
    """The positions at which a range of keys begins; where the database does not number rows, any keys are one."""
    yield from [0] if keys else []
    for position, (before, key) in enumerate(pairwise(keys), 1):
        if key is None or before is None or (shape.numbered and key != before + 1):
            yield position


def _blocks(shard: str, shape: Shape, keys: Sequence[Any], ranges: list[tuple[int, int]]) -> Iterator[Block]:
    if shape.numbered and len(ranges) == 1:
        [(first, end)] = ranges
        yield from numbered_blocks(shard, shape.label, first, end - first, keys[first])
    elif ranges:
        listed = list(chain.from_iterable(keys[first:end] for first, end in ranges))
        for part in range(0, len(listed), KEYS_PER_BLOCK):
            some = tuple(listed[part : part + KEYS_PER_BLOCK])
            yield Block(shard, shape.label, ranges[0][0] + part, len(some), None, some)
