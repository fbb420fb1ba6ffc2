"""A small software house that was made by hand and is recorded as a run, and a row beside it that no run made."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from apps.accounts.factories import UserFactory
from apps.projects import factories
from apps.projects.models import IssueLink
from seedplot.engine import ledger, provenance
from seedplot.engine.run_rows import Block
from seedplot.models import SeedRun
from seedplot.plan import World

STARTED = datetime(2026, 3, 9, 22, 15, 30, 123456, tzinfo=UTC)
MORNING = datetime(2026, 3, 2, 15, 1, 15, tzinfo=UTC)
PASSWORD = "pbkdf2_sha256$1$salt$c2VjcmV0IGhhc2g="
ISSUES = (
    ("Pay with a saved card at checkout", "A shopper who has paid before pays again with one click.", "done"),
    ("Refund a card payment", "The back office gives money back to the card that paid.", "in_progress"),
    ("Show delivery costs in the basket", "Costs depend on weight and country.", "in_progress"),
    ("Import the catalogue from a spreadsheet", "Suppliers send their products as CSV, once a week.", "to_do"),
)


@dataclass
class House:
    run: SeedRun
    organization: Any
    workspace: Any
    people: list[Any]
    projects: list[Any] = field(default_factory=list)
    sprints: list[Any] = field(default_factory=list)
    issues: list[Any] = field(default_factory=list)
    comments: list[Any] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    members: list[Any] = field(default_factory=list)


def build_house():
    """Two projects of four issues each, three people, a sprint, three comments and two links."""
    people = [
        UserFactory.create(
            username=f"{given}.{family}".lower(),
            email=f"{given}.{family}@example.com".lower(),
            first_name=given,
            last_name=family,
            password=PASSWORD,
            is_verified=True,
        )
        for given, family in (("Ada", "Berg"), ("Ben", "Cole"), ("Cleo", "Dahl"))
    ]
    organization = factories.OrganizationFactory.create(name="Scrum Demo", slug="scrum-demo", owner=people[0])
    workspace = factories.WorkspaceFactory.create(
        organization=organization, name="Main Workspace", slug="main-workspace", created_by=people[0]
    )
    house = House(_run(), organization, workspace, people)
    for person in people:
        factories.OrganizationMembershipFactory.create(organization=organization, user=person)
    for key, name in (("SHOP", "Online Shop"), ("CLINIC", "Clinic Portal")):
        add_project(house, key, name)
    _record(house)
    return house


def add_project(house, key, name):
    ada, ben, cleo = house.people
    project = factories.ProjectFactory.create(
        workspace=house.workspace,
        key=key,
        name=name,
        description=f"Everything about the {name.lower()}.",
        lead=ada,
        start_date=date(2026, 1, 5),
    )
    house.projects.append(project)
    house.members += [
        factories.ProjectTeamMemberFactory.create(project=project, user=person) for person in house.people
    ]
    statuses = {
        category: factories.WorkflowStatusFactory.create(project=project, name=label, category=category, order=order)
        for order, (category, label) in enumerate(
            (("to_do", "To Do"), ("in_progress", "In Progress"), ("done", "Done"))
        )
    }
    story = factories.IssueTypeFactory.create(project=project, name="Story", category="story")
    sprint = factories.SprintFactory.create(
        project=project,
        name="Sprint 1",
        goal="Money comes in",
        status="completed",
        start_date=date(2026, 2, 2),
        end_date=date(2026, 2, 16),
        committed_points=Decimal(13),
        completed_points=Decimal(5),
    )
    house.sprints.append(sprint)
    issues = [
        factories.IssueFactory.create(
            project=project,
            issue_type=story,
            status=statuses[category],
            key=str(number),
            title=f"{title} ({key})",
            description=description,
            sprint=sprint if category == "done" else None,
            assignee=None if category == "to_do" else ben,
            reporter=cleo,
            story_points=5 if category == "done" else None,
            estimated_hours=Decimal("2.50"),
            created_at=MORNING + timedelta(hours=number),
            resolved_at=MORNING + timedelta(days=2) if category == "done" else None,
        )
        for number, (title, description, category) in enumerate(ISSUES, start=9)
    ]
    house.issues += issues
    for issue, content in ((issues[0], 'Paid, and "approved", twice'), (issues[1], "One line\r\nand another")):
        house.comments.append(
            factories.IssueCommentFactory.create(issue=issue, author=ben, content=content, created_at=MORNING)
        )
    link = factories.IssueLinkFactory.create(
        source_issue=issues[1], target_issue=issues[0], link_type="blocks", created_by=ada
    )
    house.links += list(IssueLink.objects.filter(source_issue__in=issues).order_by("created_at", "pk"))
    assert link in house.links
    factories.ActivityLogFactory.create(
        project=project,
        issue=issues[0],
        actor=ben,
        action="changed",
        field="status",
        old_value="In Progress",
        new_value="Done",
        happened_at=MORNING + timedelta(days=2),
    )


def _run():
    run = provenance.open_run(
        "default",
        World(),
        kind="scenario",
        scenario="software-house",
        domain="projects",
        exclusive_key="software-house",
        options={},
        seed=42,
        anchor=datetime(2026, 3, 9, 5, tzinfo=UTC),
    )
    run.started_at = STARTED
    run.status = SeedRun.Status.COMPLETE
    run.save()
    return run


def _record(house):
    """Note the rows as the engine does: numbered rows as ranges, others by their keys."""
    listed = {
        "projects.Organization": [house.organization],
        "projects.Workspace": [house.workspace],
        "projects.Project": house.projects,
        "projects.ProjectTeamMember": house.members,
        "projects.Sprint": house.sprints,
        "projects.Issue": house.issues,
        "projects.IssueComment": house.comments,
        "projects.IssueLink": house.links,
    }
    blocks = [
        Block("house", label, 0, len(rows), None, tuple(row.pk for row in rows)) for label, rows in listed.items()
    ]
    people = sorted(person.pk for person in house.people)
    assert people == list(range(people[0], people[0] + len(people)))
    ledger.record_blocks(house.run, [Block("house", "accounts.User", 0, len(people), people[0]), *blocks])


def stranger(house):
    """An issue in a seeded project that somebody has added by hand."""
    first = house.issues[0]
    return factories.IssueFactory.create(
        id=UUID(int=7),
        project=first.project,
        issue_type=first.issue_type,
        status=first.status,
        key="99",
        title="Added by hand",
        reporter=house.people[0],
    )
