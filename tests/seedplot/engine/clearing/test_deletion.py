"""The order in which sets of rows are deleted, and circles between tables."""

import pytest
from django.db import connection

from seedplot.engine.clearing import clearing
from seedplot.engine.clearing.deletion import deletion_order
from seedplot.engine.relations.foreign_keys import Table
from seedplot.engine.relations.references import Reference
from seedplot.engine.runs import ClearRules
from tests.toy.garden import seed, whole_garden
from tests.toy.models import Bed
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

A, B, C, D, E = (Table(name) for name in "abcde")


def key(table, target):
    return Reference(table, ("x",), target, ("id",), is_indexed=True, on_delete="NO ACTION")


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ([], [{A}, {B}, {C}, {D}]),
        ([(A, B), (B, C), (C, D)], [{A}, {B}, {C}, {D}]),
        ([(D, C), (C, B), (B, A)], [{D}, {C}, {B}, {A}]),
        ([(A, A), (B, A), (C, C)], [{B}, {C}, {D}, {A}]),
        ([(A, B), (B, A), (C, A), (B, D)], [{C}, {A, B}, {D}]),
        ([(A, B), (B, C), (C, A), (C, D), (D, C)], [{A, B, C, D}]),
        ([(A, E), (E, B)], [{A}, {B}, {C}, {D}]),
    ],
)
def test_tables_go_after_those_that_refer_to_them(keys, order):
    found = deletion_order({A, B, C, D}, [key(*each) for each in keys])

    assert sorted(found, key=sorted) == sorted(map(frozenset, order), key=sorted)
    for table, target in keys:
        places = {each: number for number, circle in enumerate(found) for each in circle}
        assert E in (table, target) or places[table] <= places[target]


@pytest.mark.parametrize("nullable", ["", "NOT NULL"])
def test_circle_between_tables_without_a_model_goes_along(nullable, every_database):
    """PostgreSQL can put checks off only where the key says so; a circle of other keys needs a column to empty."""
    deferred = " DEFERRABLE INITIALLY DEFERRED" if nullable and connection.vendor == "postgresql" else ""
    before = whole_garden()
    run = seed(HarvestWeeksScenario).run
    execute("CREATE TABLE crm_a (id int PRIMARY KEY, b int, bed_id bigint REFERENCES toy_bed (id))")
    execute(f"CREATE TABLE crm_b (id int PRIMARY KEY, a int {nullable} REFERENCES crm_a (id){deferred})")
    execute("INSERT INTO crm_a VALUES (1, NULL, %s), (2, NULL, NULL)", Bed.objects.get(name="Bed 1").pk)
    execute("INSERT INTO crm_b VALUES (1, 1), (2, 2)")
    execute("UPDATE crm_a SET b = id")
    if connection.vendor == "sqlite":
        execute("CREATE TABLE crm_c (id int PRIMARY KEY)")
    else:
        execute(f"ALTER TABLE crm_a ADD FOREIGN KEY (b) REFERENCES crm_b (id){deferred}")

    clearing.clear([run], ClearRules(with_dependents=True))

    assert [row[0] for row in execute("SELECT id FROM crm_a")] == [2]
    assert [row[0] for row in execute("SELECT id FROM crm_b")] == [2]
    assert whole_garden() == before


def test_rows_that_refer_to_each_other_go_whatever_the_key_restricts(every_database):
    before = whole_garden()
    run = seed(HarvestWeeksScenario).run
    execute(
        "CREATE TABLE crm_tree (id int PRIMARY KEY, bed_id bigint REFERENCES toy_bed (id), "
        "above int REFERENCES crm_tree (id) ON DELETE RESTRICT)"
    )
    execute("INSERT INTO crm_tree VALUES (1, %s, NULL)", Bed.objects.get(name="Bed 1").pk)
    execute("INSERT INTO crm_tree VALUES (2, NULL, 1), (3, NULL, 2), (4, NULL, NULL)")
    execute("UPDATE crm_tree SET above = 3 WHERE id = 1")

    clearing.clear([run], ClearRules(with_dependents=True))

    assert [row[0] for row in execute("SELECT id FROM crm_tree")] == [4]
    assert whole_garden() == before
