"""Every table of a team: how many rows it has, and the rows with what is shown beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.metrics import models
from apps.metrics.models import Team

TABLES: Mapping[str, type[Model]] = {
    "weeks": models.WeeklyMetrics,
    "pull-requests": models.PullRequest,
    "reviews": models.PRReview,
    "people": models.TeamMember,
    "deployments": models.Deployment,
    "ai-use": models.AIUsageDaily,
    "jira-issues": models.JiraIssue,
    "surveys": models.PRSurvey,
    "guesses": models.PRSurveyReview,
    "comments": models.PRComment,
    "commits": models.Commit,
    "checks": models.PRCheckRun,
    "files": models.PRFile,
}
"""The tables by their place in addresses; all but the teams' own."""


def count_rows(team: Team) -> dict[str, int]:
    """The number of a team's rows in each table. One query."""
    columns = {name: f"{name.replace('-', '_')}_count" for name in TABLES}
    counts = {columns[name]: _count(model) for name, model in TABLES.items()}
    row = Team.objects.filter(pk=team.pk).annotate(**counts).values(*counts).get()
    return {name: row[column] for name, column in columns.items()}


def _count(model: type[Model]) -> Coalesce:
    rows = model._default_manager.filter(team=OuterRef("pk")).order_by().values("team").annotate(count=Count("pk"))
    return Coalesce(Subquery(rows.values("count"), output_field=IntegerField()), 0)


ORDERS = {
    "weeks": ("-week_start", "member__display_name", "pk"),
    "reviews": ("-submitted_at", "-pk"),
    "people": ("display_name", "pk"),
    "deployments": ("-deployed_at", "-pk"),
    "ai-use": ("-date", "member__display_name", "pk"),
    "jira-issues": ("-issue_created_at", "-pk"),
    "surveys": ("-pull_request__merged_at", "-pk"),
    "guesses": ("-responded_at", "-pk"),
    "comments": ("-comment_created_at", "-pk"),
    "commits": ("-committed_at", "-pk"),
    "checks": ("-started_at", "-pk"),
    "files": ("-changes", "-pk"),
}
BESIDE = {
    "weeks": ("member",),
    "reviews": ("reviewer", "pull_request"),
    "deployments": ("creator", "pull_request"),
    "ai-use": ("member",),
    "jira-issues": ("assignee",),
    "surveys": ("author", "pull_request"),
    "guesses": ("reviewer", "survey__pull_request"),
    "comments": ("author", "pull_request"),
    "commits": ("author", "pull_request"),
    "checks": ("pull_request",),
    "files": ("pull_request",),
}


def find_rows(team: Team, name: str) -> QuerySet[Any]:
    """The team's rows of the table, the newest first where they have a time, with people and pull requests."""
    rows = TABLES[name]._default_manager.filter(team=team).order_by(*ORDERS[name])
    return rows.select_related(*BESIDE[name]) if name in BESIDE else rows
