import sqlite3

import psycopg
import pytest
from django.db import DatabaseError, NotSupportedError, OperationalError

from seedplot.engine.faults.database_errors import ADVICE, SAYS, explained, is_of_the_database
from seedplot.engine.faults.error_codes import Cause, cause_of


def of_sqlite(name):
    error = sqlite3.OperationalError("something")
    error.sqlite_errorname = name
    return error


def of_postgresql(state, message="something"):
    class Error(psycopg.Error):
        sqlstate = state

    return Error(message)


def of_mysql(number, message="something"):
    return OperationalError(number, message)


def wrapped(error):
    """The error as Django passes it on."""
    try:
        raise DatabaseError(*error.args) from error
    except DatabaseError as django:
        return django


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (of_sqlite("SQLITE_FULL"), Cause.FULL),
        (of_sqlite("SQLITE_IOERR_FSYNC"), Cause.FILE),
        (of_sqlite("SQLITE_BUSY_SNAPSHOT"), Cause.LOCKED),
        (of_sqlite("SQLITE_READONLY_DIRECTORY"), Cause.READ_ONLY),
        (of_sqlite("SQLITE_CONSTRAINT_FOREIGNKEY"), Cause.FOREIGN_KEY),
        (of_sqlite("SQLITE_NOMEM"), Cause.MEMORY),
        (of_sqlite("SQLITE_SOMETHING_NEW"), Cause.OTHER),
        (sqlite3.OperationalError("no such function: JSON"), Cause.MISSING_FEATURE),
        (of_postgresql("53100"), Cause.FULL),
        (of_postgresql("53300"), Cause.TOO_MANY_CONNECTIONS),
        (of_postgresql("40P01"), Cause.DEADLOCK),
        (of_postgresql("25P03"), Cause.IDLE_TIMEOUT),
        (of_postgresql("57014", "canceling statement due to statement timeout"), Cause.STATEMENT_TIMEOUT),
        (of_postgresql("57014", "canceling statement due to user request"), Cause.CANCELED),
        (of_postgresql("57P01"), Cause.GONE),
        (of_postgresql("42501"), Cause.PERMISSION),
        (of_postgresql("42501", "must be owner of table bed"), Cause.OWNERSHIP),
        (of_postgresql("42883"), Cause.MISSING_FEATURE),
        (of_postgresql("22P05"), Cause.CHARACTER_SET),
        (of_postgresql("22021", 'invalid byte sequence for encoding "UTF8": 0xff'), Cause.CHARACTER_SET),
        (of_postgresql("22021", 'invalid byte sequence for encoding "UTF8": 0x00'), Cause.VALUE),
        (of_postgresql("22003"), Cause.VALUE),
        (of_postgresql("23503", "insert or update on table"), Cause.FOREIGN_KEY),
        (of_postgresql("23503", "update or delete on table"), Cause.REFERRED_TO),
        (of_postgresql("XX001"), Cause.CORRUPT),
        (of_postgresql("99999"), Cause.OTHER),
        (psycopg.OperationalError("number of parameters must be between 0 and 65535"), Cause.TOO_MANY_VARIABLES),
        (psycopg.OperationalError("server closed the connection unexpectedly"), Cause.GONE),
        (psycopg.InterfaceError("connection already closed"), Cause.GONE),
        (of_mysql(1114), Cause.FULL),
        (of_mysql(3, 'Error writing file (Errcode: 28 "No space left on device")'), Cause.FULL),
        (of_mysql(1205), Cause.LOCK_TIMEOUT),
        (of_mysql(1366, "Incorrect string value: '\\xF0' for column"), Cause.CHARACTER_SET),
        (of_mysql(1366, "Incorrect integer value: 'x' for column"), Cause.VALUE),
        (of_mysql(1451), Cause.REFERRED_TO),
        (of_mysql(1452), Cause.FOREIGN_KEY),
        (of_mysql(1390), Cause.TOO_MANY_VARIABLES),
        (of_mysql(2006), Cause.GONE),
        (of_mysql(2002), Cause.UNREACHABLE),
        (NotSupportedError("contains lookup is not supported"), Cause.MISSING_FEATURE),
        (OverflowError("Python int too large"), Cause.VALUE),
        (NotImplementedError("subclasses may require this"), Cause.DRIVER),
        (ValueError("Are time zone definitions for your database installed?"), Cause.MISSING_ZONES),
        (UnicodeEncodeError("latin-1", "π", 0, 1, "ordinal not in range(256)"), Cause.CHARACTER_SET),
    ],
    ids=str,
)
def test_cause_is_that_of_the_code(error, cause):
    assert cause_of(error) is cause
    if isinstance(error, (sqlite3.Error, psycopg.Error, OperationalError)):
        assert cause_of(wrapped(error)) is cause


def test_every_cause_has_its_sentence_and_its_own_advice():
    assert set(SAYS) == set(ADVICE) == set(Cause)
    assert len(set(SAYS.values())) == len(Cause)


@pytest.mark.parametrize(
    ("error", "clearing", "message"),
    [
        (
            of_sqlite("SQLITE_CONSTRAINT_FOREIGNKEY"),
            True,
            "A seeded row is referred to: something. Nothing was cleared. "
            "Rows of other tables refer to seeded ones: --clear-only --explain lists them.",
        ),
        (
            of_sqlite("SQLITE_CONSTRAINT_FOREIGNKEY"),
            False,
            "A row refers to one that is not there: something. Nothing was cleared. "
            "A row that it needs has been removed meanwhile: run the command again.",
        ),
        (
            psycopg.OperationalError("server closed the connection\nunexpectedly"),
            True,
            "The database broke off the connection: server closed the connection. "
            "See that it runs, then run the command again: what is complete is left alone.",
        ),
    ],
)
def test_advice_depends_on_what_is_done(error, clearing, message):
    assert str(explained(wrapped(error), outcome="Nothing was cleared.", clearing=clearing)) == message


def test_advice_names_the_database():
    message = str(explained(sqlite3.OperationalError("no such table: bed"), "other"))

    assert message.endswith("Check DATABASE_URL, then run: python manage.py migrate --database other")


def test_error_of_other_code_is_not_the_databases():
    assert not is_of_the_database(ValueError("a mistake"))
    assert not is_of_the_database(KeyError("name"))
    assert is_of_the_database(sqlite3.ProgrammingError("Cannot operate on a closed database."))
    assert is_of_the_database(psycopg.OperationalError("gone"))
