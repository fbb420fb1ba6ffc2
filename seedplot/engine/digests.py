"""Blocks of rows read once for both proofs: hashed for the fingerprint, and handed to the measures as light rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Protocol

from seedplot.clock import Calendar
from seedplot.engine.compiled.memory import MomentTexts, Remembered, Replaced
from seedplot.engine.compiled.reading import DigestRows, RawRow, References, RowReader
from seedplot.engine.run_rows import Block, Names

Place = tuple[str, str, int]
Keep = Callable[[Block, bytes], None]
"""Takes the first bytes of each hash of a block's rows."""


class BlockReader(Protocol):
    """Gives the raw rows of a block: from the database, or as they were sent to a worker."""

    moments: Remembered

    def reader(self, label: str) -> RowReader: ...

    def fetch(self, block: Block) -> Sequence[RawRow]: ...


@dataclass
class Digests:
    """The hashes of rows: their number and sum by model."""

    counts: dict[str, int] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)

    def add(self, label: str, count: int, total: int) -> None:
        self.counts[label] = self.counts.get(label, 0) + count
        self.sums[label] = self.sums.get(label, 0) + total

    def merge(self, other: Digests) -> None:
        for label, count in other.counts.items():
            self.add(label, count, other.sums[label])


class DigestingReader:
    """A source of light rows that hashes each block when it is read first. `finish` hashes the others.

    Each block's digests go to `keep` as soon as they are there, so that memory does not grow with the rows.
    """

    def __init__(
        self,
        blocks: BlockReader,
        names: Names,
        calendar: Calendar,
        excluded: Mapping[str, Sequence[str]],
        replaced: Mapping[tuple[str, str, str], Any],
        *,
        keep: Keep = lambda block, digests: None,
        hashed_elsewhere: Set[Place] = frozenset(),
    ) -> None:
        self.digests = Digests()
        self._hashed = set(hashed_elsewhere)
        self._keep = keep
        self._blocks = blocks
        self._names, self._calendar, self._excluded = names, calendar, excluded
        self._moment_texts = MomentTexts(calendar, blocks.moments)
        self._references: References = {}
        self._digesters: dict[tuple[str, bool, bool], DigestRows] = {}
        self._replaced: dict[str, dict[str, dict[str, Any]]] = {}
        for (label, key, column), value in replaced.items():
            self._replaced.setdefault(label, {}).setdefault(key, {})[column] = value

    def light_rows(self, block: Block) -> list[Any]:
        rows = self._blocks.fetch(block)
        if block.place not in self._hashed and block.label not in self._replaced:
            return self._digest(block, rows, with_light_rows=True)
        self._digest(block, rows)
        return self._blocks.reader(block.label).light(rows)

    def finish(self, blocks: Iterable[Block]) -> Digests:
        """Hash those of the blocks that no measure has read; the hashes of all."""
        for block in blocks:
            if block.place not in self._hashed:
                self._digest(block, self._blocks.fetch(block))
        return self.digests

    def _digest(self, block: Block, rows: Sequence[RawRow], *, with_light_rows: bool = False) -> list[Any]:
        """Hash the rows, unless that is done; the light rows if they are wanted, too."""
        if block.place in self._hashed:
            return []
        self._hashed.add(block.place)
        if block.label in self._replaced:
            rows = [self._as_written(block.label, row) for row in rows]
        digester = self._digester(block, with_light_rows=with_light_rows)
        subtract = 0 if block.first_key is None else block.first_key - block.start
        total, digests, light = digester(rows, f"{block.shard} ", subtract)
        self.digests.add(block.label, len(rows), total)
        self._keep(block, digests)
        return light

    def _as_written(self, label: str, row: RawRow) -> RawRow:
        """The row with the values in place that a later run has changed: this run wrote what that one found."""
        reader = self._blocks.reader(label)
        values = self._replaced[label].get(str(reader.key.value(row[0])))
        if not values:
            return row
        columns = (reader.key, *reader.columns)
        return tuple(
            Replaced.of(values[column.name]) if column.name in values else raw
            for column, raw in zip(columns, row, strict=True)
        )

    def _digester(self, block: Block, *, with_light_rows: bool) -> DigestRows:
        is_listed = block.first_key is None
        place = block.label, is_listed, with_light_rows
        if place not in self._digesters:
            self._digesters[place] = self._blocks.reader(block.label).digester(
                self._names,
                self._calendar,
                self._excluded.get(block.label, ()),
                self._moment_texts,
                self._references,
                is_listed=is_listed,
                with_light_rows=with_light_rows,
            )
        return self._digesters[place]
