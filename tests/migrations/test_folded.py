"""`0001_initial` of each app has the state of commit 5a82476, and a database of that commit moves on from it."""

import lzma
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.conftest import run_python, sqlite_url
from tests.migrations.states import describe_states, stored_states

DATABASE_FILE = Path(__file__).with_name("database_of_5a82476.sql.xz")
BASELINE_FINGERPRINT = "855b02f33aa3c2268321a0a363f1343c"
# Recorded as applied there, so that a new migration of one of these names would never run.
FOLDED = {
    ("projects", "0002_vectorrecord"),
    ("projects", "0003_activity_of_writes"),
    ("seedplot", "0002_shards_written_apart"),
    ("seedplot", "0003_what_a_run_took_from_outside"),
}


def run_manage(path, *arguments):
    """Run `manage.py` on the file as a user does, without the tests' own app."""
    return run_python("manage.py", *arguments, DATABASE_URL=sqlite_url(path), DJANGO_SETTINGS_MODULE="config.settings")


def tables(path):
    """{table: [{column: value} of each row]}."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'")
        names = [name for (name,) in listed.fetchall()]
        return {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in names}


OF_TESTS = ("toy_", "zoo_", "zoo ")
"""The tables of apps that only tests install, which no stored database has."""


def schema(path):
    """{(kind, name): the parts of its SQL}, sorted: two tables had a column appended that a new one has further ahead."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
    return {
        (kind, name): sorted(sql.removesuffix(")").split(", "))
        for kind, name, sql in found
        if not name.startswith(("sqlite_", *OF_TESTS)) and not any(f'ON "{each}' in sql for each in OF_TESTS)
    }


def lost_rows(before, after):
    """{table: its rows that are gone}, compared by the columns that both have."""
    lost = {}
    for name, rows in before.items():
        found = after.get(name, [])
        columns = sorted(set(rows[0]) & set(found[0])) if rows and found else []
        then, now = (Counter(repr([row[each] for each in columns]) for row in side) for side in (rows, found))
        if gone := then - now:
            lost[name] = gone
    return lost


@pytest.fixture(scope="module")
def restored_file(tmp_path_factory):
    """The database of commit 5a82476."""
    path = tmp_path_factory.mktemp("restored") / "restored.sqlite3"
    with lzma.open(DATABASE_FILE, "rt", encoding="utf-8") as sql, closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql.read())
    return path


@pytest.fixture(scope="module")
def migrated_template(restored_file):
    """The same, migrated by today's code."""
    path = Path(shutil.copy(restored_file, restored_file.with_name("migrated.sqlite3")))
    finished = run_manage(path, "migrate")
    assert (finished.returncode, finished.stderr) == (0, "")
    return path


@pytest.fixture
def migrated_file(migrated_template, tmp_path):
    return Path(shutil.copy(migrated_template, tmp_path / "migrated.sqlite3"))


def test_states_are_those_of_the_commit():
    stored = stored_states()

    assert describe_states((label, "0001_initial") for label in stored) == stored


def test_folded_names_are_not_used_again():
    assert FOLDED & set(MigrationLoader(None).disk_migrations) == set()


def test_restored_database_has_rows_and_old_names(restored_file):
    rows = tables(restored_file)

    names = {(each["app"], each["name"]) for each in rows["django_migrations"]}
    assert {name for name in names if name[0] in stored_states()} == {
        *((label, "0001_initial") for label in stored_states()),
        *FOLDED,
    }
    counted = ("auth_users", "metrics_pullrequest", "projects_activitylog", "projects_vectorrecord")
    recorded = ("seedplot_seedrun", "seedplot_seedshard", "tenants_message")
    assert [len(rows[name]) for name in (*counted, *recorded)] == [1, 123, 1, 1, 2, 1, 30]


@pytest.mark.check
def test_migrating_loses_no_row(restored_file, migrated_template):
    assert lost_rows(tables(restored_file), tables(migrated_template)) == {}


def test_migrated_database_has_the_schema_of_a_new_one(migrated_template, garden_file):
    assert schema(migrated_template) == schema(garden_file)


@pytest.mark.check
def test_models_need_no_further_migration(migrated_file):
    finished = run_manage(migrated_file, "makemigrations", "--check", "--dry-run")

    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "No changes detected\n", "")


@pytest.mark.check
def test_seeded_run_is_verified(migrated_file):
    finished = run_manage(migrated_file, "seed_demo_data", "--scenario", "baseline", "--verify", "--verbosity=0")

    assert (finished.returncode, finished.stderr) == (0, "")
    assert f"fingerprint {BASELINE_FINGERPRINT}" in finished.stdout


@pytest.mark.check
def test_seeded_rows_are_cleared_and_own_rows_stay(migrated_file):
    # The commit kept no digests of its rows: the proof adds them.
    verified = run_manage(migrated_file, "seed_demo_data", "--verify", "--verbosity=0")
    assert (verified.returncode, verified.stderr) == (0, "")
    for scenario in ("baseline", "tenant-conversations"):
        finished = run_manage(migrated_file, "seed_demo_data", "--scenario", scenario, "--clear-only", "--verbosity=0")
        assert (finished.returncode, finished.stderr) == (0, "")

    rows = tables(migrated_file)
    left = {
        name: len(each)
        for name, each in rows.items()
        if each and name.startswith(("auth_users", "metrics_", "projects_", "seedplot_", "tenants_"))
    }
    assert left == {
        "auth_users": 1,
        "projects_activitylog": 1,
        "projects_organization": 1,
        "projects_project": 1,
        "projects_vectorrecord": 1,
        "projects_workspace": 1,
    }
