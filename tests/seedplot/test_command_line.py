"""A command line that names scenarios imports no others, unless it cannot be understood without them."""

import json
from textwrap import dedent

import pytest

from seedplot.commands.command_line import scenarios_on
from tests.conftest import ROOT, run_python
from tests.toy.management.commands.seed_garden import Command
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

DAY = "--as-of=2026-03-12"
HARVEST_WEEKS = {"harvest-weeks": HarvestWeeksScenario}
FOREIGN = """
import sys

from django.core.management import execute_from_command_line

try:
    execute_from_command_line(["manage.py", *sys.argv[2:]])
finally:
    foreign = [each for each in sys.modules if ".seeding" in each and not each.startswith(sys.argv[1])]
    print(f"Foreign: {sorted(foreign)}", file=sys.stderr)
"""


def read_ahead(*argv):
    command = Command()

    def parser_for(named):
        command.named = named
        return command.create_parser("manage.py", "seed_garden", add_help=False, allow_abbrev=False)

    return scenarios_on(argv, parser_for, command.domain)


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["--scenario", "harvest-weeks"], HARVEST_WEEKS),
        (["--dry-run", "--scenario=harvest-weeks", "--beds=2", "--verbosity", "0"], HARVEST_WEEKS),
        (["--scenario", "harvest-weeks", "--verify"], HARVEST_WEEKS),
        (
            ["--scenario=garden-history", "--beds=2", "--scenario=harvest-weeks"],
            {"garden-history": GardenHistoryScenario, **HARVEST_WEEKS},
        ),
    ],
    ids=" ".join,
)
def test_command_line_that_its_scenarios_explain_needs_no_others(argv, named):
    assert read_ahead(*argv) == named


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--verify"],
        ["--scenario"],
        ["--scenario", ""],
        ["--scenario", "harvest-week"],
        ["--scenario", "wild-garden"],
        ["--scenario", "ai-success"],
        ["--scenario", "harvest-weeks", "--scenario", "harvest-week"],
        ["--scenario", "harvest-weeks", "--days", "3"],
        ["--scenario", "harvest-weeks", "--be", "2"],
        ["--scen", "harvest-weeks"],
        ["--scenario", "harvest-weeks", "--colour"],
        ["--scenario", "harvest-weeks", "stray"],
        ["--scenario", "harvest-weeks", "--verbosity", "4"],
        ["--scenario", "harvest-weeks", "--list-scenarios"],
        ["--scenario", "harvest-weeks", "--help"],
        ["--scenario", "harvest-weeks", "-h"],
    ],
    ids=" ".join,
)
def test_any_other_command_line_needs_all_scenarios(argv):
    assert read_ahead(*argv) is None


@pytest.mark.parametrize(
    ("app", "arguments"),
    [
        ("apps.metrics", ["seed_demo_data", "--scenario=ai-success", "--no-github"]),
        *(
            pytest.param(*each, marks=pytest.mark.check)
            for each in [
                ("apps.projects", ["seed_demo_data", "--scenario=software-house", "--projects=1", "--dry-run"]),
                ("apps.tenants", ["seed_mock_conversations"]),
                ("apps.notices", ["generate_library_notices", "--dry-run"]),
                ("apps.tickets", ["import_legacy_data", "--dry-run"]),
            ]
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_run_imports_no_seeding_of_other_domains(app, arguments, garden_url):
    finished = run_python("-c", FOREIGN, app, *arguments, DATABASE_URL=garden_url)

    assert (finished.returncode, finished.stderr) == (0, "Foreign: []\n")


@pytest.mark.check
def test_verifying_a_recorded_run_imports_no_seeding_of_other_domains(manage, garden_url):
    manage("seed_demo_data", "--scenario=tenant-conversations", DATABASE_URL=garden_url)

    finished = run_python("-c", FOREIGN, "apps.tenants", "seed_mock_conversations", "--verify", DATABASE_URL=garden_url)

    assert "Verified: tenant-conversations" in finished.stdout
    assert (finished.returncode, finished.stderr) == (0, "Foreign: []\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["--scenario", "tenant-conversations", "--projects", "3"],
            1,
            "tenant-conversations takes no option --projects. It takes: --spacing.",
        ),
        (
            ["--scenario", "tenant-conversation"],
            1,
            "There is no scenario named 'tenant-conversation'. Did you mean tenant-conversations? Known: ai-success, "
            "baseline, detective-game, garden-history, harvest-weeks, library-city, library-notices, pinball-workshop, "
            "review-bottleneck, software-house, tenant-conversations, tenant-portfolio, watering-days.",
        ),
        (
            ["--scenario", "tenant-conversations", "--pro", "3"],
            2,
            "ambiguous option: --pro could match --properties, --projects. See: manage.py seed_demo_data --help",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_mistakes_are_answered_as_if_all_were_imported(arguments, code, message, manage):
    finished = manage("seed_demo_data", *arguments)

    assert (finished.returncode, finished.stdout, finished.stderr) == (code, "", f"CommandError: {message}\n")


@pytest.mark.check
def test_help_is_the_same_with_a_scenario(manage):
    of_all, of_one = (manage("seed_demo_data", *named, "--help") for named in ([], ["--scenario=software-house"]))

    assert (of_all.returncode, of_all.stderr) == (0, "")
    assert of_one.stdout == of_all.stdout


@pytest.fixture
def run_with_orchard(tmp_path):
    """Django with an app whose modules are not named after its scenarios."""
    scenarios = tmp_path / "orchard" / "seeding" / "scenarios"
    scenarios.mkdir(parents=True)
    files = {
        tmp_path / "orchard_settings.py": """
            from tests.settings import *

            INSTALLED_APPS = [*INSTALLED_APPS, "orchard"]
            """,
        tmp_path / "orchard" / "__init__.py": "",
        scenarios.parent / "__init__.py": "",
        scenarios / "__init__.py": """
            from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

            class AppleDaysScenario(HarvestWeeksScenario):
                "Apples."


            from orchard.seeding.scenarios import pear_days
            """,
        scenarios / "pear_days.py": """
            from orchard.seeding.scenarios import AppleDaysScenario


            class PearNightsScenario(AppleDaysScenario):
                "Pears."

                name = "pear-nights"
            """,
        # A module of this name is in the garden, too.
        scenarios / "garden_history.py": "",
    }
    for path, text in files.items():
        path.write_text(dedent(text))

    def run(*arguments, **environment):
        given = {"DJANGO_SETTINGS_MODULE": "orchard_settings", "PYTHONPATH": f"{tmp_path}:{ROOT}", **environment}
        return run_python(*arguments, **given)

    return run


def test_locate_leaves_to_discover_what_modules_do_not_tell(run_with_orchard):
    names = ["harvest-weeks", "apple-days", "pear-days", "pear-nights", "garden-history", "wild-garden", "base", ""]
    program = f"""
import json
import django
django.setup()
from seedplot import registry
located = {{name: registry.locate(name) for name in {names}}}
print(json.dumps({{name: scenario and scenario.__name__ for name, scenario in located.items()}}))
print(json.dumps(sorted(registry.discover().keys() & {set(names)})))
"""

    finished = run_with_orchard("-c", program)

    assert finished.stderr == ""
    located, discovered = map(json.loads, finished.stdout.splitlines())
    assert located == {**dict.fromkeys(names), "harvest-weeks": "HarvestWeeksScenario"}
    assert discovered == ["apple-days", "garden-history", "harvest-weeks", "pear-nights"]


@pytest.mark.parametrize("name", ["apple-days", "garden-history"])
def test_scenarios_run_whatever_their_modules_are_called(name, run_with_orchard, garden_url):
    finished = run_with_orchard(
        "-m", "django", "seed_demo_data", "--scenario", name, DAY, "--dry-run", "--verbosity=0", DATABASE_URL=garden_url
    )

    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.startswith(f"{name}: ")


@pytest.mark.check
def test_recorded_run_is_verified_whatever_its_module_is_called(run_with_orchard, garden_url):
    seeded = run_with_orchard(
        "-m", "django", "seed_demo_data", "--scenario", "pear-nights", DAY, DATABASE_URL=garden_url
    )

    verified = run_with_orchard("-m", "django", "seed_demo_data", "--verify", DATABASE_URL=garden_url)

    assert (seeded.returncode, verified.returncode, verified.stderr) == (0, 0, "")
    assert "Verified: pear-nights, seed 42, as of 2026-03-12" in verified.stdout
