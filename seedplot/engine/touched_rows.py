"""The rows of a run that somebody has touched since it was proven, as an advance has to treat them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from seedplot.engine.changed_story import StoryChanged
from seedplot.engine.differences import differing_rows
from seedplot.engine.matching import ShardMove
from seedplot.engine.outlook import Tally
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.recognition import Recognition, Standing
from seedplot.engine.run_rows import RunRows
from seedplot.models import SeedRun
from seedplot.plan import Row, Shape
from seedplot.scenario import Scenario

Place = tuple[str, str]
"""A row by its model and key, as a text."""


@dataclass
class TouchedRows:
    """Rows that are not as they were proven. What was edited stays, and what is gone stays gone."""

    edited: dict[Place, dict[str, Any]] = field(default_factory=dict)
    """The edited columns of the run's own rows, and what is in them."""
    lost: set[Place] = field(default_factory=set)
    """Rows that are gone, or whose key a foreign row has."""
    edits: Tally = field(default_factory=Tally)
    gone: Tally = field(default_factory=Tally)
    foreign: Tally = field(default_factory=Tally)

    def __bool__(self) -> bool:
        return bool(self.edited or self.lost)

    def is_lost(self, row: Any) -> bool:
        return isinstance(row, Row) and (row.shape.label, str(row.key)) in self.lost

    def lines(self) -> Iterable[str]:
        for tally, what in (
            (self.edits, "edited since, whose edits stay"),
            (self.gone, "deleted since, which stay so"),
            (self.foreign, "rows of others under reused keys, which stay"),
        ):
            if tally.count:
                yield f"{tally.count:,} {what}: {tally}."


def touched_rows(run: SeedRun, scenario: Scenario, rows: RunRows) -> TouchedRows:
    """The rows that differ from what was proven. StoryChanged where a replay cannot tell in what."""
    raw_rows = RawRows(run.using)
    recognition = Recognition(run, scenario, rows, raw_rows)
    found = TouchedRows()
    order = {name: number for number, name in enumerate(rows.shards)}
    blocks = sorted(rows.all_blocks(), key=lambda block: order[block.shard])
    for each in differing_rows(run, scenario, rows, raw_rows, blocks):
        place, name = (each.block.label, str(each.key)), f"{each.block.label} {each.key}"
        if each.found is None:
            found.lost.add(place)
            found.gone.add(name)
            continue
        standing = recognition.standing(each)
        if standing is Standing.UNKNOWN:
            raise StoryChanged(f"{run} cannot be advanced: its story has changed since")
        if standing is Standing.FOREIGN:
            found.lost.add(place)
            found.foreign.add(name)
            continue
        planned = recognition.comparison.planned(each)
        assert planned is not None
        columns = recognition.comparison.columns(each.found, planned)
        found.edited[place] = {column.column.name: column.found for column in columns}
        found.edits.add(name)
    return found


def leave_lost_rows(move: ShardMove, touched: TouchedRows) -> dict[Place, frozenset[str]]:
    """Take out of the move what cannot be written because of lost rows; the columns that stay, by row.

    A new row that refers to a lost one is lost, too. A column that was edited to refer to a row that goes does not stay.
    """
    if not touched:
        return {}
    missing: set[int] = set()
    """New rows that are lost, by identity."""
    staying: dict[Place, frozenset[str]] = {}
    going = {(shape.label, str(row.key)) for shape, rows in move.gone.items() for row in rows}

    def is_missing(target: Any) -> bool:
        return id(target) in missing or touched.is_lost(target)

    for shape in move.shapes():
        move.gone[shape] = [row for row in move.gone.get(shape, ()) if not touched.is_lost(row)]
        move.kept[shape] = [pair for pair in move.kept.get(shape, ()) if not touched.is_lost(pair.before)]
        planned, move.new[shape] = move.new.get(shape, []), []
        for row in planned:
            if any(is_missing(row.columns[position]) for position in shape.references):
                missing.add(id(row))
                move.lost.setdefault(shape, []).append(row)
            else:
                move.new[shape].append(row)
        for pair in move.kept[shape]:
            place = shape.label, str(pair.before.key)
            edits = touched.edited.get(place, {})
            kept = {name for name, value in edits.items() if not _leads_to(going, shape, name, value)}
            if len(kept) < len(edits):
                pair.set_all()
            kept |= {shape.fields[each].name for each in shape.references if is_missing(pair.after.columns[each])}
            if kept:
                staying[place] = frozenset(kept)
    return staying


def _leads_to(going: set[Place], shape: Shape, name: str, value: Any) -> bool:
    target = shape.fields[shape.index[name]].related_model
    return target is not None and (target._meta.label, str(value)) in going
