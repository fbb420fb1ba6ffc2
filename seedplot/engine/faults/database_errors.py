"""Database errors in one line: the cause, the database's own words, what became of the work, and the next step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, Error, IntegrityError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine.faults import rows_in_the_way
from seedplot.engine.faults.error_codes import LAYERS, Cause, cause_of, is_from_the_database_layer, origins
from seedplot.engine.faults.rows_in_the_way import BatchRefused
from seedplot.engine.faults.unfit_values import preparing
from seedplot.errors import SeedError, shown
from seedplot.plan import ContentTypeOf, Row, Shape, stored_value

DRIVER_ERRORS = (ValueError, TypeError, NotImplementedError, OverflowError, ValidationError)
"""Those with which a driver, or Django before it, refuses a value or a request."""

COPIED_VALUE = re.compile(r'^COPY (.+), line \d+, column (.+?): "(.*)"', re.DOTALL)
"""The table, the column and the value with which PostgreSQL refuses a row, as its message has them."""
SHOWN_OF_ROW = 100
"""Characters of a row in a message."""

AGAIN = "then {again}."
RUN_AGAIN = "run the command again"
RESUME = "resume the run"
"""The next step of a run whose shards have a transaction each."""

SAYS: Mapping[Cause, str] = {
    Cause.FULL: "The database has no room",
    Cause.FILE: "The database cannot use its files",
    Cause.LOCKED: "Another process writes to the database",
    Cause.LOCK_TIMEOUT: "Another session holds a lock for too long",
    Cause.DEADLOCK: "Another session was in the way",
    Cause.STATEMENT_TIMEOUT: "A statement took longer than the database allows",
    Cause.IDLE_TIMEOUT: "The transaction rested longer than the database allows",
    Cause.CANCELED: "A statement was canceled from outside",
    Cause.READ_ONLY: "The database is read-only",
    Cause.PERMISSION: "The database user lacks a permission",
    Cause.OWNERSHIP: "The database user does not own a table",
    Cause.LOGIN: "The database does not let its user in",
    Cause.NO_DATABASE: "The database does not exist",
    Cause.MISSING_TABLE: "A table is missing",
    Cause.MISSING_COLUMN: "A column is missing",
    Cause.MISSING_FEATURE: "The database lacks a feature",
    Cause.MISSING_ZONES: "The database has no time zones",
    Cause.CHARACTER_SET: "The database cannot hold a character",
    Cause.FOREIGN_KEY: "A row refers to one that is not there",
    Cause.REFERRED_TO: "A seeded row is referred to",
    Cause.UNIQUE: "A value is taken",
    Cause.CHECK: "A row breaks a rule of its table",
    Cause.NOT_NULL: "A row lacks a value that its table needs",
    Cause.GONE: "The database broke off the connection",
    Cause.UNREACHABLE: "The database cannot be reached",
    Cause.TOO_MANY_CONNECTIONS: "The database has no connection left",
    Cause.TOO_MANY_VARIABLES: "A statement has more values than the database allows",
    Cause.TOO_LARGE: "A statement or a row is too large for the database",
    Cause.MEMORY: "The database has no memory left",
    Cause.CORRUPT: "The database is damaged, or is none",
    Cause.VALUE: "A value does not fit its column",
    Cause.DRIVER: "The database driver refuses a value",
    Cause.OTHER: "The database refused a statement",
}

ADVICE: Mapping[Cause, str] = {
    Cause.FULL: f"Make room where it keeps its data, {AGAIN}",
    Cause.FILE: f"Look at the room, the quota and the health of its disk, {AGAIN}",
    Cause.LOCKED: f"Wait until it is done, {AGAIN}",
    Cause.LOCK_TIMEOUT: f"Wait until that session is done or end it, {AGAIN}",
    Cause.DEADLOCK: "That passes: {again}.",
    Cause.STATEMENT_TIMEOUT: f"Raise the limit for this user, {AGAIN}",
    Cause.IDLE_TIMEOUT: f"Raise idle_in_transaction_session_timeout for this user, {AGAIN}",
    Cause.CANCELED: "See who did that, then {again}.",
    Cause.READ_ONLY: f"Name the primary in DATABASE_URL, or let this user write, {AGAIN}",
    Cause.PERMISSION: f"Grant this user SELECT, INSERT, UPDATE and DELETE on all tables and their sequences, {AGAIN}",
    Cause.OWNERSHIP: "Leave out --fast-load, or name the owner of the tables in DATABASE_URL.",
    Cause.LOGIN: f"Correct the user and the password in DATABASE_URL, {AGAIN}",
    Cause.NO_DATABASE: "Create it or correct DATABASE_URL, then run: {migrate}",
    Cause.MISSING_TABLE: "Check DATABASE_URL, then run: {migrate}",
    Cause.MISSING_COLUMN: "The tables are older or newer than the code. Run: {migrate}",
    Cause.MISSING_FEATURE: f"Update the database to a version that Django supports, {AGAIN}",
    Cause.MISSING_ZONES: f"Load them (mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb mysql), {AGAIN}",
    Cause.CHARACTER_SET: "Keep the data in UTF-8, in a database that is made with that encoding, then run: {migrate}",
    Cause.FOREIGN_KEY: "A row that it needs has been removed meanwhile: {again}.",
    Cause.REFERRED_TO: "Rows of other tables refer to seeded ones: --clear-only --explain lists them.",
    Cause.UNIQUE: f"Remove or rename the row that has it, {AGAIN}",
    Cause.CHECK: "If the model has that rule, correct the scenario; if not, the tables are changed. Run: {migrate}",
    Cause.NOT_NULL: "If the model needs it, correct the scenario; if not, the tables are changed. Run: {migrate}",
    Cause.GONE: "See that it runs, then {again}: what is complete is left alone.",
    Cause.UNREACHABLE: f"Check DATABASE_URL and that the database runs there, {AGAIN}",
    Cause.TOO_MANY_CONNECTIONS: f"Close other sessions or raise the limit, {AGAIN}",
    Cause.TOO_MANY_VARIABLES: "Take less at a time: fewer scenarios, or a smaller one.",
    Cause.TOO_LARGE: f"Raise the limit that it names, {AGAIN}",
    Cause.MEMORY: f"Free some, or give the database more, {AGAIN}",
    Cause.CORRUPT: "Check DATABASE_URL; if it is right, restore the database from a backup.",
    Cause.VALUE: "Correct the option that the value comes from, or the scenario.",
    Cause.DRIVER: "Correct the option that the value comes from, or the scenario; --traceback shows where.",
    Cause.OTHER: "Look at the database's log; --traceback shows the statement.",
}

ADVICE_ON: Mapping[tuple[str, Cause], str] = {
    ("sqlite", Cause.READ_ONLY): f"Make the file and its folder writable for this user, {AGAIN}",
    ("sqlite", Cause.UNREACHABLE): f"Check the path in DATABASE_URL and the rights to its folder, {AGAIN}",
    ("sqlite", Cause.MISSING_FEATURE): f"Use a Python with a newer SQLite, {AGAIN}",
    ("postgresql", Cause.STATEMENT_TIMEOUT): f"Lift it (PGOPTIONS='-c statement_timeout=0'), {AGAIN}",
    ("mysql", Cause.STATEMENT_TIMEOUT): f"Raise max_statement_time for this user, {AGAIN}",
    ("mysql", Cause.TOO_LARGE): f"Raise max_allowed_packet, {AGAIN}",
    ("mysql", Cause.CHARACTER_SET): (
        "Convert it (ALTER DATABASE ... CHARACTER SET utf8mb4, and each table with CONVERT TO), " + AGAIN
    ),
    ("mysql", Cause.IDLE_TIMEOUT): f"Raise wait_timeout for this user, {AGAIN}",
}
"""Advice that differs from ADVICE by the kind of database."""

PASSING = frozenset(
    {
        Cause.FULL,
        Cause.FILE,
        Cause.LOCKED,
        Cause.LOCK_TIMEOUT,
        Cause.DEADLOCK,
        Cause.STATEMENT_TIMEOUT,
        Cause.IDLE_TIMEOUT,
        Cause.CANCELED,
        Cause.READ_ONLY,
        Cause.PERMISSION,
        Cause.LOGIN,
        Cause.NO_DATABASE,
        Cause.GONE,
        Cause.UNREACHABLE,
        Cause.TOO_MANY_CONNECTIONS,
        Cause.MEMORY,
        Cause.CORRUPT,
    }
)
"""Causes that lie in the database's state, not in what it was asked."""

WHILE_CLEARING: Mapping[Cause, str] = {
    Cause.CHECK: "A constraint or a trigger of the database forbids it: change that first.",
    Cause.UNIQUE: "A value that the run had changed is taken by now: change that row first.",
}
"""Advice that differs from both while rows are cleared."""


def explained(
    error: BaseException,
    using: str = DEFAULT_DB_ALIAS,
    *,
    outcome: str = "",
    clearing: bool = False,
    again: str = RUN_AGAIN,
) -> SeedError:
    """The error as its user needs it. `outcome` says what became of the work, such as "Nothing was cleared."

    The caller has rolled back: the row that has a value that must be unique is looked for.
    """
    advice = ""
    cause = cause_of(error)
    if clearing and cause in (Cause.FOREIGN_KEY, Cause.NOT_NULL):
        # SQLite does not say which; another database sets a reference to nothing that may not be.
        cause = Cause.REFERRED_TO
    if cause is Cause.UNIQUE and not clearing:
        advice = rows_in_the_way.advice_on(error, using, again)
    if cause in (Cause.GONE, Cause.UNREACHABLE):
        # A connection that is lost at the commit leaves open how it ended.
        outcome = ""
    advice = advice or advice_for(cause, using, clearing=clearing, again=again)
    parts = [f"{SAYS[cause]}: {reason_of(error)}.", outcome, advice]
    return SeedError(" ".join(part for part in parts if part))


def advice_for(cause: Cause, using: str, *, clearing: bool = False, again: str = RUN_AGAIN) -> str:
    """The next step after an error of that class, on that database."""
    vendor = connections[using].vendor if using in connections else ""
    special = WHILE_CLEARING.get(cause) if clearing else None
    advice = special or ADVICE_ON.get((vendor, cause)) or ADVICE[cause]
    database = "" if using == DEFAULT_DB_ALIAS else f" --database {using}"
    return advice.replace("{again}", again).replace("{migrate}", f"python manage.py migrate{database}")


def reason_of(error: BaseException) -> str:
    """The database's own words in one line, with what PostgreSQL tells on a line of its own."""
    if isinstance(error, ValidationError):
        return str(error.messages[0]).rstrip(".")
    # What a driver says is clear; what Python says below an error of another kind is not.
    deepest = error if isinstance(error, DRIVER_ERRORS) else [*origins(error)][-1]
    number = deepest.args[0] if deepest.args else None
    text = str(deepest.args[1]) if type(number) is int and len(deepest.args) > 1 else str(deepest)
    diagnosis: Any = getattr(deepest, "diag", None)
    if diagnosis is not None and diagnosis.message_primary:
        text = ": ".join(filter(None, (diagnosis.message_primary, diagnosis.message_detail)))
        copied = COPIED_VALUE.match(diagnosis.context or "")
        if copied is not None:
            table, column, value = copied.groups()
            text = f"{_label_of(table)}.{column} cannot be {shown(value)}: {text}"
    line = next(iter(text.strip().splitlines()), "") or type(deepest).__name__
    return line.strip().rstrip(".")


def is_of_the_database(error: Exception) -> bool:
    """Return true for an error of Django's database layer or of a driver, and for a value that one of them refuses."""
    if isinstance(error, Error) or type(error).__module__.startswith(LAYERS):
        return True
    return isinstance(error, DRIVER_ERRORS) and is_from_the_database_layer(error)


def is_passing(error: Exception) -> bool:
    """Return true for a failure of the database itself, which says nothing of rows, tables or code."""
    return is_of_the_database(error) and cause_of(error) in PASSING


def _label_of(table: str) -> str:
    """The model of a table; the table itself where it has none."""
    models = apps.get_models(include_auto_created=True)
    return next((model._meta.label for model in models if model._meta.db_table == table), table)


@contextmanager
def explained_errors(
    using: str, *, outcome: str = "", clearing: bool = False, again: str = RUN_AGAIN
) -> Iterator[None]:
    """Turn what the database and its driver refuse into a SeedError; errors of other code pass."""
    try:
        yield
    except Exception as error:
        if not is_of_the_database(error):
            raise
        raise explained(error, using, outcome=outcome, clearing=clearing, again=again) from error


@contextmanager
def refused_values(shape: Shape, rows: Sequence[Row], connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Name the first planned value that cannot become a value of its column, where one is found."""
    try:
        yield
    except DRIVER_ERRORS as error:
        columns = [(field, preparing(field, connection)) for field in shape.fields]
        for row in rows:
            for (field, prepare), value in zip(columns, row.columns_, strict=True):
                own = stored_value(value, field)
                try:
                    if not isinstance(own, ContentTypeOf):
                        prepare(own)
                except DRIVER_ERRORS as reason:
                    raise _unfit(shape, field.name, value, reason_of(reason), row) from error
        raise


@contextmanager
def refused_rows(shape: Shape, rows: Sequence[tuple[Any, ...]]) -> Iterator[None]:
    """Keep the rows of a batch that breaks a constraint, and name the first value that the driver cannot send."""
    try:
        yield
    except IntegrityError as error:
        raise BatchRefused(str(error), shape, rows) from error
    except DRIVER_ERRORS as error:
        names = [*(["id"] if shape.numbered else []), *(field.name for field in shape.fields)]
        for name, value in chain.from_iterable(zip(names, row, strict=True) for row in rows):
            if (isinstance(value, int) and value.bit_length() > 63) or (isinstance(value, str) and not _is_text(value)):
                raise _unfit(shape, name, value, reason_of(error)) from error
        raise


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value


def _unfit(shape: Shape, column: str, value: Any, reason: str, row: Row | None = None) -> SeedError:
    place = "" if row is None else f" (in {shown_row(row)})"
    return SeedError(
        f"{SAYS[Cause.VALUE]}: {shape.label}.{column} cannot be {shown(value)}{place}: {reason}. {ADVICE[Cause.VALUE]}"
    )


def shown_row(row: Row) -> str:
    """A row as a message shows it."""
    text = repr(row)
    return text if len(text) <= SHOWN_OF_ROW else f"{text[: SHOWN_OF_ROW - 4]}...>"
