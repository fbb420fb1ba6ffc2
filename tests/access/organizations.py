"""Two organizations that know nothing of each other, and somebody in each role of the first.

The first has the project SHOP and a home, the second CLINIC and another one. Machines, teams and the library belong to
nobody in particular.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from apps.accounts.factories import UserFactory
from apps.metrics.factories import PullRequestFactory, TeamFactory
from apps.notices.queries.access import STAFF
from apps.projects import factories as projects
from apps.projects.models import IssueLink
from apps.tenants import factories as tenants
from apps.tenants.models import AGENT, MANAGER, VIEWER, PropertyAssignment
from apps.tickets import factories as tickets
from seedplot.clock import midnight
from seedplot.engine import provenance
from seedplot.models import SeedRun
from seedplot.plan import World
from tests.builders.scrum import build_scrum, person
from tests.notices.small_library import AS_OF, make_small_library

GROUPS = {"manager": MANAGER, "agent": AGENT, "viewer": VIEWER, "librarian": STAFF}
ACTORS = (
    "anonymous",
    "nobody",  # a login without a role
    "staff",  # one for Django's admin, without permissions
    "member",  # of SHOP's team
    "looker",  # a viewer of SHOP's workspace
    "manager",  # of the first home, as the next two
    "agent",
    "viewer",
    "librarian",
    "maintainer",
    "superuser",
)


@dataclass(frozen=True)
class Organizations:
    """Values for addresses and bodies: of the first, of the second, and of none. And who is logged in how."""

    own: dict[str, Any]
    others: dict[str, Any]
    none: dict[str, Any]
    sessions: dict[str, str]

    def client_of(self, actor):
        """A fresh client: one that logs out takes nobody else along."""
        client = Client()
        if actor in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[actor]
        return client


def build_organizations() -> Organizations:
    shop = build_scrum()
    clinic = build_scrum(key="CLINIC", ada=person("Cleo", "Dahl"), ben=person("Dan", "Eck"), name="Clinic Portal")
    nobodys = build_the_rest()
    own, others = ({**build_project(each), **build_home(), **nobodys} for each in (shop, clinic))
    return Organizations(own, others, {name: not_there(value) for name, value in own.items()}, log_in(shop, own))


def build_project(scrum):
    sprint = scrum.add_sprint(1)
    # A project has one active sprint at most, so that what is completed is in another one of the same people.
    second = build_scrum(key=f"{scrum.project.key}B", ada=scrum.ada, ben=scrum.ben, workspace=scrum.project.workspace)
    started = second.add_sprint(2, status="active")
    planned, other = scrum.add_issue(sprint=sprint), scrum.add_issue()
    projects.IssueLinkFactory.create(source_issue=planned, target_issue=other)
    return {
        "project": scrum.project.pk,
        "board": scrum.board.pk,
        "column": scrum.columns["Done"].pk,
        "issue": planned.pk,
        "other_issue": other.pk,
        "other_key": other.full_key,
        "link": IssueLink.objects.get(source_issue=planned).pk,
        "sprint": sprint.pk,
        "started": started.pk,
        "status": scrum.statuses["Done"].pk,
        "ben": scrum.ben.user_uuid,
    }


def build_home():
    tenant = tenants.TenantFactory.create(property=tenants.PropertyFactory.create())
    thread = tenants.ConversationThreadFactory.create(tenant=tenant, property=tenant.property, status="active")
    message = tenants.MessageFactory.create(thread=thread)
    request = tenants.MaintenanceRequestFactory.create(message=message, tenant=tenant, property=tenant.property)
    return {
        "home": tenant.property.pk,
        "tenant": tenant.pk,
        "thread": thread.pk,
        "message": message.pk,
        "request": request.pk,
    }


def build_the_rest():
    """A team, a machine and a library."""
    make_small_library()
    run = provenance.open_run(
        "default",
        World(),
        kind="scenario",
        scenario="library-notices",
        domain="notices",
        exclusive_key="library",
        options={},
        seed=42,
        anchor=midnight(AS_OF),
    )
    run.status = SeedRun.Status.COMPLETE
    run.save()
    team = TeamFactory.create()
    machine = tickets.MachineInstanceFactory.create(model=tickets.MachineModelFactory.create(name="Gorgar"))
    task = tickets.TaskFactory.create(machine=machine)
    entry = tickets.LogEntryFactory.create(machine=machine)
    return {
        "team": team.slug,
        "pull_request": PullRequestFactory.create(team=team).pk,
        "machine": machine.slug,
        "machine_key": machine.pk,
        "task": task.pk,
        "entry": entry.pk,
        "patron": "23307000000008",
        "day": str(AS_OF),
        "file": "holds.txt",
    }


def not_there(value):
    """A value of the same kind that no row has."""
    if isinstance(value, UUID):
        return UUID(int=1)
    return 987_654 if isinstance(value, int) else "2001-01-01" if value[:4].isdigit() and "-" in value else "not-there"


def log_in(shop, own):
    users = {name: UserFactory.create(username=name, is_staff=name == "staff") for name in ACTORS[1:]}
    users["member"] = shop.ben
    projects.WorkspaceMemberFactory.create(workspace=shop.project.workspace, user=users["looker"], role="viewer")
    for name, group in GROUPS.items():
        users[name].groups.add(Group.objects.get(name=group))
    PropertyAssignment.objects.bulk_create(
        PropertyAssignment(user=users[name], property_id=own["home"], created_at=timezone.now())
        for name in ("manager", "agent", "viewer")
    )
    tickets.MaintainerFactory.create(user=users["maintainer"])
    users["superuser"].is_staff = users["superuser"].is_superuser = True
    users["superuser"].save()
    sessions = {}
    for name, user in users.items():
        client = Client()
        client.force_login(user)
        sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return sessions
