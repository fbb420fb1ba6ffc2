"""Errors that PostgreSQL and MariaDB really give, each with its cause and advice."""

import re
from contextlib import closing, contextmanager
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

from tests.seedplot.errors_of_commands import NOTHING, refusal, refusal_of_a_broken_database
from tests.toy.factories import BedFactory
from tests.toy.inside import default_database
from tests.toy.models import Bed
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

AGAIN = "then run the command again."
CHANGED = (
    f"{NOTHING} If the model {{}}, correct the scenario; if not, the tables are changed. Run: python manage.py migrate"
)


@pytest.fixture(autouse=True)
def debug(settings):
    settings.DEBUG = True


@pytest.fixture
def garden(new_garden, django_db_blocker):
    with django_db_blocker.unblock():
        yield new_garden("postgresql")


@pytest.fixture
def mariadb_url(mariadb_garden_url, django_db_blocker):
    with django_db_blocker.unblock():
        yield mariadb_garden_url


@contextmanager
def database(url, **options):
    """The default database of this process, with options in its address."""
    extra = "".join(f"&{name}={quote(value)}" for name, value in options.items())
    with default_database(f"{url}{extra}") as connection:
        yield connection


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def name_beds(monkeypatch, name):
    """Have each planned bed bear that name."""
    plan = HarvestWeeksScenario.plan

    def planned(self, context, shard):
        for row in plan(self, context, shard):
            if row.shape.model is Bed:
                place = [field.name for field in row.shape.fields].index("name")
                row.columns_ = tuple(name if number == place else each for number, each in enumerate(row.columns))
            yield row

    monkeypatch.setattr(HarvestWeeksScenario, "plan", planned)


def act_while_planning(monkeypatch, action):
    plan = HarvestWeeksScenario.plan

    def planned(self, context, shard):
        action()
        yield from plan(self, context, shard)

    monkeypatch.setattr(HarvestWeeksScenario, "plan", planned)


# --- PostgreSQL ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "statement_timeout",
            "A statement took longer than the database allows: canceling statement due to statement timeout. "
            f"{NOTHING} Lift it (PGOPTIONS='-c statement_timeout=0'), {AGAIN}",
        ),
        (
            "lock_timeout",
            "Another session holds a lock for too long: canceling statement due to lock timeout. "
            f"{NOTHING} Wait until that session is done or end it, {AGAIN}",
        ),
    ],
)
def test_timeout_is_told_apart_by_what_ran_out(setting, message, garden):
    with psycopg.connect(garden.url) as other, database(garden.url, options=f"-c {setting}=300"):
        other.execute("LOCK TABLE toy_bed IN EXCLUSIVE MODE")

        assert refusal() == message


def test_read_only_session_asks_for_one_that_may_write(garden):
    with database(garden.url, options="-c default_transaction_read_only=on"):
        assert refusal() == (
            f"The database is read-only: cannot execute INSERT in a read-only transaction. {NOTHING} "
            f"Name the primary in DATABASE_URL, or let this user write, {AGAIN}"
        )


@pytest.fixture
def guest(garden):
    """The address for a role that may read all tables, and the statements that give it more."""
    garden.query("DROP ROLE IF EXISTS guest")
    garden.query("CREATE ROLE guest LOGIN")
    garden.query("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    yield re.sub(r"//\w+@", "//guest@", garden.url)
    garden.query("DROP OWNED BY guest")
    garden.query("DROP ROLE guest")


def test_role_without_permission_asks_for_a_grant(guest):
    with database(guest):
        assert refusal() == (
            f"The database user lacks a permission: permission denied for table seedplot_seedrun. {NOTHING} "
            f"Grant this user SELECT, INSERT, UPDATE and DELETE on all tables and their sequences, {AGAIN}"
        )


def test_role_that_does_not_own_the_tables_is_to_leave_out_fast_load(guest, garden):
    garden.query("GRANT ALL ON ALL TABLES IN SCHEMA public TO guest")
    garden.query("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO guest")

    with database(guest):
        message = refusal("--fast-load")

    assert re.fullmatch(
        r"The database user does not own a table: must be owner of table toy_\w+\. "
        r"Nothing of harvest-weeks was written\. "
        r"Leave out --fast-load, or name the owner of the tables in DATABASE_URL\.",
        message,
    )


def test_connection_that_is_ended_asks_to_see_that_the_server_runs(garden, monkeypatch):
    with database(garden.url) as own:

        def end():
            with psycopg.connect(garden.url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [own.connection.info.backend_pid])

        act_while_planning(monkeypatch, end)
        before = garden.everything()

        message = refusal_of_a_broken_database()

    assert re.fullmatch(
        r"The database broke off the connection: .*\. "
        r"See that it runs, then run the command again: what is complete is left alone\.",
        message,
    )
    assert garden.everything() == before


def test_statement_that_is_canceled_is_no_timeout(garden, monkeypatch):
    with database(garden.url, options="-c lock_timeout=20000") as own, psycopg.connect(garden.url) as other:
        from threading import Timer

        own.ensure_connection()
        pid = own.connection.info.backend_pid
        other.execute("LOCK TABLE toy_bed IN EXCLUSIVE MODE")
        Timer(0.5, lambda: cancel(garden.url, pid)).start()

        assert refusal() == (
            f"A statement was canceled from outside: canceling statement due to user request. {NOTHING} "
            f"See who did that, {AGAIN}"
        )


def cancel(url, pid):
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_cancel_backend(%s)", [pid])


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "ALTER TABLE toy_harvest ADD COLUMN basket integer NOT NULL",
            r"A row lacks a value that its table needs: null value in column \"basket\" of relation \"toy_harvest\" "
            r"violates not-null constraint: Failing row contains \(.*\)\. " + re.escape(CHANGED.format("needs it")),
        ),
        (
            "ALTER TABLE toy_harvest ADD CONSTRAINT handful CHECK (weight_kg < 0.1)",
            r"A row breaks a rule of its table: new row for relation \"toy_harvest\" violates check constraint "
            r"\"handful\": Failing row contains \(.*\)\. " + re.escape(CHANGED.format("has that rule")),
        ),
        (
            "DROP TABLE toy_harvest",
            r"A table is missing: relation \"toy_harvest\" does not exist\. Nothing of harvest-weeks was written\. "
            r"Check DATABASE_URL, then run: python manage.py migrate",
        ),
        (
            "ALTER TABLE toy_harvest DROP COLUMN rainy",
            r"A column is missing: column \"rainy\" of relation \"toy_harvest\" does not exist\. Nothing of "
            r"harvest-weeks was written\. The tables are older or newer than the code\. Run: python manage.py migrate",
        ),
        (
            "CREATE UNIQUE INDEX one_day ON toy_harvest (rainy)",
            r"A value is taken: duplicate key value violates unique constraint \"one_day\": Key \(rainy\)=\(f\) "
            r"already exists\. Nothing of harvest-weeks was written\. "
            r"No row has it, so the run plans it twice: that is a fault in the scenario\.",
        ),
    ],
    ids=["not null", "check", "table", "column", "unique"],
)
def test_table_that_is_not_as_migrated_is_said(statement, message, garden):
    with database(garden.url):
        execute(statement)

        assert re.fullmatch(message, refusal_of_a_broken_database())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "B" * 81,
            f"A value does not fit its column: toy.Bed.name cannot be '{'B' * 55}...': "
            f"value too long for type character varying(80). {NOTHING} "
            "Correct the option that the value comes from, or the scenario.",
        ),
        (
            "a\0b",
            f'A value does not fit its column: invalid byte sequence for encoding "UTF8": 0x00. {NOTHING} '
            "Correct the option that the value comes from, or the scenario.",
        ),
        (
            "\ud800",
            "A value does not fit its column: 'utf-8' codec can't encode character '\\ud800'",
        ),
    ],
    ids=["long", "NUL", "half a character"],
)
def test_value_that_fits_no_column_is_said(name, message, garden, monkeypatch):
    name_beds(monkeypatch, name)

    with database(garden.url):
        assert refusal().startswith(message)


def test_row_in_the_way_is_named(garden):
    with database(garden.url):
        bed = BedFactory.create(name="Bed 1")

        message = refusal()

    assert message.endswith(
        f"Key (name)=(Bed 1) already exists. {NOTHING} toy.Bed {bed.pk} has name 'Bed 1'. Remove or rename it, {AGAIN}"
    )


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            r"/garden%20\d+",
            "/nowhere",
        ),
        (r"//\w+@", "//nobody@"),
    ],
    ids=["database", "role"],
)
def test_address_that_leads_nowhere_is_said(part, message, garden):
    with database(re.sub(part, message, garden.url)):
        refused = refusal_of_a_broken_database()

    assert refused.endswith(
        "Create it or correct DATABASE_URL, then run: python manage.py migrate"
        if "nowhere" in message
        else f"Correct the user and the password in DATABASE_URL, {AGAIN}"
    )


# --- MariaDB ---------------------------------------------------------------------------------------------------


@contextmanager
def other_session(own):
    """Another session on the same database."""
    from MySQLdb import connect

    parameters = {name: value for name, value in own.get_connection_params().items() if name != "init_command"}
    with closing(connect(**parameters)) as other, other.cursor() as cursor:
        yield cursor


@pytest.mark.check
@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "SET max_statement_time = 0.3",
            "A statement took longer than the database allows: "
            "Query execution was interrupted (max_statement_time exceeded). "
            f"{NOTHING} Raise max_statement_time for this user, {AGAIN}",
        ),
        (
            "SET lock_wait_timeout = 1, innodb_lock_wait_timeout = 1",
            "Another session holds a lock for too long: Lock wait timeout exceeded; try restarting transaction. "
            f"{NOTHING} Wait until that session is done or end it, {AGAIN}",
        ),
        (
            "SET SESSION TRANSACTION READ ONLY",
            f"The database is read-only: Cannot execute statement in a READ ONLY transaction. {NOTHING} "
            f"Name the primary in DATABASE_URL, or let this user write, {AGAIN}",
        ),
    ],
    ids=["statement", "lock", "read-only"],
)
def test_session_of_mariadb_that_may_not_go_on_is_explained(setting, message, mariadb_url):
    with database(mariadb_url, init_command=setting) as own, other_session(own) as other:
        if "READ ONLY" not in setting:
            other.execute("LOCK TABLES toy_bed WRITE")

        assert refusal_of_a_broken_database() == message


@pytest.mark.check
@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "ALTER TABLE toy_harvest ADD COLUMN basket integer NOT NULL",
            "A row lacks a value that its table needs: Field 'basket' doesn't have a default value. "
            + CHANGED.format("needs it"),
        ),
        (
            "ALTER TABLE toy_harvest ADD CONSTRAINT handful CHECK (weight_kg < 0.1)",
            r"A row breaks a rule of its table: CONSTRAINT `handful` failed for `garden \d+`\.`toy_harvest`\. "
            + re.escape(CHANGED.format("has that rule")),
        ),
        (
            "DROP TABLE toy_harvest",
            r"A table is missing: Table 'garden \d+\.toy_harvest' doesn't exist\. "
            r"Nothing of harvest-weeks was written\. "
            r"Check DATABASE_URL, then run: python manage\.py migrate",
        ),
        (
            "ALTER TABLE toy_harvest DROP COLUMN rainy",
            f"A column is missing: Unknown column 'rainy' in 'INSERT INTO'. {NOTHING} "
            "The tables are older or newer than the code. Run: python manage.py migrate",
        ),
    ],
    ids=["not null", "check", "table", "column"],
)
def test_table_of_mariadb_that_is_not_as_migrated_is_said(statement, message, mariadb_url):
    with database(mariadb_url):
        execute(statement)

        refused = refusal_of_a_broken_database()

    assert refused == message or re.fullmatch(message, refused)


@pytest.mark.check
def test_table_of_mariadb_in_another_character_set_is_to_be_converted(mariadb_url, monkeypatch):
    name_beds(monkeypatch, "π")

    with database(mariadb_url):
        execute("ALTER TABLE toy_bed CONVERT TO CHARACTER SET latin1")
        message = refusal()

    assert re.fullmatch(
        r"The database cannot hold a character: Incorrect string value: '\\xCF\\x80' for column .*\. "
        r"Nothing of harvest-weeks was written\. Convert it \(ALTER DATABASE \.\.\. CHARACTER SET utf8mb4, and each "
        r"table with CONVERT TO\), then run the command again\.",
        message,
    )


@pytest.mark.check
def test_row_in_the_way_is_named_on_mariadb(mariadb_url):
    with database(mariadb_url):
        bed = BedFactory.create(name="Bed 1")

        assert refusal() == (
            f"A value is taken: Duplicate entry 'Bed 1' for key 'name'. {NOTHING} toy.Bed {bed.pk} has name 'Bed 1'. "
            f"Remove or rename it, {AGAIN}"
        )


@pytest.mark.check
def test_user_of_mariadb_without_permission_asks_for_a_grant(mariadb, mariadb_url):
    mariadb.execute("CREATE USER IF NOT EXISTS guest@localhost")
    mariadb.execute("GRANT SELECT ON *.* TO guest@localhost")

    with database(mariadb_url.replace("root@", "guest@")):
        message = refusal()

    assert re.fullmatch(
        r"The database user lacks a permission: INSERT command denied to user 'guest'@'localhost' for table .*\. "
        r"Nothing of harvest-weeks was written\. Grant this user SELECT, INSERT, UPDATE and DELETE on all tables .*",
        message,
    )


@pytest.mark.check
def test_connection_to_mariadb_that_is_killed_asks_to_see_that_the_server_runs(mariadb, mariadb_url, monkeypatch):
    with database(mariadb_url) as own:
        act_while_planning(monkeypatch, lambda: mariadb.execute(f"KILL {own.connection.thread_id()}"))

        message = refusal_of_a_broken_database()

        own.connection = None
    assert re.fullmatch(
        r"The database broke off the connection: .*\. "
        r"See that it runs, then run the command again: what is complete is left alone\.",
        message,
    )
