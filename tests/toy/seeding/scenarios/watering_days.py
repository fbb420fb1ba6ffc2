from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

from seedplot.context import Context
from seedplot.options import PARTS, Option, whole_number
from seedplot.plan import Row, Shard, World
from seedplot.promises import AtLeast, Between, Empty, Promise
from seedplot.quotas import ranked, rounded
from tests.toy.evidence import Yield, label_of, mean_kilos, rainy_harvests, wall_clock
from tests.toy.factories import BedFactory, HarvestFactory, TagFactory
from tests.toy.seeding.scenarios.base import GardenScenario, find_gardener, link_rows, plant_row_of

NINE = time(9)


def harvests_off_nine(part: Yield) -> list[str]:
    return [label_of(harvest) for harvest in part.harvests if wall_clock(harvest).time() != NINE]


class WateringDaysScenario(GardenScenario):
    """Ada picks and waters at nine every morning, up to the day before today; on three days in ten it rains,
    unless the summer is dry."""

    options = (
        Option(
            "days", "How many days back (default: 10).", default=10, parse=whole_number(1), metavar="INT", settable=True
        ),
        Option(
            "plot",
            "A plot, repeatable (default: North, South).",
            default=("North", "South"),
            repeatable=True,
            settable=True,
            counts=PARTS,
        ),
        Option("dry", "It never rains.", default=False, flag=True),
    )
    promises = (
        Promise("toy.P201", "Ada comes at nine.", harvests_off_nine, Empty("harvest off nine"), "Look at NINE."),
        Promise(
            "toy.P202",
            "A harvest weighs half a kilogram to four.",
            lambda part: mean_kilos(part.harvests),
            Between(0.5, 4, " kg"),
            "Look at HarvestFactory.",
        ),
        Promise("toy.P203", "Rain is counted.", rainy_harvests, AtLeast(0, places=0), "Look at the plan."),
    )

    size = "2 plots, 10 days"

    def shards(self, options: Mapping[str, Any]) -> Iterator[Shard]:
        return (Shard(name, number) for number, name in enumerate(options["plot"]))

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        return World([find_gardener("Ada", using)])

    def plan(self, context: Context, shard: Shard) -> Iterator[Row]:
        rng = context.rng.at("plot", shard.name)
        bed = BedFactory.row(rng, name=f"{shard.name} plot", gardener=context.world["the gardener"])
        tags = [TagFactory.row(rng.at("tag"), word=f"{shard.name} tag")]
        plants = plant_row_of(rng, bed, count=2)
        yield bed
        yield from tags
        yield from plants
        yield from link_rows(rng, plants, tags)
        days = range(1, context.options["days"] + 1)
        share = 0 if context.options["dry"] else 0.3
        wet = set(ranked(days, lambda day: rng.at("day", day, "rain").random())[: rounded(share, len(days))])
        for day in reversed(days):
            stream = rng.at("day", day)
            yield HarvestFactory.row(
                stream,
                plant=stream.at("plant").choice(plants),
                picked_at=context.calendar.moment(day, NINE),
                picked_on=context.calendar.day(day),
                rainy=day in wet,
            )
