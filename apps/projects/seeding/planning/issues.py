"""The rows of a project's issues, of what is said about them, of what links them, and of their history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from apps.projects import factories
from apps.projects.seeding.planning.configuration import ReferencedRows
from apps.projects.seeding.planning.conversation import Comment
from apps.projects.seeding.planning.course import Course
from apps.projects.seeding.planning.links import RECIPROCALS, PlannedLink
from apps.projects.seeding.planning.lives import Event, History, Life
from apps.projects.seeding.planning.office import Timeline
from apps.projects.seeding.planning.slots import Slot
from apps.projects.seeding.planning.titles import description
from apps.projects.seeding.specification.templates.template import Template
from apps.projects.seeding.specification.workflow import SHARES_WORKED, TIMED, USUAL_HOURS
from seedplot.plan import Row

QUARTER = Decimal("0.25")


def issue_rows(
    rows: ReferencedRows,
    sprints: Mapping[int, Row],
    course: Course,
    histories: Mapping[Slot, History],
    links: Sequence[PlannedLink],
    comments: Sequence[Comment],
    template: Template,
) -> dict[Slot, Row]:
    """The issues, parents before their children."""
    touched = _last_touched(histories, links, comments)
    found: dict[Slot, Row] = {}
    order = {"epic": 0, "sub_task": 2}
    for slot in sorted(course.lives, key=lambda slot: (order.get(slot.kind, 1), slot.number)):
        life, history = course.lives[slot], histories[slot]
        found[slot] = factories.IssueFactory.row(
            slot.stream,
            project=rows.project,
            issue_type=rows.types[slot.kind],
            status=rows.statuses[life.status],
            parent_issue=found[slot.parent] if slot.parent else None,
            sprint=sprints[life.sprint] if life.sprint else None,
            key=str(slot.number),
            title=slot.title,
            description=description(slot.stream.at("description"), slot, template),
            priority=slot.priority,
            assignee=rows.users[life.assignee] if life.assignee else None,
            reporter=rows.users[slot.reporter],
            estimated_hours=slot.estimate,
            actual_hours=_actual_hours(life, course.timeline),
            story_points=slot.points,
            order=slot.number,
            resolved_at=history.resolved_at,
            created_at=history.created_at,
            updated_at=touched[slot],
        )
    return found


def comment_rows(rows: ReferencedRows, issues: Mapping[Slot, Row], comments: Sequence[Comment]) -> Iterator[Row]:
    for comment in comments:
        yield factories.IssueCommentFactory.row(
            comment.slot.stream.at("comment", comment.number),
            issue=issues[comment.slot],
            author=rows.users[comment.author],
            content=comment.content,
            created_at=comment.created_at,
        )


def link_rows(rows: ReferencedRows, issues: Mapping[Slot, Row], links: Sequence[PlannedLink]) -> Iterator[Row]:
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
    rows: ReferencedRows, issues: Mapping[Slot, Row], sprints: Mapping[int, Row], histories: Mapping[Slot, History]
) -> Iterator[Row]:
    """That each issue was written, and every change of its status and of its sprint."""
    for slot, history in histories.items():
        stream = slot.stream.at("activity")
        yield factories.ActivityLogFactory.row(
            stream.at("created"),
            project=rows.project,
            issue=issues[slot],
            actor=rows.users[slot.reporter],
            action="created",
            created_at=history.created_at,
        )
        for event in history.events:
            old, new = _values(event, rows, sprints)
            yield factories.ActivityLogFactory.row(
                stream.at(event.field, event.new or ""),
                project=rows.project,
                issue=issues[slot],
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
    histories: Mapping[Slot, History], links: Sequence[PlannedLink], comments: Sequence[Comment]
) -> dict[Slot, datetime]:
    found = {slot: history.last_moment for slot, history in histories.items()}
    for comment in comments:
        found[comment.slot] = max(found[comment.slot], comment.created_at)
    for link in links:
        for slot in (link.source, link.target):
            found[slot] = max(found[slot], link.created_at)
    return found


def _actual_hours(life: Life, timeline: Timeline) -> Decimal | None:
    """Hours are kept of tasks and bugs, in quarters, once somebody has begun; never more than there have been since."""
    if life.slot.kind not in TIMED or life.started is None:
        return None
    low, high = SHARES_WORKED[life.status]
    share = Decimal(str(round(life.slot.stream.at("actual hours").uniform(low, high), 4)))
    most = Decimal(str(round(timeline.office_hours(life.started, life.done or timeline.end), 2)))
    worked = min((life.slot.estimate or USUAL_HOURS) * share, most)
    return worked // QUARTER * QUARTER
