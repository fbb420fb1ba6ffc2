"""A stranger's row under a key of the house is told from the house's own row, though both leave most columns empty."""

import pytest
from model_bakery import baker

from apps.projects.models import ActivityLog
from apps.projects.seeding.scenarios import SoftwareHouseScenario
from seedplot.engine import ledger, pipeline
from seedplot.engine.replaying.recognition import Standing, strange_rows
from seedplot.engine.runs import Request

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    options = {"projects": 1, "issues_per_project": 10}
    return pipeline.run(Request(SoftwareHouseScenario(), options=options)).run


def standings(run):
    return [row.standing for row in strange_rows(run, ledger.rows_of(run))]


def test_note_with_few_values_under_a_reused_key_is_foreign(house):
    key = ActivityLog.objects.order_by("pk").first().pk
    ActivityLog.objects.filter(pk=key).delete()
    baker.make(ActivityLog, pk=key)

    assert standings(house) == [Standing.FOREIGN]


def test_note_with_another_value_is_edited(house):
    note = ActivityLog.objects.order_by("pk").first()
    ActivityLog.objects.filter(pk=note.pk).update(new_value="by hand")

    assert standings(house) == [Standing.EDITED]
