"""The house that all projects share: people, organization, workspace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, is_password_usable

from apps.projects.seeding.rows import HouseRows, ProjectRows
from apps.projects.seeding.specification.house import NOTIFICATIONS, ORGANIZATION, TIME_ZONE, WORKSPACE
from apps.projects.seeding.specification.people import OWNER, PASSWORD, PEOPLE, Person
from apps.projects.seeding.specification.products import KEYS


def shared_row_faults(project: ProjectRows) -> list[str]:
    """Organizations, workspaces, people and projects that are too many or too few, or people who cannot log in."""
    house = project.house
    counts = {
        "organizations": (house.organizations, 1),
        "workspaces": (house.workspaces, 1),
        "users": (house.users, len(PEOPLE)),
        "profiles": (house.profiles, len(PEOPLE)),
        "projects": (project.projects, int(KEYS.index(project.key) < house.options["projects"])),
    }
    found = [f"{len(rows)} {name}" for name, (rows, count) in counts.items() if len(rows) != count]
    stated = {person.username: person for person in PEOPLE}
    for user in house.users.values():
        person = stated.get(user.username)
        is_known = person and (user.email, user.first_name, user.last_name) == _named(person)
        if not (is_known and user.is_active and user.is_verified and not user.is_staff):
            found.append(f"user {user.username}")
    return found + list(_password_faults(project))


def _password_faults(project: ProjectRows) -> Iterator[str]:
    """All six share one hash, and it is that of the stated password; outside DEBUG, one of no password."""
    hashes = {user.password for user in project.house.users.values()}
    if len(hashes) != 1:
        yield f"{len(hashes)} passwords"
    elif not settings.DEBUG:
        if is_password_usable(hashes.pop()):
            yield "a known password where DEBUG is off"
    elif project.key == KEYS[0] and not _opens(hashes.pop()):
        # Hashing is slow on purpose: one of the projects is enough.
        yield "another password"


@lru_cache(maxsize=8)
def _opens(encoded: str) -> bool:
    return check_password(PASSWORD, encoded)


def _named(person: Person) -> tuple[str, str, str]:
    return person.email, person.first_name, person.last_name


def house_faults(project: ProjectRows) -> list[str]:
    """Columns of the organization and workspace, memberships and profiles that are not those of the house."""
    house = project.house
    owner = next((key for key, user in house.users.items() if user.username == OWNER.username), None)
    found = []
    rows: list[tuple[Any, Mapping[str, Any], int | None]] = [
        *((row, ORGANIZATION, row.owner_id) for row in house.organizations),
        *((row, WORKSPACE, row.created_by_id) for row in house.workspaces),
    ]
    for row, stated, person in rows:
        differs = [name for name, value in stated.items() if getattr(row, name) != value]
        if differs or person != owner or not row.is_active:
            found.append(f"{row.name}: {', '.join(differs) or 'owner'}")
    roles = {"owner": ("owner", "admin"), "others": ("member", "member")}
    found += _role_faults(house, house.memberships, {name: of[0] for name, of in roles.items()})
    found += _role_faults(house, house.workspace_members, {name: of[1] for name, of in roles.items()})
    found += _membership_faults(house, owner)
    return found + list(_profile_faults(house)) + list(_order_faults(project))


def _role_faults(house: HouseRows, rows: Sequence[Any], roles: Mapping[str, str]) -> list[str]:
    """Each of the six is in once, in the role that is theirs."""
    there = sorted((house.username(row.user_id), row.role) for row in rows if row.is_active)
    wanted = sorted((person.username, roles["owner"] if person is OWNER else roles["others"]) for person in PEOPLE)
    return [] if there == wanted else [f"roles {there}"]


def _membership_faults(house: HouseRows, owner: int | None) -> Iterator[str]:
    """Members were invited by the owner, and are in since they have an account."""
    for row in house.memberships:
        user = house.users.get(row.user_id)
        invited = (None, None) if row.user_id == owner else (owner, house.organizations[0].created_at)
        if (row.invited_by_id, row.invited_at) != invited or row.status != "active":
            yield f"invitation of {house.username(row.user_id)}"
        if user is None or row.joined_at != user.date_joined:
            yield f"joining of {house.username(row.user_id)}"


def _profile_faults(house: HouseRows) -> Iterator[str]:
    stated = {person.username: (person.bio, person.github_username, TIME_ZONE) for person in PEOPLE}
    for row in house.profiles:
        username = house.username(row.user_id)
        columns = (row.bio, row.github_username, row.timezone)
        if columns != stated.get(username) or row.notification_preferences != NOTIFICATIONS:
            yield f"profile of {username}"


def _order_faults(project: ProjectRows) -> Iterator[str]:
    """First the organization, then its people, then its projects."""
    founded = [row.created_at for row in (*project.house.organizations, *project.house.workspaces)]
    for user in project.house.users.values():
        if not all(moment <= user.date_joined for moment in founded):
            yield f"{user.username} before the organization"
        if user.date_joined >= project.project.created_at:
            yield f"{user.username} after the project"
