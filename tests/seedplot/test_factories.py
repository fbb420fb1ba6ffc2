import uuid

import factory
import factory.random
import pytest
from django.db import models
from django.test.utils import isolate_apps
from django.utils import timezone
from factory import fuzzy

from seedplot.errors import PlanError
from seedplot.factories import Columns, Drawn, SeedFactory, stream_paths
from seedplot.plan import shape_of
from tests.toy.factories import (
    BedFactory,
    GardenerFactory,
    GardenRandom,
    HarvestFactory,
    PlantFactory,
    PlantTagFactory,
    TagFactory,
)
from tests.toy.models import Bed, Harvest, Plant

FACTORIES = (GardenerFactory, BedFactory, TagFactory, PlantFactory, PlantTagFactory, HarvestFactory)
STREAM = GardenRandom(42).at("factories", 1)

# What row() must be given: planned rows, the counterparts of what the SubFactory declarations make.
BED = BedFactory.row(STREAM.at("bed"))
PLANT = PlantFactory.row(STREAM.at("plant"), bed=BED)
TAG = TagFactory.row(STREAM.at("tag"))
REFERENCES = {
    PlantFactory: {"bed": BED},
    PlantTagFactory: {"plant": PLANT, "tag": TAG},
    HarvestFactory: {"plant": PLANT},
}

each_factory = pytest.mark.parametrize("made_by", FACTORIES, ids=lambda made_by: made_by.__name__)


def values(made_by, thing):
    """The columns of a row or an instance, references aside."""
    return {
        each.name: getattr(thing, each.name) for each in shape_of(made_by._meta.model).fields if not each.is_relation
    }


@each_factory
def test_row_and_build_and_create_give_equal_values(made_by, db):
    row = made_by.row(STREAM, **REFERENCES.get(made_by, {}))
    built = made_by.build(stream=STREAM)
    created = made_by.create(stream=STREAM)
    read = made_by._meta.model._base_manager.get(pk=created.pk)

    assert values(made_by, row) == values(made_by, built) == values(made_by, created) == values(made_by, read)


@each_factory
def test_row_is_the_same_again_and_another_from_another_stream(made_by):
    references = REFERENCES.get(made_by, {})

    first, again = made_by.row(STREAM, **references), made_by.row(STREAM, **references)
    other = made_by.row(GardenRandom(43), **references)

    assert first.columns == again.columns
    assert made_by is PlantTagFactory or first.columns != other.columns


@each_factory
def test_create_without_a_stream_makes_rows_that_do_not_clash(made_by, db):
    made = [made_by.create() for _ in range(5)]

    assert len({each.pk for each in made}) == 5


def test_build_without_a_stream_draws_from_the_domains_own_class():
    drawn = []

    class WatchedFactory(PlantFactory):
        name = Drawn(lambda stream: drawn.append(type(stream)) or stream.crop())

    WatchedFactory.build()

    assert drawn == [GardenRandom]


def test_build_without_a_stream_repeats_itself_when_the_sequence_does():
    TagFactory.reset_sequence(100)
    first = TagFactory.build().word
    TagFactory.reset_sequence(100)

    assert TagFactory.build().word == first
    assert TagFactory.build().word != first


def test_given_columns_win_and_are_seen_by_those_declared_below():
    row = PlantFactory.row(STREAM, bed=BED, name="oak")
    built = PlantFactory.build(stream=STREAM, name="oak")

    assert row.name == built.name == "oak"
    assert row.label == built.label == f"oak {str(row.id)[:4]}"


def test_a_new_column_leaves_the_others_as_they_are():
    class NotedFactory(HarvestFactory):
        rainy = Drawn(lambda stream: stream.should_happen(0.5))

    before = HarvestFactory.row(STREAM, plant=PLANT).as_dict()
    after = NotedFactory.row(STREAM, plant=PLANT).as_dict()

    assert {name: value for name, value in after.items() if name != "rainy"} == {
        name: value for name, value in before.items() if name != "rainy"
    }


def test_columns_that_are_not_declared_take_the_models_constant_default():
    class PlainBedFactory(SeedFactory):
        name = "plain"

        class Meta:
            model = Bed

    class PlainHarvestFactory(HarvestFactory):
        class Meta:
            model = Harvest

    row = PlainBedFactory.row(STREAM)

    assert row.as_dict() == {"name": "plain", "gardener": None, "sunny": True, "favourite": None}
    assert values(PlainBedFactory, PlainBedFactory.build(stream=STREAM)) == {"name": "plain", "sunny": True}
    assert PlainHarvestFactory.row(STREAM, plant=PLANT).rainy is False


@isolate_apps("tests.toy")
def test_undeclared_columns_may_be_blank_empty_or_null_but_never_ask_the_clock():
    class Shed(models.Model):
        blank = models.CharField(max_length=9, blank=True)
        empty = models.JSONField(default=list)
        null = models.DateField(null=True)
        created_at = models.DateTimeField(default=timezone.now)

        class Meta:
            app_label = "toy"

    class ShedFactory(SeedFactory):
        class Meta:
            model = Shed

    row = ShedFactory.row(STREAM, created_at=None)

    assert row.as_dict() == {"blank": "", "empty": [], "null": None, "created_at": None}
    with pytest.raises(
        PlanError,
        match=r"^ShedFactory must declare 'created_at', for which toy\.\w+ has no constant default\. ",
    ):
        ShedFactory.row(STREAM)


def test_row_needs_columns_without_a_default_to_be_declared():
    class NamelessFactory(SeedFactory):
        class Meta:
            model = Plant

    with pytest.raises(
        PlanError,
        match=r"^NamelessFactory must declare 'id', for which toy\.\w+ has no constant default\. ",
    ):
        NamelessFactory.row(STREAM)
    with pytest.raises(
        PlanError,
        match=r"^NamelessFactory must declare 'name', for which toy\.\w+ has no constant default\. ",
    ):
        NamelessFactory.row(STREAM, id=uuid.UUID(int=1))


def test_row_needs_the_rows_that_it_refers_to():
    with pytest.raises(PlanError, match=r"^HarvestFactory\.row needs the row that 'plant' refers to\. Pass it: "):
        HarvestFactory.row(STREAM)


def test_row_refuses_a_column_that_its_model_does_not_have():
    with pytest.raises(PlanError, match=r"^BedFactory: toy\.Bed has no column 'colour'\. Its columns: "):
        BedFactory.row(STREAM, colour="red")


def test_row_refuses_a_declaration_that_draws_from_elsewhere():
    class TurnsFactory(BedFactory):
        name = factory.Iterator(["north", "south"])

    class ClockFactory(BedFactory):
        name = factory.LazyFunction(lambda: str(timezone.now()))

    for made_by, kind in ((TurnsFactory, "Iterator"), (ClockFactory, "LazyFunction")):
        with pytest.raises(
            PlanError,
            match=rf"^{made_by.__name__}\.name: what {kind} yields depends on other rows or on the clock; "
            r"use Drawn or LazyAttribute$",
        ):
            made_by.row(STREAM)


class VariedFactory(PlantFactory):
    """Declarations that only factory_boy itself can evaluate."""

    class Meta:
        model = Plant

    class Params:
        climbing = factory.Trait(label=factory.LazyAttribute(lambda plant: f"climbing {plant.name}"))

    name = factory.Faker("word")
    label = factory.Sequence(lambda number: f"plant {number}")


def test_row_leaves_what_it_cannot_compile_to_factory_boy():
    row = VariedFactory.row(STREAM, bed=BED, climbing=True)
    built = VariedFactory.build(stream=STREAM, climbing=True)

    assert row.label == f"climbing {row.name}"
    assert values(VariedFactory, row) == values(VariedFactory, built)
    assert row.bed is BED


def test_row_of_factory_boy_hangs_on_its_stream_alone():
    rows = [VariedFactory.row(STREAM.at(number), bed=BED) for number in range(20)]
    fuzzy.FuzzyInteger(1000).fuzz()
    again = [VariedFactory.row(STREAM.at(number), bed=BED) for number in reversed(range(20))]

    assert [row.columns for row in rows] == [row.columns for row in reversed(again)]
    assert len({row.label for row in rows}) == 20


def test_row_of_factory_boy_leaves_its_generators_as_they_were():
    factory.random.reseed_random(7)
    expected = [fuzzy.FuzzyInteger(1000).fuzz() for _ in range(2)]
    factory.random.reseed_random(7)

    first = fuzzy.FuzzyInteger(1000).fuzz()
    VariedFactory.row(STREAM, bed=BED)

    assert [first, fuzzy.FuzzyInteger(1000).fuzz()] == expected


def test_row_of_factory_boy_runs_the_hooks_that_follow_it():
    seen = []

    class WateredFactory(BedFactory):
        class Meta:
            writes = Columns("Watering leaves no trace in the bed's row.")

        @factory.post_generation
        def water(self, create, extracted, **given):
            seen.append((self.name, create))

    row = WateredFactory.row(STREAM)

    assert seen == [(row.name, False)]


def test_row_of_factory_boy_needs_the_rows_that_a_trait_would_make():
    class PottedFactory(PlantFactory):
        bed = None

        class Params:
            planted = factory.Trait(bed=factory.SubFactory(BedFactory))

    assert PottedFactory.row(STREAM).bed is None
    with pytest.raises(PlanError, match=r"^PottedFactory\.row needs the row that 'bed' refers to\. Pass it: "):
        PottedFactory.row(STREAM, planted=True)


def test_row_bears_the_path_of_its_stream_where_paths_are_asked_for():
    with stream_paths():
        row = BedFactory.row(STREAM.at("bed"))

    assert row.stream_path_ == "'factories'/1/'bed'/"
    assert not hasattr(BedFactory.row(STREAM.at("bed")), "stream_path_")


def test_paths_are_asked_for_until_the_outermost_context_ends():
    with stream_paths():
        with stream_paths():
            pass
        row = BedFactory.row(STREAM)

    assert row.stream_path_ == STREAM.path
