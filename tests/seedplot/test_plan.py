import pickle
from datetime import date
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test.utils import isolate_apps

from seedplot.errors import PlanError
from seedplot.factories import SeedFactory
from seedplot.plan import Change, Row, Shape, World, WorldRow, shape_of, stored_value, with_attached
from seedplot.streams import DeterministicRandom
from tests.toy.models import Bed, Gardener, Plant
from tests.zoo.kinds import factory_of
from tests.zoo.models import Aviary, ByCode, Clashing, House, Keeper, Note, Pair, Place, QuietPlace, Skill

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


def test_shape_of_a_child_has_the_columns_of_its_own_table_and_knows_those_of_its_parents():
    shape = shape_of(Aviary)

    assert [each.name for each in shape.fields] == ["house_ptr", "height"]
    assert shape.parents == {"house_ptr": shape_of(House)}
    assert shape.inherited == dict.fromkeys(["place_ptr", "floors", "name", "area"], "house_ptr")
    assert (shape.numbered, shape.borrows_key, shape.attaches) == (False, True, True)


def test_shape_of_a_proxy_is_that_of_the_model_whose_table_it_shares():
    assert shape_of(QuietPlace) is shape_of(Place)


def test_shape_knows_the_content_type_beside_the_value_of_a_generic_foreign_key():
    shape = shape_of(Note)

    assert [each.name for each in shape.fields] == ["target_type", "target_id", "text"]
    assert (shape.generic, shape.references, shape.targets) == ({1: 0}, (0, 1), ((0, ContentType), (1, None)))


def test_shape_refuses_a_key_of_several_columns():
    with pytest.raises(PlanError, match=r"^zoo\.Pair has a key of several columns, "):
        shape_of(Pair)


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


def test_row_reads_a_column_that_is_called_as_something_of_its_own():
    row = Row(shape_of(Clashing), ("k", "s", "c", "t", "m", 1, "v", "r"))

    assert (row.key, row.shape, row.columns, row.stream, row.model) == ("k", "s", "c", "t", "m")
    assert (row.key_, row.shape_, len(row.columns_)) == (None, shape_of(Clashing), 8)


def test_row_of_a_child_reads_the_columns_of_its_parents():
    place = Row(shape_of(Place), ("Dome", 10))
    house = Row(shape_of(House), (place, 1))
    aviary = Row(shape_of(Aviary), (house, 9))

    assert (aviary.name, aviary.floors, aviary.height, aviary.house_ptr) == ("Dome", 1, 9, house)


def test_copy_of_a_child_has_a_parent_and_links_of_its_own():
    stream = DeterministicRandom(42)
    skill = factory_of(Skill, None, SeedFactory).row(stream.at("skill"), name="sing")
    house = factory_of(House, None, SeedFactory).row(stream.at("house"), name="Barn", needs=[skill])

    place, copy, link = with_attached(house.with_columns(name="Stable", floors=2))

    assert (place.name, copy.name, copy.floors, copy.place_ptr) == ("Stable", "Stable", 2, place)
    assert (link.place, link.skill) == (place, skill)
    assert (house.name, house.floors, house.place_ptr is place) == ("Barn", 1, False)


def test_copy_refuses_a_column_that_its_model_does_not_have():
    with pytest.raises(AttributeError, match=r"^toy\.Bed has no column 'colour'$"):
        Row(shape_of(Bed), ("Bed 1", None, True, None)).with_columns(colour="red")


def test_stored_value_is_the_column_that_a_reference_is_to():
    keeper = Row(shape_of(Keeper), ("Ada", "A", 9, None))
    keeper.key_ = 5
    column = ByCode._meta.get_field("keeper")

    assert stored_value(keeper, column) == "A"
    assert stored_value(WorldRow(Keeper, 5, "Ada", {"code": "B"}), column) == "B"
    with pytest.raises(PlanError, match=r"^zoo\.ByCode\.keeper refers to that column, and the world's Ada was read "):
        stored_value(WorldRow(Keeper, 5, "Ada"), column)


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


def test_world_row_reads_a_column_that_is_called_as_something_of_its_own():
    row = WorldRow(Clashing, 7, "the clash", {"key": "k", "model": "m", "columns": "c"})

    assert (row.key, row.model, row.columns, row.known_as) == ("k", "m", "c", "the clash")
    assert (row.key_, row.model_) == (7, Clashing)


def test_world_row_reaches_another_process_as_it_is():
    ada = WorldRow(Gardener, 7, "the gardener", {"name": "Ada"})

    assert pickle.loads(pickle.dumps(ada)) == ada


def test_change_holds_new_values_of_a_row_of_the_world():
    ada = WorldRow(Gardener, 7, "the gardener")

    assert Change(ada, {"since": date(2026, 1, 1)}) == Change(ada, {"since": date(2026, 1, 1)})
