"""One project, from its product to its last comment: `plan_project` reads as the list of steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from apps.projects import factories
from apps.projects.seeding.planning import kanban, scrum
from apps.projects.seeding.planning.cast import Cast, assemble
from apps.projects.seeding.planning.configuration import (
    ReferencedRows,
    board_rows,
    team_rows,
    transition_rows,
    type_and_status_rows,
)
from apps.projects.seeding.planning.conversation import plan_comments
from apps.projects.seeding.planning.course import Course, Setting
from apps.projects.seeding.planning.issue_specs import IssueSpec, plan_backlog
from apps.projects.seeding.planning.issues import activity_rows, comment_rows, issue_rows, link_rows
from apps.projects.seeding.planning.links import plan_links
from apps.projects.seeding.planning.lives import History, history_of
from apps.projects.seeding.planning.office import OfficeCalendar
from apps.projects.seeding.planning.shared_rows import WORKSPACE_ROW
from apps.projects.seeding.planning.sprints import sprint_activity_rows, sprint_rows
from apps.projects.seeding.specification.house import BUDGETS, ESTIMATED_HOURS
from apps.projects.seeding.specification.people import OWNER, PEOPLE
from apps.projects.seeding.specification.products import PRODUCTS
from apps.projects.seeding.specification.products.product import Product
from seedplot.context import Context
from seedplot.plan import Row, Shard
from seedplot.streams import DeterministicRandom

COURSES = {
    ("scrum", "active"): scrum.plan_active,
    ("scrum", "completed"): scrum.plan_completed,
    ("scrum", "planning"): scrum.plan_ahead,
    ("kanban", "active"): kanban.plan_active,
    ("kanban", "completed"): kanban.plan_completed,
    ("kanban", "planning"): kanban.plan_ahead,
}


def plan_project(context: Context, shard: Shard) -> Iterator[Row]:
    """Every row of one project, in the order of the phases: the project, its sprints, its issues, what links them."""
    product = PRODUCTS[shard.number - 1]
    rng = context.rng.at("project", product.key)
    calendar = context.calendar
    assert isinstance(calendar, OfficeCalendar)
    cast = assemble(rng.at("team"))
    backlog = plan_backlog(rng, product, cast, context.options["issues_per_project"])
    course = COURSES[product.methodology, product.status](Setting(rng, calendar, cast, backlog.specs))
    histories = _histories(course, cast)
    links = plan_links(backlog.links, histories, cast)
    comments = plan_comments(rng.at("comments"), product, course, histories, links, cast)

    rows = _project_rows(context, rng, product, cast, course)
    yield rows.project
    yield from rows.types.values()
    yield from rows.statuses.values()
    yield from transition_rows(rng, rows)
    yield from board_rows(rng, rows, product, cast.lead, Counter(life.status for life in course.lives.values()))
    yield from team_rows(rng, rows, cast)
    sprints = sprint_rows(rng, rows, cast, course)
    yield from sprints.values()
    issues = issue_rows(rows, sprints, course, histories, links, comments, product)
    yield from issues.values()
    yield from comment_rows(rows, issues, comments)
    yield from link_rows(rows, issues, links)
    yield from sprint_activity_rows(rng, rows, sprints, course, cast)
    yield from activity_rows(rows, issues, sprints, histories)


def _histories(course: Course, cast: Cast) -> Mapping[IssueSpec, History]:
    return {
        spec: history_of(
            life,
            course.timeline,
            lead=cast.lead,
            reviewer=cast.other(spec.stream.at("reviewer"), life.assignee),
        )
        for spec, life in course.lives.items()
    }


def _project_rows(
    context: Context, rng: DeterministicRandom, product: Product, cast: Cast, course: Course
) -> ReferencedRows:
    users = {person.username: context.world[person.username] for person in PEOPLE}
    begins, ends = _dates(rng.at("dates"), product, course)
    made_at = course.timeline.at(0)
    changed_at = {"planning": made_at, "active": course.timeline.at(min(1, course.timeline.end / 2))}
    stream = rng.at("row")
    project = factories.ProjectFactory.row(
        stream,
        workspace=context.world[WORKSPACE_ROW],
        name=product.name,
        key=product.key,
        description=product.description,
        methodology=product.methodology,
        status=product.status,
        priority=product.priority,
        lead=users[cast.lead],
        start_date=begins,
        end_date=ends,
        estimated_hours=stream.at("hours").choice(ESTIMATED_HOURS),
        budget=stream.at("budget").choice(BUDGETS),
        project_settings={"color": f"#{stream.at('color').below(0xFFFFFF):06X}"},
        created_by=users[OWNER.username],
        created_at=made_at,
        updated_at=changed_at.get(product.status) or course.timeline.at(int(course.timeline.end)),
    )
    types, statuses = type_and_status_rows(rng, project, made_at)
    return ReferencedRows(project, types, statuses, users)


def _dates(rng: DeterministicRandom, product: Product, course: Course) -> tuple[date, date]:
    """The first and the last day as planned; those of a completed project are what they were."""
    calendar, windows = course.timeline.calendar, course.timeline.windows
    if product.status == "completed":
        first = course.sprints[0].first if course.sprints else windows[0].first
        return calendar.day(first), calendar.day(windows[-2].last)
    if product.status == "planning":
        first = course.sprints[0].first if course.sprints else -rng.at("first").randint(5, 20)
        return calendar.day(first), calendar.day(first - rng.at("length").randint(90, 180))
    first = course.sprints[0].first if course.sprints else windows[0].first
    return calendar.day(first), calendar.day(-rng.at("last").randint(45, 150))
