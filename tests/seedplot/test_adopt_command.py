"""`--adopt` of seed commands: what it needs, and what it says."""

from functools import partial

import pytest

from seedplot import testing
from seedplot.models import SeedRun
from tests.toy.garden import whole_garden
from tests.toy.models import Harvest, Plant

DAY = "--as-of=2026-03-12"
STORY = ("--scenario", "harvest-weeks")


run = partial(testing.run, "seed_garden")
refusal = partial(testing.refusal, "seed_garden")


@pytest.fixture
def lost(ada, settings):
    settings.DEBUG = True
    run(*STORY, DAY, "--beds=2")
    SeedRun.objects.all().delete()


def test_lost_record_is_written_anew(lost):
    printed = run(*STORY, DAY, "--beds=2", "--adopt")

    record = SeedRun.objects.get()
    assert printed.splitlines()[0].startswith("harvest-weeks: Every bed ripens")
    assert f"Adopted as run {record.pk}: every row is what it was." in printed
    assert f"Fingerprint  {record.fingerprint}" in printed
    assert "Verified" in run("--verify")
    assert run("--clear-only", *STORY) == "Cleared 50 rows.\n"


def test_edited_rows_are_pointed_to(lost):
    Plant.objects.filter(pk=Plant.objects.first().pk).update(label="weed")

    printed = run(*STORY, DAY, "--beds=2", "--adopt")

    number = SeedRun.objects.get().pk
    assert (
        f"Adopted as run {number}. Some rows were edited since: python manage.py seedplot drift --run {number}"
        in printed
    )


def test_values_that_the_run_changed_are_named_as_lost(ada, settings):
    settings.DEBUG = True
    run("--scenario", "garden-history", DAY)
    SeedRun.objects.all().delete()

    printed = run("--scenario", "garden-history", DAY, "--adopt")

    assert printed.endswith(
        "It changed 1 value of rows that were there before. Nobody knows the old ones, so a clear leaves these as they "
        "are.\n"
    )


def test_dry_run_says_that_nothing_is_recorded(lost):
    printed = run(*STORY, DAY, "--beds=2", "--adopt", "--dry-run")

    assert "Dry run: the rows were found, and nothing was recorded." in printed
    assert SeedRun.objects.count() == 0


def test_missing_rows_are_listed(lost):
    Harvest.objects.first().delete()
    before = whole_garden()

    refused = refusal(*STORY, DAY, "--beds=2", "--adopt")

    assert refused.startswith("1 of the 50 rows of harvest-weeks, seed 42, are not there, ")
    assert refused.errors.startswith("1 of 28 toy.Harvest, first bed 0 0 (picked_at=")
    assert whole_garden() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            [*STORY, "--seed=7", "--adopt"],
            '--adopt needs the day that was "now" when the rows were made: '
            "python manage.py seed_garden --scenario harvest-weeks --seed 7 --as-of DATE --adopt",
        ),
        ([*STORY, DAY, "--adopt", "--clear"], "--adopt writes a record and nothing else. Leave out --clear."),
        ([*STORY, DAY, "--adopt", "--verify"], "--adopt writes a record and nothing else. Leave out --verify."),
        ([*STORY, DAY, "--adopt", "--skip-proof"], "--adopt writes a record and nothing else. Leave out --skip-proof."),
    ],
)
def test_what_it_cannot_do_is_said_in_one_line(arguments, message, lost):
    assert refusal(*arguments) == message


def test_several_scenarios_are_adopted_one_after_the_other(ada, settings):
    settings.DEBUG = True
    both = (*STORY, "--scenario", "watering-days", DAY)
    run(*both)
    SeedRun.objects.all().delete()

    printed = run(*both, "--adopt")

    assert printed.count("every row is what it was.") == 2
    assert SeedRun.objects.count() == 2
