"""Reads settings from environment variables, strictly: what cannot be understood is refused in one line.

A variable that is set to nothing counts as not set. No message repeats a value that may hold a password.
"""

import math
import os
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

BOOLEANS = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}
SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"


def read_text(name: str, *, default: str = "", may_be_empty: bool = False) -> str:
    """The variable's text. With `may_be_empty` one that is set to nothing is nothing, and not the default."""
    text = os.environ.get(name, default if may_be_empty else "").strip()
    return text if may_be_empty else text or default


def read_number(name: str) -> float | None:
    """A number, None where the variable is not set."""
    text = read_text(name)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ImproperlyConfigured(f"{name} cannot be {text!r}. Give it a number, such as 0.25.")
    return number


def read_boolean(name: str, *, default: bool) -> bool:
    text = read_text(name)
    if not text:
        return default
    try:
        return BOOLEANS[text.lower()]
    except KeyError:
        known = ", ".join(BOOLEANS)
        raise ImproperlyConfigured(f"{name} cannot be {text!r}. Known values: {known}.") from None


def read_list(name: str) -> list[str]:
    """The parts between commas: "a.example, b.example" gives two."""
    return [part.strip() for part in read_text(name).split(",") if part.strip()]


def read_secret_key(*, debug: bool) -> str:
    key = read_text("SECRET_KEY", default="django-insecure-development-key-of-seedplot" if debug else "")
    if not key:
        raise ImproperlyConfigured("SECRET_KEY must be set when DEBUG is off.")
    return key


def read_database(*, default: str) -> dict[str, Any]:
    """The Django settings of the database that DATABASE_URL names, SQLite or PostgreSQL."""
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(read_text("DATABASE_URL", default=default)))
    except ValueError:
        raise ImproperlyConfigured(_describe_database_url("cannot be read")) from None
    if database["ENGINE"] not in (SQLITE, POSTGRESQL):
        raise ImproperlyConfigured(_describe_database_url("names a database that seedplot does not know"))
    if not database["NAME"]:
        raise ImproperlyConfigured(_describe_database_url("does not say which database"))

    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"] == SQLITE:
        # A transaction that reads first and writes later fails at once when someone else wrote in between,
        # whatever the timeout. One that takes the write lock at its start waits for its turn instead.
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("timeout", 20)
    else:
        # `?host=/run/postgresql` names the folder of a socket, which has no place in the address itself.
        # As Django's own settings, host and port also reach `dbshell` and the test database.
        for name in ("host", "port"):
            if name in options:
                database[name.upper()] = options.pop(name)
    return database


def _describe_database_url(mistake: str) -> str:
    return (
        f"DATABASE_URL {mistake}. Examples: sqlite:////absolute/path/db.sqlite3, "
        "postgresql://user:password@localhost:5432/name, postgresql:///name?host=/run/postgresql."
    )
