"""What every project is set up with: issue types, statuses, transitions, configuration, board and team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import permutations

from apps.projects import factories
from apps.projects.seeding.planning.cast import Cast
from apps.projects.seeding.planning.statuses import BEGUN
from apps.projects.seeding.templates.template import Template
from seedplot.plan import Row, WorldRow
from seedplot.streams import DeterministicRandom

TYPES = {
    "epic": ("Epic", "#6554C0", "target", "A large piece of work that is split into stories and tasks."),
    "story": ("Story", "#00875A", "book", "Something that a user wants to do."),
    "task": ("Task", "#0052CC", "check", "Work that no user sees but that has to be done."),
    "bug": ("Bug", "#DE350B", "bug", "Something that does not work as it should."),
    "improvement": ("Improvement", "#FF991F", "bolt", "Something that works and could work better."),
    "sub_task": ("Sub-task", "#5E6C84", "clipboard", "A step of a story, a task or a bug."),
}
"""By category: name, colour, icon, description."""
DEFAULT_TYPES = ("epic", "story", "task", "bug")
STATUSES = {
    "To Do": ("to_do", "#DFE1E6", "Nobody has begun."),
    "In Progress": ("in_progress", "#0052CC", "Somebody is at work on it."),
    "In Review": ("in_progress", "#FF991F", "Somebody else looks at it."),
    "Done": ("done", "#00875A", "Nothing is left to do."),
}
"""By name: category, colour, description; the first is initial, the last final."""
WIP_STEP = 5
"""A Kanban column's limit is a multiple of this."""


@dataclass(frozen=True)
class ProjectRows:
    """What the rows of a project's issues refer to."""

    project: Row
    types: Mapping[str, Row]
    statuses: Mapping[str, Row]
    users: Mapping[str, WorldRow]


def setup_rows(rng: DeterministicRandom, project: Row, made_at: datetime) -> tuple[dict[str, Row], dict[str, Row]]:
    """The issue types by category and the statuses by name."""
    types = {
        category: factories.IssueTypeFactory.row(
            rng.at("type", category),
            project=project,
            name=name,
            category=category,
            description=description,
            icon=icon,
            color=color,
            is_default=category in DEFAULT_TYPES,
            created_at=made_at,
        )
        for category, (name, color, icon, description) in TYPES.items()
    }
    statuses = {
        name: factories.WorkflowStatusFactory.row(
            rng.at("status", name),
            project=project,
            name=name,
            category=category,
            description=description,
            color=color,
            order=order,
            is_initial=order == 0,
            is_final=order == len(STATUSES) - 1,
            created_at=made_at,
        )
        for order, (name, (category, color, description)) in enumerate(STATUSES.items())
    }
    return types, statuses


def transition_rows(rng: DeterministicRandom, rows: ProjectRows) -> Iterator[Row]:
    """Every status may follow every other."""
    for before, after in permutations(rows.statuses, 2):
        yield factories.WorkflowTransitionFactory.row(
            rng.at("transition", before, after),
            project=rows.project,
            name=f"{before} to {after}",
            from_status=rows.statuses[before],
            to_status=rows.statuses[after],
            created_at=rows.project.created_at,
        )


def board_rows(
    rng: DeterministicRandom, rows: ProjectRows, template: Template, lead: str, held: Mapping[str, int]
) -> Iterator[Row]:
    """The configuration, and the board with a column for each status; on a Kanban board work in hand has a limit."""
    made_at = rows.project.created_at
    yield factories.ProjectConfigurationFactory.row(rng.at("configuration"), project=rows.project, created_at=made_at)
    board = factories.BoardFactory.row(
        rng.at("board"),
        project=rows.project,
        name=f"{template.name} board",
        description=f"The work on {template.name} by status.",
        board_type=template.methodology,
        created_by=rows.users[lead],
        created_at=made_at,
    )
    yield board
    for order, (name, status) in enumerate(rows.statuses.items()):
        limited = not template.is_scrum and name in BEGUN
        yield factories.BoardColumnFactory.row(
            rng.at("column", name),
            board=board,
            workflow_status=status,
            name=name,
            order=order,
            max_wip=WIP_STEP * (1 + (held.get(name, 0) + 2) // WIP_STEP) if limited else None,
            created_at=made_at,
        )


def team_rows(rng: DeterministicRandom, rows: ProjectRows, cast: Cast) -> Iterator[Row]:
    for member in cast.members:
        stream = rng.at("team", member.username)
        yield factories.ProjectTeamMemberFactory.row(
            stream,
            project=rows.project,
            user=rows.users[member.username],
            role=member.role,
            hourly_rate=None if member.role == "stakeholder" else stream.at("rate").randint(45, 95),
            created_at=rows.project.created_at,
        )
