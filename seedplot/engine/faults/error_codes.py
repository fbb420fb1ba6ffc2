"""The causes of database errors, from the codes of SQLite, PostgreSQL (SQLSTATE) and MySQL and MariaDB (errno)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import Any

from django.db import NotSupportedError


class Cause(Enum):
    """A class of errors that share their advice."""

    FULL = auto()
    FILE = auto()
    LOCKED = auto()
    LOCK_TIMEOUT = auto()
    DEADLOCK = auto()
    STATEMENT_TIMEOUT = auto()
    IDLE_TIMEOUT = auto()
    CANCELED = auto()
    READ_ONLY = auto()
    PERMISSION = auto()
    OWNERSHIP = auto()
    LOGIN = auto()
    NO_DATABASE = auto()
    MISSING_TABLE = auto()
    MISSING_COLUMN = auto()
    MISSING_FEATURE = auto()
    MISSING_ZONES = auto()
    CHARACTER_SET = auto()
    FOREIGN_KEY = auto()
    REFERRED_TO = auto()
    UNIQUE = auto()
    CHECK = auto()
    NOT_NULL = auto()
    GONE = auto()
    UNREACHABLE = auto()
    TOO_MANY_CONNECTIONS = auto()
    TOO_MANY_VARIABLES = auto()
    TOO_LARGE = auto()
    MEMORY = auto()
    CORRUPT = auto()
    VALUE = auto()
    DRIVER = auto()
    OTHER = auto()


SQLITE_NAMES: Mapping[str, Cause] = {
    "SQLITE_CONSTRAINT_UNIQUE": Cause.UNIQUE,
    "SQLITE_CONSTRAINT_PRIMARYKEY": Cause.UNIQUE,
    "SQLITE_CONSTRAINT_ROWID": Cause.UNIQUE,
    "SQLITE_CONSTRAINT_FOREIGNKEY": Cause.FOREIGN_KEY,
    "SQLITE_CONSTRAINT_CHECK": Cause.CHECK,
    "SQLITE_CONSTRAINT_TRIGGER": Cause.CHECK,
    "SQLITE_CONSTRAINT_NOTNULL": Cause.NOT_NULL,
    "SQLITE_FULL": Cause.FULL,
    "SQLITE_IOERR": Cause.FILE,
    "SQLITE_CANTOPEN": Cause.UNREACHABLE,
    "SQLITE_BUSY": Cause.LOCKED,
    "SQLITE_LOCKED": Cause.LOCKED,
    "SQLITE_INTERRUPT": Cause.CANCELED,
    "SQLITE_READONLY": Cause.READ_ONLY,
    "SQLITE_PERM": Cause.PERMISSION,
    "SQLITE_AUTH": Cause.PERMISSION,
    "SQLITE_CORRUPT": Cause.CORRUPT,
    "SQLITE_NOTADB": Cause.CORRUPT,
    "SQLITE_TOOBIG": Cause.TOO_LARGE,
    "SQLITE_NOMEM": Cause.MEMORY,
    "SQLITE_MISMATCH": Cause.VALUE,
    "SQLITE_RANGE": Cause.DRIVER,
}
"""An extended name (SQLITE_IOERR_WRITE) that is not here counts as its first two parts."""

# SQLite has one code for all mistakes in a statement; psycopg has none for what libpq refuses.
MESSAGES: tuple[tuple[str, Cause], ...] = (
    (r"no such table", Cause.MISSING_TABLE),
    (r"no such column|has no column named", Cause.MISSING_COLUMN),
    (r"too many SQL variables|Expression tree is too large|number of parameters must be", Cause.TOO_MANY_VARIABLES),
    (r"no such function|syntax error|no such module|unsupported", Cause.MISSING_FEATURE),
    (r"database is locked|table is locked", Cause.LOCKED),
    (r"readonly database", Cause.READ_ONLY),
    (r"disk is full", Cause.FULL),
    (r"password authentication failed|no password supplied|role .* does not exist", Cause.LOGIN),
    (r"database .* does not exist", Cause.NO_DATABASE),
    (r"too many clients|remaining connection slots", Cause.TOO_MANY_CONNECTIONS),
    (r"connection (failed|to server)|could not (connect|translate)|timeout expired", Cause.UNREACHABLE),
    (r"server closed|connection (is|already|not|was)? ?(closed|lost|open)|consuming input failed", Cause.GONE),
    (r"invalid foreign key|foreign key", Cause.FOREIGN_KEY),
)

SQLSTATES: Mapping[str, Cause] = {
    "0A000": Cause.MISSING_FEATURE,
    "22021": Cause.CHARACTER_SET,
    "22P05": Cause.CHARACTER_SET,
    "22": Cause.VALUE,
    "23502": Cause.NOT_NULL,
    "23503": Cause.FOREIGN_KEY,
    "23505": Cause.UNIQUE,
    "23514": Cause.CHECK,
    "23": Cause.CHECK,
    "25006": Cause.READ_ONLY,
    "25P03": Cause.IDLE_TIMEOUT,
    "25P04": Cause.STATEMENT_TIMEOUT,
    "28": Cause.LOGIN,
    "3D000": Cause.NO_DATABASE,
    "3F000": Cause.MISSING_TABLE,
    "40": Cause.DEADLOCK,
    "42501": Cause.PERMISSION,
    "42601": Cause.MISSING_FEATURE,
    "42703": Cause.MISSING_COLUMN,
    "42704": Cause.MISSING_FEATURE,
    "42883": Cause.MISSING_FEATURE,
    "42P01": Cause.MISSING_TABLE,
    "53100": Cause.FULL,
    "53200": Cause.MEMORY,
    "53300": Cause.TOO_MANY_CONNECTIONS,
    "54": Cause.TOO_LARGE,
    "55P03": Cause.LOCK_TIMEOUT,
    "57014": Cause.CANCELED,
    "57P04": Cause.NO_DATABASE,
    "57P": Cause.GONE,
    "58": Cause.FILE,
    "08": Cause.GONE,
    "XX001": Cause.CORRUPT,
    "XX002": Cause.CORRUPT,
}
"""By SQLSTATE or the beginning of one; the longest that fits counts."""

ERRNOS: Mapping[int, Cause] = {
    **dict.fromkeys((1021, 1114, 1878), Cause.FULL),
    **dict.fromkeys((3, 1026, 1030, 1016, 1017, 1105), Cause.FILE),
    1205: Cause.LOCK_TIMEOUT,
    **dict.fromkeys((1213, 1020, 1614), Cause.DEADLOCK),
    **dict.fromkeys((1969, 3024), Cause.STATEMENT_TIMEOUT),
    1317: Cause.CANCELED,
    **dict.fromkeys((1036, 1290, 1792, 1836), Cause.READ_ONLY),
    **dict.fromkeys((1142, 1143, 1227, 1370), Cause.PERMISSION),
    **dict.fromkeys((1044, 1045, 1130, 1698, 4151), Cause.LOGIN),
    1049: Cause.NO_DATABASE,
    1146: Cause.MISSING_TABLE,
    1054: Cause.MISSING_COLUMN,
    **dict.fromkeys((1064, 1193, 1235, 1305, 4161), Cause.MISSING_FEATURE),
    **dict.fromkeys((1267, 1271, 1300, 3854, 3988), Cause.CHARACTER_SET),
    **dict.fromkeys((1216, 1452), Cause.FOREIGN_KEY),
    **dict.fromkeys((1217, 1451), Cause.REFERRED_TO),
    **dict.fromkeys((1022, 1062, 1169, 1586), Cause.UNIQUE),
    **dict.fromkeys((3819, 4025), Cause.CHECK),
    **dict.fromkeys((1048, 1364), Cause.NOT_NULL),
    **dict.fromkeys((1053, 1080, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 2006, 2013, 2055), Cause.GONE),
    **dict.fromkeys((2002, 2003, 2005, 2012, 2026), Cause.UNREACHABLE),
    **dict.fromkeys((1040, 1203, 1226), Cause.TOO_MANY_CONNECTIONS),
    1390: Cause.TOO_MANY_VARIABLES,
    **dict.fromkeys((1118, 1153, 2020), Cause.TOO_LARGE),
    **dict.fromkeys((1037, 1038, 1041, 2008), Cause.MEMORY),
    **dict.fromkeys((126, 127, 145, 1034, 1035, 1194), Cause.CORRUPT),
    **dict.fromkeys((1264, 1265, 1292, 1365, 1366, 1406, 1411, 1690), Cause.VALUE),
}

LAYERS = ("django.db", "psycopg", "MySQLdb", "sqlite3", "seedplot.engine.backends")
"""The modules between a value and the database."""


def cause_of(error: BaseException) -> Cause:
    """The cause of an error that a database, its driver or Django's database layer raised."""
    for each in origins(error):
        cause = _by_code(each)
        if cause is not None:
            return cause
    if isinstance(error, NotSupportedError):
        return Cause.MISSING_FEATURE
    for each in origins(error):
        cause = next((cause for pattern, cause in MESSAGES if re.search(pattern, str(each))), None)
        if cause is not None:
            return cause
    if isinstance(error, (UnicodeEncodeError, UnicodeDecodeError)):
        # A database in UTF-8 takes every character that there is; what it refuses is none.
        return Cause.VALUE if error.encoding.startswith("utf") else Cause.CHARACTER_SET
    if "time zone definitions" in str(error):
        return Cause.MISSING_ZONES
    if isinstance(error, OverflowError) or "NUL" in str(error):
        return Cause.VALUE
    return Cause.DRIVER if isinstance(error, (ValueError, TypeError, NotImplementedError)) else Cause.OTHER


def origins(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that it was raised from: Django's, then the driver's."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__


def is_from_the_database_layer(error: BaseException) -> bool:
    """Return true if the innermost call that raised it belongs to Django's database layer or to a driver."""
    trace = error.__traceback__
    name = ""
    while trace is not None:
        name = str(trace.tb_frame.f_globals.get("__name__", ""))
        trace = trace.tb_next
    return name.startswith(LAYERS)


def _by_code(error: BaseException) -> Cause | None:
    name: Any = getattr(error, "sqlite_errorname", None)
    if name is not None:
        return SQLITE_NAMES.get(name) or SQLITE_NAMES.get("_".join(name.split("_")[:2]))
    state: Any = getattr(error, "sqlstate", None)
    if state is not None:
        return _by_state(state, str(error))
    number = error.args[0] if error.args else None
    return _by_number(number, str(error)) if type(number) is int else None


def _by_state(state: str, message: str) -> Cause | None:
    if state == "22021" and message.rstrip().splitlines()[0].endswith(" 0x00"):
        return Cause.VALUE
    if state == "23503" and message.startswith("update or delete"):
        return Cause.REFERRED_TO
    if state == "42501" and "must be owner" in message:
        return Cause.OWNERSHIP
    if state == "57014" and "timeout" in message:
        return Cause.STATEMENT_TIMEOUT
    known = [SQLSTATES[state[:length]] for length in (5, 3, 2) if state[:length] in SQLSTATES]
    return known[0] if known else None


def _by_number(number: int, message: str) -> Cause | None:
    if number == 1366 and "string value" in message:
        return Cause.CHARACTER_SET
    if number in (3, 1026) and "28" in message:
        return Cause.FULL
    return ERRNOS.get(number)
