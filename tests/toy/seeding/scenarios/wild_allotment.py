from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.plan import SHARED_ROWS, Change, Row, Shard, World, WorldRow
from seedplot.promises import Empty, Promise
from tests.toy.evidence import Yield
from tests.toy.factories import BedFactory, PlantFactory, SundialFactory
from tests.toy.models import Bed, Plant, Sundial
from tests.toy.seeding.scenarios.base import find_gardener
from tests.toy.seeding.scenarios.wild_garden import WildGardenScenario

SHED, HERB, COMMON = "the shed", "the herb", "the common"


@dataclass(frozen=True)
class Plot(Yield):
    """A shard's harvests, beds and sundials, its plants in the shed, and the herb that they stand beside."""

    beds: Sequence[Any]
    sundials: Sequence[Any]
    guests: Sequence[Any]
    herb: Any


def misplaced_guests(plot: Plot) -> list[str]:
    misplaced = [str(guest.id) for guest in plot.guests if guest.neighbour_id != plot.herb.id]
    return misplaced if len(plot.guests) == 1 else [*misplaced, f"{len(plot.guests)} guests"]


def beds_without_a_sundial(plot: Plot) -> list[str]:
    shaded = {bed.id for bed in plot.beds} - {sundial.bed_id for sundial in plot.sundials}
    return [bed.name for bed in plot.beds if bed.id in shaded]


class WildAllotmentScenario(WildGardenScenario):
    """The wild garden with all that rows can be: a shed with a herb that all plots share, a sundial on each bed, and
    Ada, who walks from plot to plot; the common, if there is one, has the guest of the last plot for its favorite."""

    promises = (
        *WildGardenScenario.promises,
        Promise(
            "toy.P501",
            "Each plot has one guest in the shed, beside the herb.",
            misplaced_guests,
            Empty("misplaced guest"),
            "Look at the shared rows.",
        ),
        Promise(
            "toy.P502",
            "Each bed has a sundial.",
            beds_without_a_sundial,
            Empty("bed without a sundial"),
            "Look at the plan.",
        ),
    )

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        commons = [
            WorldRow(Bed, columns["id"], COMMON, columns)
            for columns in Bed.objects.using(using).filter(name="Common").values()
        ]
        return World([find_gardener("Ada", using), *commons])

    def shared_rows(self, context: Context) -> Mapping[str, Row]:
        shed = BedFactory.row(context.rng.at("shed"), name="Shed")
        herb = PlantFactory.row(context.rng.at("herb"), bed=shed)
        return {SHED: shed, HERB: herb, "the sundial": SundialFactory.row(context.rng.at("sundial"), bed=shed)}

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        rng, world = context.rng.at("plot", shard.number), context.world
        guest = PlantFactory.row(rng.at("guest"), bed=world[SHED], neighbour=world[HERB])
        yield guest
        for row in super().plan(context, shard):
            yield row
            if isinstance(row, Row) and row.shape.model is Bed:
                yield SundialFactory.row(rng.at("sundial"), bed=row)
        yield Change(world["the gardener"], {"status": f"in {shard.name}"})
        if COMMON in world:
            yield Change(world[COMMON], {"favourite": guest, "sunny": shard.number % 2 == 0})

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, Plot]]:
        [herb] = rows.read(Plant, SHARED_ROWS)
        for shard, part in super().subjects(rows, anchor):
            if shard != SHARED_ROWS:
                guests = [plant for plant in rows.read(Plant, shard) if plant.bed_id == herb.bed_id]
                yield shard, Plot(part.harvests, rows.read(Bed, shard), rows.read(Sundial, shard), guests, herb)
