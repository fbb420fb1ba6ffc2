"""The front door that comes with the library: in a project of the engine and the garden, and beside other apps."""

from functools import partial

import pytest
from django.core.management import get_commands

from seedplot import testing
from seedplot.management.commands.seed_demo_data import Command
from seedplot.models import SeedRun
from tests.conftest import run_python, sqlite_url
from tests.toy.garden import whole_garden
from tests.toy.models import Bed

DAY = "--as-of=2026-03-12"
FINGERPRINT = "1fe82e7f11517140f0e050354d2304c0"
WEEKS = ("--scenario", "harvest-weeks")
PREPARE = """
import django
django.setup()
from django.core.management import call_command
from tests.toy.world import make_world
call_command("migrate", run_syncdb=True, verbosity=0)
make_world()
"""

run = partial(testing.run, Command())
refusal = partial(testing.refusal, Command())


@pytest.fixture
def small_project(tmp_path):
    """Run `manage.py` of a project without the reference project's apps."""
    given = {
        "DJANGO_SETTINGS_MODULE": "tests.toy.settings",
        "DATABASE_URL": sqlite_url(tmp_path / "small.sqlite3"),
    }
    prepared = run_python("-c", PREPARE, **given)
    assert (prepared.returncode, prepared.stderr) == (0, "")
    return lambda *arguments: run_python("-m", "django", *arguments, **given)


@pytest.mark.check
def test_any_project_has_the_command(small_project):
    listed = small_project("seed_demo_data", "--list-scenarios")
    seeded = small_project("seed_demo_data", *WEEKS, DAY, "--expect", FINGERPRINT)
    verified = small_project("seed_demo_data", "--verify")
    refused = small_project("seed_demo_data", "--clear-only")
    cleared = small_project("seed_demo_data", "--clear-only", "--run=1")

    done = (listed, seeded, verified, cleared)
    assert [(each.returncode, each.stderr) for each in done] == [(0, "")] * 4
    headings = [line for line in listed.stdout.splitlines() if not line.startswith("    ")]
    assert headings == [
        "toy",
        "  garden-history (2 seasons, 4 harvests)",
        "  harvest-weeks (3 beds, 4 weeks)",
        "  watering-days (2 plots, 10 days)",
    ]
    assert "Verified: harvest-weeks, seed 42, as of 2026-03-12 (run 1) is what it was." in verified.stdout
    assert (refused.returncode, refused.stdout, refused.stderr) == (
        1,
        "",
        "CommandError: --clear-only without a scenario could take any run. Add --scenario NAME or --run N. "
        "Recorded: harvest-weeks, seed 42, as of 2026-03-12 (run 1).\n",
    )
    assert cleared.stdout == "Cleared 75 rows.\n"


def test_app_that_stands_before_the_library_gives_the_command_more_to_do():
    # The metrics' own has the legacy mode.
    assert get_commands()["seed_demo_data"] == "apps.metrics"


def test_list_is_grouped_by_domain_with_size_and_story():
    lines = run("--list-scenarios").splitlines()

    domains = [line for line in lines if line and not line.startswith(" ")]
    assert domains == sorted(set(domains), key=domains.index)
    assert {"metrics", "tickets", "projects", "tenants", "notices", "toy"} <= set(domains)
    place = lines.index("  harvest-weeks (3 beds, 4 weeks)")
    assert lines[place + 1] == (
        "    Every bed ripens: in four weeks the mean harvest climbs from one kilogram to two and a half,"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--clear"], "--clear without a scenario could take any run. Add --scenario NAME."),
        (["--clear", "--dry-run"], "--clear without a scenario could take any run. Add --scenario NAME."),
        (["--clear-only"], "--clear-only without a scenario could take any run. Add --scenario NAME or --run N."),
        (["--explain"], "--explain without a scenario could take any run. Add --scenario NAME or --run N."),
    ],
)
def test_clearing_without_a_scenario_is_refused_with_the_runs(options, message, ada):
    run(*WEEKS, DAY)
    run("--scenario", "watering-days", DAY)
    weeks, days = SeedRun.objects.order_by("pk")

    assert refusal(*options) == f"{message} Recorded: {days}; {weeks}."


def test_clearing_where_nothing_is_recorded_is_refused_too(db):
    assert refusal("--clear-only").endswith(" No run is recorded here.")


def test_only_the_newest_of_very_many_runs_are_named(ada):
    run(*WEEKS, DAY)
    record = SeedRun.objects.get()
    for number in range(11):
        record.pk, record.exclusive_key = None, f"harvest-weeks {number}"
        record.save(force_insert=True)

    refused = refusal("--clear-only")

    assert refused.count("(run ") == 10
    assert refused.endswith("; 2 more, see python manage.py seedplot runs.")


def test_run_is_cleared_by_its_scenario_or_by_its_number(ada):
    before = whole_garden()
    run(*WEEKS, DAY)

    assert run("--clear-only", "--run", SeedRun.objects.get().pk) == "Cleared 75 rows.\n"
    run(*WEEKS, DAY)
    assert run(*WEEKS, "--clear-only") == "Cleared 75 rows.\n"
    assert whole_garden() == before


def test_clear_with_a_number_still_needs_to_know_what_to_seed(ada):
    run(*WEEKS, DAY)

    refused = refusal("--clear", "--run", SeedRun.objects.get().pk)

    assert refused.startswith("Name a scenario: python manage.py seed_demo_data --scenario NAME. Known: ")
    assert Bed.objects.count() == 3
