import pickle
from datetime import date
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.db import models
from django.test.utils import isolate_apps

from seedplot.errors import PlanError
from seedplot.plan import Change, Row, Shape, World, WorldRow, shape_of
from tests.toy.models import Bed, Gardener, Plant

KEY = UUID("f986b366-b485-44f2-8c1c-1b0110846ee2")


def test_shape_leaves_out_a_key_that_the_database_numbers():
    shape = shape_of(Bed)

    assert [each.name for each in shape.fields] == ["name", "gardener", "sunny", "favourite"]
    assert (shape.label, shape.numbered, shape.key_position) == ("toy.Bed", True, None)
    assert shape.references == (1, 3)


def test_shape_keeps_a_key_that_the_plan_gives():
    shape = shape_of(Plant)

    assert [each.name for each in shape.fields] == ["id", "name", "label", "bed", "neighbour"]
    assert (shape.numbered, shape.key_position, shape.references) == (False, 0, (3, 4))


def test_shape_of_an_auto_created_table_has_both_its_ends():
    shape = shape_of(Plant.tags.through)

    assert [each.name for each in shape.fields] == ["plant", "tag"]
    assert (shape.label, shape.numbered, shape.references) == ("toy.Plant_tags", True, (0, 1))


def test_shape_is_made_once_for_each_model():
    assert shape_of(Bed) is shape_of(Bed)


@isolate_apps("tests.toy")
def test_shape_refuses_a_model_without_a_table_of_its_own():
    class Greenhouse(Bed):
        class Meta:
            app_label = "toy"

    class SunnyBed(Bed):
        class Meta:
            app_label = "toy"
            proxy = True

    for model in (Greenhouse, SunnyBed):
        with pytest.raises(PlanError) as refused:
            Shape(model)

        assert str(refused.value) == (
            f"{model._meta.label} inherits a table; only models with a table of their own can be seeded"
        )


@isolate_apps("tests.toy")
def test_shape_takes_a_model_that_inherits_an_abstract_one():
    class Dated(models.Model):
        day = models.DateField()

        class Meta:
            abstract = True

    class Visit(Dated):
        class Meta:
            app_label = "toy"

    assert [each.name for each in Shape(Visit).fields] == ["day"]


def test_row_reads_its_columns_as_attributes():
    bed = Row(shape_of(Bed), ("Bed 1", None, True, None))

    assert (bed.name, bed.gardener, bed.sunny, bed.key) == ("Bed 1", None, True, None)
    assert bed.as_dict() == {"name": "Bed 1", "gardener": None, "sunny": True, "favourite": None}


def test_row_knows_its_key_where_the_plan_gives_it():
    plant = Row(shape_of(Plant), (KEY, "leek", "leek f986", None, None))

    assert plant.key == plant.id == KEY


def test_row_refuses_a_column_that_its_model_does_not_have():
    bed = Row(shape_of(Bed), ("Bed 1", None, True, None))

    with pytest.raises(AttributeError, match=r"^toy\.Bed has no column 'colour'$"):
        bed.colour  # noqa: B018 - reading it is what is tested


def test_row_shows_its_columns_and_the_kind_of_those_it_refers_to():
    bed = Row(shape_of(Bed), ("Bed 1", None, True, None))
    plant = Row(shape_of(Plant), (KEY, "leek", "leek f986", bed, None))

    assert repr(plant) == (f"<Row toy.Plant id={KEY!r}, name='leek', label='leek f986', bed=<toy.Bed>, neighbour=None>")


def test_world_finds_its_rows_by_name():
    ada = WorldRow(Gardener, 7, "the gardener", {"name": "Ada", "status": "working"})

    world = World([ada])

    assert world["the gardener"] is ada
    assert (ada.known_as, ada.name, ada.status) == ("the gardener", "Ada", "working")
    assert "the gardener" in world
    assert "the cook" not in world


def test_world_row_refuses_a_column_that_was_not_read():
    ada = WorldRow(Group, 7, "the gardener", {})

    with pytest.raises(AttributeError, match=r"^the world's the gardener was read without column 'status'$"):
        ada.status  # noqa: B018 - reading it is what is tested


def test_world_row_reaches_another_process_as_it_is():
    ada = WorldRow(Gardener, 7, "the gardener", {"name": "Ada"})

    assert pickle.loads(pickle.dumps(ada)) == ada


def test_change_holds_new_values_of_a_row_of_the_world():
    ada = WorldRow(Gardener, 7, "the gardener")

    assert Change(ada, {"since": date(2026, 1, 1)}) == Change(ada, {"since": date(2026, 1, 1)})
