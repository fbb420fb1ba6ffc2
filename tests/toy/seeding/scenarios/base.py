"""What the garden's scenarios share."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from seedplot.engine.run_rows import RunRows
from seedplot.errors import SeedError
from seedplot.plan import Row, WorldRow
from seedplot.scenario import Scenario
from tests.toy.evidence import Yield
from tests.toy.factories import GardenRandom, PlantFactory, PlantTagFactory
from tests.toy.models import Gardener


class GardenScenario(Scenario):
    stream_class = GardenRandom
    future_columns = {"toy.Harvest": ("replant_on",)}

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, Yield]]:
        for shard in rows.shards:
            yield shard, Yield.of(rows, shard)


def find_gardener(name: str, using: str) -> WorldRow:
    """The gardener of that name, as "the gardener" of the world."""
    columns: Mapping[str, Any] | None = Gardener.objects.using(using).filter(name=name).values().first()
    if columns is None:
        raise SeedError(f"There is no gardener named '{name}'. Add one in the admin, then run the command again.")
    return WorldRow(Gardener, columns["id"], "the gardener", columns)


def plant_row_of(rng: GardenRandom, bed: Row, count: int) -> list[Row]:
    """Plants side by side; each knows its neighbour to the left."""
    plants: list[Row] = []
    for number in range(count):
        neighbour = plants[-1] if plants else None
        plants.append(PlantFactory.row(rng.at("plant", number), bed=bed, neighbour=neighbour))
    return plants


def link_rows(rng: GardenRandom, plants: list[Row], tags: list[Row]) -> Iterator[Row]:
    """One tag for each plant."""
    for number, plant in enumerate(plants):
        stream = rng.at("link", number)
        yield PlantTagFactory.row(stream, plant=plant, tag=stream.at("tag").choice(tags))
