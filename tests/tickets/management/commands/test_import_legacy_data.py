"""The three imports and import_legacy_data as their user meets them: what each option does, and how faults are told."""

import datetime as dt
import re
import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError

from apps.accounts.factories import UserFactory
from apps.accounts.models import User
from apps.tickets.factories import MachineInstanceFactory, MachineModelFactory, MaintainerFactory
from apps.tickets.models import LogEntry, MachineInstance, MachineModel, Maintainer, Task
from apps.tickets.services.tasks import add_note
from seedplot.commands.seed_again import seed_again_command
from seedplot.models import SeedBlock, SeedChange, SeedRun
from seedplot.testing import refusal, run
from tests.builders.legacy_data import LOG, MAINTAINERS, PROBLEMS, LegacyCopy

DAY = "--as-of=2026-03-12"
PEOPLE, MACHINES = "import_legacy_maintainers", "create_default_machines"
RECORDS, SAMPLE = "import_legacy_maintenance_records", "create_sample_maintenance_data"
ALL = "import_legacy_data"
STEPS = (PEOPLE, MACHINES, RECORDS, SAMPLE)
SCENARIOS = {PEOPLE: "legacy-maintainers", MACHINES: "default-machines", RECORDS: "legacy-records"}
# Of the three imports, on any database and at any anchor; change one only with what it is taken of.
FINGERPRINTS = [
    "10d6f492f65ffa7e30f983d297ca5143",
    "a34d8e98a97f2c4297dbad7708014b33",
    "919d4ffbdc9e83570cb868f68f7a1bb6",
]
each_import = pytest.mark.parametrize("command", SCENARIOS)
TABLES = (
    User,
    Maintainer,
    MachineModel,
    MachineInstance,
    Task,
    LogEntry,
    LogEntry.maintainers.through,
    SeedRun,
    SeedBlock,
    SeedChange,
)


@pytest.fixture(autouse=True)
def debug(settings):
    """On, as where the commands are meant to be run; the test runner turns it off."""
    settings.DEBUG = True


@pytest.fixture
def copy(tmp_path):
    return LegacyCopy(tmp_path)


@pytest.fixture
def workshop(db):
    """What the command for the records wants in place."""
    run(PEOPLE, DAY)
    run(MACHINES, DAY)


@pytest.fixture
def museum(db):
    run(ALL, DAY)


def whole_database():
    return {model: list(model._base_manager.order_by("pk").values()) for model in TABLES}


def counts():
    """Users, maintainers, models, instances, legacy tasks, standalone entries, sample tasks, their entries."""
    legacy, sample = Task.objects.filter(reported_by_contact=""), Task.objects.exclude(reported_by_contact="")
    return (
        User.objects.count(),
        Maintainer.objects.count(),
        MachineModel.objects.count(),
        MachineInstance.objects.count(),
        legacy.count(),
        LogEntry.objects.filter(task=None).count(),
        sample.count(),
        LogEntry.objects.filter(task__in=sample).count(),
    )


def told(printed):
    """The commands that were ticked off."""
    return re.findall(r"^✓ (\w+)$", printed, re.MULTILINE)


# --- Each import by itself -------------------------------------------------------------------------------------


@each_import
def test_import_writes_proves_and_reports(workshop, command):
    SeedRun.objects.filter(scenario=SCENARIOS[command]).delete()

    printed = run(command, DAY, "--seed=7")

    record = SeedRun.objects.get(scenario=SCENARIOS[command])
    assert printed.startswith(f"{SCENARIOS[command]}: ")
    assert f"\nFingerprint  {record.fingerprint}\n" in printed
    assert f"\nWritten as run {record.pk}.\nNext: python manage.py " in printed
    assert "NO" not in re.findall(r"^tickets\.P\d{3} .* (yes|NO)$", printed, re.MULTILINE)
    assert (record.kind, record.seed, f"{record.anchor:%Y-%m-%d}") == ("import", 7, "2026-03-12")
    assert printed.errors == ""


@each_import
def test_second_run_adds_nothing_and_names_the_run(workshop, command):
    run(command, DAY)
    before = whole_database()

    same, another_day = run(command, DAY), run(command)

    note = f"{SeedRun.objects.get(scenario=SCENARIOS[command])} is there already; nothing was written."
    assert note in same
    assert note in another_day
    assert whole_database() == before


@each_import
@pytest.mark.parametrize(
    ("other", "options"),
    [("--seed=43", "--seed 43 --as-of 2026-03-12"), ("--as-of=2026-03-13", "--as-of 2026-03-13")],
    ids=["seed", "anchor"],
)
def test_another_run_is_refused_with_the_command_that_replaces_it(workshop, command, other, options):
    run(command, DAY)
    before = whole_database()

    refused = refusal(command, *([DAY] if "seed" in other else []), other)

    assert refused == (
        f"{SeedRun.objects.get(scenario=SCENARIOS[command])} is there already and is not the run you ask for. "
        f"Replace it: python manage.py {command} {options} --clear"
    )
    assert whole_database() == before


@pytest.mark.django_db
def test_each_import_clears_its_own_rows_and_no_other():
    make_rows_by_hand()
    before = whole_database()
    for command in (PEOPLE, MACHINES, RECORDS):
        run(command, DAY)

    cleared = [run(command, "--clear-only") for command in (RECORDS, MACHINES, PEOPLE)]

    assert cleared == ["Cleared 204 rows.\n", "Cleared 36 rows.\n", "Cleared 72 rows.\n"]
    assert whole_database() == before
    assert run(PEOPLE, "--clear-only") == "There is nothing to clear.\n"


def make_rows_by_hand():
    """A machine, a person, a task with an entry, and an entry of its own."""
    machine = MachineInstanceFactory.create(model=MachineModelFactory.create(name="Humpty Dumpty"))
    person = MaintainerFactory.create(user=UserFactory.create(username="ada"))
    task = Task.objects.create(machine=machine, problem_text="By hand.", reported_by_user=person.user)
    add_note(task, [person], "By hand, too.")
    LogEntry.objects.create(machine=machine, text="By hand and alone.").maintainers.add(person)


@each_import
def test_clear_brings_the_rows_of_the_other_seed(workshop, command):
    run(RECORDS, DAY)
    if command != RECORDS:
        run(RECORDS, "--clear-only")

    printed = run(command, DAY, "--seed=7", "--clear")

    record = SeedRun.objects.get(scenario=SCENARIOS[command])
    assert record.seed == 7
    assert f"Written as run {record.pk}." in printed
    assert counts()[:6] == (36, 36, 18, 18, *((10, 89) if command == RECORDS else (0, 0)))


HANGING = {
    "a task on a machine": (
        MACHINES,
        lambda: Task.objects.create(machine=MachineInstance.objects.get(slug="gorgar"), problem_text="x"),
        r"1 tickets\.Task refers to its tickets\.MachineInstance, first tickets\.Task {key}[; ,]",
    ),
    "an instance of a model": (
        MACHINES,
        lambda: MachineInstanceFactory.create(model=MachineModel.objects.get(name="Gorgar"), slug="second"),
        r"1 tickets\.MachineInstance refers to its tickets\.MachineModel, first .* {key}[; ,]",
    ),
    "a machine that somebody entered": (
        PEOPLE,
        lambda: MachineModelFactory.create(created_by=User.objects.get(username="ken")),
        r"1 tickets\.MachineModel refers to its accounts\.User, first tickets\.MachineModel {key}[; ,]",
    ),
    "a task that somebody reported": (
        PEOPLE,
        lambda: Task.objects.create(
            machine=MachineInstanceFactory.create(),
            problem_text="x",
            reported_by_user=User.objects.get(username="ken"),
        ),
        r"1 tickets\.Task refers to its accounts\.User, first tickets\.Task {key}[; ,]",
    ),
    "an entry on a task": (
        RECORDS,
        lambda: add_note(Task.objects.first(), [], "x"),
        r"1 tickets\.LogEntry refers to its tickets\.Task, first tickets\.LogEntry {key}[; ,]",
    ),
    "a person on an entry": (
        RECORDS,
        lambda: LogEntry.maintainers.through.objects.create(
            logentry=LogEntry.objects.filter(maintainers=None).first(), maintainer=Maintainer.objects.first()
        ),
        r"1 tickets\.LogEntry_maintainers refers to its tickets\.LogEntry, first .* {key}[; ,]",
    ),
}


@pytest.mark.parametrize("what", HANGING)
@pytest.mark.parametrize("option", ["--clear-only", "--clear"])
def test_clear_refuses_for_a_foreign_row_and_names_it(workshop, what, option):
    command, make, line = HANGING[what]
    if command == RECORDS:
        run(RECORDS, DAY)
    row = make()
    before = whole_database()

    refused = refusal(command, option, DAY)

    assert re.search(line.format(key=row.pk), refused)
    assert "nothing was cleared. Take them along: python manage.py " in refused
    assert refused.endswith(" --with-dependents")
    assert whole_database() == before


@each_import
def test_dry_run_writes_nothing(workshop, command):
    if command != RECORDS:
        run(command, "--clear-only")
    before = whole_database()

    printed = run(command, DAY, "--dry-run")

    assert "Dry run: everything was written, checked and rolled back." in printed
    assert whole_database() == before


@each_import
def test_import_verifies_what_is_there(workshop, command):
    run(RECORDS, DAY)

    assert f"Verified: {SCENARIOS[command]}, seed 42, as of 2026-03-12" in run(command, "--verify")


@each_import
def test_import_refuses_a_production_database(db, settings, command, outside_tests):
    settings.DEBUG = False

    assert refusal(command, DAY).startswith("DEBUG is off, so this may be a production database.")
    assert not SeedRun.objects.exists()


# --- Files that cannot be read ---------------------------------------------------------------------------------


def test_directory_may_be_named_from_the_working_directory(workshop, copy, monkeypatch):
    monkeypatch.chdir(copy.directory.parent)
    copy.append(LOG, "Gorgar,1/3/2024 1:00 PM,From elsewhere.,Ken")

    run(RECORDS, DAY, f"--directory={copy.directory.name}")

    assert LogEntry.objects.filter(text="From elsewhere.").exists()


def test_default_directory_does_not_hang_on_the_working_directory(db, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    run(PEOPLE, DAY)

    assert User.objects.count() == 36


def test_machines_take_no_directory(db, copy):
    with pytest.raises((CommandError, TypeError), match="directory"):
        run(MACHINES, DAY, f"--directory={copy.directory}")


SPOILT = {
    "a missing roster": (PEOPLE, lambda copy: copy.remove(MAINTAINERS), "Maintainers.csv is not in "),
    "missing problems": (RECORDS, lambda copy: copy.remove(PROBLEMS), "Maintenance - Problems.csv is not in "),
    "a missing log": (RECORDS, lambda copy: copy.remove(LOG), "Maintenance - Log entries.csv is not in "),
    "a roster without a column": (
        PEOPLE,
        lambda copy: copy.replace(MAINTAINERS, ",Nickname", ""),
        "Maintainers.csv, line 1 has no column 'Nickname'; its columns are Username, Is Admin, First Name, ",
    ),
    "a log of another encoding": (
        RECORDS,
        lambda copy: copy.replace(LOG, "suspect", b"susp\xe9ct"),
        "Maintenance - Log entries.csv, line 3 has byte 0xe9, which is not UTF-8",
    ),
    "a broken quotation": (
        RECORDS,
        lambda copy: copy.replace(LOG, b'bench."', b"bench"),
        "Maintenance - Log entries.csv, line 2 has broken quotation marks: ",
    ),
    "an address that is none": (
        PEOPLE,
        lambda copy: copy.replace(MAINTAINERS, "dean.quillhaven@", "dean.quillhaven"),
        "Maintainers.csv, line 2, column Email: 'dean.quillhavenexample.com' is refused: Enter a valid email address",
    ),
    "a date that is none": (
        RECORDS,
        lambda copy: copy.replace(PROBLEMS, "1/6/24", "1/66/24"),
        "Maintenance - Problems.csv, line 2, column Timestamp: '1/66/24, 2:15 PM' must be a moment such as",
    ),
    "a machine that the museum has not": (
        RECORDS,
        lambda copy: copy.replace(LOG, "Baseball,", "Football,"),
        "Maintenance - Log entries.csv, line 55, column Machine: 'Football' is no machine of the museum",
    ),
    "the last row of the last file": (
        RECORDS,
        lambda copy: copy.replace(LOG, "9/8/2023 12:00 AM", "9/8/2023 12:60 AM"),
        "Maintenance - Log entries.csv, line 266, column Date: '9/8/2023 12:60 AM' must be a moment such as",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_file_that_cannot_be_read_is_told_in_one_line_and_nothing_is_written(workshop, copy, what):
    command, spoil, line = SPOILT[what]
    if command == PEOPLE:
        run(PEOPLE, "--clear-only")
    spoil(copy)
    before = whole_database()

    refused = refusal(command, DAY, f"--directory={copy.directory}")

    assert refused.startswith(line)
    assert refused.endswith(
        f" Nothing was written. Correct the files in {copy.directory}, or name another place with --directory, "
        "then run the command again."
    )
    assert (refused.output, refused.errors) == ("", "")
    assert whole_database() == before


def test_every_row_that_cannot_be_read_is_listed_above_the_line(workshop, copy):
    copy.append(PROBLEMS, 'Football,"1/6/24, 2:15 PM",,,Perhaps')
    copy.append(LOG, "Gorgar,soon,x,Ken")
    before = whole_database()

    refused = refusal(RECORDS, DAY, f"--directory={copy.directory}")

    listed = refused.errors.splitlines()
    assert listed == [
        f"{PROBLEMS}, line 12, column Problem: '' must not be blank.",
        f"{PROBLEMS}, line 12, column Checked / Unchecked: 'Perhaps' must be CHECKED, UNCHECKED or blank.",
        f"{LOG}, line 271, column Date: 'soon' must be a moment such as 10/4/2025 4:55 PM.",
    ]
    assert refused.startswith(f"{listed[0].rstrip('.')} (and 2 more, listed above). Nothing was written. ")
    assert whole_database() == before


def test_unknown_person_is_told_in_the_report_and_the_command_succeeds(workshop, copy):
    copy.replace(LOG, "Diana and Laura", "Diana and Wilma")
    line = copy.line_of(LOG, "Lockdown bar")

    printed = run(RECORDS, DAY, f"--directory={copy.directory}")

    [warning] = re.findall(r"^Warning +(.*\n.*)$", printed, re.MULTILINE)
    assert " ".join(warning.split()).startswith(
        f"{LOG}, line {line}: 'Wilma' is no maintainer; what is told there stays, without that person."
    )
    assert LogEntry.objects.count() == 89


def test_without_machines_the_next_command_is_named(db):
    run(PEOPLE, DAY)

    assert refusal(RECORDS, DAY) == (
        "There are no machines. Create them first: python manage.py create_default_machines"
    )


# --- import_legacy_data ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_whole_museum_is_made_step_by_step():
    printed = run(ALL, DAY, "--seed=7")

    *museum, tasks, entries = counts()
    assert museum == [36, 36, 18, 18, 10, 89]
    assert (tasks >= 95, entries >= 475) == (True, True)
    lines = [line for line in printed.splitlines() if line.endswith(" ...") or line.startswith("✓ ")]
    assert lines == [
        "Importing the maintainers ...",
        "✓ import_legacy_maintainers",
        "Creating the machines ...",
        "✓ create_default_machines",
        "Importing the maintenance records ...",
        "✓ import_legacy_maintenance_records",
        "Creating the sample maintenance data ...",
        "✓ create_sample_maintenance_data",
    ]
    assert f"{tasks:,} tasks, {entries:,} log entries." in printed
    assert [(run.seed, f"{run.anchor:%Y-%m-%d}") for run in SeedRun.objects.all()] == [(7, "2026-03-12")] * 4
    assert printed.errors == ""


def test_running_it_again_changes_no_count(museum):
    before = whole_database()

    printed = run(ALL, DAY)
    run(ALL)

    assert told(printed) == list(STEPS)
    assert printed.count("is there already; nothing was written.") == 4
    assert whole_database() == before


@pytest.mark.parametrize(
    ("other", "options"),
    [("--seed=43", "--seed 43 --as-of 2026-03-12"), ("--as-of=2026-03-13", "--as-of 2026-03-13")],
    ids=["seed", "anchor"],
)
def test_another_seed_or_anchor_is_refused_with_the_command_that_replaces_everything(museum, other, options):
    before = whole_database()

    refused = refusal(ALL, *([DAY] if "seed" in other else []), other)

    assert refused == (
        f"import_legacy_maintainers failed: {SeedRun.objects.get(scenario='legacy-maintainers')} is there already and "
        f"is not the run you ask for. Replace it: python manage.py import_legacy_data {options} --clear"
    )
    assert whole_database() == before


def test_clear_only_leaves_none_of_its_rows_and_all_of_others(db):
    make_rows_by_hand()
    gorgar = MachineModelFactory.create(name="Talking Gorgar", ipdb_id=1062)
    machine = MachineInstanceFactory.create(model=gorgar, operational_status="unknown")
    UserFactory.create(username="ken", email="ken@example.com")
    before = whole_database()
    run(ALL, DAY)
    changed = MachineInstance.objects.get(pk=machine.pk).operational_status

    printed = run(ALL, "--clear-only")

    assert changed != "unknown"
    assert re.fullmatch(r"Cleared [\d,]+ rows\.\n", printed)
    assert whole_database() == before
    assert run(ALL, "--clear-only") == "There is nothing to clear.\n"


def test_clear_takes_everything_back_and_makes_it_anew(museum):
    before = counts()

    printed = run(ALL, "--as-of=2026-06-15", "--seed=7", "--clear")

    assert re.search(r"^Cleared [\d,]+ rows\.$", printed, re.MULTILINE)
    assert told(printed) == list(STEPS)
    assert counts() == before
    assert {(run.seed, f"{run.anchor:%Y-%m-%d}") for run in SeedRun.objects.all()} == {(7, "2026-06-15")}


def test_same_anchor_with_clear_gives_the_same_rows(museum):
    before = dict(SeedRun.objects.values_list("scenario", "fingerprint"))

    run(ALL, DAY, "--clear")

    assert dict(SeedRun.objects.values_list("scenario", "fingerprint")) == before


@pytest.mark.parametrize("option", ["--clear-only", "--clear"])
@pytest.mark.parametrize(
    ("make", "line"),
    [
        (
            lambda: add_note(Task.objects.exclude(reported_by_contact="").first(), [], "By hand."),
            r"1 tickets\.LogEntry refers to its tickets\.Task, first tickets\.LogEntry {key}[; ,]",
        ),
        (
            lambda: Task.objects.create(machine=MachineInstance.objects.get(slug="carom"), problem_text="By hand."),
            r"1 tickets\.Task refers to its tickets\.MachineInstance, first tickets\.Task {key}[; ,]",
        ),
        (
            lambda: MachineModelFactory.create(updated_by=User.objects.get(username="mike")),
            r"1 tickets\.MachineModel refers to its accounts\.User, first tickets\.MachineModel {key}[; ,]",
        ),
    ],
    ids=["entry on a sample task", "task on a machine", "model that an imported user changed"],
)
def test_clear_of_all_refuses_for_a_foreign_row_and_removes_nothing(museum, option, make, line):
    row = make()
    before = whole_database()

    refused = refusal(ALL, DAY, option)

    assert re.search(line.format(key=row.pk), refused)
    assert "nothing was cleared. Take them along: python manage.py " in refused
    assert refused.endswith(" --with-dependents")
    assert whole_database() == before


def test_failing_step_is_named_and_the_next_do_not_run(db, copy):
    copy.replace(LOG, "Gorgar,", "Morgar,")

    refused = refusal(ALL, DAY, f"--directory={copy.directory}", untouched=False)

    assert refused.startswith(
        f"import_legacy_maintenance_records failed: {LOG}, line 8, column Machine: 'Morgar' is no "
    )
    assert told(refused.output) == [PEOPLE, MACHINES]
    assert list(SeedRun.objects.order_by("pk").values_list("scenario", flat=True)) == [
        "legacy-maintainers",
        "default-machines",
    ]
    copy.replace(LOG, "Morgar,", "Gorgar,")
    assert told(run(ALL, DAY, f"--directory={copy.directory}")) == list(STEPS)


def test_roster_of_the_named_directory_is_imported(db, copy):
    copy.append(MAINTAINERS, ",,Ada,,,")

    run(ALL, DAY, f"--directory={copy.directory}")

    assert User.objects.filter(username="ada").exists()


def test_missing_username_is_told_by_the_last_step(db, copy):
    copy.replace(MAINTAINERS, ",,Mike,,,", ",,Michael,,,")

    refused = refusal(ALL, DAY, f"--directory={copy.directory}", untouched=False)

    assert refused.startswith("create_sample_maintenance_data failed: ")
    assert "mike" in refused
    assert counts() == (36, 36, 18, 18, 10, 89, 0, 0)


def test_clear_that_cannot_be_followed_by_all_steps_clears_nothing(museum, copy):
    copy.replace(LOG, "Gorgar,", "Morgar,")
    before = whole_database()

    refused = refusal(ALL, DAY, "--clear", f"--directory={copy.directory}")

    assert refused.startswith("import_legacy_maintenance_records failed: ")
    assert refused.endswith("Nothing was cleared or written.")
    assert whole_database() == before


@pytest.mark.django_db
def test_early_anchor_is_refused_before_anything_is_written():
    before = whole_database()

    refused = refusal(ALL, "--as-of=2025-03-31")

    assert refused.startswith("create_sample_maintenance_data cannot run: ")
    assert "2025-04-01" in refused
    assert whole_database() == before


def test_verify_proves_all_steps_although_stories_change_machines(museum):
    assert SeedChange.objects.exists()

    assert told(run(ALL, "--verify")) == list(STEPS)


@pytest.mark.django_db
def test_dry_run_of_all_writes_nothing():
    before = whole_database()

    printed = run(ALL, DAY, "--dry-run")

    assert told(printed) == list(STEPS)
    assert printed.endswith("Dry run: everything was written, checked and rolled back.\n")
    assert whole_database() == before


def test_part_that_others_hang_on_cannot_be_cleared_alone(museum):
    records, sample = (SeedRun.objects.get(scenario=name) for name in ("legacy-records", "pinball-workshop"))

    for command in (PEOPLE, MACHINES):
        refused = refusal(command, "--clear-only")
        assert f", written by {records}" in refused or f", written by {sample}" in refused
        assert refused.endswith(f"Take them along: python manage.py {command} --clear-only --with-dependents")

    assert run(RECORDS, "--clear-only") == "Cleared 204 rows.\n"
    assert counts()[:6] == (36, 36, 18, 18, 0, 0)


# --- On a database of its own ----------------------------------------------------------------------------------


@pytest.mark.check
def test_command_line_makes_proves_and_clears_the_museum_on_every_database(manage, any_garden_url):
    def command(*arguments):
        finished = manage(ALL, *arguments, "--no-progress", DATABASE_URL=any_garden_url, PYTHONIOENCODING="utf-8")
        return finished.returncode, finished.stdout, finished.stderr

    made, again, proven = command(DAY), command(DAY), command("--verify")
    refused = command("--as-of=2026-03-13")
    cleared, nothing = command("--clear-only"), command("--clear-only")

    assert [(code, told(out), err) for code, out, err in (made, again, proven)] == [(0, list(STEPS), "")] * 3
    assert re.findall(r"fingerprint ([0-9a-f]{32})", made[1])[:3] == FINGERPRINTS
    assert (refused[0], refused[2].count("\n")) == (1, 1)
    assert refused[2].startswith("CommandError: import_legacy_maintainers failed: ")
    assert (cleared[0], re.fullmatch(r"Cleared [\d,]+ rows\.\n", cleared[1]) is not None) == (0, True)
    assert nothing == (0, "There is nothing to clear.\n", "")


def test_broken_file_ends_the_command_line_with_one_line(manage, garden_file, garden_url, copy):
    copy.write(MAINTAINERS, "")

    finished = manage(ALL, DAY, f"--directory={copy.directory}", "--no-progress", DATABASE_URL=garden_url)

    assert finished.returncode == 1
    assert finished.stderr.startswith("CommandError: import_legacy_maintainers failed: Maintainers.csv is empty; ")
    assert finished.stderr.count("\n") == 1
    with closing(sqlite3.connect(garden_file)) as connection:
        assert connection.execute("SELECT count(*) FROM seedplot_seedrun").fetchall() == [(0,)]


@pytest.mark.parametrize("command", [PEOPLE, MACHINES, RECORDS])
def test_import_is_not_adopted_and_repeats_instead(command, museum):
    SeedRun.objects.filter(scenario=SCENARIOS[command]).delete()
    before = counts()

    refused = refusal(command, DAY, "--adopt")
    run(command, DAY)

    assert refused == (
        f"{SCENARIOS[command]} is an import: nothing tells its rows from those that were there before it, so its "
        "record cannot be written anew. Import once more, which leaves what is there: "
        f"python manage.py {command} --as-of 2026-03-12"
    )
    assert counts() == before


def test_import_is_made_again_by_its_own_command(museum):
    record = SeedRun.objects.get(scenario=SCENARIOS[PEOPLE])

    again = seed_again_command(record, dt.date(2026, 3, 13))

    assert again == f"python manage.py {PEOPLE} --as-of 2026-03-13 --clear"
