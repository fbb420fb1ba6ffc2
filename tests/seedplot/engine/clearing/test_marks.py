"""Rows without a record, taken by a mark, with all that refers to them."""

import pytest

from seedplot.engine.clearing import marks
from seedplot.engine.clearing.marks import RecordedInTheWay
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from tests.toy.garden import seed, whole_garden
from tests.toy.models import Bed, Harvest, Plant, Tag
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario


def marked():
    return (Bed.objects.filter(name__startswith="Bed "), Tag.objects.filter(word__startswith="tag "))


def everything():
    return {label: rows for label, rows in whole_garden().items() if label.startswith("toy.")}


def test_marked_rows_and_what_refers_to_them_are_found_and_taken(each_database):
    Bed.objects.create(name="Mine")
    before = everything()
    report = seed(HarvestWeeksScenario)
    SeedRun.objects.all().delete()

    found = marks.look("default", marked())

    assert found.own == {"toy.Bed": 3, "toy.Tag": 6}
    assert found.counts == report.counts
    assert marks.take("default", marked(), found.counts) == found.counts
    assert everything() == before


def test_nothing_marked_is_nothing_taken(each_database):
    Bed.objects.create(name="Mine")

    found = marks.look("default", marked())

    assert (found.own, found.counts, list(found.lines())) == ({}, {}, ["Marked: nothing."])
    assert marks.take("default", marked(), {}) == {}


def test_rows_of_recorded_runs_are_not_marked(each_database):
    seed(WildAllotmentScenario)
    before = everything()

    assert marks.look("default", marked()).own == {}
    assert marks.take("default", marked(), {}) == {}
    assert everything() == before


@pytest.mark.parametrize("column", ["a range of keys", "a listed key"])
def test_recorded_run_whose_rows_refer_to_marked_ones_is_named(column, each_database):
    seed(HarvestWeeksScenario)
    SeedRun.objects.all().delete()
    later = seed(GardenHistoryScenario).run
    bed, plant = Bed.objects.get(name="Bed 1"), Plant.objects.filter(bed__name="Bed 1").first()
    if column == "a listed key":
        Plant.objects.filter(bed__name="Ada's spring bed").update(bed=bed)
        label = "toy.Plant"
    else:
        Bed.objects.filter(name="Ada's spring bed").update(favourite=plant)
        label = "toy.Bed"
    before = everything()

    with pytest.raises(RecordedInTheWay) as refused:
        marks.look("default", marked())

    assert (refused.value.run, str(refused.value)) == (
        later, f"{later} wrote {label} that refer to marked rows. Clear it first."
    )  # fmt: skip
    with pytest.raises(RecordedInTheWay):
        marks.take("default", marked(), {"toy.Bed": 99})
    assert everything() == before


def test_more_than_was_shown_is_not_taken(each_database):
    seed(HarvestWeeksScenario)
    SeedRun.objects.all().delete()
    agreed = marks.look("default", marked()).counts
    harvest = Harvest.objects.first()
    harvest.pk = None
    harvest.save()
    before = everything()

    with pytest.raises(SeedError) as refused:
        marks.take("default", marked(), agreed)

    assert str(refused.value) == "There are more toy.Harvest now than were shown. Run the command again."
    assert everything() == before
