"""Errors that SQLite really gives, each with its cause and advice."""

import re
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from seedplot.engine import provenance
from seedplot.engine.clearing import clearing
from seedplot.errors import SeedError
from tests.conftest import ROOT, sqlite_url
from tests.seedplot.errors_of_commands import DAY, NOTHING, refusal, refusal_of_a_broken_database, seed
from tests.toy.factories import BedFactory
from tests.toy.garden import whole_garden
from tests.toy.inside import default_database
from tests.toy.models import Bed
from tests.toy.outside import path_of
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

AGAIN = "then run the command again."


@pytest.fixture(autouse=True)
def debug(settings):
    settings.DEBUG = True


@pytest.fixture
def garden(file_garden, django_db_blocker):
    """The default database of this process: a file, whose transactions are real."""
    with django_db_blocker.unblock(), default_database(file_garden.url):
        yield file_garden


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_full_database_asks_for_room(garden):
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 1}")

    assert refusal() == (
        f"The database has no room: database or disk is full. {NOTHING} "
        "Make room where it keeps its data, then run the command again."
    )


def test_file_that_may_not_grow_asks_for_a_look_at_the_disk(file_garden):
    path = path_of(file_garden.url)
    before = file_garden.everything()
    size = path.stat().st_size

    finished = subprocess.run(
        [sys.executable, "manage.py", "seed_garden", "--scenario=harvest-weeks", DAY],
        cwd=ROOT,
        env={
            "DATABASE_URL": file_garden.url,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert finished.returncode == 1
    assert re.fullmatch(
        r"CommandError: (The database cannot use its files: disk I/O error|The database has no room: .*)\. "
        r"Nothing of harvest-weeks was written\. .*, then run the command again\.\n",
        finished.stderr,
    )
    assert file_garden.everything() == before


def test_database_that_another_process_writes_to_asks_to_wait(file_garden, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        default_database(f"{file_garden.url}?timeout=0"),
        closing(sqlite3.connect(path_of(file_garden.url), isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")

        assert refusal() == (
            f"Another process writes to the database: database is locked. {NOTHING} Wait until it is done, {AGAIN}"
        )


def test_read_only_database_asks_for_the_right_to_write(file_garden, django_db_blocker):
    with django_db_blocker.unblock(), default_database(f"{file_garden.url}?init_command=PRAGMA%20query_only%3D1"):
        assert refusal() == (
            f"The database is read-only: attempt to write a readonly database. {NOTHING} "
            f"Make the file and its folder writable for this user, {AGAIN}"
        )


def test_too_many_variables_ask_for_less(garden):
    connection.ensure_connection()
    connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 5)

    assert refusal() == (
        f"A statement has more values than the database allows: too many SQL variables. {NOTHING} "
        "Take less at a time: fewer scenarios, or a smaller one."
    )


def test_missing_table_asks_for_migrate(garden):
    execute("DROP TABLE toy_harvest")

    assert refusal_of_a_broken_database() == (
        f"A table is missing: no such table: toy_harvest. {NOTHING} "
        "Check DATABASE_URL, then run: python manage.py migrate"
    )


def test_missing_column_asks_for_migrate(garden):
    execute("ALTER TABLE toy_harvest DROP COLUMN rainy")

    assert refusal_of_a_broken_database() == (
        f"A column is missing: table toy_harvest has no column named rainy. {NOTHING} "
        "The tables are older or newer than the code. Run: python manage.py migrate"
    )


def test_trigger_that_refuses_a_row_is_a_rule_of_the_table(garden):
    execute(
        "CREATE TRIGGER dry BEFORE INSERT ON toy_harvest WHEN NEW.rainy "
        "BEGIN SELECT RAISE(ABORT, 'no harvest in the rain'); END"
    )

    assert refusal() == (
        f"A row breaks a rule of its table: no harvest in the rain. {NOTHING} If the model has that rule, correct the "
        "scenario; if not, the tables are changed. Run: python manage.py migrate"
    )


def test_trigger_that_refuses_to_delete_is_the_databases(garden):
    seed()
    execute("CREATE TRIGGER kept BEFORE DELETE ON toy_harvest BEGIN SELECT RAISE(ABORT, 'harvests are kept'); END")

    assert refusal("--clear-only") == (
        "A row breaks a rule of its table: harvests are kept. Nothing was cleared. "
        "A constraint or a trigger of the database forbids it: change that first."
    )
    with pytest.raises(
        SeedError, match=r"^A row breaks a rule of its table: harvests are kept\. Nothing was cleared\."
    ):
        clearing.clear_in_transaction("default", provenance.runs_of("default"))


def test_column_that_needs_a_value_is_said(garden):
    execute("ALTER TABLE toy_harvest ADD COLUMN basket integer NOT NULL DEFAULT 1")
    execute("CREATE TABLE other AS SELECT 1", "ALTER TABLE toy_harvest RENAME TO old")
    execute(
        "CREATE TABLE toy_harvest (id integer PRIMARY KEY AUTOINCREMENT, plant_id text, picked_at text, picked_on text,"
        " weight_kg text, rainy bool, notes text, replant_on text, basket integer NOT NULL)"
    )

    assert refusal_of_a_broken_database() == (
        f"A row lacks a value that its table needs: NOT NULL constraint failed: toy_harvest.basket. {NOTHING} If the "
        "model needs it, correct the scenario; if not, the tables are changed. Run: python manage.py migrate"
    )


def test_name_that_is_taken_names_the_row_in_the_way(garden):
    bed = BedFactory.create(name="Bed 1")

    assert refusal() == (
        f"A value is taken: UNIQUE constraint failed: toy_bed.name. {NOTHING} "
        f"toy.Bed {bed.pk} has name 'Bed 1'. Remove or rename it, {AGAIN}"
    )


def test_name_that_a_run_has_taken_names_the_run_and_the_command_that_clears_it(garden, monkeypatch):
    seed()
    [run] = provenance.runs_of("default")
    bed = Bed.objects.get(name="Bed 0")
    monkeypatch.setattr(HarvestWeeksScenario, "exclusive_key", lambda self, options: "elsewhere")

    assert refusal("--seed=7") == (
        f"A value is taken: UNIQUE constraint failed: toy_bed.name. {NOTHING} toy.Bed {bed.pk} of {run} has name "
        f"'Bed 0'. Clear that run first: python manage.py seed_demo_data --clear-only --run {run.pk}"
    )


def test_name_that_a_plan_gives_twice_is_the_scenarios_fault(garden, monkeypatch):
    plan = HarvestWeeksScenario.plan

    def planned_twice(self, context, shard):
        yield BedFactory.row(context.rng.at("again"), name="Bed 0")
        yield from plan(self, context, shard)

    monkeypatch.setattr(HarvestWeeksScenario, "plan", planned_twice)

    assert refusal() == (
        f"A value is taken: UNIQUE constraint failed: toy_bed.name. {NOTHING} "
        "No row has it, so the run plans it twice: that is a fault in the scenario."
    )


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("id", 2**70, "Python int too large to convert to SQLite INTEGER"),
        ("name", "Bed \ud800", r"'utf-8' codec can't encode character '\ud800' in position 4: surrogates not allowed"),
    ],
    ids=["number", "text"],
)
def test_value_that_the_driver_cannot_send_is_named(column, value, reason, garden, monkeypatch):
    plan = HarvestWeeksScenario.plan

    def planned(self, context, shard):
        for row in plan(self, context, shard):
            if row.shape.model is Bed and column == "name":
                row.columns_ = tuple(value if each.startswith("Bed ") else each for each in row.columns[:1]) + tuple(
                    row.columns[1:]
                )
            yield row

    monkeypatch.setattr(HarvestWeeksScenario, "plan", planned)
    if column == "id":
        monkeypatch.setattr("seedplot.engine.backends.base.Backend.keys", lambda self, shape: iter([value] * 100))

    message = refusal()

    assert message == (
        f"A value does not fit its column: toy.Bed.{column} cannot be {value!r}: {reason}. "
        "Correct the option that the value comes from, or the scenario."
    )


def test_value_of_another_type_is_named_with_its_column(garden, monkeypatch):
    plan = HarvestWeeksScenario.plan

    def planned(self, context, shard):
        for row in plan(self, context, shard):
            if row.shape.label == "toy.Harvest":
                columns = list(row.columns)
                columns[[field.name for field in row.shape.fields].index("weight_kg")] = "a handful"
                row.columns_ = tuple(columns)
            yield row

    monkeypatch.setattr(HarvestWeeksScenario, "plan", planned)

    message = refusal_of_a_broken_database()

    assert re.fullmatch(
        r"A value does not fit its column: toy\.Harvest\.weight_kg cannot be 'a handful' "
        r"\(in <Row toy\.Harvest plant=<toy\.Plant>, .*\.\.\.>\): .*\. "
        r"Correct the option that the value comes from, or the scenario\.",
        message,
    )


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (".", "The database cannot be reached: unable to open database file. Check the path in DATABASE_URL and the "),
        (
            "README.md",
            "The database is damaged, or is none: file is not a database. Check DATABASE_URL; if it is right",
        ),
    ],
)
def test_path_that_is_no_database_asks_for_another(path, message, django_db_blocker):
    with django_db_blocker.unblock(), default_database(sqlite_url(ROOT / path)):
        assert refusal_of_a_broken_database().startswith(message)


def test_mistake_in_a_scenarios_code_is_said_to_be_its_own(garden, monkeypatch):
    def plan(self, context, shard):
        yield BedFactory.row(context.rng.at("bed"), name="Bed" + shard.number)

    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)

    assert refusal() == (
        'The scenario harvest-weeks has a fault: TypeError: can only concatenate str (not "int") to str. '
        "It is in its code, not in the command; --traceback shows where."
    )


@pytest.mark.parametrize("name", ["prerequisites", "shards", "shared_rows", "subjects", "validate"])
def test_mistake_in_any_other_part_of_a_scenario_is_said_to_be_its_own(name, garden, monkeypatch):
    def mistaken(self, *_, **__):
        return {}["missing"]

    monkeypatch.setattr(HarvestWeeksScenario, name, mistaken)

    assert refusal() == (
        "The scenario harvest-weeks has a fault: KeyError: 'missing'. "
        "It is in its code, not in the command; --traceback shows where."
    )


MISTAKEN = """
import sys
import django
django.setup()
from django.core.management import execute_from_command_line
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

def plan_with_a_mistake(self, context, shard):
    yield 1 + "one"

HarvestWeeksScenario.plan = plan_with_a_mistake
execute_from_command_line(["manage.py", "seed_garden", "--scenario=harvest-weeks", *sys.argv[1:]])
"""


def test_traceback_shows_where_a_scenario_has_its_mistake(file_garden):
    import os

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-c", MISTAKEN, *arguments],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "DATABASE_URL": file_garden.url,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    brief, whole = run(), run("--traceback")

    line = (
        "CommandError: The scenario harvest-weeks has a fault: TypeError: unsupported operand type(s) for +: 'int' and "
        "'str'. It is in its code, not in the command; --traceback shows where.\n"
    )
    assert (brief.returncode, brief.stderr) == (1, line)
    assert whole.returncode == 1
    assert "in plan_with_a_mistake" in whole.stderr


def test_error_of_the_engine_itself_is_no_fault_of_a_scenario(garden, monkeypatch):
    def broken(*_, **__):
        raise TypeError("a mistake of the engine")

    monkeypatch.setattr("seedplot.engine.ledger.record_blocks", broken)
    before = whole_garden()

    with pytest.raises(TypeError, match="a mistake of the engine"):
        seed()

    assert whole_garden() == before
