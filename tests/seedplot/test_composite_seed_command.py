"""A command that runs others: in their order forwards, backwards and in one transaction when it clears."""

import io
import re
from functools import partial

import pytest

from seedplot import testing
from seedplot.models import SeedRun
from tests.toy.garden import whole_garden
from tests.toy.management.commands.fill_garden import Command
from tests.toy.models import Bed, Gardener, Plant

DAY = "--as-of=2026-03-12"


@pytest.fixture(autouse=True)
def debug(settings):
    """On, as where the command is meant to be run; the test runner turns it off."""
    settings.DEBUG = True


run = partial(testing.run, "fill_garden")
refusal = partial(testing.refusal, "fill_garden")


def runs():
    return list(SeedRun.objects.order_by("pk").values_list("scenario", "seed"))


def steps_told(printed):
    return re.findall(r"^(Copying the book|Picking the harvests|✓ .*|ok: .*)$", printed, re.MULTILINE)


ALL_STEPS = ["Copying the book", "✓ tell_history", "Picking the harvests", "✓ pick_harvests"]


def test_steps_run_in_their_order_with_a_line_before_and_a_tick_after(ada):
    printed = run(DAY, "--seed=7", "--beds=2")

    assert steps_told(printed) == ALL_STEPS
    assert runs() == [("garden-history", 7), ("wild-garden", 7)]
    assert SeedRun.objects.get(scenario="wild-garden").options["beds"] == 2
    assert printed.count("Fingerprint") == 0
    assert printed.count(", fingerprint ") == 2


def test_steps_tell_at_length_if_asked(ada):
    assert run(DAY, "--verbosity=2").count("Fingerprint ") == 2


def test_tick_is_one_that_the_stream_can_show(ada):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")

    run(DAY, stdout=stream)

    stream.seek(0)
    assert steps_told(stream.read()) == ["Copying the book", "ok: tell_history", *ALL_STEPS[2:3], "ok: pick_harvests"]


def test_second_run_writes_nothing(ada):
    run(DAY)
    before = whole_garden()

    printed = run(DAY)

    assert steps_told(printed) == ALL_STEPS
    assert printed.count("is there already; nothing was written.") == 2
    assert whole_garden() == before


def test_failing_step_is_named_and_those_before_it_stay(ada):
    refused = refusal(DAY, "--careless", untouched=False)

    assert refused.startswith(
        "pick_harvests failed: 2 promises are broken by the rows of wild-garden, first toy.P103 in bed 1: expected "
    )
    assert "PROMISES BROKEN" in refused.errors
    assert runs() == [("garden-history", 42)]


def test_what_a_later_step_refuses_is_refused_before_the_first(ada):
    before = whole_garden()

    refused = refusal(DAY, "--trap= ")

    assert refused == "pick_harvests cannot run: --trap  : it must not be empty"
    assert whole_garden() == before


def test_another_run_is_refused_with_the_command_that_clears_everything(ada):
    run(DAY)
    first = SeedRun.objects.get(scenario="garden-history")

    refused = refusal(DAY, "--seed=7")

    assert refused == (
        f"tell_history failed: {first} is there already and is not the run you ask for. "
        "Replace it: python manage.py fill_garden --seed 7 --as-of 2026-03-12 --clear"
    )


def test_clear_takes_the_old_runs_and_brings_the_new(ada):
    run(DAY)

    printed = run(DAY, "--seed=7", "--clear")

    assert steps_told(printed) == ALL_STEPS
    assert re.search(r"^Cleared \d+ rows\.$", printed, re.MULTILINE)
    assert runs() == [("garden-history", 7), ("wild-garden", 7)]


def test_clear_that_is_followed_by_a_failure_clears_nothing(ada):
    run(DAY)
    before = whole_garden()

    refused = refusal(DAY, "--clear", "--careless")

    assert refused.startswith("pick_harvests failed: 2 promises are broken")
    assert refused.endswith(" Nothing was cleared or written.")
    assert whole_garden() == before


def test_clear_only_takes_back_all_steps_and_the_changes_they_made(ada):
    before = whole_garden()
    run(DAY)
    changed = Gardener.objects.get().status

    assert run("--clear-only").startswith("Cleared ")
    assert (changed, Gardener.objects.get().status) == ("picking", "working")
    assert whole_garden() == before
    assert run("--clear-only") == "There is nothing to clear.\n"


def test_clear_only_refuses_for_the_row_of_somebody_else(ada):
    run(DAY)
    bed = Bed.objects.create(name="By hand", favourite=Plant.objects.first())
    before = whole_garden()

    refused = refusal("--clear-only")

    assert f"first toy.Bed {bed.pk}; nothing was cleared. " in refused
    assert refused.endswith("Take them along: python manage.py fill_garden --clear-only --with-dependents")
    assert whole_garden() == before


def test_dry_run_writes_and_clears_nothing(ada):
    run(DAY)
    before = whole_garden()

    printed = run(DAY, "--dry-run", "--clear", "--seed=7")

    assert steps_told(printed) == ALL_STEPS
    assert printed.endswith("Dry run: everything was written, checked and rolled back.\n")
    assert whole_garden() == before


def test_verify_proves_every_step(ada):
    run(DAY)

    printed = run("--verify")

    assert steps_told(printed) == ALL_STEPS
    assert printed.count("Verified: ") == 2


def test_verify_notices_a_change_by_hand_after_the_last_step(ada):
    run(DAY)
    Gardener.objects.update(status="on leave")

    refused = refusal("--verify")

    assert refused.startswith("tell_history failed: The fingerprint is ")


def test_options_that_concern_one_run_are_not_offered():
    options = {text for action in Command().create_parser("", "")._actions for text in action.option_strings}

    assert {"--clear", "--clear-only", "--as-of", "--seed", "--beds", "--gardener", "--verify"} <= options
    assert options.isdisjoint(Command.excluded_options)
