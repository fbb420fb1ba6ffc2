"""The rows of a project's sprints; their points follow from the lives of the issues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from apps.projects import factories
from apps.projects.seeding.planning.cast import Cast
from apps.projects.seeding.planning.configuration import ReferencedRows
from apps.projects.seeding.planning.course import Course
from apps.projects.seeding.planning.office import SprintDates
from apps.projects.seeding.specification.issue_texts import GOALS
from apps.projects.seeding.specification.products.product import Area
from seedplot.plan import Row
from seedplot.streams import DeterministicRandom

MADE_AT = 0.3
"""The sprint is set up when a third of the one before it is over."""


def sprint_rows(rng: DeterministicRandom, rows: ReferencedRows, cast: Cast, course: Course) -> dict[int, Row]:
    """The sprints by number: points as committed at the start and as done, none before the start."""
    found: dict[int, Row] = {}
    running = len(course.timeline.windows) - 1
    for sprint in course.sprints:
        status = _status(sprint, course)
        inside = [life for life in course.lives.values() if sprint.number in life.sprints]
        points = sum(life.spec.points or 0 for life in inside)
        done = sum(life.spec.points or 0 for life in inside if life.sprint == sprint.number and life.done is not None)
        made_at = course.timeline.at(min(sprint.number - 1, running) + MADE_AT)
        completed_at = course.timeline.closing(sprint.number) if status == "completed" else None
        stream = rng.at("sprint", sprint.number)
        areas = Counter(life.spec.area for life in inside)
        found[sprint.number] = factories.SprintFactory.row(
            stream,
            project=rows.project,
            name=f"Sprint {sprint.number}",
            goal=_goal(stream.at("goal"), areas),
            status=status,
            start_date=course.timeline.calendar.day(sprint.first),
            end_date=course.timeline.calendar.day(sprint.last),
            committed_points=0 if status == "planning" else points,
            completed_points=done,
            created_by=rows.users[cast.lead],
            completed_at=completed_at,
            created_at=made_at,
            updated_at=completed_at or (_started_at(stream, sprint, course) if status == "active" else made_at),
        )
    return found


def sprint_activity_rows(
    rng: DeterministicRandom, rows: ReferencedRows, sprints: Mapping[int, Row], course: Course, cast: Cast
) -> Iterator[Row]:
    """When each sprint was started and completed, by the lead."""
    for sprint in course.sprints:
        row, stream = sprints[sprint.number], rng.at("sprint", sprint.number)
        moments = {}
        if row.status != "planning":
            moments["started"] = _started_at(stream, sprint, course)
        if row.completed_at is not None:
            moments["completed"] = row.completed_at
        for action, moment in moments.items():
            yield factories.ActivityLogFactory.row(
                stream.at("activity", action),
                project=rows.project,
                sprint=row,
                actor=rows.users[cast.lead],
                action=action,
                created_at=moment,
            )


def _status(sprint: SprintDates, course: Course) -> str:
    if sprint.first < 0:
        return "planning"
    return "active" if sprint.last < 0 else "completed"


def _started_at(stream: DeterministicRandom, sprint: SprintDates, course: Course) -> datetime:
    """In the first half hour or so of its first working day, before anybody begins."""
    return course.timeline.at(sprint.number + 0.005 * stream.at("started").random())


def _goal(stream: DeterministicRandom, areas: Mapping[Area, int]) -> str:
    if not areas:
        return ""
    most = max(areas, key=lambda area: (areas[area], area.name))
    part, other = stream.at("parts").sample(most.parts, 2)
    return stream.at("goal").choice(GOALS).format(name=most.name, part=part, other=other)
