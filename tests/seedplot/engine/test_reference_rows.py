import pytest

from seedplot.engine import pipeline
from seedplot.engine.clearing import clearing
from seedplot.engine.reference_rows import add_missing
from seedplot.engine.runs import Request
from seedplot.plan import ReferenceTable
from tests.toy.garden import request_for
from tests.toy.models import Gardener, Tag
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

TAGS = ReferenceTable(Tag, "word", [{"word": "herb"}, {"word": "tree"}])
GARDENERS = ReferenceTable(Gardener, "name", [{"name": "Ada", "status": "picking"}])

pytestmark = pytest.mark.django_db


class TaggedScenario(HarvestWeeksScenario):
    reference_tables = (TAGS, GARDENERS)


def test_missing_rows_are_added_and_others_stay_as_they_are(django_assert_num_queries):
    Gardener.objects.create(name="Ada", status="away")
    Tag.objects.create(word="tree")

    added = add_missing([TAGS, GARDENERS], "default")
    with django_assert_num_queries(2):
        again = add_missing([TAGS, GARDENERS], "default")

    assert (added, again) == (1, 0)
    assert Gardener.objects.get().status == "away"
    assert sorted(Tag.objects.values_list("word", flat=True)) == ["herb", "tree"]


def test_run_adds_them_and_clearing_leaves_them():
    run = pipeline.run(request_for(TaggedScenario)).run
    clearing.clear([run])

    assert sorted(Tag.objects.values_list("word", flat=True)) == ["herb", "tree"]
    assert Gardener.objects.get().name == "Ada"


def test_dry_run_leaves_none():
    pipeline.run(Request(TaggedScenario(), dry_run=True))

    assert not Tag.objects.exists()
    assert not Gardener.objects.exists()


def test_run_that_is_there_adds_none():
    run = pipeline.run(request_for(TaggedScenario))
    Tag.objects.filter(word="herb").delete()

    again = pipeline.run(request_for(TaggedScenario))

    assert (run.written, again.written) == (True, False)
    assert not Tag.objects.filter(word="herb").exists()
