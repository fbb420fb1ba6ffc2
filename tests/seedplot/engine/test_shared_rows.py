"""A frame: rows that all shards refer to, written before them and found in their world; and keys that are borrowed."""

import pytest
from django.db import connection

from seedplot.engine import ledger, provenance
from seedplot.engine.backends import backend_for
from seedplot.engine.clearing import clearing
from seedplot.engine.writer import Writer
from seedplot.models import SeedBlock, SeedRun
from seedplot.options import Option, whole_number
from seedplot.plan import SHARED_ROWS, Shard, shape_of
from seedplot.promises import Empty, Promise
from tests.toy.factories import BedFactory, GardenRandom, PlantFactory, SundialFactory
from tests.toy.garden import seed
from tests.toy.models import Bed, Plant, Sundial
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

SHED, HERB = "the shed", "the herb"


class FramedScenario(HarvestWeeksScenario):
    """A shed with a sundial and a herb, and around it rows of plants that all belong to it."""

    proof_by_shard = False
    options = (Option("rows", "How many (default: 2).", 2, whole_number(1), "N"),)
    promises = (
        Promise(
            "toy.P401",
            "Every plant belongs to the shed.",
            lambda part: [str(plant) for plant in part.rows(Plant) if plant.bed.name != SHED],
            Empty("other plant"),
            "Look at the frame.",
        ),
    )

    def shards(self, options):
        return [Shard(f"row {number}", number) for number in range(options["rows"])]

    def shared_rows(self, context):
        shed = BedFactory.row(context.rng.at("shed"), name=SHED)
        herb = PlantFactory.row(context.rng.at("herb"), bed=shed)
        return {SHED: shed, HERB: herb, "the sundial": SundialFactory.row(context.rng.at("sundial"), bed=shed)}

    def plan(self, context, shard):
        world = context.world
        yield PlantFactory.row(context.rng.at("row", shard.number), bed=world[SHED], neighbour=world[HERB])

    def subjects(self, rows, anchor):
        yield "", rows

    curves = ()


@pytest.mark.django_db
def test_frame_is_written_once_and_every_shard_refers_to_it():
    report = seed(FramedScenario)

    shed, herb = Bed.objects.get(), Plant.objects.get(neighbour=None)
    assert report.counts == {"toy.Bed": 1, "toy.Plant": 3, "toy.Sundial": 1}
    assert {plant.bed for plant in Plant.objects.all()} == {shed}
    assert {plant.neighbour for plant in Plant.objects.exclude(pk=herb.pk)} == {herb}
    assert Sundial.objects.get().pk == shed.pk
    assert SeedRun.objects.get().row_count == 5


@pytest.mark.django_db
def test_frame_is_recorded_as_a_shard_of_its_own_and_as_world():
    run = seed(FramedScenario).run

    shed, herb = Bed.objects.get(), Plant.objects.get(neighbour=None)
    blocks = SeedBlock.objects.filter(shard=SHARED_ROWS).values_list("model", "count")
    assert set(blocks) == {("toy.Bed", 1), ("toy.Plant", 1), ("toy.Sundial", 1)}
    found = provenance.world_of(run)
    assert {name: row.key for name, row in found.rows.items()} == {
        SHED: shed.pk,
        HERB: herb.pk,
        "the sundial": shed.pk,
    }


@pytest.mark.django_db
def test_frame_comes_first_in_the_evidence():
    run = seed(FramedScenario).run

    assert ledger.rows_of(run, ["row 1", "row 0"]).shards == [SHARED_ROWS, "row 1", "row 0"]


@pytest.mark.django_db
def test_frame_is_cleared_with_its_run_and_with_nothing_else():
    BedFactory.create(name="somebody else's")

    removed = clearing.clear([seed(FramedScenario).run])

    assert removed == {"toy.Sundial": 1, "toy.Plant": 3, "toy.Bed": 1}
    assert [bed.name for bed in Bed.objects.all()] == ["somebody else's"]


@pytest.mark.django_db
def test_frame_is_cleared_only_when_nobody_hangs_on_it():
    run = seed(FramedScenario).run
    PlantFactory.create(bed=Bed.objects.get())

    with pytest.raises(Exception, match=r"1 toy\.Plant refers to its toy\.Bed"):
        clearing.clear([run])


@pytest.mark.django_db
def test_fingerprint_of_a_frame_hangs_on_no_key():
    first = seed(FramedScenario)
    clearing.clear([first.run])
    BedFactory.create_batch(3)

    second = seed(FramedScenario, batch_size=1)

    assert second.tables == first.tables
    assert second.fingerprint == first.fingerprint


@pytest.mark.django_db
def test_one_more_shard_leaves_the_frame_as_it_is():
    before = seed(FramedScenario)
    clearing.clear([before.run])

    after = seed(FramedScenario, rows=3)

    assert {name: after.tables[name] == before.tables[name] for name in after.tables} == {
        "toy.Bed": True,
        "toy.Plant": False,
        "toy.Sundial": True,
    }


@pytest.mark.django_db
def test_dry_run_leaves_no_frame():
    seed(FramedScenario, dry_run=True)

    assert (Bed.objects.count(), Sundial.objects.count(), SeedRun.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_row_whose_key_is_that_of_another_gets_it_from_the_writer():
    bed = BedFactory.row(GardenRandom(42).at("bed"), name="Bed 1")
    sundial = SundialFactory.row(GardenRandom(42).at("sundial"), bed=bed)
    before = sundial.key

    writer = Writer(backend_for(connection))
    blocks = writer.take("one", [bed, sundial])
    writer.finish()

    assert shape_of(Sundial).borrows_key
    assert (before, sundial.key) == (None, bed.key)
    assert [block.keys for block in blocks if block.label == "toy.Sundial"] == [(bed.key,)]
