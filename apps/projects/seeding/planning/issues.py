"""The rows of a project's issues, of what is said about them, of what links them, and of their history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from apps.projects import factories
from apps.projects.seeding.planning.configuration import ReferencedRows
from apps.projects.seeding.planning.conversation import Comment
from apps.projects.seeding.planning.course import Course
from apps.projects.seeding.planning.issue_specs import IssueSpec
from apps.projects.seeding.planning.links import RECIPROCALS, PlannedLink
from apps.projects.seeding.planning.lives import Event, History, Life
from apps.projects.seeding.planning.office import Timeline
from apps.projects.seeding.planning.titles import description
from apps.projects.seeding.specification.products.product import Product
from apps.projects.seeding.specification.workflow import SHARES_WORKED, TIMED, USUAL_HOURS
from seedplot.plan import Row

QUARTER = Decimal("0.25")


def issue_rows(
    rows: ReferencedRows,
    sprints: Mapping[int, Row],
    course: Course,
    histories: Mapping[IssueSpec, History],
    links: Sequence[PlannedLink],
    comments: Sequence[Comment],
    product: Product,
) -> dict[IssueSpec, Row]:
    """The issues, parents before their children."""
    touched = _last_touched(histories, links, comments)
    found: dict[IssueSpec, Row] = {}
    order = {"epic": 0, "sub_task": 2}
    for spec in sorted(course.lives, key=lambda spec: (order.get(spec.kind, 1), spec.number)):
        life, history = course.lives[spec], histories[spec]
        found[spec] = factories.IssueFactory.row(
            spec.stream,
            project=rows.project,
            issue_type=rows.types[spec.kind],
            status=rows.statuses[life.status],
            parent_issue=found[spec.parent] if spec.parent else None,
            sprint=sprints[life.sprint] if life.sprint else None,
            key=str(spec.number),
            title=spec.title,
            description=description(spec.stream.at("description"), spec, product),
            priority=spec.priority,
            assignee=rows.users[life.assignee] if life.assignee else None,
            reporter=rows.users[spec.reporter],
            estimated_hours=spec.estimate,
            actual_hours=_actual_hours(life, course.timeline),
            story_points=spec.points,
            order=spec.number,
            resolved_at=history.resolved_at,
            created_at=history.created_at,
            updated_at=touched[spec],
        )
    return found


def comment_rows(rows: ReferencedRows, issues: Mapping[IssueSpec, Row], comments: Sequence[Comment]) -> Iterator[Row]:
    for comment in comments:
        yield factories.IssueCommentFactory.row(
            comment.spec.stream.at("comment", comment.number),
            issue=issues[comment.spec],
            author=rows.users[comment.author],
            content=comment.content,
            created_at=comment.created_at,
        )


def link_rows(rows: ReferencedRows, issues: Mapping[IssueSpec, Row], links: Sequence[PlannedLink]) -> Iterator[Row]:
    """Each link, and its reciprocal row."""
    for link in links:
        there_and_back = (
            ("there", link.source, link.target, link.kind),
            ("back", link.target, link.source, RECIPROCALS[link.kind]),
        )
        for way, source, target, kind in there_and_back:
            yield factories.IssueLinkFactory.row(
                link.stream.at(way),
                source_issue=issues[source],
                target_issue=issues[target],
                link_type=kind,
                created_by=rows.users[link.author],
                created_at=link.created_at,
            )


def activity_rows(
    rows: ReferencedRows,
    issues: Mapping[IssueSpec, Row],
    sprints: Mapping[int, Row],
    histories: Mapping[IssueSpec, History],
) -> Iterator[Row]:
    """That each issue was written, and every change of its status and of its sprint."""
    for spec, history in histories.items():
        stream = spec.stream.at("activity")
        yield factories.ActivityLogFactory.row(
            stream.at("created"),
            project=rows.project,
            issue=issues[spec],
            actor=rows.users[spec.reporter],
            action="created",
            created_at=history.created_at,
        )
        for event in history.events:
            old, new = _values(event, rows, sprints)
            yield factories.ActivityLogFactory.row(
                stream.at(event.field, event.new or ""),
                project=rows.project,
                issue=issues[spec],
                actor=rows.users[event.actor],
                action="changed",
                field=event.field,
                old_value=old.name if old else "",
                new_value=new.name if new else "",
                old_key=old.key if old else None,
                new_key=new.key if new else None,
                created_at=event.moment,
            )


def _values(event: Event, rows: ReferencedRows, sprints: Mapping[int, Row]) -> tuple[Row | None, Row | None]:
    def row(value: str | int | None) -> Row | None:
        if value is None:
            return None
        return rows.statuses[value] if isinstance(value, str) else sprints[value]

    return row(event.old), row(event.new)


def _last_touched(
    histories: Mapping[IssueSpec, History], links: Sequence[PlannedLink], comments: Sequence[Comment]
) -> dict[IssueSpec, datetime]:
    found = {spec: history.last_moment for spec, history in histories.items()}
    for comment in comments:
        found[comment.spec] = max(found[comment.spec], comment.created_at)
    for link in links:
        for spec in (link.source, link.target):
            found[spec] = max(found[spec], link.created_at)
    return found


def _actual_hours(life: Life, timeline: Timeline) -> Decimal | None:
    """Hours are kept of tasks and bugs, in quarters, once somebody has begun; never more than there have been since."""
    if life.spec.kind not in TIMED or life.started is None:
        return None
    low, high = SHARES_WORKED[life.status]
    share = Decimal(str(round(life.spec.stream.at("actual hours").uniform(low, high), 4)))
    most = Decimal(str(round(timeline.office_hours(life.started, life.done or timeline.end), 2)))
    worked = min((life.spec.estimate or USUAL_HOURS) * share, most)
    return worked // QUARTER * QUARTER
