"""What each address may be asked, and what may be sent to it."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ValidationError

from apps.api.fields import Choice, SearchText, Text, TrueOrFalse, WholeNumber
from apps.api.reading import Body, PageQuery, Query
from apps.projects.api.fields import Hours, Key, KeyOrNone, Moment
from apps.projects.exports.vectors.search import FEWEST_RESULTS, MOST_RESULTS, RESULTS
from apps.projects.models import Issue, IssueLink, Sprint, WorkflowStatus

MOST_DAYS = 366
MOST_POINTS = 100
LARGEST = 1_000_000
"""Of a place or a limit: far above what is wanted, far below what a column of the database holds."""


def days_back(**options: Any) -> WholeNumber:
    return WholeNumber(most=MOST_DAYS, **options)


def result_count() -> WholeNumber:
    return WholeNumber(default=RESULTS, least=FEWEST_RESULTS, most=MOST_RESULTS)


class TotalsQuery(Query):
    workspace = Key(required=False)
    organization = Key(required=False)


class ProjectQuery(PageQuery):
    workspace = Key(required=False)
    organization = Key(required=False)


class ReportQuery(Query):
    """How far back a report looks."""

    days = days_back(default=30)


class OptionalReportQuery(Query):
    """A report that looks at everything unless it is told how far back."""

    days = days_back(required=False)


class ActivityQuery(PageQuery):
    days = days_back(default=30)


class BoardQuery(PageQuery):
    project = Key(required=False)


class IssueQuery(PageQuery):
    project = Key(required=False)
    sprint = KeyOrNone(required=False)
    board = Key(required=False)
    assignee = KeyOrNone(required=False)
    reporter = Key(required=False)
    status = Key(required=False)
    status_category = Choice(WorkflowStatus.Category, required=False)
    issue_type = Key(required=False)
    priority = Choice(Issue.Priority, required=False)
    search = SearchText()
    has_comments = TrueOrFalse(required=False)
    has_links = TrueOrFalse(required=False)
    created_after = Moment(required=False)
    created_before = Moment(required=False, is_end=True)
    updated_after = Moment(required=False)
    updated_before = Moment(required=False, is_end=True)
    resolved_after = Moment(required=False)
    resolved_before = Moment(required=False, is_end=True)


class SprintQuery(PageQuery):
    project = Key(required=False)
    status = Choice(Sprint.Status, required=False)


class SimilarQuery(Query):
    top_k = result_count()


class MeaningQuery(Query):
    project = Key()
    q = Text(max_length=1_000)
    top_k = result_count()


class NewColumnBody(Body):
    workflow_status = Key()
    name = Text(required=False, max_length=100)
    order = WholeNumber(required=False, least=0, most=LARGEST)
    min_wip = WholeNumber(required=False, allow_null=True, least=0, most=LARGEST)
    max_wip = WholeNumber(required=False, allow_null=True, least=0, most=LARGEST)


class ColumnBody(NewColumnBody):
    workflow_status = Key(required=False)

    def validate(self, columns: dict[str, Any]) -> dict[str, Any]:
        if not columns:
            raise ValidationError(f"There is nothing to change. Known: {', '.join(self.fields)}.")
        return columns


class NewCardBody(Body):
    """An issue of the board's project."""

    title = Text(max_length=500)
    issue_type = Key(required=False)
    description = Text(required=False, allow_blank=True, trim_whitespace=False)
    priority = Choice(Issue.Priority, required=False)
    assignee = Key(required=False, allow_null=True)
    sprint = Key(required=False, allow_null=True)
    parent_issue = Key(required=False, allow_null=True)
    story_points = WholeNumber(required=False, allow_null=True, least=0, most=MOST_POINTS)
    estimated_hours = Hours(required=False, allow_null=True)


class NewIssueBody(NewCardBody):
    project = Key()


class MoveBody(Body):
    column = Key()


class AssignBody(Body):
    assignee = Key(allow_null=True)


class TransitionBody(Body):
    status = Key()


class PriorityBody(Body):
    priority = Choice(Issue.Priority)


class CommentBody(Body):
    content = Text(max_length=10_000)


class LinkBody(Body):
    target_issue = Key()
    link_type = Choice(IssueLink.Type)


class CompleteBody(Body):
    move_to = Key(default=None, allow_null=True)


class SprintIssueBody(Body):
    issue = Key()
