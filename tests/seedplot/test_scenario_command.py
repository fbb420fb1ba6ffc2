"""A command that runs one scenario needs no name of it, and says how it is itself called."""

from functools import partial

import pytest

from seedplot import testing
from seedplot.commands import ScenarioCommand
from seedplot.engine import pipeline
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.sources import Sources
from tests.toy.garden import request_for, whole_garden
from tests.toy.management.commands.tell_history import Command
from tests.toy.models import Harvest
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

DAY = "--as-of=2026-03-12"


@pytest.fixture(autouse=True)
def debug(settings):
    """On, as where the command is meant to be run; the test runner turns it off."""
    settings.DEBUG = True


run = partial(testing.run, "tell_history")
refusal = partial(testing.refusal, "tell_history")


def test_command_seeds_verifies_and_clears_its_scenario_without_its_name(ada):
    before = whole_garden()

    written = run(DAY)
    record = SeedRun.objects.get()
    verified = run("--verify")
    again = run()
    cleared = run("--clear-only")

    assert (record.scenario, record.kind) == ("garden-history", "scenario")
    assert f"Written as run {record.pk}." in written
    assert "Verified: garden-history, seed 42" in verified
    assert "is there already; nothing was written." in again
    assert cleared == "Cleared 8 rows.\n"
    assert whole_garden() == before


def test_command_takes_the_options_of_its_scenario_and_of_no_other():
    options = {text for action in Command().create_parser("", "")._actions for text in action.option_strings}

    assert {"--gardener", "--diary", "--seed", "--as-of", "--clear", "--clear-only", "--verify"} <= options
    assert "--beds" not in options


def test_command_lists_its_scenario_and_takes_its_name_and_no_other(ada):
    listed = run("--list-scenarios")

    assert listed.splitlines()[:2] == ["toy", "  garden-history (2 seasons, 4 harvests)"]
    assert "harvest-weeks" not in listed
    assert refusal("--scenario=harvest-weeks") == "There is no scenario named 'harvest-weeks'. Known: garden-history."
    assert "Written as run" in run("--scenario=garden-history", DAY)


def test_another_run_is_refused_with_the_command_that_clears(ada):
    run(DAY)

    refused = refusal(DAY, "--seed=7")

    assert refused == (
        f"{SeedRun.objects.get()} is there already and is not the run you ask for. "
        "Replace it: python manage.py tell_history --seed 7 --as-of 2026-03-12 --clear"
    )


def test_another_command_that_calls_it_can_be_the_one_that_clears(ada):
    called = Command()
    called.called_by = lambda *, adding, without=(): f"python manage.py tell_everything {adding}"
    run(DAY)

    refused = testing.refusal(called, DAY, "--seed=7")

    assert refused.endswith("Replace it: python manage.py tell_everything {'clear': True}")


def test_runs_of_other_scenarios_are_left_alone(ada):
    pipeline.run(request_for(HarvestWeeksScenario))
    weeks = SeedRun.objects.get()
    harvests = list(Harvest.objects.order_by("pk").values())

    assert refusal("--verify") == "There is no run to verify. Seed it first: python manage.py tell_history"
    assert refusal(f"--resume={weeks.pk}").startswith(f"There is no run {weeks.pk}.")
    assert run("--clear-only") == "There is nothing to clear.\n"
    assert list(Harvest.objects.order_by("pk").values()) == harvests


def test_run_is_recorded_as_what_the_scenario_is(ada):
    class Imported(GardenHistoryScenario):
        kind = "import"

    pipeline.run(request_for(Imported))

    assert SeedRun.objects.get().kind == "import"


def test_everything_to_mend_is_printed_above_the_one_line(ada):
    class Torn(Sources):
        def gather(self, options):
            raise SeedError("Two pages are torn. Mend the book first.", ["page 3: no date", "page 8: no weight"])

    class Unreadable(GardenHistoryScenario):
        sources = Torn()

    class Command(ScenarioCommand):
        scenario = Unreadable

    refused = testing.refusal(Command(), DAY)

    assert refused == "Two pages are torn. Mend the book first."
    assert refused.errors == "page 3: no date\npage 8: no weight\n"
    assert SeedRun.objects.count() == 0
