import json

import pytest

from seedplot.models import SeedBlock, SeedRun
from tests.toy.garden import seed
from tests.toy.models import Bed, Gardener, Harvest, Plant, Tag
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario


@pytest.fixture
def two_runs(ada):
    return seed(HarvestWeeksScenario).run, seed(GardenHistoryScenario).run


def change(row, **columns):
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


def test_nothing_is_said_in_one_line(two_runs, seedplot):
    assert seedplot("drift") == "Nothing has drifted.\n"
    assert seedplot("drift", "--format=json") == "[]\n"


def test_no_run_has_drifted_where_there_is_none(ada, seedplot):
    assert seedplot("drift") == "Nothing has drifted.\n"


def test_rows_are_listed_and_the_command_that_heals_is_named(two_runs, seedplot, refusal):
    weeks, history = two_runs
    harvest, other = Harvest.objects.order_by("pk")[:2]
    tag = Tag.objects.order_by("pk").last()
    ada = Gardener.objects.get(name="Ada")
    change(harvest, rainy=not harvest.rainy)
    change(tag, word="nettle")
    change(ada, status="travelling")
    other_key = other.pk
    other.delete()

    refused = refusal("drift")

    assert refused == (
        "Rows have drifted: 2 edited, 1 deleted, 1 foreign under a key of the run. "
        "Put them back: python manage.py seedplot heal"
    )
    of_one_run = refusal("drift", "--run", history.pk)
    assert of_one_run == (
        f"Rows have drifted: 1 edited. Put them back: python manage.py seedplot heal --run {history.pk}"
    )
    assert weeks.pk < history.pk
    assert of_one_run.output.splitlines() == [
        f"run {history.pk}: toy.Gardener {ada.pk} is edited: status is 'travelling', planned 'retired'."
    ]
    assert refused.output.splitlines() == [
        f"run {history.pk}: toy.Gardener {ada.pk} is edited: status is 'travelling', planned 'retired'.",
        f"run {weeks.pk}: toy.Harvest {harvest.pk} of bed 0 is edited: "
        f"rainy is {not harvest.rainy}, planned {harvest.rainy}.",
        f"run {weeks.pk}: toy.Harvest {other_key} of bed 0 is deleted.",
        f"run {weeks.pk}: toy.Tag {tag.pk} of bed 2 is foreign.",
    ]


def test_foreign_rows_alone_are_no_matter_for_a_heal(two_runs, refusal):
    change(Tag.objects.order_by("pk").last(), word="nettle")

    assert refusal("drift") == (
        "Rows have drifted: 1 foreign under a key of the run, which a heal leaves as they are. Replace the run: "
        "python manage.py seed_demo_data --scenario harvest-weeks --as-of 2026-03-12 --clear --beds 3"
    )


def test_json_has_all_of_it(two_runs, refusal):
    weeks, _ = two_runs
    bed = Bed.objects.get(name="Bed 1")
    ben = Gardener.objects.create(name="Ben")
    change(bed, gardener=ben)

    refused = refusal("drift", "--format=json")

    assert json.loads(refused.output) == [
        {
            "run": weeks.pk,
            "scenario": "harvest-weeks",
            "drift": "edited",
            "model": "toy.Bed",
            "key": bed.pk,
            "part": "bed 1",
            "is_world": False,
            "columns": [{"column": "gardener", "planned": None, "present": ben.pk}],
        }
    ]


def test_foreign_rows_that_refer_to_seeded_ones_are_listed(two_runs, refusal):
    weeks, _ = two_runs
    plant = Plant.objects.filter(bed__name="Bed 1").first()
    beds = [Bed.objects.create(name=f"A visitor's bed {number}", favourite=plant) for number in range(2)]

    refused = refusal("drift", "--run", weeks.pk)

    assert refused.startswith(
        "Rows have drifted: 2 foreign that refer to seeded ones, which a heal leaves as they are. Replace the run: "
    )
    assert refused.output == (
        f"run {weeks.pk}: 2 toy.Bed refer to its toy.Plant by favourite_id, first toy.Bed {beds[0].pk}.\n"
    )
    refused = refusal("drift", "--run", weeks.pk, "--format=json")
    assert json.loads(refused.output) == [
        {
            "run": weeks.pk,
            "scenario": "harvest-weeks",
            "drift": "dependent",
            "model": "toy.Bed",
            "count": 2,
            "first_keys": [str(bed.pk) for bed in beds],
            "refers_to": "toy.Plant",
            "columns": ["favourite_id"],
        }
    ]


def test_run_whose_scenario_left_nothing_to_compare_by_is_said_with_the_command_that_clears(two_runs, refusal):
    _, history = two_runs
    SeedRun.objects.filter(pk=history.pk).update(scenario="gone-story", facts={})

    assert refusal("drift").endswith(
        "Its rows cannot be told from others without it. Clear it by its keys: "
        f"python manage.py seed_demo_data --run {history.pk} --clear-only --by-key"
    )


def test_run_that_cannot_be_compared_is_said_and_the_others_are(two_runs, refusal):
    _, history = two_runs
    SeedBlock.objects.filter(run=history).update(digests=None)
    reason = f"{history} is not proven, so its rows cannot be told from others. "

    advice = f"Prove it first: python manage.py seed_demo_data --run {history.pk} --verify"

    assert refusal("drift") == f"{reason}{advice}"
    harvest = Harvest.objects.order_by("pk").first()
    change(harvest, rainy=not harvest.rainy)
    refused = refusal("drift")
    assert refused.startswith("Rows have drifted: 1 edited.")
    assert refused.errors == f"{reason}{advice}\n"


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("x", "--run x: it must be a whole number. Give it the number of a run."),
        ("999", "There is no run 999. No run is recorded here."),
    ],
)
def test_run_that_is_not_there_is_refused(number, message, ada, refusal):
    assert refusal("drift", "--run", number) == message
