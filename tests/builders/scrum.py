"""A project by hand, set up as the generator sets one up, and what a test adds to it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from django.utils import timezone
from rest_framework.test import APIClient

from apps.accounts.factories import UserFactory
from apps.projects import factories
from apps.projects.models import WorkflowTransition

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
STATUSES = {"To Do": "to_do", "In Progress": "in_progress", "In Review": "in_progress", "Done": "done"}
TYPES = ("Epic", "Story", "Task", "Bug", "Improvement", "Sub-task")


def client_of(user):
    """A client who is known without a query for the login."""
    client = APIClient()
    client.force_authenticate(user)
    return client


def person(given_name, family_name):
    handle = f"{given_name}.{family_name}".lower()
    return UserFactory.create(
        username=handle, email=f"{handle}@example.com", first_name=given_name, last_name=family_name
    )


def shown(user):
    """Somebody as the API shows them."""
    return {"user_uuid": str(user.user_uuid), "username": user.username, "full_name": user.full_name}


def days_ago(days, hour=12):
    """That hour of the project's day so many days ago; in UTC, where a day more or less is 24 hours."""
    day = timezone.localtime() - timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(UTC)


@dataclass
class Scrum:
    """A project with its rows by name; Ada leads it, Ben develops."""

    project: Any
    ada: Any
    ben: Any
    statuses: dict[str, Any] = field(default_factory=dict)
    types: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)
    board: Any = None
    written: int = 0

    def add_issue(self, *, status="To Do", issue_type="Story", **columns):
        self.written += 1
        given = {
            "key": str(self.written),
            "order": self.written,
            "title": f"Wish {self.written}",
            "reporter": self.ada,
            "created_at": MONDAY,
        }
        return factories.IssueFactory.create(
            project=self.project,
            issue_type=self.types[issue_type],
            status=self.statuses[status],
            **given | columns,
        )

    def add_sprint(self, number=1, **columns):
        """A sprint of fourteen days; unless it is said otherwise, a planned one that begins today."""
        start = columns.pop("start_date", timezone.localdate())
        given = {"name": f"Sprint {number}", "start_date": start, "end_date": start + timedelta(days=14)}
        return factories.SprintFactory.create(project=self.project, **given | columns)

    def note(self, **columns):
        return factories.ActivityLogFactory.create(project=self.project, **columns)

    def note_status(self, issue, before, after, moment):
        return self._note_change(issue, "status", self.statuses[before], self.statuses[after], moment)

    def note_sprint(self, issue, before, after, moment):
        return self._note_change(issue, "sprint", before, after, moment)

    def _note_change(self, issue, column, before, after, moment):
        return self.note(
            issue=issue,
            action="changed",
            field=column,
            old_value=before.name if before else "",
            new_value=after.name if after else "",
            old_key=before.pk if before else None,
            new_key=after.pk if after else None,
            happened_at=moment,
        )


def build_scrum(*, key="SHOP", ada=None, ben=None, **columns):
    """Four statuses, all ways between them, six types, a board with a column for each status, a team of two."""
    ada, ben = ada or person("Ada", "Berg"), ben or person("Ben", "Cole")
    given = {"name": "Online Shop", "status": "active", "lead": ada, "created_at": MONDAY}
    scrum = Scrum(factories.ProjectFactory.create(key=key, **given | columns), ada, ben)
    for user, role in ((ada, "tech_lead"), (ben, "developer")):
        factories.ProjectTeamMemberFactory.create(project=scrum.project, user=user, role=role, created_at=MONDAY)
    for name in TYPES:
        category = name.lower().replace("-", "_")
        scrum.types[name] = factories.IssueTypeFactory.create(project=scrum.project, name=name, category=category)
    for order, (name, category) in enumerate(STATUSES.items()):
        scrum.statuses[name] = factories.WorkflowStatusFactory.create(
            project=scrum.project, name=name, category=category, order=order, is_initial=order == 0
        )
    ways = [
        factories.WorkflowTransitionFactory.build(project=scrum.project, from_status=before, to_status=after)
        for before, after in permutations(scrum.statuses.values(), 2)
    ]
    WorkflowTransition.objects.bulk_create(ways)
    scrum.board = factories.BoardFactory.create(
        project=scrum.project, name=f"{key} board", board_type="scrum", created_at=MONDAY
    )
    for order, (name, status) in enumerate(scrum.statuses.items()):
        scrum.columns[name] = factories.BoardColumnFactory.create(
            board=scrum.board, workflow_status=status, order=order
        )
    return scrum
