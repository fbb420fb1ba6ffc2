"""The options by which seed commands clear: what they list, ask and refuse, and the command that they name."""

import io
import sys
from functools import partial

import pytest

from seedplot import testing
from seedplot.commands import clearing
from seedplot.models import SeedRun
from tests.toy.factories import PlantFactory
from tests.toy.garden import whole_garden
from tests.toy.models import Bed, Plant

DAY = "--as-of=2026-03-12"
WEEKS = ("--scenario", "harvest-weeks")
COMMAND = "python manage.py seed_garden --scenario harvest-weeks"


run = partial(testing.run, "seed_garden")
refusal = partial(testing.refusal, "seed_garden")


@pytest.fixture
def seeded(ada, settings):
    settings.DEBUG = True
    before = whole_garden()
    run(*WEEKS, DAY)
    return before


@pytest.fixture
def mine(seeded):
    """A row that somebody has made, and that refers to a seeded one."""
    return PlantFactory.create(name="mine", bed=Bed.objects.get(name="Bed 0"))


@pytest.fixture
def typed(monkeypatch):
    """A person at a terminal, who types the answers."""
    asked, answers = [], []

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    def answer(question):
        asked.append(question)
        return answers.pop()

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(clearing, "_answer", answer)
    return asked, answers


def explained(*options):
    """The lines of an explanation, but for those on the zoo, whose generic keys have no index."""
    printed = run(*WEEKS, *options, "--explain").splitlines()
    return [line for line in printed if not line.startswith("zoo_")]


def test_explain_lists_everything_and_names_the_command_that_continues(mine):
    before = whole_garden()

    printed = explained("--clear-only")

    assert printed == [
        str(SeedRun.objects.get()),
        "75 rows of its own would go: 3 toy.Bed, 42 toy.Harvest, 12 toy.Plant, 12 toy.Plant_tags, 6 toy.Tag.",
        f"1 toy.Plant refers to toy.Bed by bed_id: {mine.pk}",
        f"Take them along: {COMMAND} --clear-only --with-dependents",
    ]
    assert whole_garden() == before


def test_explain_alone_is_about_clearing_only(seeded):
    assert explained()[2:] == [
        "Nothing else refers to them.",
        f"Clear: {COMMAND} --clear-only",
    ]
    assert run("--scenario", "watering-days", "--explain") == "There is nothing to clear.\n"


def test_dependents_need_yes_where_nobody_can_be_asked(mine):
    before = whole_garden()

    refused = refusal(*WEEKS, DAY, "--seed=7", "--clear", "--with-dependents")

    assert f"1 toy.Plant refers to toy.Bed by bed_id: {mine.pk}" in refused.errors
    assert refused.endswith(
        "Clear 1 rows that are not seeded as well? Nobody can be asked here. "
        f"If so: {COMMAND} --seed 7 --as-of 2026-03-12 --clear --with-dependents --yes"
    )
    assert whole_garden() == before


@pytest.mark.parametrize("answer", ["", "n", "no"])
def test_dependents_stay_unless_the_answer_is_yes(mine, typed, answer):
    asked, answers = typed
    answers.append(answer)
    before = whole_garden()

    refused = refusal(*WEEKS, "--clear-only", "--with-dependents")

    assert asked == ["Clear 1 rows that are not seeded as well? [y/N] "]
    assert refused.endswith(f"Nothing was cleared. List it again: {COMMAND} --clear-only --explain --with-dependents")
    assert whole_garden() == before


def test_dependents_go_after_a_yes(seeded, mine, typed):
    typed[1].append("y")

    printed = run(*WEEKS, "--clear-only", "--with-dependents")

    assert printed.endswith("Cleared 75 rows.\nWith them: 1 toy.Plant, which referred to them.\n")
    assert whole_garden() == seeded


def test_nobody_is_asked_where_nothing_refers_to_seeded_rows(seeded):
    assert run(*WEEKS, "--clear-only", "--with-dependents") == "Cleared 75 rows.\n"
    assert whole_garden() == seeded


def test_clear_with_dependents_seeds_anew(mine):
    printed = run(*WEEKS, DAY, "--seed=7", "--clear", "--with-dependents", "--yes")

    assert printed.startswith("With them: 1 toy.Plant, which referred to them.\n")
    assert [record.seed for record in SeedRun.objects.all()] == [7]
    assert not Plant.objects.filter(pk=mine.pk).exists()


def test_keep_edited_refuses_and_names_the_first_row(seeded):
    bed = Bed.objects.get(name="Bed 1")
    Bed.objects.filter(pk=bed.pk).update(sunny=not bed.sunny)

    refused = refusal(*WEEKS, "--clear-only", "--keep-edited")

    assert refused == (
        f"Cannot clear {SeedRun.objects.get()}: 1 of its rows was edited, first toy.Bed {bed.pk}; nothing was cleared. "
        f"Clear them all the same: {COMMAND} --clear-only"
    )
    assert run(*WEEKS, "--clear-only") == f"Cleared 75 rows.\n1 row had been edited: toy.Bed {bed.pk}.\n"


def test_run_without_digests_is_refused_with_the_command_that_goes_by_keys(ada, settings):
    settings.DEBUG = True
    run(*WEEKS, DAY, "--skip-proof")
    record = SeedRun.objects.get()

    refused = refusal(*WEEKS, "--clear-only")
    cleared = run(*WEEKS, "--clear-only", "--by-key")

    assert refused == (
        f"{record} is not proven, so its rows cannot be told from others. Take them by their keys: "
        f"{COMMAND} --clear-only --by-key"
    )
    assert cleared == "Cleared 75 rows.\n"


def test_run_is_cleared_by_its_number(seeded):
    run("--scenario", "watering-days", DAY)
    number = SeedRun.objects.get(scenario="harvest-weeks").pk

    assert run("--clear-only", "--run", str(number)) == "Cleared 75 rows.\n"
    assert [record.scenario for record in SeedRun.objects.all()] == ["watering-days"]


def test_number_of_no_run_is_refused_with_those_that_are_there(seeded):
    assert refusal("--clear-only", "--run=77") == f"There is no run 77. Recorded: {SeedRun.objects.get()}."
    assert refusal("--clear-only", "--run=x") == "--run x: it must be a whole number. Give it the number of a run."


def test_run_whose_scenario_is_gone_is_verified_last_and_cleared_by_its_number(seeded):
    run("--scenario", "watering-days", DAY)
    SeedRun.objects.filter(scenario="harvest-weeks").update(scenario="gone-story")
    gone = SeedRun.objects.get(scenario="gone-story")

    verified = refusal("--verify")

    assert "Verified: watering-days" in verified.output
    assert (
        "A run of 'gone-story' (toy) is recorded, but no installed app has that scenario any more. "
        f"Clear it: python manage.py seed_garden --clear-only --run {gone.pk}\n"
    ) in verified.errors
    assert verified.endswith(f"1 of 2 runs are not what they were, or cannot be verified: {gone}.")
    assert run("--clear-only", f"--run={gone.pk}") == "Cleared 75 rows.\n"


def test_run_whose_scenario_left_nothing_is_cleared_by_its_keys(seeded):
    SeedRun.objects.update(scenario="gone-story", facts={})
    gone = SeedRun.objects.get()

    assert refusal("--clear-only", f"--run={gone.pk}") == (
        "A run of 'gone-story' (toy) is recorded, but no installed app has that scenario any more. Its rows cannot be "
        "told from others without it. Take them by their keys: "
        f"python manage.py seed_garden --clear-only --run {gone.pk} --by-key"
    )
    assert run("--clear-only", f"--run={gone.pk}", "--by-key") == "Cleared 75 rows.\n"


def test_run_whose_model_is_gone_is_reported_by_verify(seeded):
    record = SeedRun.objects.get()
    record.blocks.create(shard="bed 0", model="old.Thing", start=0, count=2, first_key=7)

    assert refusal("--verify") == (
        f"{record} wrote rows of old.Thing, which no installed app has any more. "
        f"Clear it: python manage.py seed_garden --clear-only --run {record.pk} --by-key"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*WEEKS, "--yes"), "--yes is about clearing. Add --clear or --clear-only, or leave it out."),
        ((*WEEKS, "--by-key"), "--by-key is about clearing. Add --clear or --clear-only, or leave it out."),
        (("--run=1",), "--run names a run that is there. Add --clear, --clear-only or --verify, or leave it out."),
    ],
)
def test_option_about_clearing_is_refused_where_nothing_is_cleared(seeded, arguments, message):
    assert refusal(*arguments) == message


def test_conflict_with_a_run_that_clear_does_not_concern_names_its_number(seeded):
    """Scenarios that share an exclusive key: --clear is about the runs of the scenario that is named."""
    other = SeedRun.objects.get()
    SeedRun.objects.update(scenario="watering-days")

    refused = refusal(*WEEKS, DAY, "--seed=7")

    assert refused.endswith(f"Replace it: {COMMAND} --seed 7 --as-of 2026-03-12 --clear --run {other.pk}")
