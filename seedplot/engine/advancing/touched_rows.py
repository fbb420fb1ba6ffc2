"""The rows of a run that somebody has touched since it was proven, as an advance has to treat them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from seedplot.engine.relations.outlook import Tally
from seedplot.engine.replaying.changed_story import StoryChanged
from seedplot.engine.replaying.drift import Drift, drift
from seedplot.engine.rewriting.matching import ShardMove
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.plan import Row, Shape

Place = tuple[str, str]
"""A row by its model and key, as a text."""


@dataclass
class TouchedRows:
    """Rows that are not as they were proven. What was edited stays, and what is gone stays gone."""

    edited: dict[Place, dict[str, Any]] = field(default_factory=dict)
    """The edited columns of the run's own rows, and what is in them."""
    lost: set[Place] = field(default_factory=set)
    """Rows that are gone, or whose key a foreign row has."""
    replaced: set[Place] = field(default_factory=set)
    """Those of them whose key a foreign row has."""
    edits: Tally = field(default_factory=Tally)
    gone: Tally = field(default_factory=Tally)
    foreign: Tally = field(default_factory=Tally)

    def __bool__(self) -> bool:
        return bool(self.edited or self.lost)

    def is_lost(self, row: Any) -> bool:
        return isinstance(row, Row) and (row.shape_.label, str(row.key_)) in self.lost

    def lines(self, *, healed: bool) -> Iterable[str]:
        """A line for each kind."""
        for tally, left, put_right in (
            (self.edits, "edited since; the edits stay", "edited since, and healed"),
            (self.gone, "deleted since, and stay so", "deleted since, and back"),
            (
                self.foreign,
                "whose keys rows of others have, which stay",
                "under new keys, because rows of others have theirs",
            ),
        ):
            if tally.count:
                yield f"{tally.count:,} {put_right if healed else left}: {tally}."


def touched_rows(run: SeedRun) -> TouchedRows:
    """The run's rows that differ from what was proven. StoryChanged where a replay cannot tell in what."""
    found = TouchedRows()
    for row in drift(run):
        if row.is_world:
            continue
        place, name = (row.label, str(row.key)), f"{row.label} {row.key}"
        if row.drift is Drift.UNKNOWN:
            raise StoryChanged(f"{run} cannot be advanced: its story has changed since")
        if row.drift is Drift.EDITED:
            found.edited[place] = {column.name: column.present for column in row.columns}
            found.edits.add(name)
            continue
        found.lost.add(place)
        if row.drift is Drift.FOREIGN:
            found.replaced.add(place)
        (found.foreign if row.drift is Drift.FOREIGN else found.gone).add(name)
    return found


def leave_lost_rows(move: ShardMove, touched: TouchedRows) -> dict[Place, frozenset[str]]:
    """Take out of the move what cannot be written because of lost rows; the columns that stay, by row.

    A new row that refers to a lost one is lost, too. A column that was edited to refer to a row that goes is set.
    """
    if not touched:
        return {}
    missing: set[int] = set()
    """New rows that are lost, by identity."""
    staying: dict[Place, frozenset[str]] = {}
    going = {(shape.label, str(row.key_)) for shape, rows in move.gone.items() for row in rows}

    def is_missing(target: Any) -> bool:
        return id(target) in missing or touched.is_lost(target)

    for shape in move.shapes():
        move.gone[shape] = [row for row in move.gone.get(shape, ()) if not touched.is_lost(row)]
        move.kept[shape] = [pair for pair in move.kept.get(shape, ()) if not touched.is_lost(pair.before)]
        planned, move.new[shape] = move.new.get(shape, []), []
        for row in planned:
            if any(is_missing(row.columns_[position]) for position in shape.references):
                missing.add(id(row))
                move.lost.setdefault(shape, []).append(row)
            else:
                move.new[shape].append(row)
        for pair in move.kept[shape]:
            place = shape.label, str(pair.before.key_)
            edits = touched.edited.get(place, {})
            kept = {name for name, value in edits.items() if not _leads_to(going, shape, name, value)}
            if len(kept) < len(edits):
                pair.set_all()
            kept |= {shape.fields[each].name for each in shape.references if is_missing(pair.after.columns_[each])}
            if kept:
                staying[place] = frozenset(kept)
    return staying


def heal_rows(move: ShardMove, touched: TouchedRows) -> None:
    """Have the move write edited rows whole, and lost ones anew. SeedError where a foreign row has a key for good."""
    for shape, pairs in move.kept.items():
        move.kept[shape] = []
        for pair in pairs:
            place = shape.label, str(pair.before.key_)
            if place not in touched.lost:
                move.kept[shape].append(pair)
                if place in touched.edited:
                    pair.set_all()
                continue
            if place in touched.replaced:
                if not shape.numbered:
                    raise SeedError(f"A foreign row has the key of {shape.label} {pair.before.key_}. Remove it first")
                pair.after.key_ = None
            move.new.setdefault(shape, []).append(pair.after)


def _leads_to(going: set[Place], shape: Shape, name: str, value: Any) -> bool:
    target = shape.fields[shape.index[name]].related_model
    return target is not None and (target._meta.label, str(value)) in going
