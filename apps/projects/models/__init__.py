"""A software house's projects, one module for each theme.

Keys are UUIDs: drawn from the row's own stream when a plan makes the row, else `uuid4`. Times are aware and stored
in UTC. What is past (moments, activity) is kept apart from what is planned (a project's and a sprint's dates).
"""

from apps.projects.models.activity import ActivityLog
from apps.projects.models.boards import Board, BoardColumn
from apps.projects.models.issues import Issue, IssueAttachment, IssueComment
from apps.projects.models.links import IssueLink
from apps.projects.models.organizations import (
    Organization,
    OrganizationInvitation,
    OrganizationMembership,
    Workspace,
    WorkspaceMember,
)
from apps.projects.models.people import UserProfile
from apps.projects.models.projects import Project, ProjectArchive, ProjectConfiguration, ProjectTeamMember
from apps.projects.models.sprints import Sprint
from apps.projects.models.vectors import IssueEmbedding, VectorRecord
from apps.projects.models.workflow import IssueType, WorkflowStatus, WorkflowTransition

__all__ = [
    "ActivityLog",
    "Board",
    "BoardColumn",
    "Issue",
    "IssueAttachment",
    "IssueComment",
    "IssueEmbedding",
    "IssueLink",
    "IssueType",
    "Organization",
    "OrganizationInvitation",
    "OrganizationMembership",
    "Project",
    "ProjectArchive",
    "ProjectConfiguration",
    "ProjectTeamMember",
    "Sprint",
    "UserProfile",
    "VectorRecord",
    "WorkflowStatus",
    "WorkflowTransition",
    "Workspace",
    "WorkspaceMember",
]
