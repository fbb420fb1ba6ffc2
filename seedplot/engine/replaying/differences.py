"""The first rows that are not as they were proven: which, and by replaying the plan, which column and values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

from seedplot import registry
from seedplot.engine import ledger
from seedplot.engine.compiled.columns import Column
from seedplot.engine.compiled.reading import ROW_DIGEST_BYTES, RawRow, RowReader
from seedplot.engine.digests import DigestingReader
from seedplot.engine.faults.database_errors import is_passing
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.replaying.replay import Replay
from seedplot.engine.run_rows import Block, Names, RunRows
from seedplot.engine.runs import Report
from seedplot.models import SeedRun
from seedplot.plan import Row, WorldRow
from seedplot.scenario import Scenario

MOST_ROWS = 5
MOST_CHARACTERS = 80


@dataclass(frozen=True)
class Difference:
    """A row that is gone, or has another digest than when it was proven."""

    block: Block
    position: int
    """The row's position in the block."""
    found: RawRow | None

    @property
    def key(self) -> Any:
        return self.block.every_key[self.position]

    @property
    def proven_digest(self) -> bytes:
        return _digest_at(self.block.digests, self.position)


def lines(report: Report) -> list[str]:
    """A line for each of the first rows that differ; none for a run that was not proven before."""
    run = report.run
    if report.rows is None or not run.fingerprint:
        return []
    scenario, raw_rows = registry.scenario_of_run(run), RawRows(run.using)
    differences = differing_rows(run, scenario, report.rows, raw_rows)
    first = list(islice(differences, MOST_ROWS))
    if not first:
        return []
    comparison = Comparison(run, scenario, report.rows, raw_rows)
    described = [_line(difference, comparison) for difference in first]
    rest = sum(1 for _ in differences)
    return described + ([f"{rest:,} more rows differ."] if rest else [])


def differing_rows(
    run: SeedRun, scenario: Scenario, rows: RunRows, raw_rows: RawRows, blocks: Iterable[Block] | None = None
) -> Iterator[Difference]:
    """The rows whose digest is not the recorded one, block after block. Blocks without recorded digests are skipped.

    `blocks` are those to look at, all by default. All rows are read and hashed once more: to keep the digests of a
    whole run at hand would take memory of every proof.
    """
    found: list[bytes] = []
    source = DigestingReader(
        raw_rows,
        Names(rows, run.world),
        scenario.calendar(run.anchor),
        scenario.fingerprint_exclude,
        rows.replaced,
        keep=lambda block, digests: found.append(digests),
    )
    every = rows.all_blocks() if blocks is None else blocks
    digested: Iterable[Block] = (block for block in every if block.is_digested)
    for block in ledger.with_digests(run, digested):
        source.finish([block])
        digests = found.pop()
        if digests == block.digests:
            continue
        positions = _positions(block, raw_rows.reader(block.label))
        there = {positions(row): (row, place) for place, row in enumerate(raw_rows.fetch(block))}
        for position in range(block.count):
            row, place = there.get(position, (None, -1))
            if row is None or _digest_at(digests, place) != _digest_at(block.digests, position):
                yield Difference(block, position, row)


@dataclass(frozen=True)
class ColumnDifference:
    """A column whose value is not the planned one: both values, and for a reference the planned row."""

    column: Column
    found: Any
    planned: Any
    planned_text: str


class Comparison:
    """Rows that differ, beside their plan."""

    def __init__(self, run: SeedRun, scenario: Scenario, rows: RunRows, raw_rows: RawRows) -> None:
        self._rows, self._raw_rows = rows, raw_rows
        self._names = Names(rows, run.world)
        self._calendar = scenario.calendar(run.anchor)
        self._replay: Callable[[], Replay] = cache(lambda: Replay(run, scenario, rows))

    @property
    def replay(self) -> Replay:
        return self._replay()

    def planned(self, difference: Difference) -> Row | None:
        """The row as it was planned; None if today's plan is not the one that was written."""
        block = difference.block
        try:
            planned = self.replay.row(block.shard, block.label, block.start + difference.position)
            is_the_same = planned is not None and self.replay.digest(planned) == difference.proven_digest
        except Exception as error:
            if is_passing(error):
                raise
            # The code of the story may have changed in any way since; the row differs in any case.
            return None
        return planned if is_the_same else None

    def columns(self, found: RawRow, planned: Row) -> Iterator[ColumnDifference]:
        """The columns that differ, without those that a later run has changed."""
        reader = self._raw_rows.reader(planned.shape_.label)
        texts = self.replay.texts(planned)
        present = reader.texts(found, self._names, self._calendar, texts)
        key = str(reader.key.value(found[0]))
        for column, raw in zip(reader.columns, found[1:], strict=True):
            is_replaced = (planned.shape_.label, key, column.name) in self._rows.replaced
            if column.name in texts and not is_replaced and present[column.name] != texts[column.name]:
                value = planned.columns_[planned.shape_.index[column.name]]
                yield ColumnDifference(column, column.value(raw), value, texts[column.name])


def _line(difference: Difference, comparison: Comparison) -> str:
    name = f"{difference.block.label} {difference.key} of {difference.block.shard}"
    if difference.found is None:
        return f"{name} is gone."
    planned = comparison.planned(difference)
    if planned is None:
        return f"{name} differs. The story has changed since, so its planned values are unknown."
    columns = [
        f"{each.column.name} is {shown(each.found)}, planned {shown_plan(each)}"
        for each in comparison.columns(difference.found, planned)
    ]
    return f"{name}: {'; '.join(columns)}."


def shown_plan(difference: ColumnDifference) -> str:
    """The planned value as a message shows it."""
    is_row = isinstance(difference.planned, (Row, WorldRow))
    return difference.planned_text if is_row else shown(difference.planned)


def _positions(block: Block, reader: RowReader) -> Callable[[RawRow], int]:
    """The function from a row to its position in the block."""
    first_key = block.first_key
    if first_key is not None:
        return lambda row: row[0] - first_key
    positions = {reader.key_name(key): position for position, key in enumerate(block.keys)}
    return lambda row: positions[reader.key_name(row[0])]


def _digest_at(digests: bytes, position: int) -> bytes:
    return digests[position * ROW_DIGEST_BYTES : (position + 1) * ROW_DIGEST_BYTES]


def shown(value: Any) -> str:
    """A value as a message shows it, cut where it is long."""
    if isinstance(value, (date, datetime)):
        return value.isoformat(*([" "] if isinstance(value, datetime) else []))
    text = repr(str(value)) if isinstance(value, str) else str(value)
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 3]}..."
