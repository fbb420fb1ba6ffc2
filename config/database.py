"""Reads DATABASE_URL strictly: what cannot be understood is refused in one line that shows no password.

dj-database-url reads leniently: a missing slash means a database in memory, a "?" or "#" in a file's name another file,
and an unknown option fails with a traceback as soon as the database is used.
"""

from importlib import import_module
from typing import Any, NoReturn
from urllib.parse import parse_qsl, unquote

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config.environment import read_text

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
MYSQL = "django.db.backends.mysql"
NAMES = {SQLITE: "SQLite", POSTGRESQL: "PostgreSQL", MYSQL: "MySQL or MariaDB"}
DRIVERS = {
    POSTGRESQL: ("psycopg", "psycopg", "requirements.txt"),
    MYSQL: ("MySQLdb", "mysqlclient", "requirements-mysql.txt"),
}
"""The module, the package that brings it, and the file that pins the package."""

ANY, WHOLE_NUMBER = ("any text",), ("a whole number",)
ADDRESS_OPTIONS = {"host": ANY, "port": WHOLE_NUMBER}
OPTIONS = {
    SQLITE: {
        "init_command": ANY,
        "timeout": WHOLE_NUMBER,
        "transaction_mode": ("deferred", "immediate", "exclusive"),
    },
    # What libpq knows is added when a PostgreSQL database is named.
    POSTGRESQL: {
        **ADDRESS_OPTIONS,
        "assume_role": ANY,
        "currentSchema": ANY,
        "isolation_level": ("1", "2", "3", "4"),
    },
    MYSQL: {
        **ADDRESS_OPTIONS,
        "charset": ("utf8mb4",),
        "collation": ANY,
        "connect_timeout": WHOLE_NUMBER,
        "init_command": ANY,
        "isolation_level": ("read uncommitted", "read committed", "repeatable read", "serializable"),
        "read_default_file": ANY,
        "read_default_group": ANY,
        "read_timeout": WHOLE_NUMBER,
        "sql_mode": ANY,
        "ssl-ca": ANY,
        "ssl_mode": ANY,
        "write_timeout": WHOLE_NUMBER,
    },
}
"""By engine, the options that an address may have, with their values."""
DEFAULT_OPTIONS: dict[str, dict[str, Any]] = {
    # A transaction that reads first and writes later fails at once when someone else wrote in between,
    # whatever the timeout. One that takes the write lock at its start waits for its turn instead.
    SQLITE: {"transaction_mode": "IMMEDIATE", "timeout": 20},
    POSTGRESQL: {},
    # Without the strict mode a value that does not fit its column is cut off, and only a warning says so.
    # Django itself asks for READ COMMITTED.
    MYSQL: {"charset": "utf8mb4", "sql_mode": "STRICT_TRANS_TABLES"},
}

dj_database_url.register("mariadb", MYSQL)(dj_database_url.apply_ssl_ca)


def read_database(*, default: str) -> dict[str, Any]:
    """The Django settings of the database that DATABASE_URL names: SQLite, PostgreSQL, MySQL or MariaDB."""
    url = read_text("DATABASE_URL", default=default)
    if "\0" in unquote(url):
        # Drivers end a name there, and go elsewhere without a word.
        _refuse("has a %00, which no name can have")
    if "#" in url:
        _refuse("has a '#', which is written as %23 in an address")
    address, _, query = url.partition("?")
    if "@" in query:
        _refuse("has a '?' before an '@'; in a name or a password they are written as %3F and %40")
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError:
        _refuse("cannot be read")
    engine = database["ENGINE"]
    if engine not in NAMES:
        _refuse("names a database that seedplot does not know")
    _check_slashes(address, engine)
    _import_driver(engine)
    _check_options(query, engine)

    options = {**DEFAULT_OPTIONS[engine], **database.get("OPTIONS", {})}
    # `?host=/run/postgresql` names the folder of a socket, for MySQL and MariaDB the socket itself, which has no place
    # in the address. As Django's own settings, host and port also reach `dbshell` and the test database.
    for name in ADDRESS_OPTIONS:
        if name in options:
            database[name.upper()] = options.pop(name)
    return {**database, "OPTIONS": options}


def _check_slashes(address: str, engine: str) -> None:
    _, separator, place = address.partition("://")
    host, _, name = place.partition("/")
    if engine == SQLITE:
        in_memory = place in ("", ":memory:")
        wrong = bool(host) or name.startswith("//") or name.endswith("/")
    else:
        in_memory = False
        wrong = "/" in name
    if not separator or (wrong and not in_memory):
        _refuse("has a wrong number of slashes")
    if not name and not in_memory:
        _refuse("does not say which database")


def _import_driver(engine: str) -> None:
    if engine in DRIVERS:
        module, package, requirements = DRIVERS[engine]
        try:
            import_module(module)
        except ImportError:
            raise ImproperlyConfigured(
                f"DATABASE_URL names a {NAMES[engine]} database, which needs {package}. "
                f"Install it: pip install -r {requirements}"
            ) from None


def _check_options(query: str, engine: str) -> None:
    try:
        options = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    except ValueError:
        _refuse("cannot be read")
    known = _known_options(engine)
    seen = set()
    for name, value in options:
        if name not in known:
            listed = ", ".join(sorted(OPTIONS[engine])) + (" and those of libpq" if engine == POSTGRESQL else "")
            _refuse(f"has the option '{name}', which {NAMES[engine]} does not take; known: {listed}")
        if name in seen:
            _refuse(f"has the option '{name}' twice")
        seen.add(name)
        values = known[name]
        fits = value.isdecimal() if values is WHOLE_NUMBER else values is ANY or value.lower() in values
        if not fits:
            _refuse(f"has the option '{name}' with a wrong value; it takes {' or '.join(values)}")


def _known_options(engine: str) -> dict[str, tuple[str, ...]]:
    known = dict(OPTIONS[engine])
    if engine == POSTGRESQL:
        from psycopg.pq import Conninfo

        names = {each.keyword.decode() for each in Conninfo.get_defaults()}
        # These have their place in the address.
        names -= {"dbname", "user", "password"}
        known = {**dict.fromkeys(names, ANY), **known}
    return known


def _refuse(mistake: str) -> NoReturn:
    raise ImproperlyConfigured(
        f"DATABASE_URL {mistake}. Examples: sqlite:////absolute/path/db.sqlite3, "
        "postgresql://user:password@localhost:5432/name, postgresql:///name?host=/run/postgresql, "
        "mysql://user:password@127.0.0.1:3306/name, mysql://user@/name?host=/run/mysqld/mysqld.sock."
    ) from None
