"""The people of the roster beside its file: a measure lists what differs."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import check_password, identify_hasher, is_password_usable

from apps.tickets.seeding.measures.files.books import Person, people_of
from apps.tickets.seeding.measures.opening import is_opening
from apps.tickets.seeding.rows.imports import RosterRows
from apps.tickets.seeding.specification.accounts import PASSWORD


def _people(rows: RosterRows) -> dict[str, Person]:
    return {person.username: person for person in people_of(rows.sources)}


def without_a_maintainer(rows: RosterRows) -> list[str]:
    return [username for username in _people(rows) if username not in rows.usernames]


def wrong_users(rows: RosterRows) -> list[str]:
    """New users who differ from the file, and those whom it does not name."""
    people = _people(rows)
    wrong = []
    for user in rows.new_users:
        person = people.get(user.username)
        names = (user.first_name, user.last_name, user.email)
        rights = (user.is_staff, user.is_superuser, user.is_active)
        if (
            person is None
            or names != (person.first_name, person.last_name, person.email)
            or rights != (person.is_admin, person.is_admin, True)
        ):
            wrong.append(user.username)
    return wrong


def password_hashes(rows: RosterRows) -> int:
    """The number of different ones that the new users have."""
    return len({user.password for user in rows.new_users})


def wrong_maintainers(rows: RosterRows) -> list[str]:
    """New maintainers who are nobody of the file, have another nickname, or are not active."""
    people = _people(rows)
    wrong = []
    for maintainer in rows.new_maintainers:
        person = people.get(maintainer.user.username)
        if person is None or (maintainer.nickname, maintainer.is_active) != (person.nickname, True):
            wrong.append(maintainer.user.username)
    return wrong


def wrong_passwords(rows: RosterRows) -> list[str]:
    """New users who do not log in with the stated password; outside DEBUG, those who have any."""
    if settings.DEBUG:
        return [user.username for user in rows.new_users if not _opens(user.password)]
    return [user.username for user in rows.new_users if is_password_usable(user.password)]


@lru_cache(maxsize=8)
def _opens(stored: str) -> bool:
    """True for a hash of the stated password. Hashing is slow on purpose: once is enough for those who share one."""
    return _is_hash(stored) and check_password(PASSWORD, stored)


def _is_hash(stored: str) -> bool:
    """True for what one of the project's hashers has made."""
    try:
        identify_hasher(stored).decode(stored)
    except (ValueError, AssertionError):
        return False
    return True


def wrong_days(rows: RosterRows) -> list[str]:
    """New users who joined at another moment than the stated one."""
    return [user.username for user in rows.new_users if not is_opening(user.date_joined)]
