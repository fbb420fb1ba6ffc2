"""The frame of the house, how projects are set up, and that values are valid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

from django.contrib.auth.hashers import is_password_usable

from apps.projects import models
from apps.projects.seeding.evidence import ProjectEvidence

TYPES = {
    "Epic": ("epic", "#6554C0", "target", True),
    "Story": ("story", "#00875A", "book", True),
    "Task": ("task", "#0052CC", "check", True),
    "Bug": ("bug", "#DE350B", "bug", True),
    "Improvement": ("improvement", "#FF991F", "bolt", False),
    "Sub-task": ("sub_task", "#5E6C84", "clipboard", False),
}
STATUSES = [
    ("To Do", "to_do", "#DFE1E6", True, False),
    ("In Progress", "in_progress", "#0052CC", False, False),
    ("In Review", "in_progress", "#FF991F", False, False),
    ("Done", "done", "#00875A", False, True),
]
TEAM_SIZES = range(4, 7)


def frame_faults(project: ProjectEvidence) -> list[str]:
    """Organizations, workspaces, people and projects that are too many or too few, or people who cannot log in."""
    house = project.house
    wanted = {
        "Organization": 1,
        "Workspace": 1,
        "User": len(house.expected_usernames),
        "UserProfile": len(house.expected_usernames),
        "Project": int(house.options["projects"]),
    }
    found = [f"{house.counts[name]} of {name}" for name, count in wanted.items() if house.counts[name] != count]
    for user in house.users.values():
        named_after_address = user.email == f"{user.username}@example.com" and user.username in house.expected_usernames
        ready = user.is_active and user.is_verified and not user.is_staff and is_password_usable(user.password)
        if not (named_after_address and ready):
            found.append(f"user {user.username}")
    roles = Counter(row.role for row in house.memberships if row.status == "active" and row.joined_at)
    if roles != {"owner": 1, "member": len(wanted) and house.counts["User"] - 1}:
        found.append(f"memberships {dict(roles)}")
    roles = Counter(row.role for row in house.workspace_members if row.is_active)
    if roles != {"admin": 1, "member": house.counts["User"] - 1}:
        found.append(f"workspace members {dict(roles)}")
    return found


def setup_faults(project: ProjectEvidence) -> list[str]:
    """What differs from the six types, four statuses, twelve transitions, the configuration, the board and the team."""
    found = []
    types = {row.name: (row.category, row.color, row.icon, row.is_default) for row in project.types.values()}
    if types != TYPES:
        found.append(f"types {sorted(types)}")
    statuses = sorted(project.statuses.values(), key=lambda row: row.order)
    if [(row.name, row.category, row.color, row.is_initial, row.is_final) for row in statuses] != STATUSES:
        found.append(f"statuses {[row.name for row in statuses]}")
    names = {(row.from_status_id, row.to_status_id): row.name for row in project.transitions if row.is_active}
    wanted = {(one.id, other.id): f"{one.name} to {other.name}" for one, other in permutations(statuses, 2)}
    if names != wanted or len(project.transitions) != len(wanted):
        found.append(f"{len(project.transitions)} transitions")
    if [row.sprint_duration for row in project.configurations] != [2]:
        found.append("configuration")
    if [row.board_type for row in project.boards] != [project.project.methodology]:
        found.append("board")
    columns = sorted(project.columns, key=lambda row: row.order)
    if [row.workflow_status_id for row in columns] != [row.id for row in statuses]:
        found.append("columns")
    return found + list(_team_faults(project))


def _team_faults(project: ProjectEvidence) -> Iterator[str]:
    if len(project.team) not in TEAM_SIZES:
        yield f"team of {len(project.team)}"
    lead = project.team.get(project.project.lead_id or 0)
    if lead is None or lead.role not in models.ProjectTeamMember.MANAGERS:
        yield "lead"


def crowded_columns(project: ProjectEvidence) -> list[str]:
    """Columns with more issues than their limit allows."""
    held = Counter(issue.status_id for issue in project.issues.values())
    return [
        f"column {row.name} with {held[row.workflow_status_id]}"
        for row in project.columns
        if row.max_wip is not None and held[row.workflow_status_id] > row.max_wip
    ]


def invalid_choices(project: ProjectEvidence) -> list[str]:
    """Values that are not among the choices of their column."""
    kinds: tuple[tuple[Any, Sequence[Any]], ...] = (
        (models.OrganizationMembership, project.house.memberships),
        (models.WorkspaceMember, project.house.workspace_members),
        (models.ProjectTeamMember, list(project.team.values())),
        (models.IssueType, list(project.types.values())),
        (models.WorkflowStatus, list(project.statuses.values())),
        (models.Board, project.boards),
        (models.Sprint, list(project.sprints.values())),
        (models.Issue, list(project.issues.values())),
        (models.IssueLink, project.links),
        (models.ActivityLog, project.activity),
    )
    found = []
    for model, rows in kinds:
        for column in model._meta.concrete_fields:
            allowed = {value for value, _ in column.flatchoices} | ({""} if column.blank else set())
            if column.flatchoices:
                wrong = (row for row in rows if getattr(row, column.attname) not in allowed)
                found += [f"{model.__name__} {row.id}: {column.name}" for row in wrong]
    return found
