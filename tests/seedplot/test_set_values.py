"""`--set`: weekly figures and options, from the command line to the record and back."""

from decimal import Decimal
from functools import partial

import pytest

from seedplot import registry, testing
from seedplot.engine import cluster, pipeline, proof
from seedplot.engine.runs import Request
from seedplot.errors import SeedError, Unfinished
from seedplot.figures import moved_ends
from seedplot.models import SeedFinding, SeedRun
from seedplot.options import identity_of, recorded_options
from seedplot.set_values import parse_set_values, with_figures
from tests.toy.cluster import LocalCluster
from tests.toy.garden import ANCHOR
from tests.toy.models import Harvest
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

DAY = "--as-of=2026-03-12"
HEAVIER = {"mean_grams.final": Decimal(3_000)}
KNOWN = "Known: mean_grams.first, mean_grams.final, beds."


@pytest.fixture(autouse=True)
def debug(settings):
    settings.DEBUG = True


run = partial(testing.run, "seed_garden")
refusal = partial(testing.refusal, "seed_garden")


def means_of_weeks():
    """Kilograms of each full week of the first bed."""
    harvests = list(Harvest.objects.filter(plant__bed__name="Bed 0").order_by("picked_at"))
    return [sum(each.weight_kg for each in harvests[at : at + 3]) / 3 for at in range(0, 12, 3)]


def test_moved_figure_is_in_the_rows_and_promised(db):
    printed = run("--scenario=harvest-weeks", DAY, "--set=mean_grams.final=3000", "--set=mean_grams.first=1500")

    # Grams are whole: three harvests of a week add up to three times the mean.
    assert means_of_weeks() == [Decimal(kilos) for kilos in ("1.5", "2", "2.5", "3")]
    expected = SeedFinding.objects.filter(promise="toy.P101").values_list("expected", flat=True)
    assert set(expected) == {"1.50 kg -> 2.00 kg -> 2.50 kg -> 3.00 kg (within 0.001 kg)"}
    assert "Set: mean_grams.first=1500, mean_grams.final=3000" in printed.splitlines()


def test_moved_figure_is_part_of_the_run(db):
    run("--scenario=harvest-weeks", DAY, "--set=mean_grams.final=3000.0")

    assert SeedRun.objects.get().options == {"beds": 3, "set": {"mean_grams.final": "3000"}}
    assert "is there already; nothing was written." in run(
        "--scenario=harvest-weeks", DAY, "--set", "mean_grams.final=3000"
    )
    assert "is there already and is not the run you ask for" in refusal("--scenario=harvest-weeks", DAY)


def test_figure_that_is_set_to_its_stated_value_is_the_story_itself(db):
    run("--scenario=harvest-weeks", DAY, "--set=mean_grams.final=2500")

    assert SeedRun.objects.get().options == {"beds": 3}


def test_recorded_run_gives_the_moved_scenario_back(db):
    run("--scenario=harvest-weeks", DAY, "--set=mean_grams.final=3000")
    record = SeedRun.objects.get()

    scenario = registry.scenario_of_run(record)

    assert moved_ends(scenario.figures, scenario.moves) == HEAVIER
    assert identity_of(scenario, recorded_options(scenario, record.options)) == record.options
    assert proof.verify(record).fingerprint == record.fingerprint


def test_option_can_be_set_like_a_figure(db):
    run("--scenario=harvest-weeks", DAY, "--set=beds=2")

    assert SeedRun.objects.get().options == {"beds": 2}


def test_repeatable_option_can_be_set_again():
    values = parse_set_values(WateringDaysScenario(), ["plot=East", "plot=West", "days=3"])

    assert values.options == {"plot": ["East", "West"], "days": 3}


@pytest.mark.django_db
def test_workers_write_the_moved_story_that_one_process_writes():
    scenario = with_figures(HarvestWeeksScenario(), HEAVIER)

    reports = [
        pipeline.run(Request(scenario, 42, ANCHOR, dry_run=True, workers=workers)).fingerprint for workers in (1, 2)
    ]

    assert reports[0] == reports[1]


def test_cluster_and_resume_write_the_moved_story(committed_database):
    scenario = with_figures(HarvestWeeksScenario(), HEAVIER)
    request = Request(scenario, 42, ANCHOR)
    alone = pipeline.run(Request(scenario, 42, ANCHOR, dry_run=True)).fingerprint

    with pytest.raises(Unfinished):
        cluster.run(request, LocalCluster(lambda jobs: jobs[:1]))
    record = SeedRun.objects.get()
    resumed = cluster.resume(record, LocalCluster(), Request(registry.scenario_of_run(record)))

    assert resumed.fingerprint == alone


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mean_grams.final=4000", "--set mean_grams.final=4000: it must lie between 600 and 3900."),
        ("mean_grams.first=-1", "--set mean_grams.first=-1: it must lie between 600 and 3900."),
        ("mean_gram.final=1", f"--set mean_gram.final=1: harvest-weeks has no such figure or option. Did you mean "
         f"mean_grams.final? {KNOWN}"),
        ("mean_grams=1", f"--set mean_grams=1: harvest-weeks has no such figure or option. Did you mean "
         f"mean_grams.first? {KNOWN}"),
        ("zzz=1", f"--set zzz=1: harvest-weeks has no such figure or option. {KNOWN}"),
        ("", f"--set : harvest-weeks has no such figure or option. {KNOWN}"),
        ("mean_grams.final", "--set mean_grams.final names no value. Give it one: --set mean_grams.final=VALUE."),
        ("beds=0", "--set beds=0: it must be at least 1"),
        *(
            (f"mean_grams.final={text}", f"--set mean_grams.final={text}: it must be a number with at most four "
             "decimal places, such as 0.4.")
            for text in ("x", "", "nan", "inf", "1e99", "0.00001")
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_refused_beforehand(db, text, message):
    assert refusal("--scenario=harvest-weeks", DAY, f"--set={text}") == message
    assert not SeedRun.objects.exists()


def test_long_and_unprintable_texts_are_shown_in_one_short_line(db):
    message = refusal("--scenario=harvest-weeks", DAY, f"--set=a\n{'x' * 5_000}=1")

    assert message.startswith("--set 'a\\nxxx")
    assert len(message) < 200


def test_nothing_is_set_twice(db):
    again = ("--set=mean_grams.final=3000", "--set=mean_grams.final=2000")

    assert refusal("--scenario=harvest-weeks", *again) == "--set names mean_grams.final twice. Name each once."
    assert refusal("--scenario=harvest-weeks", "--set=beds=2", "--set=beds=3") == (
        "--set names beds twice. Name each once."
    )
    assert refusal("--scenario=harvest-weeks", "--set=beds=2", "--beds=3") == (
        "--beds and --set beds=... say the same. Leave out one of them."
    )


def test_scenario_without_figures_says_so(db):
    assert refusal("--scenario=garden-history", "--set=a=1") == (
        "garden-history has nothing that --set could change. Leave out --set a=1."
    )


def test_value_that_makes_the_story_impossible_is_refused(monkeypatch):
    monkeypatch.setattr(HarvestWeeksScenario, "validate", lambda self: ["no bed bears that"] if self.moves else [])

    with pytest.raises(SeedError) as refused:
        with_figures(HarvestWeeksScenario(), HEAVIER)

    assert str(refused.value) == (
        "--set mean_grams.final=3000 is more than the story can have: no bed bears that. "
        "Give values nearer to the stated ones."
    )


def test_figure_that_the_story_no_longer_has_is_named():
    with pytest.raises(SeedError, match="garden-history has nothing that --set could change"):
        with_figures(GardenHistoryScenario(), HEAVIER)


def test_several_scenarios_take_what_they_know(ada):
    run("--scenario=harvest-weeks", "--scenario=watering-days", DAY, "--set=days=4", "--set=mean_grams.final=3000")

    options = {run.scenario: run.options for run in SeedRun.objects.all()}
    assert options["harvest-weeks"] == {"beds": 3, "set": {"mean_grams.final": "3000"}}
    assert options["watering-days"] == {"days": 4, "plot": ["North", "South"], "dry": False}


def test_several_scenarios_refuse_what_none_knows(ada):
    message = refusal("--scenario=harvest-weeks", "--scenario=watering-days", DAY, "--set=moon=1")

    assert message == f"--set moon=1: harvest-weeks has no such figure or option. {KNOWN}"


def test_resume_takes_no_figures(db):
    assert refusal("--resume=1", "--set=beds=2") == (
        "--resume takes everything from the recorded run. Leave out --set."
    )


def test_series_of_commands_refuses_to_set_anything(ada):
    assert testing.refusal("fill_garden", "--set=beds=2") == (
        "--set goes with one story, and fill_garden runs several. "
        "Set it in its own command: tell_history, pick_harvests."
    )
    assert not SeedRun.objects.exists()
