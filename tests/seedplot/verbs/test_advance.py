import datetime as dt
import random
import re

import pytest
from django.utils import timezone

from seedplot.clock import midnight, project_zone
from seedplot.models import SeedRun
from tests.toy.garden import seed, whole_garden
from tests.toy.models import Harvest, Plant, Specimen
from tests.toy.samples import usual_values
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

SUNDAY, MONDAY = dt.date(2026, 3, 15), dt.date(2026, 3, 16)


@pytest.fixture
def weeks(ada):
    return seed(HarvestWeeksScenario).run


def days():
    """The day of each run, by scenario."""
    return {run.scenario: str(timezone.localtime(run.anchor, project_zone()).date()) for run in SeedRun.objects.all()}


def without_times(lines):
    return re.sub(r"[0-9a-f]{32}, \d+\.\d\d s", "F, T s", lines)


def test_run_is_advanced_and_a_second_time_nothing_is_done(weeks, seedplot):
    first = seedplot("advance", "--to=2026-03-13")
    before = whole_garden()
    second = seedplot("advance", "--to=2026-03-13")

    assert without_times(first) == (
        f"harvest-weeks (run {weeks.pk}): 2026-03-12 to 2026-03-13. 0 rows changed, 0 new, 0 gone, 75 as they were.\n"
        "9 of 9 promises kept, fingerprint F, T s.\n"
    )
    assert second == f"Nothing to advance to 2026-03-13: harvest-weeks, seed 42, as of 2026-03-13 (run {weeks.pk}).\n"
    assert whole_garden() == before


def test_all_runs_are_advanced_and_those_that_cannot_be_are_named(weeks, seedplot):
    history = seed(GardenHistoryScenario).run
    seed(WateringDaysScenario)

    lines = seedplot("advance", "--to=2026-03-16").splitlines()

    assert days() == {"harvest-weeks": "2026-03-16", "watering-days": "2026-03-16", "garden-history": "2026-03-12"}
    assert lines[2] == f"Left as it is: {history} tells of dates of history, which stay where they are."
    assert [line.split(" (")[0] for line in lines if " to 2026" in line] == ["harvest-weeks", "watering-days"]


def test_today_is_the_default_and_a_later_run_is_left_alone(ada, seedplot):
    run = seed(HarvestWeeksScenario, anchor=midnight(dt.date(2190, 1, 1))).run

    assert seedplot("advance") == f"Nothing to advance to {timezone.localdate(timezone=project_zone())}: {run}.\n"


def test_no_run_is_there(ada, seedplot):
    assert seedplot("advance") == "No run is recorded here.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to=soon"], "'soon' is not a date. Give --to as YYYY-MM-DD, such as 2026-03-09."),
        (["--to=0007-01-01"], "'0007-01-01' is out of reach. Give --to a date in the years 1900 to 2199."),
        (["--run=x"], "--run x: it must be a whole number. Give it the number of a run."),
    ],
)
def test_bad_input_is_refused_in_one_line(arguments, message, weeks, refusal):
    assert refusal("advance", *arguments) == message


def test_earlier_day_is_refused_with_the_command_that_seeds_it(ada, refusal):
    run = seed(HarvestWeeksScenario, seed=7, beds=2).run

    assert refusal("advance", "--to=2026-03-11") == (
        f"{run} cannot go back to 2026-03-11: a demo moves on only. Clear it and seed it again: "
        "python manage.py seed_demo_data --scenario harvest-weeks --seed 7 --as-of 2026-03-11 --clear --beds 2"
    )


def test_run_that_tells_of_history_is_refused_where_it_is_named(ada, refusal):
    run = seed(GardenHistoryScenario).run

    assert refusal("advance", "--run", run.pk) == f"{run} tells of dates of history, which stay where they are."


def test_changed_story_is_refused_and_the_others_are_advanced(weeks, refusal, monkeypatch):
    seed(WateringDaysScenario)
    monkeypatch.setattr("tests.toy.seeding.scenarios.harvest_weeks.HARVESTS_A_WEEK", 2)

    refused = refusal("advance", "--to=2026-03-16", untouched=False)

    assert refused == (
        f"{weeks} cannot be advanced: its story has changed since. Clear it and seed it again: "
        "python manage.py seed_demo_data --scenario harvest-weeks --as-of 2026-03-16 --clear --beds 3"
    )
    assert days() == {"harvest-weeks": "2026-03-12", "watering-days": "2026-03-16"}


def test_dry_run_says_so(weeks, seedplot):
    before = whole_garden()

    lines = seedplot("advance", "--to=2026-03-16", "--dry-run").splitlines()

    assert lines[-1] == "Dry run: everything was moved, proven and rolled back."
    assert whole_garden() == before


# Rows of others on rows that go.


@pytest.fixture
def specimen(weeks, monkeypatch):
    """A run whose last plant goes on the next Monday, with a specimen that refers to it."""
    plan = HarvestWeeksScenario.plan

    def plan_without_a_plant(self, context, shard):
        rows = list(plan(self, context, shard))
        leaving = [row for row in rows if row.shape.model is Plant][-1]
        if context.anchor < midnight(MONDAY):
            return iter(rows)
        kept = [row for row in rows if row is not leaving and leaving not in row.columns]
        return iter(kept)

    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan_without_a_plant)
    monkeypatch.setattr(HarvestWeeksScenario, "promises", ())
    plant = Plant.objects.filter(bed__name="Bed 0", neighbour__isnull=False).exclude(
        pk__in=Plant.objects.filter(neighbour__isnull=False).values("neighbour")
    )
    return Specimen.objects.create(**usual_values(random.Random(1)), plant=plant.get())


def test_dependents_stop_the_advance_and_the_next_command_is_named(specimen, weeks, refusal):
    before = whole_garden()

    refused = refusal("advance", "--to=2026-03-16", "--heal")

    assert refused == (
        f"Cannot advance {weeks}: 1 toy.Specimen refers to its toy.Plant, first toy.Specimen {specimen.pk}, and the "
        "row is not there any more on the later day; nothing was moved. Take them along: "
        f"python manage.py seedplot advance --run {weeks.pk} --to 2026-03-16 --heal --with-dependents"
    )
    assert whole_garden() == before


def test_dependents_are_explained(specimen, weeks, seedplot):
    before = whole_garden()

    lines = seedplot("advance", "--to=2026-03-16", "--explain").splitlines()

    assert lines[0] == str(weeks)
    assert f"1 toy.Specimen refers to toy.Plant by plant_id: {specimen.pk}." in [f"{line}." for line in lines]
    assert lines[-1] == (
        f"Take them along: python manage.py seedplot advance --run {weeks.pk} --to 2026-03-16 --with-dependents"
    )
    assert whole_garden() == before


def test_dependents_are_taken_along_once_that_is_agreed(specimen, weeks, seedplot, refusal):
    refused = refusal("advance", "--to=2026-03-16", "--with-dependents")
    taken = seedplot("advance", "--to=2026-03-16", "--with-dependents", "--yes")

    assert refused == (
        "Remove 1 rows that are not seeded as well? Nobody can be asked here. If so: "
        f"python manage.py seedplot advance --run {weeks.pk} --to 2026-03-16 --with-dependents --yes"
    )
    assert "With them: 1 toy.Specimen, which referred to them.\n" in taken
    assert not Specimen.objects.exists()
    assert Harvest.objects.exists()


def test_edited_rows_are_reported(ada, seedplot):
    run = seed(WateringDaysScenario).run
    harvest = Harvest.objects.earliest("pk")
    Harvest.objects.filter(pk=harvest.pk).update(weight_kg=99)

    left = without_times(seedplot("advance", "--to=2026-03-13")).splitlines()
    healed = without_times(seedplot("advance", "--to=2026-03-14", "--heal")).splitlines()

    assert left == [
        f"watering-days (run {run.pk}): 2026-03-12 to 2026-03-13. 20 rows changed, 0 new, 0 gone, 12 as they were.",
        f"1 edited since; the edits stay: toy.Harvest {harvest.pk}.",
        "5 of 6 promises kept, fingerprint F, T s.",
        "All other rows are those of a fresh run of that day, which has this fingerprint.",
        "Broken by what was edited: A harvest weighs half a kilogram to four.",
    ]
    assert healed[1:] == [
        f"1 edited since, and healed: toy.Harvest {harvest.pk}.",
        "6 of 6 promises kept, fingerprint F, T s.",
    ]


def test_what_came_from_elsewhere_stays_and_the_command_that_gets_it_anew_is_named(weeks, seedplot):
    SeedRun.objects.update(sources={"almanac": ["frost"]})

    lines = seedplot("advance", "--to=2026-03-13").splitlines()

    assert lines[-1] == (
        "What came from elsewhere (almanac) is what it was. Get it anew: python manage.py seed_demo_data "
        "--scenario harvest-weeks --as-of 2026-03-13 --clear --beds 3"
    )
    assert SeedRun.objects.get().sources == {"almanac": ["frost"]}


def test_files_are_to_be_written_anew(weeks, seedplot, monkeypatch):
    monkeypatch.setattr(HarvestWeeksScenario, "export_commands", ["write {name} {options} {database}"])

    lines = seedplot("advance", "--to=2026-03-13").splitlines()

    assert lines[-1] == "Write its files anew: write harvest-weeks"
