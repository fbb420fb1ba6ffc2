"""Foreign keys and indexes as the database itself has them, tables without a model included."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seedplot.engine.relations.catalogue import Catalogue
from seedplot.engine.relations.foreign_keys import Table
from seedplot.engine.relations.references import references_on
from tests.toy.models import Bed, Nursery, Plant

KEY = "bed_id bigint REFERENCES toy_bed (id)"


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def keys_of(table):
    return [key for key in Catalogue.read("default").foreign_keys if key.table.name == table]


@pytest.mark.parametrize("on_delete", ["CASCADE", "SET NULL", "NO ACTION", "RESTRICT"])
def test_key_of_a_table_without_a_model_is_read_with_its_action(on_delete, every_database):
    execute(f"CREATE TABLE crm_note ({KEY} ON DELETE {on_delete})")

    [key] = keys_of("crm_note")

    assert (key.columns, key.target, key.target_columns) == (("bed_id",), Table("toy_bed"), ("id",))
    # MariaDB and MySQL do the same for both, and say so.
    assert key.on_delete == on_delete or {key.on_delete, on_delete} == {"NO ACTION", "RESTRICT"}


def test_key_of_several_columns_is_one(every_database):
    execute("CREATE TABLE crm_place (house int, floor int, PRIMARY KEY (house, floor))")
    execute(
        "CREATE TABLE crm_visit (at_floor int, at_house int, id int PRIMARY KEY, "
        "FOREIGN KEY (at_house, at_floor) REFERENCES crm_place (house, floor))"
    )

    [key] = keys_of("crm_visit")

    assert (key.columns, key.target_columns) == (("at_house", "at_floor"), ("house", "floor"))
    assert Catalogue.read("default").tables[Table("crm_place")].primary_key == ("house", "floor")


def test_key_that_names_no_column_means_the_primary_key(db):
    execute("CREATE TABLE crm_note (bed_id bigint REFERENCES toy_bed)")

    assert keys_of("crm_note")[0].target_columns == ("id",)


def test_index_serves_a_reference_that_it_begins_with(each_database):
    execute("CREATE TABLE crm_note (id int PRIMARY KEY, other int, " + KEY + ")")
    table = Table("crm_note")
    before = Catalogue.read("default").is_indexed(table, ("bed_id",))
    execute("CREATE INDEX crm_other ON crm_note (other, bed_id)")
    second = Catalogue.read("default").is_indexed(table, ("bed_id",))
    execute("CREATE INDEX crm_some ON crm_note (bed_id) WHERE other = 1")
    partial = Catalogue.read("default").is_indexed(table, ("bed_id",))
    execute("CREATE INDEX crm_bed ON crm_note (bed_id, other)")

    assert (before, second, partial) == (False, False, False)
    assert Catalogue.read("default").is_indexed(table, ("bed_id",))
    assert Catalogue.read("default").is_indexed(table, ("id",))


def test_tables_of_the_garden_have_their_keys_and_nullable_columns(every_database):
    catalogue = Catalogue.read("default")

    plant = catalogue.tables[catalogue.table(Plant._meta.db_table)]
    assert plant.primary_key == ("id",)
    assert [name for name, is_nullable in plant.nullable.items() if is_nullable] == ["bed_id", "neighbour_id"]


def test_number_of_queries_does_not_grow_with_tables(every_database):
    with CaptureQueriesContext(connection) as before:
        Catalogue.read("default")
    for number in range(3):
        execute(f"CREATE TABLE crm_note_{number} ({KEY})")

    with CaptureQueriesContext(connection) as after:
        Catalogue.read("default")

    assert len(after) == len(before) <= 4


def test_key_from_another_schema_is_found(on_postgresql):
    execute("CREATE SCHEMA crm")
    execute(f"CREATE TABLE crm.note ({KEY} ON DELETE CASCADE)")

    [key] = keys_of("note")

    assert (str(key.table), key.on_delete) == ("crm.note", "CASCADE")


def test_relations_that_only_django_knows_are_references(every_database):
    catalogue = Catalogue.read("default")

    onto_beds = [
        reference
        for reference in references_on("default", catalogue)
        if reference.table == catalogue.table(Nursery._meta.db_table)
        and reference.target == catalogue.table(Bed._meta.db_table)
    ]

    assert [(each.columns, each.is_enforced, each.kind is not None) for each in onto_beds] == [
        (("bed_id",), False, False),
        (("object_id",), False, True),
    ]
    assert all(reference.is_indexed for reference in onto_beds)
