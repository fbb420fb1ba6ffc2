"""Several scenarios on one command line, each a run of its own."""

import re
from functools import partial

import pytest
from django.core.management import CommandError

from seedplot import testing
from seedplot.models import SeedRun
from seedplot.promises import Empty, Promise
from tests.toy.garden import whole_garden
from tests.toy.models import Bed, Harvest
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

DAY = "--as-of=2026-03-12"
THREE = ("--scenario=watering-days", "--scenario=harvest-weeks", "--scenario=garden-history")


@pytest.fixture(autouse=True)
def debug(settings):
    """On, as where the command is meant to be run; the test runner turns it off."""
    settings.DEBUG = True


run = partial(testing.run, "seed_garden")
refusal = partial(testing.refusal, "seed_garden")


def runs():
    return list(SeedRun.objects.order_by("pk").values_list("scenario", "seed"))


def headings(printed):
    """The scenarios whose reports were printed; a report begins after a blank line."""
    return re.findall(r"(?:^|\n\n)([a-z-]+): [A-Z]", printed)


def test_each_scenario_is_a_run_in_the_order_in_which_they_are_named(ada):
    printed = run(*THREE, DAY, "--seed=7")

    assert runs() == [("watering-days", 7), ("harvest-weeks", 7), ("garden-history", 7)]
    assert headings(printed) == ["watering-days", "harvest-weeks", "garden-history"]
    assert re.findall(r"^Written as run (\d+)\.$", printed, re.MULTILINE) == [
        str(record.pk) for record in SeedRun.objects.order_by("pk")
    ]
    assert printed.errors == ""


def test_brief_reports_are_separated_by_a_blank_line(ada):
    printed = run(*THREE, DAY, "--verbosity=0")

    parts = printed.removesuffix("\n").split("\n\n")
    assert [part.partition(":")[0] for part in parts] == ["watering-days", "harvest-weeks", "garden-history"]
    assert [part.splitlines()[-1] for part in parts] == [
        f"  Written as run {record.pk}." for record in SeedRun.objects.order_by("pk")
    ]


def test_rows_are_those_that_each_has_alone(ada):
    for each in THREE:
        run(each, DAY)
    alone = set(SeedRun.objects.values_list("scenario", "fingerprint"))
    run(*THREE, "--clear-only")

    run(*THREE, DAY)

    assert set(SeedRun.objects.values_list("scenario", "fingerprint")) == alone


def test_python_names_several_in_a_list(ada):
    run(DAY, scenario=["harvest-weeks", "garden-history"], beds=2)

    assert runs() == [("harvest-weeks", 42), ("garden-history", 42)]
    assert Bed.objects.count() == 4


def test_options_go_to_each_scenario_that_takes_them(ada):
    run(*THREE, DAY, "--beds=2", "--days=3", "--dry", "--plot=East")

    assert {record.scenario: record.options for record in SeedRun.objects.all()} == {
        "watering-days": {"days": 3, "plot": ["East"], "dry": True},
        "harvest-weeks": {"beds": 2},
        "garden-history": {"gardener": "Ada"},
    }


def test_second_run_writes_nothing(ada):
    run(*THREE, DAY)
    before = whole_garden()

    printed = run(*THREE, DAY)

    assert printed.count("is there already; nothing was written.") == 3
    assert whole_garden() == before


def test_dry_run_leaves_nothing(ada):
    before = whole_garden()

    printed = run(*THREE, DAY, "--dry-run")

    assert printed.count("Dry run: everything was written, checked and rolled back.") == 3
    assert whole_garden() == before


def test_verify_proves_each(ada):
    run(*THREE, DAY)

    printed = run(*THREE[:2], "--verify")

    watering, harvest = SeedRun.objects.order_by("pk")[:2]
    assert re.findall(r"^Verified: .*", printed, re.MULTILINE) == [
        f"Verified: {watering} is what it was.",
        f"Verified: {harvest} is what it was.",
    ]


def test_clear_replaces_each_and_no_other(ada):
    run(*THREE, DAY)

    run(*THREE[:2], DAY, "--clear", "--seed=7")

    assert runs() == [("garden-history", 42), ("watering-days", 7), ("harvest-weeks", 7)]


def test_clear_only_says_of_each_how_much_went(ada):
    run(*THREE, DAY)
    counts = dict(SeedRun.objects.values_list("scenario", "row_count"))

    printed = run(*THREE[:2], "--clear-only")

    assert runs() == [("garden-history", 42)]
    assert printed == (
        f"watering-days:\nCleared {counts['watering-days']} rows.\n\n"
        f"harvest-weeks:\nCleared {counts['harvest-weeks']} rows.\n"
    )


def test_failing_scenario_is_named_with_those_that_are_done(ada, monkeypatch):
    no_bed = Promise("toy.P900", "There is no bed.", lambda part: ["Bed"], Empty("no bed"), "Dig it over.")
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (no_bed,))

    refused = refusal(*THREE, DAY, untouched=False)

    assert refused == (
        "Done: watering-days. harvest-weeks failed: 3 promises are broken by the rows of harvest-weeks, first toy.P900 "
        "in bed 0: expected no no bed, found Bed."
    )
    assert refused.errors.startswith("PROMISES BROKEN:\n")
    assert headings(refused.output) == ["watering-days"]
    assert runs() == [("watering-days", 42)]


def test_first_scenario_that_fails_is_named_alone(ada):
    run("--scenario=watering-days", DAY)
    [record] = SeedRun.objects.all()

    refused = refusal(*THREE, DAY, "--seed=7")

    assert refused == (
        f"watering-days failed: {record} is there already and is not the run you ask for. "
        "Replace it: python manage.py seed_garden --scenario watering-days --seed 7 --as-of 2026-03-12 --clear"
    )
    assert runs() == [("watering-days", 42)]


def test_interrupt_names_those_that_are_done_and_leaves_nothing_of_the_others(ada, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(HarvestWeeksScenario, "plan", interrupt)

    with pytest.raises(CommandError) as interrupted:
        run(*THREE, DAY)

    assert str(interrupted.value) == ("Done: watering-days. harvest-weeks failed: Interrupted; nothing was written.")
    assert interrupted.value.returncode == 130
    assert runs() == [("watering-days", 42)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--scenario=harvest-week"],
            "There is no scenario named 'harvest-week'. Did you mean harvest-weeks? "
            "Known: garden-history, harvest-weeks, watering-days.",
        ),
        (["--scenario=watering-days"], "--scenario names 'watering-days' twice. Name each scenario once."),
        (
            ["--scenario=garden-history", "--beds=2"],
            "None of these scenarios takes an option --beds: watering-days, garden-history. Leave it out.",
        ),
        (["--scenario=harvest-weeks", "--beds=0"], "--beds 0: it must be at least 1"),
        (
            ["--scenario=harvest-weeks", "--expect=1fe82e7f11517140f0e050354d2304c0"],
            "--expect is the fingerprint of one run. Leave it out, or name one scenario.",
        ),
        (
            ["--scenario=harvest-weeks", "--seed=forty-two"],
            "'forty-two' is not an integer. Give --seed as a whole number, such as 42.",
        ),
        (
            ["--scenario=harvest-weeks", "--as-of=9999-12-31"],
            "'9999-12-31' is out of reach. Give --as-of a date in the years 1900 to 2199.",
        ),
        (
            ["--scenario=harvest-weeks", "--verify", "--clear"],
            "--verify changes nothing; leave out --clear and --clear-only.",
        ),
        (
            ["--scenario=harvest-weeks", "--resume=7"],
            "--resume takes everything from the recorded run. Leave out --scenario.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_mistake_is_refused_before_the_first_scenario(arguments, message, ada):
    before = whole_garden()

    refused = refusal("--scenario=watering-days", *arguments)

    assert (refused, refused.output) == (message, "")
    assert whole_garden() == before


def test_list_is_of_all_scenarios(ada):
    assert run(*THREE[:2], "--list-scenarios") == run("--list-scenarios")


def test_outside_debug_nothing_is_begun(ada, settings, outside_tests):
    settings.DEBUG = False

    refused = refusal(*THREE, DAY)

    assert refused.startswith("DEBUG is off, so this may be a production database.")
    assert Harvest.objects.count() == 0


def test_command_of_one_scenario_has_no_other_to_name(ada):
    refused = testing.refusal("tell_history", "--scenario=garden-history", "--scenario=harvest-weeks", DAY)

    assert refused == "There is no scenario named 'harvest-weeks'. Known: garden-history."
    assert Harvest.objects.count() == 0
