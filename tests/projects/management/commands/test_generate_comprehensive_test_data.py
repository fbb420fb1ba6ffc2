"""The command of the software house: phases, second runs, what it refuses, and what follows the rows."""

import csv
import io
import re
import shutil
from functools import partial
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from apps.accounts.models import User
from apps.projects.exports import steps
from apps.projects.exports.steps import Step
from apps.projects.models import Issue, Organization, VectorRecord
from seedplot import testing
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from tests.conftest import run_python, sqlite_url

NAME = "generate_comprehensive_test_data"
QUICK = ("--projects=3", "--issues-per-project=30", "--as-of=2026-03-12")
ALONE = ("--skip-pinecone", "--skip-s3", "--skip-csv")
RUN = r"software-house, seed 42, as of 2026-03-12 \(run \d+\)"


@pytest.fixture(autouse=True)
def _own_directory(tmp_path, monkeypatch, settings):
    settings.DEBUG = True
    monkeypatch.chdir(tmp_path)


generate = partial(testing.run, NAME)
refusal = partial(testing.refusal, NAME)


def everything():
    return {model.__name__: model.objects.count() for model in (User, Organization, Issue, SeedRun)}


@pytest.mark.django_db
def test_ten_phases_are_told_with_their_counts_and_times():
    told = generate(*QUICK, "--skip-pinecone")

    phases = re.findall(r"^ ?(\d+) of 10  (.*)$", told, re.MULTILINE)
    assert [int(number) for number, _ in phases] == list(range(1, 11))
    titles = [
        "Users", "Organization and workspace", "Projects", "Sprints", "Issues and their history", "Comments and links",
    ]  # fmt: skip
    for (_, line), title in zip(phases, titles, strict=False):
        assert re.fullmatch(rf"{title} +[\d,]+ rows +\d+\.\d\d s", line)
    assert phases[6][1].startswith("CSV files: 9 files with ")
    assert phases[7][1] == "Upload to S3: skipped, AWS_STORAGE_BUCKET_NAME names no bucket."
    assert phases[8][1] == "Search vectors: skipped, --skip-pinecone."
    assert phases[9][1].startswith("Summary: 6 users, 1 organization, 1 workspace, 3 projects, ")
    assert " 90 issues, " in phases[9][1]
    assert phases[9][1].endswith(" 9 links.")
    assert "Login        owner@example.com, password Pass123" in told


@pytest.mark.django_db
def test_skipping_everything_leaves_the_database_alone():
    told = generate(*QUICK, *ALONE)

    assert everything() == {"User": 6, "Organization": 1, "Issue": 90, "SeedRun": 1}
    assert not Path("exports").exists()
    assert VectorRecord.objects.count() == 0
    assert "Upload to S3: skipped, --skip-s3." in told


@pytest.mark.django_db
def test_skipping_the_files_leaves_nothing_to_upload_and_says_so():
    assert "Upload to S3: skipped, with --skip-csv there is nothing to upload." in generate(
        *QUICK, "--skip-csv", "--skip-pinecone"
    )


@pytest.mark.django_db
def test_files_go_where_the_output_says():
    generate(*QUICK, "--skip-pinecone", "--output", "handed/on")

    with (Path("handed/on") / "issues.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 90
    assert not Path("exports").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("again", ["--seed=42", "--seed=7", "--as-of=2026-11-04", "--projects=4", "--dry-run"])
def test_second_run_is_refused_whatever_is_asked_for(again):
    generate(*QUICK, *ALONE)
    before = everything()

    said = refusal(*QUICK, *ALONE, again)

    assert re.fullmatch(
        rf"{RUN} is there already; nothing was written\. Replace it: "
        rf"python manage\.py {NAME} .*--clear .*",
        said,
    )
    assert everything() == before


@pytest.mark.django_db
def test_clearing_rebuilds_the_same_rows():
    generate(*QUICK, *ALONE)
    first = SeedRun.objects.get()

    generate(*QUICK, *ALONE, "--clear")

    assert SeedRun.objects.get().fingerprint == first.fingerprint
    assert everything() == {"User": 6, "Organization": 1, "Issue": 90, "SeedRun": 1}


@pytest.mark.django_db
def test_clearing_only_leaves_what_others_made_and_no_vector():
    User.objects.create_user("guest")
    generate(*QUICK, "--skip-csv")
    assert VectorRecord.objects.count() > 90

    told = generate("--clear-only")

    assert re.fullmatch(r"Cleared [\d,]+ rows\.\n", told)
    assert everything() == {"User": 1, "Organization": 0, "Issue": 0, "SeedRun": 0}
    assert VectorRecord.objects.count() == 0


@pytest.mark.django_db
def test_dry_run_leaves_no_row_and_no_file():
    told = generate(*QUICK, "--dry-run")

    assert everything() == {"User": 0, "Organization": 0, "Issue": 0, "SeedRun": 0}
    assert not Path("exports").exists()
    assert told.endswith("No files, no upload and no vectors: these follow rows that stay.\n")


@pytest.mark.django_db
def test_verifying_finds_what_was_written():
    generate(*QUICK, *ALONE)

    told = generate("--verify")

    assert re.search(rf"Verified: {RUN} is what it was\.", told)
    assert "of 10" not in told


@pytest.mark.django_db
def test_failed_step_leaves_the_rows_and_names_the_command_that_repeats_it(monkeypatch):
    def fail(delivery):
        raise SeedError("The disk is full.")

    export, *others = steps.STEPS
    failing = Step(export.name, export.title, fail, export.skipped)
    monkeypatch.setattr(steps, "STEPS", (failing, *others))

    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command(NAME, *QUICK, "--no-progress", "--output=there", stdout=out)

    assert str(refused.value) == (
        "The rows are there, but the export failed: The disk is full. "
        f"Repeat it alone: python manage.py {NAME} --only export --output there"
    )
    assert everything() == {"User": 6, "Organization": 1, "Issue": 90, "SeedRun": 1}
    assert " 9 of 10  Search vectors: " in out.getvalue()
    assert "10 of 10  Summary: " in out.getvalue()


@pytest.mark.django_db
def test_step_is_repeated_alone_and_adds_no_row():
    generate(*QUICK, *ALONE)
    before = everything()

    told = generate("--only", "export", "--output", "later")

    assert re.fullmatch(r" 7 of 10  CSV files: 9 files with \d+ rows in later\.\n", told)
    assert everything() == before


@pytest.mark.django_db
def test_step_without_a_run_says_how_to_make_one():
    said = refusal("--only", "export")

    assert f"There is no run of the software house. Make one: python manage.py {NAME}" in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--projects=21",), "--projects 21: it must be at most 20, as many as there are templates"),
        (("--projects=0",), "--projects 0: it must be at least 1"),
        (("--projects=many",), "--projects many: it must be a whole number"),
        (("--issues-per-project=0",), "--issues-per-project 0: it must be at least 1"),
        (("--only=print",), "There is no step 'print'. Give --only one of: export, upload, vectors."),
        (("--only=export", "--clear"), "--only repeats a step and makes no rows. Leave out --clear."),
        (("--only=export", "--seed=7"), "--only repeats a step and makes no rows. Leave out --seed."),
        (
            ("--output=",),
            "--output is empty. Give it a directory, or leave it out for exports/generation_<timestamp>.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(arguments, said):
    assert refusal(*arguments) == said
    assert everything() == {"User": 0, "Organization": 0, "Issue": 0, "SeedRun": 0}


def test_listing_the_scenarios_needs_no_models_of_the_house(run_program):
    finished = run_program(
        """
        import sys
        from seedplot import registry
        registry.discover()
        heavy = ("apps.projects.seeding.planning", "apps.projects.seeding.specification", "apps.projects.factories")
        print([name for name in sys.modules if name.startswith(heavy)])
        """
    )

    assert (finished.returncode, finished.stdout) == (0, "[]\n")


def test_options_are_those_of_the_plan():
    command = load_command_class(get_commands()[NAME], NAME)
    options = command.create_parser("manage.py", NAME)._option_string_actions

    assert {
        "--projects", "--issues-per-project", "--skip-csv", "--skip-s3", "--skip-pinecone", "--output", "--only",
        "--seed", "--as-of", "--clear", "--clear-only", "--dry-run", "--verify",
    } <= set(options)  # fmt: skip


@pytest.mark.check
def test_workers_write_what_one_process_writes(garden_file, tmp_path):
    fingerprints = set()
    for workers in ((), ("--workers=2",)):
        url = sqlite_url(shutil.copy(garden_file, tmp_path / f"{len(workers)}.sqlite3"))
        done = run_python("manage.py", NAME, *QUICK, *ALONE, *workers, DATABASE_URL=url)
        assert (done.returncode, done.stderr) == (0, "")
        fingerprints.update(re.findall(r"Fingerprint  (.*)", done.stdout))

    again = run_python("manage.py", NAME, *QUICK, *ALONE, DATABASE_URL=url)

    assert len(fingerprints) == 1
    assert again.returncode == 1
    assert re.match(rf"CommandError: {RUN} is there already; nothing was written\.", again.stderr)


@pytest.mark.django_db
def test_files_of_a_house_that_has_moved_on_are_written_by_the_command_that_its_advance_names():
    generate(*QUICK, "--skip-pinecone", "--skip-s3", "--output=before")

    out = io.StringIO()
    call_command("seedplot", "advance", "--to=2026-03-13", stdout=out)
    named = out.getvalue().splitlines()[-1]
    words = named.removeprefix("Write its files anew: python manage.py ").split()
    generate(*words[1:], "--output=after")
    fresh = ("--projects=3", "--issues-per-project=30", "--as-of=2026-03-13", "--clear")
    generate(*fresh, "--skip-pinecone", "--skip-s3", "--output=fresh")

    assert words == [NAME, "--only", "export"]
    after, seeded, before = (_rows_without_keys(Path(name) / "issues.csv") for name in ("after", "fresh", "before"))
    assert after == seeded
    assert after != before


def _rows_without_keys(path):
    """The rows of a file, without what the database numbers."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: value for name, value in row.items() if not name.endswith("id")} for row in csv.DictReader(file)]
