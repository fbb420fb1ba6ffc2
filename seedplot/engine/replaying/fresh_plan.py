"""The plan of a run that is not there: as it would be written today, without writing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from seedplot.context import context_of
from seedplot.engine import ledger, provenance
from seedplot.engine.faults.scenario_faults import scenario_code
from seedplot.engine.replaying.replay import Replay
from seedplot.engine.run_rows import Block, Names, RunRows
from seedplot.engine.world_changes import as_json
from seedplot.models import SeedRun
from seedplot.options import complete_options, identity_of
from seedplot.plan import SHARED_ROWS, Row, World, WorldRow, borrowed_key, with_attached
from seedplot.scenario import Scenario


class FreshPlan(Replay):
    """Plans shards, one at a time. Shared rows have keys of their own, so that shards can refer to them."""

    def __init__(
        self, scenario: Scenario, seed: int, anchor: datetime, options: Mapping[str, Any], world: World, using: str
    ) -> None:
        record = SeedRun(
            scenario=scenario.name,
            domain=scenario.domain,
            options=as_json(identity_of(scenario, options)),
            seed=seed,
            anchor=anchor,
            sources=dict(world.sources),
            world=provenance.names_of(world),
        )
        record._state.db = using
        shared = scenario.shared_rows(context_of(scenario, seed, anchor, options, world))
        super().__init__(record, scenario, RunRows(_blocks(shared, world), using))
        own = [WorldRow(row.shape_.model, row.key_, name) for name, row in shared.items()]
        self._world = World([*world.rows.values(), *own], world.sources, shared=shared)

    def _with_changes(self, rows: Mapping[str, Row]) -> Iterator[Row]:
        yield from rows.values()


def _blocks(shared: Mapping[str, Row], world: World) -> Iterable[Block]:
    """The shared rows as blocks, with keys above those of the world."""
    highest: dict[str, int] = {}
    for each in world.rows.values():
        if isinstance(each.key_, int):
            label = each.model_._meta.label
            highest[label] = max(highest.get(label, 0), each.key_)
    by_label: dict[str, list[Row]] = {}
    for row in chain.from_iterable(map(with_attached, shared.values())):
        own = by_label.setdefault(row.shape_.label, [])
        if row.shape_.numbered:
            row.key_ = highest.get(row.shape_.label, 0) + 1 + len(own)
        elif row.shape_.borrows_key:
            row.key_ = borrowed_key(row)
        own.append(row)
    for label, rows in by_label.items():
        if rows[0].shape_.numbered:
            yield Block(SHARED_ROWS, label, 0, len(rows), rows[0].key_)
        else:
            yield Block(SHARED_ROWS, label, 0, len(rows), None, tuple(row.key_ for row in rows))


def world_for(scenario: Scenario, options: Mapping[str, Any], using: str, anchor: datetime) -> World:
    """The world of such a run: as a run in its place found it, else as it is. Whatever is read, nothing is changed."""
    complete = complete_options(scenario, options)
    for record in provenance.runs_at(using, [scenario.exclusive_key(complete)]):
        if record.scenario == scenario.name and scenario.sources.fits(record.sources, complete):
            return _world_before(record)
    with scenario_code(scenario.name):
        sources = scenario.sources.gather(complete)
        found = scenario.prerequisites(complete, using, at=anchor)
    return World(found.rows.values(), sources)


def _world_before(record: SeedRun) -> World:
    """The world that the run found, without the shared rows that it wrote itself."""
    names = Names(ledger.rows_of(record), record.world)
    world = provenance.world_of(record)
    rows = [row for row in world.rows.values() if not names.is_own(row.model_._meta.label, row.key_)]
    return World(rows, world.sources)
