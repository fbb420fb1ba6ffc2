"""One factory per model: what a row looks like when nobody says otherwise.

A plan gives what its story decides and leaves the rest to these declarations; a test may leave all of it. Moments
that nobody gives lie in the first quarter of 2026.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory

from apps.accounts.factories import UserFactory
from apps.projects import models
from apps.projects.models.projects import usual_story_points
from seedplot.factories import Columns, Drawn, SeedFactory
from seedplot.streams import DeterministicRandom

FIRST_QUARTER = (datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 3, 27, 17, tzinfo=UTC))
SPRINT_DAYS = 14


def _moment(stream: DeterministicRandom) -> datetime:
    return stream.datetime_in_range(*FIRST_QUARTER)


def _same_as(column: str) -> Any:
    return factory.LazyAttribute(lambda row: getattr(row, column))


def _capitals(stream: DeterministicRandom) -> str:
    return "".join(chr(ord("A") + stream.below(26)) for _ in range(8))


class EntityFactory(SeedFactory):
    """The key comes from the row's own stream; a row was last changed when it was made, unless its story goes on."""

    class Meta:
        abstract = True

    id = Drawn(lambda stream: stream.uuid())
    created_at = Drawn(_moment)
    updated_at = _same_as("created_at")


class UserProfileFactory(EntityFactory):
    class Meta:
        model = models.UserProfile

    user = factory.SubFactory(UserFactory)
    timezone = "America/Chicago"


class OrganizationFactory(EntityFactory):
    class Meta:
        model = models.Organization

    name = Drawn(lambda stream: f"Harbor Works {stream.below(10**6)}")
    slug = factory.LazyAttribute(lambda organization: organization.name.lower().replace(" ", "-"))
    owner = factory.SubFactory(UserFactory)


class OrganizationMembershipFactory(EntityFactory):
    class Meta:
        model = models.OrganizationMembership

    organization = factory.SubFactory(OrganizationFactory)
    user = factory.SubFactory(UserFactory)
    status = models.OrganizationMembership.Status.ACTIVE.value
    joined_at = _same_as("created_at")


class OrganizationInvitationFactory(EntityFactory):
    class Meta:
        model = models.OrganizationInvitation

    organization = factory.SubFactory(OrganizationFactory)
    email = Drawn(lambda stream: f"guest-{stream.below(10**9)}@example.com")
    token = Drawn(lambda stream: stream.hexadecimal(64))
    expires_at = factory.LazyAttribute(lambda invitation: invitation.created_at + timedelta(days=7))


class WorkspaceFactory(EntityFactory):
    class Meta:
        model = models.Workspace

    organization = factory.SubFactory(OrganizationFactory)
    name = "Engineering"
    slug = Drawn(lambda stream: f"engineering-{stream.below(10**6)}")
    created_by = None


class WorkspaceMemberFactory(EntityFactory):
    class Meta:
        model = models.WorkspaceMember

    workspace = factory.SubFactory(WorkspaceFactory)
    user = factory.SubFactory(UserFactory)
    joined_at = _same_as("created_at")


class ProjectFactory(EntityFactory):
    class Meta:
        model = models.Project

    workspace = factory.SubFactory(WorkspaceFactory)
    name = "Order Desk"
    key = Drawn(_capitals)
    attachments: Any = []
    created_by = None


class ProjectTeamMemberFactory(EntityFactory):
    class Meta:
        model = models.ProjectTeamMember

    project = factory.SubFactory(ProjectFactory)
    user = factory.SubFactory(UserFactory)
    joined_at = _same_as("created_at")


class ProjectArchiveFactory(EntityFactory):
    class Meta:
        model = models.ProjectArchive

    project = factory.SubFactory(ProjectFactory)
    archived_at = _same_as("created_at")


class ProjectConfigurationFactory(SeedFactory):
    class Meta:
        model = models.ProjectConfiguration

    project = factory.SubFactory(ProjectFactory)
    story_point_scale: Any = usual_story_points()
    created_at = Drawn(_moment)
    updated_at = _same_as("created_at")


class IssueTypeFactory(EntityFactory):
    class Meta:
        model = models.IssueType

    project = factory.SubFactory(ProjectFactory)
    name = Drawn(lambda stream: f"Chore {stream.below(10**6)}")
    category = models.IssueType.Category.TASK.value


class WorkflowStatusFactory(EntityFactory):
    class Meta:
        model = models.WorkflowStatus

    project = factory.SubFactory(ProjectFactory)
    name = Drawn(lambda stream: f"Waiting {stream.below(10**6)}")


class WorkflowTransitionFactory(EntityFactory):
    class Meta:
        model = models.WorkflowTransition

    project = factory.SubFactory(ProjectFactory)
    from_status = factory.SubFactory(WorkflowStatusFactory, project=factory.SelfAttribute("..project"))
    to_status = factory.SubFactory(WorkflowStatusFactory, project=factory.SelfAttribute("..project"))
    name = factory.LazyAttribute(lambda row: f"{row.from_status.name} to {row.to_status.name}")


class BoardFactory(EntityFactory):
    class Meta:
        model = models.Board

    project = factory.SubFactory(ProjectFactory)
    name = "Team board"


class BoardColumnFactory(EntityFactory):
    class Meta:
        model = models.BoardColumn

    board = factory.SubFactory(BoardFactory)
    workflow_status = factory.SubFactory(WorkflowStatusFactory, project=factory.SelfAttribute("..board.project"))
    name = factory.LazyAttribute(lambda row: row.workflow_status.name)
    order = Drawn(lambda stream: stream.below(10**6))


class SprintFactory(EntityFactory):
    class Meta:
        model = models.Sprint

    project = factory.SubFactory(ProjectFactory)
    name = Drawn(lambda stream: f"Sprint {stream.randint(100, 10**6)}")
    start_date = Drawn(lambda stream: date(2026, 1, 5) + timedelta(days=stream.below(80)))
    end_date = factory.LazyAttribute(lambda sprint: sprint.start_date + timedelta(days=SPRINT_DAYS))


class IssueFactory(EntityFactory):
    class Meta:
        model = models.Issue

    project = factory.SubFactory(ProjectFactory)
    issue_type = factory.SubFactory(IssueTypeFactory, project=factory.SelfAttribute("..project"))
    status = factory.SubFactory(WorkflowStatusFactory, project=factory.SelfAttribute("..project"))
    parent_issue = None
    sprint = None
    key = Drawn(lambda stream: str(stream.randint(1_000, 10**6)))
    title = Drawn(lambda stream: f"Move setting {stream.below(10**6)} into the environment")
    assignee = None
    reporter = factory.SubFactory(UserFactory)


class IssueCommentFactory(EntityFactory):
    class Meta:
        model = models.IssueComment

    issue = factory.SubFactory(IssueFactory)
    author = factory.SubFactory(UserFactory)
    content = "Looks good, one question inline."


class IssueAttachmentFactory(EntityFactory):
    class Meta:
        model = models.IssueAttachment

    issue = factory.SubFactory(IssueFactory)
    file = "projects/attachments/notes.txt"
    filename = "notes.txt"
    file_size = 1_024
    content_type = "text/plain"
    uploaded_at = _same_as("created_at")


class IssueLinkFactory(EntityFactory):
    class Meta:
        model = models.IssueLink
        writes = Columns("A plan yields both directions of a link; save() only adds the other one.")

    source_issue = factory.SubFactory(IssueFactory)
    target_issue = factory.SubFactory(IssueFactory, project=factory.SelfAttribute("..source_issue.project"))
    link_type = models.IssueLink.Type.RELATES_TO.value
    created_by = factory.SubFactory(UserFactory)


class ActivityLogFactory(EntityFactory):
    class Meta:
        model = models.ActivityLog

    project = factory.SubFactory(ProjectFactory)
    action = models.ActivityLog.Action.CREATED.value
    happened_at = _same_as("created_at")


class IssueEmbeddingFactory(EntityFactory):
    class Meta:
        model = models.IssueEmbedding

    issue_id = Drawn(lambda stream: stream.uuid())
    project_id = Drawn(lambda stream: stream.uuid())
    vector_id = factory.LazyAttribute(lambda row: f"issue_{row.issue_id}")
    namespace = "issues"
    title = "Move the setting into the environment"
    content_hash = Drawn(lambda stream: stream.hexadecimal(64))
