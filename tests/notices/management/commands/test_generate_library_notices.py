"""The command as its user meets it: what each option does, what is written, and how mistakes are answered."""

import shutil
from functools import partial

import pytest

from apps.notices import models
from seedplot import testing
from seedplot.models import SeedRun

DAY = "--as-of=2026-03-12"
REPLACE = "Replace it: python manage.py generate_library_notices"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def working_directory(settings, tmp_path, monkeypatch):
    """DEBUG is on, as where the command is meant to be run, and the default output is nobody's."""
    settings.DEBUG = True
    monkeypatch.chdir(tmp_path)
    return tmp_path


run = partial(testing.run, "generate_library_notices")
refusal = partial(testing.refusal, "generate_library_notices")


def files(directory):
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir()) if not path.name.startswith(".")}


def patrons():
    return models.PatronRecord.objects.count()


def test_library_is_made_and_its_files_are_written(working_directory):
    printed = run(DAY)

    assert patrons() == 25
    assert SeedRun.objects.get().scenario == "library-notices"
    assert "Wrote 43 files" in printed
    assert len(files(working_directory / "exports" / "notices")) == 43


def test_patrons_make_a_city(working_directory):
    printed = run(DAY, "--patrons=50", f"--output={working_directory / 'city'}")

    assert patrons() == 50
    assert SeedRun.objects.get().scenario == "library-city"
    assert f"to {working_directory / 'city'}." in printed
    assert len(files(working_directory / "city")["Polaris.Polaris.Patrons.csv"].splitlines()) == 51


def test_city_of_the_front_door_is_the_same():
    run(DAY, "--patrons=50")
    own = SeedRun.objects.get().fingerprint
    run("--clear-only")

    testing.run("seed_demo_data", "--scenario=library-city", "--patrons=50", DAY)

    assert SeedRun.objects.get().fingerprint == own


def test_second_run_writes_nothing(working_directory):
    run(DAY)
    shutil.rmtree(working_directory / "exports")

    printed = run(DAY)

    assert "library-notices, seed 42, as of 2026-03-12" in printed
    assert "is there already; nothing was written." in printed
    assert "Wrote" not in printed
    assert list(working_directory.iterdir()) == []


def test_files_of_a_library_that_is_there_are_written_on_request(working_directory):
    run(DAY, "--output=first")

    printed = run(DAY, "--output=second")

    assert "nothing was written" in printed
    assert files(working_directory / "first") == files(working_directory / "second")


def test_clear_makes_the_same_files_again(working_directory):
    run(DAY)
    before = files(working_directory / "exports" / "notices")

    run(DAY, "--clear")

    assert files(working_directory / "exports" / "notices") == before
    assert SeedRun.objects.count() == 1


@pytest.mark.parametrize(
    ("other", "options"),
    [
        ("--seed=7", "--seed 7 --as-of 2026-03-12 --clear"),
        ("--as-of=2026-03-13", "--as-of 2026-03-13 --clear"),
        ("--email-providers=plan", "--as-of 2026-03-12 --clear --email-providers plan"),
        ("--patrons=25", "--as-of 2026-03-12 --clear --patrons 25"),
    ],
)
def test_other_library_is_refused_with_the_command_that_replaces_it(other, options):
    run(DAY)

    assert refusal(DAY, other).endswith(f"{REPLACE} {options}")
    assert SeedRun.objects.count() == 1


def test_library_is_refused_where_a_city_is():
    run(DAY, "--patrons=25")

    assert refusal(DAY).endswith(f"{REPLACE} --as-of 2026-03-12 --clear")


def test_clear_takes_whichever_library_is_there():
    run(DAY, "--patrons=25")

    run(DAY, "--clear")

    assert SeedRun.objects.get().scenario == "library-notices"


def test_clear_only_leaves_nothing_but_the_reference_tables():
    run(DAY)

    assert run("--clear-only") == "Cleared 989 rows.\n"
    assert patrons() == 0
    assert models.NotificationType.objects.count() == 22
    assert run("--clear-only") == "There is nothing to clear.\n"


def test_dry_run_leaves_no_rows_and_no_files(working_directory):
    printed = run(DAY, "--dry-run")

    assert "rolled back" in printed
    assert patrons() == 0
    assert list(working_directory.iterdir()) == []


def test_dry_run_writes_no_files():
    assert refusal(DAY, "--dry-run", "--output=files") == (
        "--dry-run leaves nothing behind, so no files either. Leave out --output."
    )


def test_verify_prints_the_plans_tests_and_looks_at_the_files():
    run(DAY)

    lines = run("--verify").splitlines()

    assert [line for line in lines if "Test " in line] == [
        "ok      (notices.P601) Test 1: patrons with three or more holds were told of all of them, and the log counts "
        "them: 2 patrons with 6 hold notices, 1 of them told of all in one log row",
        "ok      (notices.P602) Test 2: every e-mail went to the registered address: 33 MATCH, 0 MISMATCH",
        "ok      (notices.P603) Test 3: from ready to told it takes a hold 0 to 59 minutes: 20 holds, 0 to 58 minutes",
        "ok      (notices.P604) Test 4: the patron of every hold notice exists: 20 notices, 0 orphans",
    ]
    assert any(line.startswith("ok      (notices.P701) Files in exports/notices: 43 files") for line in lines)


def test_verify_does_without_files():
    run(DAY, "--output=elsewhere")

    assert "Files in" not in run("--verify")


def test_verify_finds_a_tampered_row():
    run(DAY)
    row = models.NotificationLog.objects.filter(delivery_option_id=2).first()
    models.NotificationLog.objects.filter(pk=row.pk).update(delivery_string="somebody.else@example.com")

    assert "promises are broken" in refusal("--verify")


def test_verify_finds_a_tampered_file(working_directory):
    run(DAY)
    path = working_directory / "exports" / "notices" / "holds.txt"
    path.write_bytes(path.read_bytes().replace(b"|", b";", 1))

    assert "Files in exports/notices" in refusal("--verify")


def test_nothing_to_verify_is_said():
    assert refusal("--verify").startswith("There is no run to verify. Seed it first: python manage.py generate_library")


def test_output_that_is_not_its_own_is_refused_before_anything_is_done(working_directory):
    (working_directory / "mine").mkdir()
    (working_directory / "mine" / "holds.txt").write_text("my own notes")

    assert "holds 'holds.txt', which generate_library_notices did not write" in refusal(DAY, "--output=mine")
    assert patrons() == 0
    assert (working_directory / "mine" / "holds.txt").read_text() == "my own notes"


def test_output_below_a_file_is_refused_before_anything_is_done(working_directory):
    (working_directory / "file").write_text("")

    refusal(DAY, "--output=file/below")

    assert patrons() == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format=xml",), "'xml' is not a format that tables are written in. Give --format one of: csv."),
        (("--output= ",), "--output is empty. Give it a directory, such as exports/notices."),
        (("--patrons=30",), "--patrons 30: it must be a multiple of 25"),
        (
            ("--patrons=63900",),
            "--patrons 63900: it must be at most 63,875: fiction has no telephone numbers for more",
        ),
        (("--email-providers=gmail",), "--email-providers gmail: it must be one of: example, plan"),
        (
            ("--scenario=library-notices", "--patrons=25"),
            "library-notices takes no option --patrons. It takes: --email-providers.",
        ),
    ],
)
def test_mistake_is_answered_in_one_line(arguments, message):
    assert refusal(DAY, *arguments) == message
    assert patrons() == 0


def test_list_has_both_libraries():
    listed = run("--list-scenarios")

    assert "library-notices" in listed
    assert "library-city" in listed
    assert "25 patrons, 100 items" in listed


def test_files_of_a_library_that_has_moved_on_are_written_by_the_command_that_its_advance_names(working_directory):
    run(DAY, "--seed=7", "--patrons=50", "--output", working_directory / "before")

    [*_, named] = testing.run("seedplot", "advance", "--to=2026-03-13").splitlines()
    words = named.removeprefix("Write its files anew: python manage.py ").split()
    testing.run(*words)
    run("--scenario=library-city", "--seed=7", "--patrons=50", "--as-of=2026-03-13", "--clear", "--output=fresh")

    assert words == [
        "generate_library_notices", "--scenario", "library-city", "--seed", "7", "--patrons", "50",
        "--output", "exports/notices",
    ]  # fmt: skip
    written = files(working_directory / "exports" / "notices")
    assert written == files(working_directory / "fresh")
    assert written != files(working_directory / "before")
