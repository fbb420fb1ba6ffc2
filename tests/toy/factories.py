"""The garden's rows, described once for tests and for the engine."""

from datetime import UTC, datetime, timedelta

import factory

from seedplot.factories import Drawn, SeedFactory
from seedplot.streams import DeterministicRandom
from tests.toy.models import Bed, Gardener, Harvest, Plant, Sundial, Tag, Turn

FIRST_DAY = datetime(2026, 3, 2, tzinfo=UTC)


class GardenRandom(DeterministicRandom):
    """The draws that only a garden needs."""

    __slots__ = ()

    def crop(self) -> str:
        return self.choice(("bean", "carrot", "leek", "tomato"))


class GardenFactory(SeedFactory):
    _stream_class = GardenRandom

    class Meta:
        abstract = True


class GardenerFactory(GardenFactory):
    name = Drawn(lambda stream: f"Gardener {stream.hexadecimal(12)}")

    class Meta:
        model = Gardener


class BedFactory(GardenFactory):
    name = Drawn(lambda stream: f"Bed {stream.hexadecimal(12)}")
    sunny = Drawn(lambda stream: stream.should_happen(0.5))

    class Meta:
        model = Bed


class SundialFactory(GardenFactory):
    bed = factory.SubFactory(BedFactory)
    hours = Drawn(lambda stream: stream.randint(6, 12))

    class Meta:
        model = Sundial


class TagFactory(GardenFactory):
    word = Drawn(lambda stream: f"tag {stream.hexadecimal(12)}")

    class Meta:
        model = Tag


class PlantFactory(GardenFactory):
    id = Drawn(lambda stream: stream.uuid())
    name = Drawn(lambda stream: stream.crop())
    label = factory.LazyAttribute(lambda plant: f"{plant.name} {str(plant.id)[:4]}")
    bed = factory.SubFactory(BedFactory)
    neighbour = None

    class Meta:
        model = Plant


class PlantTagFactory(GardenFactory):
    """A link between a plant and a tag: a row of the table that Django makes for the many-to-many."""

    plant = factory.SubFactory(PlantFactory)
    tag = factory.SubFactory(TagFactory)

    class Meta:
        model = Plant.tags.through


class HarvestFactory(GardenFactory):
    plant = factory.SubFactory(PlantFactory)
    picked_at = Drawn(lambda stream: stream.datetime_in_range(FIRST_DAY, FIRST_DAY + timedelta(days=28)))
    picked_on = factory.LazyAttribute(lambda harvest: harvest.picked_at.date())
    weight_kg = Drawn(lambda stream: stream.decimal("0.5", 4, 3))
    rainy = False
    notes = Drawn(lambda stream: {"basket": stream.randint(1, 9), "by": ["hand", stream.choice(("Ada", "Zoë"))]})
    replant_on = factory.LazyAttribute(lambda harvest: harvest.picked_on + timedelta(days=90))

    class Meta:
        model = Harvest


class TurnFactory(GardenFactory):
    day = Drawn(lambda stream: FIRST_DAY.date() + timedelta(days=stream.below(1 << 20)))
    place = Drawn(lambda stream: stream.below(1 << 30))
    word = Drawn(lambda stream: stream.hexadecimal(12))

    class Meta:
        model = Turn
