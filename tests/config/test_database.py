import sys
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database import read_database

DEFAULT = "sqlite:////somewhere/db.sqlite3"
EXAMPLES = (
    "Examples: sqlite:////absolute/path/db.sqlite3, postgresql://user:password@localhost:5432/name, "
    "postgresql:///name?host=/run/postgresql, mysql://user:password@127.0.0.1:3306/name, "
    "mysql://user@/name?host=/run/mysqld/mysqld.sock."
)
PLACE = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
MYSQL_OPTIONS = {"charset": "utf8mb4", "sql_mode": "STRICT_TRANS_TABLES"}


@pytest.fixture
def read(monkeypatch):
    """Read this DATABASE_URL, on a machine that may lack mysqlclient: reading needs no more than its name."""
    monkeypatch.setitem(sys.modules, "MySQLdb", ModuleType("MySQLdb"))

    def read_url(url):
        monkeypatch.setenv("DATABASE_URL", url)
        return read_database(default=DEFAULT)

    return read_url


@pytest.mark.parametrize("url", [None, ""])
def test_database_is_the_default_when_none_is_named(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url or "")

    database = read_database(default=DEFAULT)

    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.sqlite3", "/somewhere/db.sqlite3")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite://", ":memory:"),
        ("sqlite://:memory:", ":memory:"),
        ("sqlite:///:memory:", ":memory:"),
        ("sqlite:///plots.sqlite3", "plots.sqlite3"),
        ("sqlite:///./plots.sqlite3", "./plots.sqlite3"),
        ("sqlite:////srv/plots/a%23b%3Fc%20d.sqlite3", "/srv/plots/a#b?c d.sqlite3"),
    ],
)
def test_sqlite_is_a_file_or_in_memory_and_writers_wait_for_each_other(read, url, name):
    database = read(url)

    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.sqlite3", name)
    assert database["OPTIONS"] == {"transaction_mode": "IMMEDIATE", "timeout": 20}


def test_sqlite_takes_options(read):
    database = read("sqlite:////srv/plots.sqlite3?timeout=60&transaction_mode=exclusive")

    assert database["OPTIONS"] == {"transaction_mode": "exclusive", "timeout": 60}


@pytest.mark.parametrize(
    ("url", "place"),
    [
        (
            "postgresql://demo@/plots?host=/run/postgresql&port=5433",
            ("django.db.backends.postgresql", "plots", "demo", "", "/run/postgresql", 5433, {}),
        ),
        (
            "postgres://demo:p%23%3F%40%2F@db.example:5432/plots%2Fold?sslmode=require&connect_timeout=5",
            (
                "django.db.backends.postgresql", "plots/old", "demo", "p#?@/", "db.example", 5432,
                {"sslmode": "require", "connect_timeout": 5},
            ),
        ),
        (
            "mysql://demo:secret@db.example:3306/plots",
            ("django.db.backends.mysql", "plots", "demo", "secret", "db.example", 3306, MYSQL_OPTIONS),
        ),
        (
            "mariadb://demo@/plots?host=/run/mysqld/mysqld.sock",
            ("django.db.backends.mysql", "plots", "demo", "", "/run/mysqld/mysqld.sock", "", MYSQL_OPTIONS),
        ),
        (
            "mysql://demo@db.example/plots?sql_mode=TRADITIONAL&ssl-ca=/srv/ca.pem&isolation_level=Repeatable%20Read",
            (
                "django.db.backends.mysql", "plots", "demo", "", "db.example", "",
                {
                    "charset": "utf8mb4", "sql_mode": "TRADITIONAL",
                    "ssl": {"ca": "/srv/ca.pem"}, "isolation_level": "Repeatable Read",
                },
            ),
        ),
    ],
)  # fmt: skip
def test_server_is_reached_by_its_address_or_a_socket(read, url, place):
    database = read(url)

    assert tuple(database[name] for name in PLACE) == place


@pytest.mark.parametrize(
    ("url", "mistake"),
    [
        ("secret", "cannot be read"),
        ("postgres://demo:secret@localhost:port/plots", "cannot be read"),
        ("postgres://demo:secret@[::1/plots", "cannot be read"),
        ("nosuch://demo:secret@localhost/plots", "cannot be read"),
        ("sqlite:////srv/plots?secret", "cannot be read"),
        ("oracle://demo:secret@localhost/plots", "names a database that seedplot does not know"),
        ("postgres://demo:secret@localhost/", "does not say which database"),
        ("mysql://demo:secret@localhost", "does not say which database"),
        ("sqlite:///", "does not say which database"),
        ("sqlite:/srv/plots.sqlite3", "has a wrong number of slashes"),
        ("sqlite://plots.sqlite3", "has a wrong number of slashes"),
        ("sqlite://srv/plots.sqlite3", "has a wrong number of slashes"),
        ("sqlite://///srv/plots.sqlite3", "has a wrong number of slashes"),
        ("sqlite:////srv/", "has a wrong number of slashes"),
        ("postgres:/plots", "has a wrong number of slashes"),
        ("postgres:////plots", "has a wrong number of slashes"),
        ("mysql://localhost//plots", "has a wrong number of slashes"),
        ("mysql://demo:12/secret@localhost/plots", "has a wrong number of slashes"),
        ("sqlite:////srv/a#b.sqlite3", "has a '#', which is written as %23 in an address"),
        ("postgres://demo:se#cret@localhost/plots", "has a '#', which is written as %23 in an address"),
        (
            "postgres://demo:12?a=secret@localhost/plots",
            "has a '?' before an '@'; in a name or a password they are written as %3F and %40",
        ),
        (
            "sqlite:////srv/plots?mode=ro",
            "has the option 'mode', which SQLite does not take; known: init_command, timeout, transaction_mode",
        ),
        ("sqlite:////srv/plots?timeout=1&timeout=2", "has the option 'timeout' twice"),
        ("sqlite:////srv/plots?timeout=0.5", "has the option 'timeout' with a wrong value; it takes a whole number"),
        (
            "sqlite:////srv/plots?transaction_mode=later",
            "has the option 'transaction_mode' with a wrong value; it takes deferred or immediate or exclusive",
        ),
        ("mysql:///plots?port=/run", "has the option 'port' with a wrong value; it takes a whole number"),
        ("mysql:///plots?charset=latin1", "has the option 'charset' with a wrong value; it takes utf8mb4"),
        (
            "mysql:///plots?sslmode=require",
            "has the option 'sslmode', which MySQL or MariaDB does not take; known: charset, collation, "
            "connect_timeout, host, init_command, isolation_level, port, read_default_file, read_default_group, "
            "read_timeout, sql_mode, ssl-ca, ssl_mode, write_timeout",
        ),
    ],
)
def test_database_url_that_is_malformed_is_refused_without_showing_its_password(read, url, mistake):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(url)

    assert str(refusal.value) == f"DATABASE_URL {mistake}. {EXAMPLES}"


@pytest.mark.parametrize("option", ["sslmod", "password", "dbname"])
def test_postgresql_takes_the_options_of_its_own_library_without_those_that_the_address_has(read, option):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(f"postgres://localhost/plots?sslmode=require&{option}=secret")

    assert str(refusal.value) == (
        f"DATABASE_URL has the option '{option}', which PostgreSQL does not take; "
        f"known: assume_role, currentSchema, host, isolation_level, port and those of libpq. {EXAMPLES}"
    )


@pytest.mark.parametrize(
    ("url", "module", "line"),
    [
        (
            "mysql://localhost/plots",
            "MySQLdb",
            "DATABASE_URL names a MySQL or MariaDB database, which needs mysqlclient. "
            "Install it: pip install -r requirements-mysql.txt",
        ),
        (
            "postgres://localhost/plots",
            "psycopg",
            "DATABASE_URL names a PostgreSQL database, which needs psycopg. "
            "Install it: pip install -r requirements.txt",
        ),
    ],
)
def test_driver_that_is_absent_is_named_with_the_command_that_installs_it(monkeypatch, read, url, module, line):
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(ImproperlyConfigured) as refusal:
        read(url)

    assert str(refusal.value) == line
