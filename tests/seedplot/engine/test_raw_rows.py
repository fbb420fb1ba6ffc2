"""Blocks of rows as the driver gives them: exactly theirs, in their order."""

from uuid import UUID

import pytest

from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import Block
from tests.toy.factories import BedFactory, PlantFactory, TagFactory
from tests.toy.models import Bed, Plant, Sundial, Tag, Variety
from tests.toy.samples import make_curiosities, make_specimens


def test_numbered_rows_are_read_in_their_order_and_no_others(each_database):
    beds = BedFactory.create_batch(6)
    Bed.objects.filter(pk=beds[1].pk).update(name="changed")

    found = RawRows("default").light_rows(Block("one", "toy.Bed", 40, 3, beds[1].pk))

    assert [(bed.pk, bed.name) for bed in found] == [
        (beds[1].pk, "changed"), (beds[2].pk, beds[2].name), (beds[3].pk, beds[3].name),
    ]  # fmt: skip


@pytest.mark.parametrize("written_as", [UUID, str], ids=["as planned", "as recorded"])
def test_listed_rows_are_read_in_the_order_of_the_list_and_no_others(written_as, each_database):
    plants = PlantFactory.create_batch(5, bed=None)
    listed = [plants[4], plants[0], plants[2]]

    found = RawRows("default").light_rows(
        Block("one", "toy.Plant", 0, 3, None, tuple(written_as(str(plant.pk)) for plant in listed))
    )

    assert [plant.pk for plant in found] == [plant.pk for plant in listed]


def test_rows_that_are_gone_are_left_out(each_database):
    tags, plants = TagFactory.create_batch(4), PlantFactory.create_batch(4, bed=None)
    Tag.objects.filter(pk__in=[tags[0].pk, tags[2].pk]).delete()
    Plant.objects.filter(pk__in=[plants[0].pk, plants[3].pk]).delete()
    raw_rows = RawRows("default")

    numbered = raw_rows.light_rows(Block("one", "toy.Tag", 0, 4, tags[0].pk))
    listed = raw_rows.light_rows(Block("one", "toy.Plant", 0, 4, None, tuple(plant.pk for plant in plants)))

    assert [tag.pk for tag in numbered] == [tags[1].pk, tags[3].pk]
    assert [plant.pk for plant in listed] == [plants[1].pk, plants[2].pk]


def test_texts_that_differ_in_a_dash_are_keys_of_two_rows(each_database):
    names = ("north-west", "northwest", "n'orth", "☃")
    for name in names:
        Variety.objects.create(name=name)

    found = RawRows("default").light_rows(Block("one", "toy.Variety", 0, 4, None, names))

    assert [variety.name for variety in found] == list(names)


def test_rows_whose_keys_are_borrowed_are_read_by_them(each_database):
    beds = BedFactory.create_batch(3)
    for bed in beds:
        Sundial.objects.create(bed=bed, hours=6 + bed.pk % 6)

    found = RawRows("default").light_rows(Block("one", "toy.Sundial", 0, 2, None, (beds[2].pk, beds[0].pk)))

    assert [(dial.pk, dial.bed_id) for dial in found] == [(beds[2].pk,) * 2, (beds[0].pk,) * 2]


def test_rows_of_columns_that_django_converts_are_read_in_their_order_as_well(each_database):
    made = make_curiosities(5)
    keys = tuple(str(each.pk) for each in reversed(made))

    found = RawRows("default").light_rows(Block("one", "toy.Curiosity", 0, 5, None, keys))

    assert [(row.pk, row.mirrored) for row in found] == [(each.pk, each.mirrored) for each in reversed(made)]


def test_block_of_nothing_has_no_rows(each_database):
    assert RawRows("default").fetch(Block("one", "toy.Bed", 0, 0, 1)) == []


def test_models_share_the_moments_that_they_have_read(each_database):
    make_specimens(2)
    raw_rows = RawRows("default")

    readers = [raw_rows.reader(label) for label in ("toy.Specimen", "toy.Curiosity", "toy.Specimen")]

    assert readers[0] is readers[2]
    assert readers[0].moments is readers[1].moments
