import io
import re
import sqlite3
from contextlib import closing
from functools import partial

import pytest
from django.core.management import CommandError, call_command

from seedplot import registry, testing
from seedplot.engine import pipeline
from seedplot.engine.workers.executors import InProcess
from seedplot.models import SeedRun
from seedplot.options import whole_number
from seedplot.promises import Empty, Promise
from seedplot.registry import Registry
from tests.toy.factories import BedFactory
from tests.toy.garden import whole_garden
from tests.toy.models import Bed, Gardener, Harvest, Plant
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

DAY = "--as-of=2026-03-12"
KNOWN = "Known: garden-history, harvest-weeks, watering-days."
WEEKS_FINGERPRINT = "1fe82e7f11517140f0e050354d2304c0"


@pytest.fixture(autouse=True)
def debug(settings):
    """On, as where the command is meant to be run; the test runner turns it off."""
    settings.DEBUG = True


run = partial(testing.run, "seed_garden")
refusal = partial(testing.refusal, "seed_garden")


def database_dump(path):
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_list_scenarios_prints_name_size_and_story_of_the_domain():
    printed = run("--list-scenarios")

    assert printed.splitlines()[:3] == [
        "toy",
        "  garden-history (2 seasons, 4 harvests)",
        "    What the garden's book says of 2024: four harvests of a kilogram and a half on average, in",
    ]


def test_command_seeds_a_scenario_and_reports_it(ada):
    printed = run("--scenario", "harvest-weeks", DAY)

    assert printed.splitlines()[0].startswith("harvest-weeks: Every bed ripens")
    assert f"Fingerprint  {WEEKS_FINGERPRINT}" in printed
    assert f"\nWritten as run {SeedRun.objects.get().pk}.\nNext: " in printed
    assert printed.errors == ""
    assert Harvest.objects.count() == 42


def test_command_takes_seed_and_options_of_the_scenario(ada):
    run("--scenario=watering-days", "--seed=-7", DAY, "--days=3", "--plot=East", "--plot=West", "--dry")

    record = SeedRun.objects.get()
    assert (record.seed, record.options) == (-7, {"days": 3, "plot": ["East", "West"], "dry": True})
    assert list(Bed.objects.order_by("name").values_list("name", flat=True)) == ["East plot", "West plot"]
    assert Harvest.objects.filter(rainy=False).count() == 6


def test_command_takes_options_from_python_as_values(ada):
    call_command("seed_garden", scenario="watering-days", days=3, plot=["East"], dry=True, stdout=io.StringIO())

    assert SeedRun.objects.get().options == {"days": 3, "plot": ["East"], "dry": True}


def test_option_of_zero_from_python_is_not_passed_over(ada):
    with pytest.raises(CommandError, match=r"^--days 0: it must be at least 1$"):
        call_command("seed_garden", scenario="watering-days", days=0, stdout=io.StringIO())


def test_second_run_of_the_same_names_the_run_and_writes_nothing(ada):
    run("--scenario", "harvest-weeks", DAY)
    before = whole_garden()

    same, whatever_the_anchor = run("--scenario", "harvest-weeks", DAY), run("--scenario", "harvest-weeks")

    note = f"{SeedRun.objects.get()} is there already; nothing was written."
    assert note in same
    assert note in whatever_the_anchor
    assert whole_garden() == before


@pytest.mark.parametrize(
    ("other", "command"),
    [
        (["--seed=43", DAY], "--seed 43 --as-of 2026-03-12 --clear"),
        (["--as-of=2026-03-11"], "--as-of 2026-03-11 --clear"),
        (["--beds=2", DAY], "--as-of 2026-03-12 --clear --beds 2"),
    ],
)
def test_another_run_at_the_same_place_is_refused_with_the_command_that_replaces_it(other, command, ada):
    run("--scenario", "harvest-weeks", DAY)
    before = whole_garden()

    refused = refusal("--scenario", "harvest-weeks", *other)

    assert refused == (
        f"{SeedRun.objects.get()} is there already and is not the run you ask for. "
        f"Replace it: python manage.py seed_garden --scenario harvest-weeks {command}"
    )
    assert whole_garden() == before


def test_clear_only_removes_the_run_and_says_so(ada):
    before = whole_garden()
    run("--scenario", "harvest-weeks", DAY)

    printed = run("--scenario", "harvest-weeks", "--clear-only")

    assert printed == "Cleared 75 rows.\n"
    assert whole_garden() == before


def test_second_clear_only_says_that_there_is_nothing_to_clear(ada):
    run("--scenario", "harvest-weeks", DAY)
    run("--scenario", "harvest-weeks", "--clear-only")

    assert run("--scenario", "harvest-weeks", "--clear-only") == "There is nothing to clear.\n"


def test_clear_only_leaves_other_scenarios_alone(ada):
    run("--scenario", "watering-days", DAY)
    before = whole_garden()

    printed = run("--scenario", "harvest-weeks", "--clear-only")

    assert printed == "There is nothing to clear.\n"
    assert whole_garden() == before


def test_clear_seeds_anew_and_names_what_went(ada):
    run("--scenario", "harvest-weeks", DAY)

    printed = run("--scenario", "harvest-weeks", DAY, "--seed=43", "--clear")

    assert "Cleared 42 harvests\n" in printed
    assert [record.seed for record in SeedRun.objects.all()] == [43]


def test_clear_refuses_where_a_foreign_row_hangs(ada):
    run("--scenario", "harvest-weeks", DAY)
    plant = Plant.objects.create(name="mine", bed=Bed.objects.get(name="Bed 0"))
    before = whole_garden()

    for flag in ("--clear", "--clear-only"):
        refused = refusal("--scenario", "harvest-weeks", DAY, flag)

        assert refused == (
            f"Cannot clear {SeedRun.objects.get()}: 1 toy.Plant refers to its toy.Bed, first toy.Plant {plant.pk}; "
            "nothing was cleared. Take them along: python manage.py seed_garden --scenario harvest-weeks "
            f"--as-of 2026-03-12 {flag} --with-dependents"
        )
        assert whole_garden() == before


def test_dry_run_reports_and_leaves_nothing(ada):
    before = whole_garden()

    printed = run("--scenario", "garden-history", "--dry-run")

    assert "harvests       4" in printed
    assert printed.endswith("Dry run: everything was written, checked and rolled back.\n")
    assert whole_garden() == before


def test_dry_run_with_clear_leaves_what_was_there(ada):
    run("--scenario", "harvest-weeks", DAY)
    before = whole_garden()

    run("--scenario", "harvest-weeks", DAY, "--seed=43", "--clear", "--dry-run")

    assert whole_garden() == before


def test_expect_passes_with_the_right_fingerprint_and_fails_with_another(ada):
    before = whole_garden()

    refused = refusal("--scenario", "harvest-weeks", DAY, "--expect", "a" * 32)

    assert refused == f"The fingerprint is {WEEKS_FINGERPRINT}, not the expected {'a' * 32}."
    assert whole_garden() == before
    assert "Written as run" in run("--scenario", "harvest-weeks", DAY, "--expect", WEEKS_FINGERPRINT)


def test_verify_proves_what_is_there(ada):
    run("--scenario", "harvest-weeks", DAY)
    run("--scenario", "watering-days", DAY)

    one, all_of_them = run("--verify", "--scenario", "harvest-weeks"), run("--verify")

    assert one.count("Verified: ") == 1
    assert all_of_them.count("Verified: ") == 2
    assert f"Verified: {SeedRun.objects.get(scenario='harvest-weeks')} is what it was." in one


def test_verify_finds_a_falsified_row(ada):
    run("--scenario", "harvest-weeks", DAY)
    plant = Plant.objects.exclude(name="leek").order_by("bed").first()
    Plant.objects.filter(pk=plant.pk).update(name="leek")

    refused = refusal("--verify", "--scenario", "harvest-weeks")

    assert re.fullmatch(rf"The fingerprint is [0-9a-f]{{32}}, not the expected {WEEKS_FINGERPRINT}\.", refused)
    assert refused.errors == f"toy.Plant {plant.pk} of bed 0: name is 'leek', planned '{plant.name}'.\n"


def test_verify_prints_the_promises_that_are_broken(ada):
    run("--scenario", "harvest-weeks", DAY)
    harvest = Harvest.objects.order_by("picked_at").first()
    Harvest.objects.filter(pk=harvest.pk).update(notes={})

    refused = refusal("--verify")

    assert re.fullmatch(
        r"1 promise is broken by the rows of harvest-weeks, first toy\.P103 in bed \d: "
        r"expected no harvest without a basket, found .*\.",
        refused,
    )
    assert re.fullmatch(
        r"PROMISES BROKEN:\n"
        r"bed \d: \(toy\.P103\) Every harvest has a basket\. Expected no harvest without a basket, found .*\.\n"
        r"\tHINT: Look at HarvestFactory\.\n"
        rf"toy\.Harvest {harvest.pk} of bed \d: notes is {{}}, planned {re.escape(str(harvest.notes))}\.\n",
        refused.errors,
    )


def test_run_without_proof_says_that_it_is_not_proven_yet(ada):
    long = run("--scenario", "harvest-weeks", DAY, "--skip-proof")
    record = SeedRun.objects.get()

    assert (record.status, record.fingerprint, record.row_count) == ("complete", "", 75)
    assert long.splitlines()[3:].count("harvests                     42") == 1
    assert "Promise " not in long
    assert "Fingerprint  not taken yet\n" in long
    prove = f"python manage.py seed_demo_data --run {record.pk} --verify"
    assert f"Written as run {record.pk}, and not proven yet. Prove it: {prove}" in long


def test_run_without_proof_says_so_in_brief_as_well(ada):
    brief = run("--scenario", "harvest-weeks", DAY, "--skip-proof", "--verbosity", "0")

    assert "  75 rows, fingerprint not taken yet, " in brief


def test_verify_proves_what_was_not_proven_and_keeps_the_fingerprint(ada):
    run("--scenario", "harvest-weeks", DAY, "--skip-proof")

    first, second = run("--verify"), run("--verify", "--expect", WEEKS_FINGERPRINT)

    assert f"Fingerprint  {WEEKS_FINGERPRINT}" in first
    assert f"Fingerprint  {WEEKS_FINGERPRINT}" in second
    assert list(SeedRun.objects.values_list("status", "fingerprint", "row_count")) == [
        ("complete", WEEKS_FINGERPRINT, 75)
    ]
    Plant.objects.filter(pk=Plant.objects.first().pk).update(name="thistle")
    assert refusal("--verify").endswith(f"not the expected {WEEKS_FINGERPRINT}.")


def test_verify_keeps_no_fingerprint_that_was_not_expected(ada):
    run("--scenario", "harvest-weeks", DAY, "--skip-proof")

    refused = refusal("--verify", "--expect", "a" * 32)

    assert refused == f"The fingerprint is {WEEKS_FINGERPRINT}, not the expected {'a' * 32}."
    assert SeedRun.objects.get().fingerprint == ""


def test_verify_that_finds_a_broken_promise_leaves_the_rows_and_takes_no_fingerprint(ada, monkeypatch):
    broken = Promise("toy.P900", "There is no bed.", lambda part: ["Bed"], Empty("bed"), "Dig it over.")
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (broken,))
    run("--scenario", "harvest-weeks", DAY, "--skip-proof")
    before = whole_garden()

    refused = refusal("--verify")

    assert refused == (
        "3 promises are broken by the rows of harvest-weeks, first toy.P900 in bed 0: expected no bed, found Bed."
    )
    assert SeedRun.objects.get().fingerprint == ""
    after = whole_garden()
    assert [(each["promise"], each["part"], each["kept"]) for each in after.pop("seedplot.SeedFinding")] == [
        ("toy.P900", f"bed {bed}", False) for bed in range(3)
    ]
    del before["seedplot.SeedFinding"], before["seedplot.SeedRun"], after["seedplot.SeedRun"]
    assert after == before


def test_second_run_of_one_that_is_not_proven_yet_is_named_and_cannot_be_what_is_expected(ada):
    run("--scenario", "harvest-weeks", DAY, "--skip-proof")
    before = whole_garden()

    again = run("--scenario", "harvest-weeks", DAY)
    refused = refusal("--scenario", "harvest-weeks", DAY, "--expect", WEEKS_FINGERPRINT)

    assert "Fingerprint  not taken yet\n" in again
    assert f"{SeedRun.objects.get()} is there already; nothing was written." in again
    assert "--verify" in refused
    assert whole_garden() == before


def test_run_that_is_complete_cannot_be_resumed(ada):
    run("--scenario", "harvest-weeks", DAY)
    record = SeedRun.objects.get()

    assert refusal("--resume", str(record.pk)) == f"{record} is complete; there is nothing to resume."


def test_resuming_needs_a_cluster(ada):
    run("--scenario", "harvest-weeks", DAY)
    SeedRun.objects.update(status=SeedRun.Status.RUNNING)

    assert refusal("--resume", str(SeedRun.objects.get().pk)) == (
        "Only a cluster leaves a run unfinished. Add --scheduler, or clear the run: "
        f"python manage.py seed_garden --clear-only --run {SeedRun.objects.get().pk} --by-key"
    )


def test_command_writes_with_workers(ada, monkeypatch):
    asked = []
    monkeypatch.setattr(pipeline, "ProcessPool", lambda count: asked.append(count) or InProcess(count))

    printed = run("--scenario", "harvest-weeks", DAY, "--workers", "2")
    dry = run("--scenario", "harvest-weeks", DAY, "--workers", "2", "--clear", "--dry-run")

    assert asked == [2, 2]
    assert f"Fingerprint  {WEEKS_FINGERPRINT}" in printed
    assert f"\nWritten as run {SeedRun.objects.get().pk}.\n" in printed
    assert "Dry run: everything was written, checked and rolled back.\n" in dry


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "There is no run to verify. Seed it first: python manage.py seed_garden --scenario NAME"),
        (
            ["--scenario", "harvest-weeks"],
            "There is no run of harvest-weeks to verify. "
            "Seed it first: python manage.py seed_garden --scenario harvest-weeks",
        ),
    ],
)
def test_verify_says_when_there_is_nothing_to_verify(arguments, message, ada):
    assert refusal("--verify", *arguments) == message


def test_broken_promise_is_printed_and_leaves_nothing(ada, monkeypatch):
    broken = Promise("toy.P900", "There is no bed.", lambda part: ["Bed"], Empty("bed"), "Dig it over.")
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (broken,))
    before = whole_garden()

    refused = refusal("--scenario", "harvest-weeks", "--beds=1")

    assert refused == (
        "1 promise is broken by the rows of harvest-weeks, first toy.P900 in bed 0: expected no bed, found Bed."
    )
    assert refused.errors == (
        "PROMISES BROKEN:\n"
        "bed 0: (toy.P900) There is no bed. Expected no bed, found Bed.\n"
        "\tHINT: Dig it over.\n"
    )  # fmt: skip
    assert whole_garden() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], f"Name a scenario: python manage.py seed_garden --scenario NAME. {KNOWN}"),
        (
            ["--clear-only"],
            "--clear-only without a scenario could take any run. Add --scenario NAME or --run N. "
            "No run is recorded here.",
        ),
        (
            ["--scenario", "harvest-week"],
            f"There is no scenario named 'harvest-week'. Did you mean harvest-weeks? {KNOWN}",
        ),
        (["--scenario", "ai-success"], f"There is no scenario named 'ai-success'. {KNOWN}"),
        (["--scenario", ""], f"There is no scenario named ''. {KNOWN}"),
        (
            ["--scenario", "harvest-weeks", "--seed", "forty-two"],
            "'forty-two' is not an integer. Give --seed as a whole number, such as 42.",
        ),
        (
            ["--scenario", "harvest-weeks", "--seed", "4.2"],
            "'4.2' is not an integer. Give --seed as a whole number, such as 42.",
        ),
        (
            ["--scenario", "harvest-weeks", "--seed", str(2**63)],
            f"{2**63} does not fit 64 bits. Give --seed a smaller number, such as 42.",
        ),
        (
            ["--scenario", "harvest-weeks", "--seed", "9" * 5_000],
            f"'{'9' * 200}...' is not an integer. Give --seed as a whole number, such as 42.",
        ),
        (
            ["--scenario", "harvest-weeks", "--as-of", "12.03.2026"],
            "'12.03.2026' is not a date. Give --as-of as YYYY-MM-DD, such as 2026-03-09.",
        ),
        (
            ["--scenario", "harvest-weeks", "--as-of", "9999-12-31"],
            "'9999-12-31' is out of reach. Give --as-of a date in the years 1900 to 2199.",
        ),
        (["--scenario", "harvest-weeks", "--days", "3"], "harvest-weeks takes no option --days. It takes: --beds."),
        (
            ["--scenario", "garden-history", "--dry"],
            "garden-history takes no option --dry. It takes: --gardener, --diary.",
        ),
        (["--scenario", "harvest-weeks", "--beds", "two"], "--beds two: it must be a whole number"),
        (["--scenario", "harvest-weeks", "--beds", "0"], "--beds 0: it must be at least 1"),
        (
            ["--scenario", "garden-history", "--gardener", "Eve"],
            "There is no gardener named 'Eve'. Add one in the admin, then run the command again.",
        ),
        (
            ["--scenario", "harvest-weeks", "--database", "nowhere"],
            "There is no database named 'nowhere' in the settings. Give --database one of: default.",
        ),
        (
            ["--scenario", "harvest-weeks", "--clear-only", "--dry-run"],
            "--clear-only has no dry run. See what would go with --explain instead of --dry-run.",
        ),
        (
            ["--scenario", "harvest-weeks", "--dry-run", "--scheduler", "tcp://127.0.0.1:8786"],
            "--dry-run rolls one transaction back, and workers commit. Leave out one of them.",
        ),
        *(
            (
                ["--scenario", "harvest-weeks", "--workers", count],
                f"--workers {count}: {why}. Give it the number of processes, such as that of the cores.",
            )
            for count, why in (
                ("0", "it must be at least 1"),
                ("-1", "it must be at least 1"),
                ("x", "it must be a whole number"),
                ("1.5", "it must be a whole number"),
                ("", "it must be a whole number"),
            )
        ),
        (
            ["--scenario", "harvest-weeks", "--workers", "2", "--scheduler", "tcp://127.0.0.1:8786"],
            "--workers are processes of this machine, --scheduler has its own. Leave out one of them.",
        ),
        *(
            (
                ["--scenario", "harvest-weeks", "--scheduler", address],
                "--scheduler is empty. Give it the address of a Dask scheduler, such as tcp://host:8786.",
            )
            for address in ("", " ")
        ),
        (
            ["--scenario", "harvest-weeks", "--scheduler", "tcp://127.0.0.1:8786"],
            "Workers cannot reach a database in this process's memory. Give DATABASE_URL a file.",
        ),
        (
            ["--scenario", "harvest-weeks", "--skip-proof", "--expect", "a" * 32],
            "Without proof there is no fingerprint to expect. Leave out --skip-proof or --expect.",
        ),
        (
            ["--scenario", "harvest-weeks", "--fast-load"],
            "--fast-load drops foreign keys on PostgreSQL and does nothing elsewhere. Leave it out.",
        ),
        (
            ["--scenario", "harvest-weeks", "--fast-load", "--scheduler", "tcp://127.0.0.1:8786"],
            "--fast-load needs the tables for itself, and workers share them. Leave out one of them.",
        ),
        (
            ["--resume", "7"],
            "There is no run 7. No run is unfinished.",
        ),
        *(
            (["--resume", number], f"--resume {number}: {why}. Give it the number of a run.")
            for number, why in (
                ("seven", "it must be a whole number"),
                ("", "it must be a whole number"),
                ("0", "it must be at least 1"),
            )
        ),
        *(
            (
                ["--resume", "7", *arguments],
                f"--resume takes everything from the recorded run. Leave out {arguments[0]}.",
            )
            for arguments in (
                ["--scenario", "harvest-weeks"],
                ["--as-of", "2026-03-12"],
                ["--clear"],
                ["--clear-only"],
                ["--dry-run"],
                ["--fast-load"],
                ["--workers", "2"],
                ["--beds", "2"],
            )
        ),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_bad_input_is_refused_in_one_line_and_the_database_is_untouched(arguments, message, ada):
    BedFactory.create()
    before = whole_garden()

    refused = refusal(*arguments)

    assert refused == message
    assert whole_garden() == before


def test_scenario_that_is_not_valid_is_refused(ada, monkeypatch):
    monkeypatch.setattr(HarvestWeeksScenario, "validate", lambda self: ["the mean falls"])

    assert refusal("--scenario", "harvest-weeks") == (
        "Scenario harvest-weeks is not valid: the mean falls. Correct its figures first."
    )


def test_interrupt_is_said_in_one_line_and_leaves_nothing(ada, monkeypatch):
    def interrupted(self, context, shard):
        yield BedFactory.row(context.rng, name="Bed 0")
        raise KeyboardInterrupt

    monkeypatch.setattr(HarvestWeeksScenario, "plan", interrupted)
    before = whole_garden()

    with pytest.raises(CommandError, match=r"^Interrupted; nothing was written\.$") as stopped:
        run("--scenario", "harvest-weeks")

    assert stopped.value.returncode == 130
    assert whole_garden() == before


@pytest.mark.parametrize(
    ("allowed", "flags"),
    [(False, []), (False, ["--allow-production"]), (True, [])],
    ids=["neither", "flag only", "setting only"],
)
@pytest.mark.parametrize("what", [[], ["--clear"], ["--clear-only"], ["--dry-run"]])
def test_outside_debug_the_command_needs_both_permissions(allowed, flags, what, ada, settings, outside_tests):
    settings.DEBUG = False
    settings.SEEDPLOT_ALLOW_PRODUCTION = allowed
    before = whole_garden()

    refused = refusal("--scenario", "harvest-weeks", *flags, *what)

    assert refused == (
        "DEBUG is off, so this may be a production database. To seed it all the same, set "
        "SEEDPLOT_ALLOW_PRODUCTION=1 and add --allow-production."
    )
    assert whole_garden() == before


def test_outside_debug_the_command_seeds_with_both_permissions(ada, settings, outside_tests):
    settings.DEBUG = False
    settings.SEEDPLOT_ALLOW_PRODUCTION = True

    run("--scenario", "harvest-weeks", "--allow-production")

    assert SeedRun.objects.count() == 1


def test_outside_debug_listing_and_verifying_need_no_permission(ada, settings, outside_tests):
    run("--scenario", "harvest-weeks")
    settings.DEBUG = False

    assert "harvest-weeks" in run("--list-scenarios")
    assert "Verified" in run("--verify")


def test_unmigrated_database_is_said_in_one_line(manage):
    finished = manage("seed_garden", "--scenario", "harvest-weeks")

    assert (finished.returncode, finished.stdout, finished.stderr) == (
        1,
        "",
        "CommandError: A table is missing: no such table: seedplot_seedrun. "
        "Check DATABASE_URL, then run: python manage.py migrate\n",
    )


def test_scenarios_are_listed_without_a_database(manage):
    finished = manage("seed_garden", "--list-scenarios")

    assert (finished.returncode, finished.stderr) == (0, "")
    assert "harvest-weeks (3 beds, 4 weeks)" in finished.stdout


def test_database_that_cannot_be_reached_is_said_in_one_line(manage, tmp_path):
    finished = manage(
        "seed_garden", "--scenario", "harvest-weeks", DATABASE_URL=f"postgres://nobody@/garden?host={tmp_path}"
    )

    assert finished.returncode == 1
    assert re.fullmatch(
        r"CommandError: The database cannot be reached: .*\. "
        r"Check DATABASE_URL and that the database runs there, then run the command again\.\n",
        finished.stderr,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--colour"], "unrecognized arguments: --colour"),
        (["--scenario"], "argument --scenario: expected one argument"),
        (["--scenario", "harvest-weeks", "stray"], "unrecognized arguments: stray"),
    ],
)
def test_flag_that_is_not_known_is_said_in_one_line(arguments, message, manage, garden_url, garden_file):
    before = database_dump(garden_file)

    finished = manage("seed_garden", *arguments, DATABASE_URL=garden_url)

    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr == f"CommandError: {message}. See: manage.py seed_garden --help\n"
    assert database_dump(garden_file) == before


def test_bad_input_ends_with_one_line_and_no_traceback(manage, garden_url, garden_file):
    before = database_dump(garden_file)

    finished = manage("seed_garden", "--scenario", "harvest-week", DATABASE_URL=garden_url)

    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr == (
        f"CommandError: There is no scenario named 'harvest-week'. Did you mean harvest-weeks? {KNOWN}\n"
    )
    assert database_dump(garden_file) == before


def test_help_names_every_option(manage):
    finished = manage("seed_garden", "--help", COLUMNS="200")

    assert (finished.returncode, finished.stderr) == (0, "")
    for name in ("scenario", "seed", "as-of", "clear", "expect", "beds", "days", "plot", "dry", "gardener", "diary"):
        assert f"--{name}" in finished.stdout


def test_command_runs_from_the_command_line_on_every_database(manage, any_garden_url):
    arguments = ["seed_garden", "--scenario", "harvest-weeks", DAY]

    seeded = manage(*arguments, "--expect", WEEKS_FINGERPRINT, DATABASE_URL=any_garden_url)
    again = manage(*arguments, DATABASE_URL=any_garden_url, LANG="C")
    cleared = manage(*arguments, "--clear-only", DATABASE_URL=any_garden_url)

    assert [(each.returncode, each.stderr) for each in (seeded, again, cleared)] == [(0, "")] * 3
    assert "Written as run 1." in seeded.stdout
    assert "is there already; nothing was written." in again.stdout
    assert cleared.stdout == "Cleared 75 rows.\n"


def test_two_scenarios_may_share_an_option_only_if_they_agree_on_it():
    seen = {}
    registry.load()
    for domain in Registry.domains.values():
        for scenario in {**domain.scenarios, **domain.unlisted}.values():
            for option in scenario.options:
                kind = (option.flag, option.repeatable)
                assert seen.setdefault((scenario.domain, option.name), kind) == kind


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("12", 12)])
def test_whole_number_takes_numbers_from_its_minimum(text, number):
    assert whole_number(1)(text) == number


@pytest.mark.parametrize(
    ("text", "message"),
    [("0", "it must be at least 1"), ("-5", "it must be at least 1"), ("x", "it must be a whole number")],
)
def test_whole_number_refuses_others(text, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        whole_number(1)(text)


@pytest.mark.django_db
def test_gardener_who_is_there_is_left_as_she_was():
    gardener = Gardener.objects.create(name="Ada", status="on leave")

    run("--scenario", "garden-history")
    run("--scenario", "garden-history", "--clear-only")

    gardener.refresh_from_db()
    assert gardener.status == "on leave"
