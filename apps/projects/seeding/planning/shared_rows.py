"""What all projects share: the six people, their organization and their workspace."""

from __future__ import annotations

from collections.abc import Iterator

from apps.accounts.factories import UserFactory
from apps.projects import factories
from apps.projects.seeding.planning.office import OfficeCalendar
from apps.projects.seeding.specification.house import NOTIFICATIONS, ORGANIZATION, WORKSPACE
from apps.projects.seeding.specification.people import OWNER, PASSWORD, PEOPLE, Person
from seedplot.context import Context
from seedplot.passwords import seeded_password
from seedplot.plan import Row

ORGANIZATION_ROW, WORKSPACE_ROW = "organization", "workspace"
"""The names under which the projects find the two."""
FOUNDED_DAYS_BEFORE = 210
"""Before the oldest project can have begun."""
NINE = 9 * 3600


def plan_frame(context: Context) -> Iterator[tuple[str, Row]]:
    """The rows by name; people go by their username."""
    rng, calendar = context.rng, context.calendar
    assert isinstance(calendar, OfficeCalendar)
    founded = calendar.wall_clock(FOUNDED_DAYS_BEFORE, NINE)
    password = seeded_password(PASSWORD, rng.at("password"))
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
        **ORGANIZATION,
        owner=owner,
        created_at=founded,
    )
    yield ORGANIZATION_ROW, organization
    workspace = factories.WorkspaceFactory.row(
        rng.at("workspace"),
        **WORKSPACE,
        organization=organization,
        created_by=owner,
        created_at=founded,
    )
    yield WORKSPACE_ROW, workspace
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
            github_username=person.github_username,
            notification_preferences=NOTIFICATIONS,
            created_at=joined,
        ),
    )
