import pytest

from seedplot.context import stream_of
from seedplot.engine.explaining.why import explain
from seedplot.models import SeedBlock
from seedplot.set_values import with_figures
from tests.toy.garden import ANCHOR, seed
from tests.toy.models import Bed, Gardener, Harvest, Plant
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario


@pytest.fixture
def run(each_database):
    return seed(HarvestWeeksScenario).run


def some_harvest():
    """The third of the second bed, in its first week."""
    return Harvest.objects.filter(plant__bed__name="Bed 1").order_by("picked_at")[2]


def test_place_stream_and_draws_of_a_row_are_told(run):
    harvest = some_harvest()

    found = explain("toy.harvest", str(harvest.pk))

    assert (found.place.run, found.place.shard, found.place.position) == (run, "bed 1", 2)
    assert found.part == "'harvest-weeks'/'bed'/1/'week'/0/'slot'/2/"
    assert [(draw.path.removeprefix(found.part), draw.method) for draw in found.draws] == [
        ("'grams'/", "randint"),
        ("'rain'/", "random"),
        ("'second'/", "randint"),
        ("'plant'/", "choice"),
        ("'notes'/", "randint"),
        ("'notes'/", "choice"),
    ]
    assert found.draws[3].value.key == harvest.plant_id
    assert found.draws[4].value == harvest.notes["basket"]


def test_draws_are_those_that_the_stream_gives_again(run):
    found = explain("toy.harvest", str(some_harvest().pk))

    stream = stream_of(HarvestWeeksScenario(), 42)
    for name in ("bed", 1, "week", 0, "slot", 2, "second"):
        stream = stream.at(name)
    assert found.draws[2].value == stream.randint(8 * 3600, 18 * 3600)


def test_week_and_its_targets_are_told(db):
    moved = with_figures(HarvestWeeksScenario(), {"mean_grams.first": 700})
    from seedplot.engine import pipeline
    from seedplot.engine.runs import Request

    pipeline.run(Request(moved, 42, ANCHOR))

    [week] = explain("toy.harvest", str(some_harvest().pk)).weeks

    assert (week.number, week.columns, week.targets) == (0, ["picked_at", "picked_on"], {"mean_grams": 700})


def test_row_that_is_as_planned_has_no_difference(run):
    harvest = some_harvest()

    found = explain("toy.harvest", str(harvest.pk))

    assert found.differing == []
    assert (found.is_there, found.is_proven) == (True, True)
    assert {each.name: each.found for each in found.values}["weight_kg"] == harvest.weight_kg


def test_edited_columns_are_told_with_both_values(run):
    harvest = some_harvest()
    Harvest.objects.filter(pk=harvest.pk).update(weight_kg=9, notes={})

    found = explain("toy.harvest", str(harvest.pk))

    assert {each.name: (each.planned, each.found) for each in found.differing} == {
        "weight_kg": (harvest.weight_kg, 9),
        "notes": (harvest.notes, {}),
    }


def test_targets_are_told_with_their_keys_and_planned_names(run):
    harvest = some_harvest()

    [target] = explain("toy.harvest", str(harvest.pk)).targets

    assert (target.column, target.label, target.key) == ("plant", "toy.Plant", harvest.plant_id)


def test_row_of_the_world_is_a_target(ada):
    seed(WateringDaysScenario)

    found = explain("toy.bed", str(Bed.objects.get(name="South plot").pk))

    assert [(each.column, each.label, each.key, each.name) for each in found.targets if each.column == "gardener"] == [
        ("gardener", "toy.Gardener", ada.pk, "the gardener")
    ]
    assert found.weeks == []


def test_row_that_is_gone_is_told_with_its_plan(run):
    harvest = some_harvest()
    Harvest.objects.filter(pk=harvest.pk).delete()

    found = explain("toy.harvest", str(harvest.pk))

    assert not found.is_there
    assert {each.name: each.planned for each in found.values}["weight_kg"] == harvest.weight_kg


def test_row_with_a_key_of_its_own_is_found(run):
    plant = Plant.objects.filter(bed__name="Bed 2").last()

    found = explain("toy.plant", str(plant.pk))

    assert (found.place.shard, found.differing) == ("bed 2", [])
    assert ("'id'/", "uuid", plant.pk) in [
        (draw.path[-len("'id'/") :], draw.method, draw.value) for draw in found.draws
    ]


def test_shared_row_is_explained(ada):
    seed(WildAllotmentScenario)
    shed = Bed.objects.get(pk=SeedBlock.objects.get(shard="frame", model="toy.Bed").first_key)

    found = explain("toy.bed", str(shed.pk))

    assert (found.place.shard, found.differing) == ("frame", [])


def test_value_that_a_later_run_changed_is_told(db):
    Gardener.objects.create(name="Ada")
    seed(HarvestWeeksScenario)

    assert explain("toy.bed", str(Bed.objects.first().pk)).differing == []


def test_run_without_proof_is_explained_with_a_word_of_caution(ada, seedplot):
    seed(HarvestWeeksScenario, skip_proof=True)

    printed = seedplot("why", "toy.harvest", some_harvest().pk)

    assert printed.endswith(
        "The row is as it was planned. Its run is not proven yet, so the story may have changed since.\n"
    )


def test_verb_tells_all_of_it(run, seedplot):
    harvest = some_harvest()
    Harvest.objects.filter(pk=harvest.pk).update(weight_kg=9)

    lines = seedplot("why", "toy.harvest", harvest.pk).splitlines()

    assert lines[:2] == [f"toy.Harvest {harvest.pk}", f"Run          {run}"]
    assert lines[3] == "Shard        bed 1, number 2 of its toy.Harvest, from 0"
    assert lines[5] == "Week 1       picked_at, picked_on: mean_grams 1000"
    assert any(line.split() == ["plant", "toy.Plant", str(harvest.plant_id), str(harvest.plant_id)] for line in lines)
    [changed] = [line for line in lines if line.endswith("differs")]
    assert changed.split() == ["weight_kg", str(harvest.weight_kg), "9.000", "differs"]
    assert lines[-1] == "1 of its columns is not as planned: weight_kg."


def test_verb_says_that_a_row_is_gone(run, seedplot):
    harvest = some_harvest()
    Harvest.objects.filter(pk=harvest.pk).delete()

    assert seedplot("why", "toy.harvest", harvest.pk).endswith(
        "The row is gone from the database; these are its planned values.\n"
    )


def test_changed_story_cannot_be_explained(run, refusal, monkeypatch):
    monkeypatch.setattr("tests.toy.seeding.scenarios.harvest_weeks.MEAN_GRAMS", (1_100, 1_500, 2_000, 2_500))

    message = refusal("why", "toy.harvest", some_harvest().pk)

    assert message == (
        f"The story of {run} has changed since, so toy.Harvest {some_harvest().pk} cannot be explained by today's "
        "code. Clear it and seed it again: python manage.py seed_demo_data --scenario harvest-weeks --as-of 2026-03-12 "
        "--clear --beds 3"
    )


def test_story_that_fails_cannot_be_explained(run, refusal, monkeypatch):
    def broken(self, context, shard):
        raise KeyError("compost")

    monkeypatch.setattr(HarvestWeeksScenario, "plan", broken)

    assert "has changed since" in refusal("why", "toy.harvest", some_harvest().pk)


def test_history_without_weeks_is_explained(ada):
    seed(GardenHistoryScenario)

    found = explain("toy.harvest", str(Harvest.objects.first().pk))

    assert (found.weeks, found.differing) == ([], [])
