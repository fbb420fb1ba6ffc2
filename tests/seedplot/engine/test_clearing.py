"""Clearing where keys are reused, and where tables that Django does not know refer to seeded rows."""

import pytest
from django.db import connection

from seedplot.engine import clearing
from seedplot.errors import SeedError
from tests.toy.garden import seed
from tests.toy.models import Bed, Tag
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

ON_DELETE = ("CASCADE", "SET NULL", "NO ACTION", "RESTRICT")


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def note_on(bed, on_delete):
    """A table without a model, with a row that refers to the bed."""
    execute(f"CREATE TABLE crm_note (body text, bed_id bigint REFERENCES toy_bed (id) ON DELETE {on_delete})")
    execute("INSERT INTO crm_note VALUES ('mine', %s)", bed.pk)


def test_rows_of_others_under_reused_keys_stay(each_database):
    run = seed(HarvestWeeksScenario).run
    keys = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    execute("DELETE FROM toy_plant_tags")
    Tag.objects.all().delete()
    Tag.objects.bulk_create(Tag(pk=key, word=f"mine {key}") for key in keys)
    before = list(Tag.objects.order_by("pk").values())

    clearing.clear([run])

    assert list(Tag.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("on_delete", ON_DELETE)
def test_row_of_a_table_without_a_model_is_a_dependent(on_delete, each_database):
    run = seed(HarvestWeeksScenario).run
    bed = Bed.objects.get(name="Bed 1")
    note_on(bed, on_delete)

    with pytest.raises(SeedError, match=r"1 crm_note refers to its toy\.Bed, first crm_note; nothing"):
        clearing.clear([run])

    assert execute("SELECT body, bed_id FROM crm_note") == [("mine", bed.pk)]
    assert Bed.objects.count() == 3
