from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.options import Option, not_blank
from seedplot.plan import Change, Row, Shard, World
from tests.toy.evidence import Yield
from tests.toy.models import Harvest
from tests.toy.seeding.scenarios.base import find_gardener
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.trap import Trap, TrappedNotes


class WildGardenScenario(HarvestWeeksScenario):
    """The harvest weeks of a garden in which things go wrong, while Ada, who was there before, is out picking."""

    listed = False
    options = (
        *HarvestWeeksScenario.options,
        Option("trap", "The failure to come; see tests/toy/trap.py.", parse=not_blank, metavar="PATH"),
        Option("careless", "From the second bed on nobody brings a basket, against the promise.", False, flag=True),
    )

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        return World([find_gardener("Ada", using)])

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        if context.options["trap"]:
            Trap(context.options["trap"]).spring(shard.name, "planning")
        if shard.number == 0:
            yield Change(context.world["the gardener"], {"status": "picking"})
        for row in super().plan(context, shard):
            yield self._treated(row, context.options, shard) if row.shape.model is Harvest else row

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, Yield]]:
        for shard, part in super().subjects(rows, anchor):
            if rows.options["trap"]:
                Trap(rows.options["trap"]).spring(shard, "proving")
            yield shard, part

    def _treated(self, row: Row, options: Mapping[str, Any], shard: Shard) -> Row:
        if options["careless"] and shard.number > 0:
            row = row.with_columns(notes={})
        if options["trap"]:
            row = row.with_columns(notes=TrappedNotes(row.notes, Trap(options["trap"]), shard.name))
        return row
