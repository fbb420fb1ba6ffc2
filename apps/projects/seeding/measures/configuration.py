"""The set-up of a project, its place in the list of twenty, its limits, and the validity of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import permutations
from typing import Any

from apps.projects import models
from apps.projects.models.projects import usual_story_points
from apps.projects.seeding.rows import ProjectRows
from apps.projects.seeding.specification.house import BUDGETS, ESTIMATED_HOURS
from apps.projects.seeding.specification.people import OWNER
from apps.projects.seeding.specification.shares import STATUS_SHARES
from apps.projects.seeding.specification.workflow import HOURLY_RATES, LEADS, STATUSES, TYPES, WIP_STEP

TEAM_SIZES = range(4, 7)
SPRINT_WEEKS = 2
LIMITED = ("In Progress", "In Review")
LEAST_ROOM, MOST_ROOM = 2, 8
"""A limit leaves so much room above the share of the issues that belongs into its column."""


def configuration_faults(project: ProjectRows) -> list[str]:
    """Deviations from the stated types, statuses, transitions, configuration, board and team."""
    strays = [f"{project.strays} rows of another project"] if project.strays else []
    faults = (_type_faults, _workflow_faults, _board_faults, _team_faults)
    return [*strays, *(fault for measure in faults for fault in measure(project))]


def _type_faults(project: ProjectRows) -> Iterator[str]:
    wanted = {
        category: (each.name, each.color, each.icon, each.is_default, each.description, True)
        for category, each in TYPES.items()
    }
    found = {
        row.category: (row.name, row.color, row.icon, row.is_default, row.description, row.is_active)
        for row in project.types.values()
    }
    if found != wanted or len(project.types) != len(wanted):
        yield f"types {sorted(row.name for row in project.types.values())}"


def _workflow_faults(project: ProjectRows) -> Iterator[str]:
    statuses = list(project.statuses.values())
    last = len(STATUSES) - 1
    wanted = [
        (name, each.category, each.color, each.description, order, order == 0, order == last)
        for order, (name, each) in enumerate(STATUSES.items())
    ]
    if wanted != [
        (row.name, row.category, row.color, row.description, row.order, row.is_initial, row.is_final)
        for row in statuses
    ]:
        yield f"statuses {[row.name for row in statuses]}"
    names = {(row.from_status_id, row.to_status_id): row.name for row in project.transitions if row.is_active}
    ways = {(one.id, other.id): f"{one.name} to {other.name}" for one, other in permutations(statuses, 2)}
    if names != ways or len(project.transitions) != len(ways):
        yield f"{len(project.transitions)} transitions"


def _board_faults(project: ProjectRows) -> Iterator[str]:
    scale = usual_story_points()
    if [(row.sprint_duration, row.story_point_scale) for row in project.configurations] != [(SPRINT_WEEKS, scale)]:
        yield "configuration"
    wanted = [(project.project.methodology, f"{project.product.name} board", project.project.lead_id)]
    if [(row.board_type, row.name, row.created_by_id) for row in project.boards] != wanted:
        yield "board"
    columns = [(row.workflow_status_id, row.name, row.order) for row in project.columns]
    if columns != [(row.id, row.name, row.order) for row in project.statuses.values()]:
        yield "columns"


def _team_faults(project: ProjectRows) -> Iterator[str]:
    if len(project.team) not in TEAM_SIZES:
        yield f"team of {len(project.team)}"
    lead = project.team.get(project.project.lead_id or 0)
    if lead is None or lead.role not in LEADS:
        yield "lead"
    if not any(row.role == "developer" for row in project.team.values()):
        yield "no developer"
    least, most = HOURLY_RATES
    for row in project.team.values():
        name = project.house.username(row.user_id)
        watches = row.role == "stakeholder"
        if watches != (name == OWNER.username):
            yield f"role of {name}"
        if watches != (row.hourly_rate is None) or not least <= (row.hourly_rate or least) <= most:
            yield f"rate of {name}"


def project_faults(project: ProjectRows) -> list[str]:
    """Columns of the project that are not those of the list, and dates that are not those of its work."""
    row, stated = project.project, project.product
    names = ("key", "name", "description", "methodology", "status", "priority")
    found = [name for name in names if getattr(row, name) != getattr(stated, name)]
    if project.house.username(row.created_by_id) != OWNER.username:
        found.append("created by another than the owner")
    if [row.workspace_id] != [each.id for each in project.house.workspaces]:
        found.append("workspace")
    if row.estimated_hours not in ESTIMATED_HOURS or row.budget not in BUDGETS or not row.is_active:
        found.append("figures")
    return found + list(_date_faults(project))


def _date_faults(project: ProjectRows) -> Iterator[str]:
    """A project begins with its first sprint or, on a Kanban board, with its first days, and ends after its work."""
    row, sprints = project.project, list(project.sprints.values())
    if row.start_date is None or row.end_date is None:
        yield "no dates"
        return
    begun = row.status != "planning"
    if sprints and row.start_date != sprints[0].start_date:
        yield "starts apart from its first sprint"
    if not sprints and begun and not timedelta(0) <= project.local(row.created_at).date() - row.start_date <= WEEKEND:
        yield "starts apart from its first day"
    if not begun and row.start_date < project.today:
        yield "in planning, and has started"
    if row.status == "completed":
        days = [project.local(issue.resolved_at).date() for issue in project.issues.values() if issue.resolved_at]
        if not all(row.start_date <= day <= row.end_date for day in days) or row.end_date >= project.today:
            yield "completed on another day"
    elif row.end_date <= project.today:
        yield "is over, and is not completed"
    if row.end_date <= row.start_date:
        yield "ends before it starts"


WEEKEND = timedelta(days=2)
"""The first day of a project may be a day off; then it is created on the Monday after it."""


def limit_faults(project: ProjectRows) -> list[str]:
    """Limits on a Scrum board, on the wrong columns or beside the share of the work, and columns that hold more."""
    held = Counter(issue.status_id for issue in project.issues.values())
    found = []
    for row in project.columns:
        limited = not project.is_scrum and row.name in LIMITED
        if row.min_wip is not None or limited != (row.max_wip is not None):
            found.append(f"limit of column {row.name}")
        elif row.max_wip is not None:
            share = STATUS_SHARES[project.product.status].get(row.name, 0) * project.issues_wanted / 100
            if row.max_wip % WIP_STEP or not LEAST_ROOM < row.max_wip - share < MOST_ROOM:
                found.append(f"limit {row.max_wip} of column {row.name}")
            if held[row.workflow_status_id] > row.max_wip:
                found.append(f"column {row.name} with {held[row.workflow_status_id]}")
    return found


def invalid_choices(project: ProjectRows) -> list[str]:
    """Values that are not among the choices of their column."""
    kinds: tuple[tuple[Any, Sequence[Any]], ...] = (
        (models.OrganizationMembership, project.house.memberships),
        (models.WorkspaceMember, project.house.workspace_members),
        (models.UserProfile, project.house.profiles),
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
