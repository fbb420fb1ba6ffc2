import json

import pytest
from django.db import connections
from django.db.utils import load_backend

from seedplot.engine.explaining import diff as diffs
from seedplot.engine.explaining.diff import PlanRequest, diff_of_plans, diff_of_runs
from seedplot.models import SeedRun
from seedplot.set_values import with_figures
from tests.toy.garden import ANCHOR, request_for, seed, whole_garden
from tests.toy.models import Bed, Gardener, Harvest
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

DAY = "--as-of=2026-03-12"
TABLES = ["toy.Bed", "toy.Harvest", "toy.Plant", "toy.Plant_tags", "toy.Tag"]


def plan(story=HarvestWeeksScenario, number=42, figures=(), **options):
    return PlanRequest(with_figures(story(), dict(figures)), number, ANCHOR, options)


def counts(found):
    return {table.label: (table.added, table.gone, table.changed, table.unchanged) for table in found.tables}


def columns(found):
    return {table.label: dict(table.columns) for table in found.tables if table.columns}


# --- Two plans -------------------------------------------------------------------------------------------------


def test_plan_differs_from_itself_in_nothing(db):
    found = diff_of_plans(plan(), plan())

    assert found.is_same
    assert found.by_path
    assert [table.label for table in found.tables] == TABLES
    assert sum(table.unchanged for table in found.tables) == 75


def test_moved_figure_changes_only_rows_that_depend_on_it(db):
    found = diff_of_plans(plan(), plan(figures={"mean_grams.final": 3_000}))

    changed = [table.label for table in found.tables if not table.is_same]
    assert changed == ["toy.Harvest"]
    assert list(columns(found)["toy.Harvest"]) == ["weight_kg"]
    [harvests] = [table for table in found.tables if table.label == "toy.Harvest"]
    assert (harvests.added, harvests.gone) == (0, 0)
    # The first week keeps its mean, the last one and the running one take the new end.
    assert all("'week'/0/" not in name for name in harvests.named)
    assert harvests.unchanged >= 9


def test_figure_is_told_in_a_sentence(db):
    same = diff_of_plans(plan(), plan())
    moved = diff_of_plans(plan(), plan(figures={"mean_grams.final": 3_000}))

    assert same.sentences == ["mean_grams goes from 1000 to 2500 in both."]
    assert moved.sentences == ["mean_grams goes from 1000 to 3000 instead of from 1000 to 2500."]


def test_another_part_adds_its_rows_and_touches_no_other(db):
    found = diff_of_plans(plan(), plan(beds=4))

    assert counts(found)["toy.Bed"] == (1, 0, 0, 3)
    assert columns(found) == {}
    assert counts(diff_of_plans(plan(beds=4), plan()))["toy.Bed"] == (0, 1, 0, 3)


def test_row_put_in_before_others_moves_none(ada):
    found = diff_of_plans(plan(WateringDaysScenario), plan(WateringDaysScenario, days=11))

    # The eleventh day back comes first in the plan: by position, every harvest would differ.
    assert counts(found)["toy.Harvest"][0] == 2
    assert columns(found).get("toy.Harvest", {}).keys() <= {"rainy"}


def test_two_seeds_share_no_row_but_those_that_are_stated(db):
    found = diff_of_plans(plan(number=42), plan(number=7))

    assert counts(found)["toy.Harvest"][3] == 0
    assert set(columns(found)["toy.Harvest"]) >= {"picked_at", "notes"}


def test_nothing_is_written(ada):
    seed(HarvestWeeksScenario)
    before = whole_garden()

    diff_of_plans(plan(), plan(beds=4))
    diff_of_plans(plan(WateringDaysScenario), plan(WateringDaysScenario, number=7))

    assert whole_garden() == before


def test_plan_is_that_of_the_run_that_is_there(ada):
    """Shared rows, rows whose keys are borrowed, rows of the world and changes to them are the same in both."""
    run = seed(WildAllotmentScenario).run
    Gardener.objects.update(status="on leave")

    found = diffs._diff(plan(WildAllotmentScenario).contents(), diffs.WrittenContents(run))

    differing = [table for table in found.tables if not table.is_same]
    assert [(table.label, table.changed, dict(table.columns)) for table in differing] == [
        ("changes to rows that were there", 1, {"status": 1})
    ]


# --- Two runs --------------------------------------------------------------------------------------------------


@pytest.fixture
def other(each_database):
    """A database of its own, on SQLite, with all tables and Ada."""
    from tests.conftest import run_python

    yield from _other_database(run_python)


def _other_database(run_python):
    settings = {**connections.settings["default"], "ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    settings = {**settings, "OPTIONS": {}, "HOST": "", "PORT": "", "USER": "", "PASSWORD": ""}
    connections.settings["other"] = settings
    connections["other"] = connection = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "other")
    try:
        from django.core.management import call_command

        call_command("migrate", database="other", run_syncdb=True, verbosity=0, skip_checks=True)
        yield "other"
    finally:
        connection.close()
        del connections["other"]
        del connections.settings["other"]


def test_runs_of_two_databases_are_compared_row_by_row(other, seedplot):
    Bed.objects.using("other").create(name="So that keys differ")
    first = seed(HarvestWeeksScenario).run
    second = seed(HarvestWeeksScenario, using="other").run

    assert diff_of_runs(first, second).is_same

    harvest = Harvest.objects.using("other").order_by("pk")[5]
    Harvest.objects.using("other").filter(pk=harvest.pk).update(weight_kg=9)
    Harvest.objects.using("other").order_by("-pk").first().delete()
    printed = seedplot("diff", first.pk, f"{second.pk}@other", "--format=json")

    found = json.loads(printed)
    assert found["matched_by"] == "path"
    assert {label: each for label, each in found["tables"].items() if each["changed"] or each["gone"]} == {
        "toy.Harvest": {
            "added": 0,
            "gone": 1,
            "changed": 1,
            "unchanged": Harvest.objects.count() - 2,
            "columns": {"weight_kg": 1},
            "first": found["tables"]["toy.Harvest"]["first"],
        }
    }


def test_runs_with_different_options_are_matched_by_path(other, seedplot):
    first = seed(HarvestWeeksScenario).run
    second = seed(HarvestWeeksScenario, using="other", beds=2).run

    found = diff_of_runs(first, second)

    assert counts(found)["toy.Bed"] == (0, 1, 0, 2)
    assert columns(found) == {}


def test_run_whose_story_has_changed_is_matched_by_position(each_database, seedplot, monkeypatch):
    run = seed(HarvestWeeksScenario).run
    monkeypatch.setattr("tests.toy.seeding.scenarios.harvest_weeks.MEAN_GRAMS", (1_100, 1_500, 2_000, 2_500))

    printed = seedplot("diff", run.pk, run.pk)

    assert printed.endswith("No row differs.\nRows are matched by shard and position.\n")


def test_runs_of_two_stories_are_refused(ada, refusal):
    first, second = seed(HarvestWeeksScenario).run, seed(WateringDaysScenario).run

    assert refusal("diff", first.pk, second.pk) == (
        f"{first} and {second} tell different stories, which have no rows in common. Name two runs of one story."
    )


# --- The verb --------------------------------------------------------------------------------------------------


def test_verb_lays_the_second_side_over_the_first(db, seedplot):
    printed = seedplot("diff", "harvest-weeks", DAY, "--beds=2", "--against", "--set", "mean_grams.final=3000")

    lines = [line.split() for line in printed.splitlines()]
    assert ["toy.Bed", "0", "0", "0", "2"] in lines
    assert "mean_grams goes from 1000 to 3000 instead of from 1000 to 2500." in printed
    assert "  toy.Harvest: weight_kg (" in printed
    assert printed.endswith("Rows are matched by the paths of their streams.\n")


def test_option_of_the_second_side_takes_the_place_of_the_first_one_s(db, seedplot):
    for first, second in (("--set=beds=2", "--beds=3"), ("--beds=2", "--set=beds=3"), ("--set=beds=2", "--set=beds=3")):
        printed = seedplot("diff", "harvest-weeks", DAY, first, "--against", second)

        assert ["toy.Bed", "1", "0", "0", "2"] in [line.split() for line in printed.splitlines()]


def test_seed_and_day_can_differ(db, seedplot):
    printed = seedplot("diff", "harvest-weeks", DAY, "--against", "--as-of", "2026-03-19")
    assert "No row differs." in printed

    assert "No row differs." not in seedplot("diff", "harvest-weeks", DAY, "--against", "--seed", "7")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["moon"], "There is no scenario named 'moon'. Known: "),
        (["harvest-week", "--against", "--seed=7"], "There is no scenario named 'harvest-week'. Did you mean harvest-"),
        (
            ["harvest-weeks"],
            "Say what is different on the second side: python manage.py seedplot diff harvest-weeks --against --seed 7",
        ),
        (["harvest-weeks", "--against"], "Say what is different on the second side"),
        (
            ["harvest-weeks", "2", "--against", "--seed=7"],
            "'2' is one name too many. Two plans of one story are compared by: "
            "python manage.py seedplot diff harvest-weeks --against OPTION",
        ),
        (
            ["harvest-weeks", "--against", "--moon"],
            "--against: unrecognized arguments: --moon. See: python manage.py seedplot diff --help",
        ),
        (["harvest-weeks", "--against", "--seed=x"], "'x' is not an integer. Give --seed as a whole number"),
        (["harvest-weeks", "--against", "--set=moon=1"], "--set moon=1: harvest-weeks has no such figure or option."),
        (
            ["harvest-weeks", "--against", "--set=mean_grams.final=9000"],
            "--set mean_grams.final=9000: it must lie between 600 and 3900.",
        ),
        (["harvest-weeks", "--days=3", "--against", "--seed=7"], "harvest-weeks takes no option --days."),
        (["harvest-weeks", "--as-of=x", "--against", "--seed=7"], "'x' is not a date."),
        (["watering-days", "--against", "--seed=7"], "There is no gardener named 'Ada'."),
        (["1"], "A run is compared with another one: python manage.py seedplot diff 1 RUN"),
        (["1", "2"], "There is no run 1. No run is recorded there."),
        (["99999999999999999999", "2"], "There is no run 99999999999999999999. No run is recorded there."),
        (["1", "two"], "'two' is no run. Name one by its number, or by number and database: 2@ALIAS."),
        (["1@moon", "2"], "There is no database named 'moon' in the settings. Give --database one of: default."),
        (["1", "2", "--as-of=2026-03-12"], "Recorded runs are compared as they are. Leave out the options"),
        (["1", "2", "--against", "--seed=7"], "Recorded runs are compared as they are. Leave out the options"),
    ],
)
def test_mistake_is_answered_in_one_line(db, refusal, arguments, message):
    assert refusal("diff", *arguments).startswith(message)


def test_run_that_is_not_there_is_answered_with_those_that_are(ada, refusal):
    run = seed(GardenHistoryScenario).run

    assert refusal("diff", run.pk, run.pk + 1) == f"There is no run {run.pk + 1}. Recorded: {run.pk}."


def test_unfinished_run_is_not_compared(ada, refusal):
    run = seed(GardenHistoryScenario).run
    SeedRun.objects.update(status="running")

    assert (
        f"is unfinished, so there is nothing to compare. Continue: python manage.py seed_demo_data --resume {run.pk}"
    ) in refusal("diff", run.pk, run.pk)


def test_requests_of_pipeline_and_diff_plan_the_same(db):
    run = seed(HarvestWeeksScenario).run
    request = request_for(HarvestWeeksScenario)

    found = diffs._diff(
        PlanRequest(request.scenario, request.seed, ANCHOR, request.options).contents(), diffs.WrittenContents(run)
    )

    assert found.is_same
