"""What every project is set up with: issue types, statuses, transitions, configuration, board and team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import permutations

from apps.projects import factories
from apps.projects.seeding.planning.cast import Cast
from apps.projects.seeding.planning.statuses import BEGUN
from apps.projects.seeding.specification.products.product import Product
from apps.projects.seeding.specification.workflow import HOURLY_RATES, STATUSES, TYPES, WIP_STEP
from seedplot.plan import Row, WorldRow
from seedplot.streams import DeterministicRandom


@dataclass(frozen=True)
class ReferencedRows:
    """What the rows of a project's issues refer to."""

    project: Row
    types: Mapping[str, Row]
    statuses: Mapping[str, Row]
    users: Mapping[str, WorldRow]


def type_and_status_rows(
    rng: DeterministicRandom, project: Row, made_at: datetime
) -> tuple[dict[str, Row], dict[str, Row]]:
    """The issue types by category and the statuses by name."""
    types = {
        category: factories.IssueTypeFactory.row(
            rng.at("type", category),
            project=project,
            name=stated.name,
            category=category,
            description=stated.description,
            icon=stated.icon,
            color=stated.color,
            is_default=stated.is_default,
            created_at=made_at,
        )
        for category, stated in TYPES.items()
    }
    statuses = {
        name: factories.WorkflowStatusFactory.row(
            rng.at("status", name),
            project=project,
            name=name,
            category=stated.category,
            description=stated.description,
            color=stated.color,
            order=order,
            is_initial=order == 0,
            is_final=order == len(STATUSES) - 1,
            created_at=made_at,
        )
        for order, (name, stated) in enumerate(STATUSES.items())
    }
    return types, statuses


def transition_rows(rng: DeterministicRandom, rows: ReferencedRows) -> Iterator[Row]:
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
    rng: DeterministicRandom, rows: ReferencedRows, product: Product, lead: str, held: Mapping[str, int]
) -> Iterator[Row]:
    """The configuration, and the board with a column for each status; on a Kanban board work in hand has a limit."""
    made_at = rows.project.created_at
    yield factories.ProjectConfigurationFactory.row(rng.at("configuration"), project=rows.project, created_at=made_at)
    board = factories.BoardFactory.row(
        rng.at("board"),
        project=rows.project,
        name=f"{product.name} board",
        description=f"The work on {product.name} by status.",
        board_type=product.methodology,
        created_by=rows.users[lead],
        created_at=made_at,
    )
    yield board
    for order, (name, status) in enumerate(rows.statuses.items()):
        limited = not product.is_scrum and name in BEGUN
        yield factories.BoardColumnFactory.row(
            rng.at("column", name),
            board=board,
            workflow_status=status,
            name=name,
            order=order,
            max_wip=WIP_STEP * (1 + (held.get(name, 0) + 2) // WIP_STEP) if limited else None,
            created_at=made_at,
        )


def team_rows(rng: DeterministicRandom, rows: ReferencedRows, cast: Cast) -> Iterator[Row]:
    for member in cast.members:
        stream = rng.at("team", member.username)
        yield factories.ProjectTeamMemberFactory.row(
            stream,
            project=rows.project,
            user=rows.users[member.username],
            role=member.role,
            hourly_rate=None if member.role == "stakeholder" else stream.at("rate").randint(*HOURLY_RATES),
            created_at=rows.project.created_at,
        )
