from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from seedplot.clock import DAY, WeeklyCalendar, project_zone
from seedplot.context import Context
from seedplot.figures import UNMOVED, Figure, Moves, Range, moved
from seedplot.options import PARTS, Option, whole_number
from seedplot.plan import Row, Shard
from seedplot.promises import Curve, Empty, Near, Promise
from seedplot.quotas import Permutation, allot, fit_total
from tests.toy.evidence import mean_kilos, without_a_basket
from tests.toy.factories import BedFactory, GardenRandom, HarvestFactory, TagFactory
from tests.toy.seeding.scenarios.base import GardenScenario, link_rows, plant_row_of

MEAN_GRAMS = (1_000, 1_500, 2_000, 2_500)
HARVESTS_A_WEEK = 3
WORDS = 10_000


def _mean_harvest(moves: Moves) -> Promise:
    move = moves.get("mean_grams", UNMOVED)
    kilos = [(grams + move.at(week, len(MEAN_GRAMS))) / 1000 for week, grams in enumerate(MEAN_GRAMS)]
    return Promise(
        "toy.P101",
        f"The mean harvest climbs from {kilos[0].normalize():f} kg to {kilos[-1].normalize():f} kg.",
        lambda part: [mean_kilos(week) for week in part.weeks()[: len(MEAN_GRAMS)]],
        Near(kilos, Decimal("0.001"), " kg"),
        "Look at MEAN_GRAMS.",
        follow=_mean_harvest,
    )


class HarvestWeeksScenario(GardenScenario):
    """Every bed ripens: in four weeks the mean harvest climbs from one kilogram to two and a half,
    and each week exactly one harvest in three is brought in through the rain."""

    proof_by_shard = True
    curves = (Curve("Mean harvest", lambda part: [mean_kilos(week) for week in part.weeks()], " kg", places=1),)
    next_steps = ("python manage.py seed_garden --scenario harvest-weeks --verify",)
    options = (
        Option(
            "beds",
            "How many beds (default: 3).",
            default=3,
            parse=whole_number(1),
            metavar="INT",
            settable=True,
            counts=PARTS,
        ),
    )
    promises = (
        _mean_harvest({}),
        Promise(
            "toy.P102",
            "One harvest in three is rainy.",
            lambda part: [sum(harvest.rainy for harvest in week) for week in part.weeks()[: len(MEAN_GRAMS)]],
            Near([1] * len(MEAN_GRAMS), 0, places=0),
            "Look at plan_week.",
        ),
        Promise(
            "toy.P103",
            "Every harvest has a basket.",
            without_a_basket,
            Empty("harvest without a basket"),
            "Look at HarvestFactory.",
        ),
    )

    @property
    def figures(self) -> Mapping[str, Figure]:
        grams = Range(Decimal(600), Decimal(3_900))
        return {"mean_grams": Figure([Decimal(mean) for mean in MEAN_GRAMS], grams, grams)}

    size = f"3 beds, {len(MEAN_GRAMS)} weeks"

    def calendar(self, anchor: datetime) -> WeeklyCalendar:
        return WeeklyCalendar(anchor, len(MEAN_GRAMS))

    def shards(self, options: Mapping[str, Any]) -> Iterator[Shard]:
        return (Shard(f"bed {number}", number) for number in range(options["beds"]))

    def plan(self, context: Context, shard: Shard) -> Iterator[Row]:
        rng = context.rng.at("bed", shard.number)
        words = Permutation(context.rng.at("tag words"), WORDS)
        bed = BedFactory.row(rng, name=f"Bed {shard.number}")
        tags = [
            TagFactory.row(rng.at("tag", number), word=f"tag {words[2 * shard.number + number]:04}")
            for number in (0, 1)
        ]
        plants = plant_row_of(rng, bed, count=4)
        yield bed
        yield from tags
        yield from plants
        yield from link_rows(rng, plants, tags)
        for week in range(len(MEAN_GRAMS) + 1):
            yield from plan_week(rng.at("week", week), context, plants, week, self.mean_grams(week))

    def mean_grams(self, week: int) -> int:
        at = min(week, len(MEAN_GRAMS) - 1)
        return int(moved(self.moves, "mean_grams", Decimal(MEAN_GRAMS[at]), at, len(MEAN_GRAMS)))


def plan_week(rng: GardenRandom, context: Context, plants: list[Row], week: int, mean: int) -> Iterator[Row]:
    slots = range(HARVESTS_A_WEEK)
    wanted = [rng.at("slot", slot, "grams").randint(500, 4_000) for slot in slots]
    grams = fit_total(wanted, [[(500, 4_000)]] * len(slots), mean * len(slots))
    weather = dict(allot(slots, {True: 1, False: len(slots) - 1}, lambda slot: rng.at("slot", slot, "rain").random()))
    for slot in slots:
        stream = rng.at("slot", slot)
        day, second = 7 * week + 2 * slot, stream.at("second").randint(8 * 3600, 18 * 3600)
        picked_at = context.calendar.moment(day * DAY + second)
        if context.calendar.happened(picked_at):
            yield HarvestFactory.row(
                stream,
                plant=stream.at("plant").choice(plants),
                picked_at=picked_at,
                picked_on=timezone.localdate(picked_at, project_zone()),
                weight_kg=Decimal(grams[slot]) / 1000,
                rainy=weather[slot],
            )
