"""The rights to see and to change: those of the members of a project's team and those of its workspace.

Superusers see every workspace and may change what is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.models import User
from apps.projects.models import (
    Board,
    Issue,
    IssueComment,
    IssueLink,
    Project,
    ProjectTeamMember,
    Sprint,
    WorkspaceMember,
)


def visible_projects(user: User) -> QuerySet[Project]:
    """The projects that somebody is at work on, or whose workspace they belong to; a superuser's are all."""
    if user.is_superuser:
        return Project.objects.filter(is_active=True)
    on_team = ProjectTeamMember.objects.filter(project=OuterRef("pk"), user=user, is_active=True)
    in_workspace = WorkspaceMember.objects.filter(workspace=OuterRef("workspace"), user=user, is_active=True)
    return Project.objects.filter(Exists(on_team) | Exists(in_workspace), is_active=True)


def visible_issues(user: User) -> QuerySet[Issue]:
    return _within_visible(Issue.objects.filter(is_active=True), user)


def visible_boards(user: User) -> QuerySet[Board]:
    return _within_visible(Board.objects.all(), user)


def visible_sprints(user: User) -> QuerySet[Sprint]:
    return _within_visible(Sprint.objects.all(), user)


def comments_of(issue: Issue) -> QuerySet[IssueComment]:
    """What was said about an issue, the oldest first."""
    return issue.comments.select_related("author").order_by("created_at", "pk")


def links_of(issue: Issue) -> QuerySet[IssueLink]:
    """The links of an issue as seen from it, the oldest first; those to issues that were put away are left out."""
    return (
        issue.links.filter(target_issue__is_active=True)
        .select_related("target_issue__project", "target_issue__status", "created_by")
        .order_by("created_at", "pk")
    )


@dataclass(frozen=True)
class Standing:
    """What somebody is on a project's team and in its workspace; None where they are neither."""

    on_team: ProjectTeamMember | None
    in_workspace: WorkspaceMember | None
    is_superuser: bool = False

    @property
    def may_change(self) -> bool:
        """A viewer of the workspace looks on, unless they are on the team too."""
        if self.is_superuser or self.on_team is not None:
            return True
        return self.in_workspace is not None and self.in_workspace.role != WorkspaceMember.Role.VIEWER

    @property
    def may_create_issues(self) -> bool:
        """Some roles of the team may, and who looks after the workspace."""
        if self.is_superuser or (self.on_team is not None and self.on_team.may_create_issues):
            return True
        role = WorkspaceMember.Role
        return self.in_workspace is not None and self.in_workspace.role in (role.ADMIN, role.MANAGER)


def standing_of(user: User, project: Project) -> Standing:
    return Standing(
        project.team_members.filter(user=user, is_active=True).first(),
        WorkspaceMember.objects.filter(workspace=project.workspace_id, user=user, is_active=True).first(),
        user.is_superuser,
    )


def team_users(project: Project) -> QuerySet[User]:
    """Those whom work can be given to."""
    return User.objects.filter(project_memberships__project=project, project_memberships__is_active=True)


def _within_visible(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    return rows.filter(project__in=visible_projects(user))
