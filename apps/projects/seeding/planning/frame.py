"""What all projects share: the six people, their organization and their workspace."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.contrib.auth.hashers import make_password

from apps.accounts.factories import UserFactory
from apps.projects import factories
from apps.projects.seeding.people import OWNER, PASSWORD, PEOPLE, Person
from apps.projects.seeding.planning.office import OfficeCalendar
from seedplot.plan import Row
from seedplot.scenario import Context

ORGANIZATION, WORKSPACE = "organization", "workspace"
FOUNDED_DAYS_BEFORE = 210
"""Before the oldest project can have begun."""
NINE = 9 * 3600


def plan_frame(context: Context) -> Iterator[tuple[str, Row]]:
    """The rows by name; people go by their username."""
    rng, calendar = context.rng, context.calendar
    assert isinstance(calendar, OfficeCalendar)
    founded = calendar.wall_clock(FOUNDED_DAYS_BEFORE, NINE)
    password = _hashed(PASSWORD, rng.at("password").hexadecimal(22))
    users: dict[str, Row] = {}
    for place, person in enumerate(PEOPLE):
        stream = rng.at("person", person.username)
        joined = calendar.wall_clock(FOUNDED_DAYS_BEFORE - place, NINE + stream.at("second").below(3600))
        users[person.username] = UserFactory.row(
            stream,
            username=person.username,
            email=person.email,
            first_name=person.first_name,
            last_name=person.last_name,
            is_verified=True,
            password=password,
            date_joined=founded if person is OWNER else joined,
        )
        yield person.username, users[person.username]
    owner = users[OWNER.username]
    organization = factories.OrganizationFactory.row(
        rng.at("organization"),
        name="Scrum Demo",
        slug="scrum-demo",
        description="A software house that builds twenty products for others.",
        subscription_plan="professional",
        owner=owner,
        organization_settings={"week_starts_on": "monday"},
        created_at=founded,
    )
    yield ORGANIZATION, organization
    workspace = factories.WorkspaceFactory.row(
        rng.at("workspace"),
        organization=organization,
        name="Main Workspace",
        slug="main-workspace",
        description="Where all projects of the house are planned and built.",
        workspace_type="development",
        created_by=owner,
        created_at=founded,
    )
    yield WORKSPACE, workspace
    for person in PEOPLE:
        for name, row in _memberships(context, person, users, organization, workspace):
            yield f"{name} of {person.username}", row


def _memberships(
    context: Context, person: Person, users: dict[str, Row], organization: Row, workspace: Row
) -> Iterator[tuple[str, Row]]:
    stream = context.rng.at("person", person.username)
    user, is_owner = users[person.username], person is OWNER
    joined = user.date_joined
    yield (
        "membership",
        factories.OrganizationMembershipFactory.row(
            stream.at("membership"),
            organization=organization,
            user=user,
            role="owner" if is_owner else "member",
            invited_by=None if is_owner else users[OWNER.username],
            invited_at=None if is_owner else organization.created_at,
            created_at=joined,
        ),
    )
    yield (
        "workspace membership",
        factories.WorkspaceMemberFactory.row(
            stream.at("workspace membership"),
            workspace=workspace,
            user=user,
            role="admin" if is_owner else "member",
            created_at=joined,
        ),
    )
    yield (
        "profile",
        factories.UserProfileFactory.row(
            stream.at("profile"),
            user=user,
            bio=person.bio,
            github_username=person.username.replace(".", "-"),
            notification_preferences={"email": True, "mentions": True},
            created_at=joined,
        ),
    )


@lru_cache(maxsize=8)
def _hashed(password: str, salt: str) -> str:
    """Hashing is slow on purpose: once is enough for six people."""
    return make_password(password, salt)
