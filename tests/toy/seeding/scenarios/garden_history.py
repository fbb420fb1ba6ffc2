from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from seedplot.clock import FixedCalendar
from seedplot.context import Context
from seedplot.options import Option
from seedplot.plan import Change, Row, Shard, World
from seedplot.promises import AtMost, Near, Promise
from tests.toy.evidence import mean_kilos
from tests.toy.factories import BedFactory, HarvestFactory
from tests.toy.seeding.scenarios.base import GardenScenario, find_gardener, plant_row_of

HARVESTS = {
    "spring": (("2024-04-02 09:30", "1.250"), ("2024-05-14 17:00", "1.750")),
    "autumn": (("2024-09-03 08:15", "1.000"), ("2024-10-29 16:45", "2.000")),
}
RETIREMENT = "2024-11-01 12:00"


class GardenHistoryScenario(GardenScenario):
    """What the garden's book says of 2024: four harvests of a kilogram and a half on average, in spring and in autumn,
    after which the gardener retires."""

    authored = True
    options = (
        Option("gardener", "Whose book (default: Ada).", default="Ada", metavar="NAME"),
        Option("diary", "Where to copy the book to; decides no row.", metavar="PATH", identity=False),
    )
    promises = (
        Promise(
            "toy.P301",
            "A harvest weighs 1.5 kg on average.",
            lambda part: mean_kilos(part.harvests),
            Near(Decimal("1.5"), 0, " kg"),
            "Look at HARVESTS.",
        ),
        Promise(
            "toy.P302",
            "A season has at most two harvests.",
            lambda part: len(part.harvests),
            AtMost(high=2, places=0),
            "Look at HARVESTS.",
        ),
    )

    size = "2 seasons, 4 harvests"

    def calendar(self, anchor: datetime) -> FixedCalendar:
        return FixedCalendar(anchor)

    def shards(self, options: Mapping[str, Any]) -> Iterator[Shard]:
        return (Shard(season, number) for number, season in enumerate(HARVESTS))

    def exclusive_key(self, options: Mapping[str, Any]) -> str:
        return f"{self.name} of {options['gardener']}"

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        return World([find_gardener(options["gardener"], using)])

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        gardener = context.world["the gardener"]
        rng = context.rng.at(shard.name)
        bed = BedFactory.row(
            rng, name=f"{context.options['gardener']}'s {shard.name} bed", gardener=gardener, sunny=True
        )
        [plant] = plant_row_of(rng, bed, count=1)
        yield bed
        yield plant
        for number, (text, kilos) in enumerate(HARVESTS[shard.name]):
            local = datetime.fromisoformat(text)
            picked_at = context.calendar.moment(local)
            if context.calendar.happened(picked_at):
                yield HarvestFactory.row(
                    rng.at("harvest", number),
                    plant=plant,
                    picked_at=picked_at,
                    picked_on=local.date(),
                    weight_kg=Decimal(kilos),
                    notes={"basket": number + 1, "page": shard.number},
                    replant_on=None,
                )
        if shard.name == "autumn" and context.calendar.happened(
            context.calendar.moment(datetime.fromisoformat(RETIREMENT))
        ):
            yield Change(gardener, {"status": "retired"})
