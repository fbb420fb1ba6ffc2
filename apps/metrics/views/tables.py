"""A page for each table of a team; those that are read as a whole have a view of the whole above their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse

from apps.metrics import queries
from apps.metrics.queries.tables import find_rows
from apps.metrics.queries.timelines import NOBODY
from apps.metrics.seeding.weekly_metrics_calculator import week_start
from apps.metrics.views import charts
from apps.metrics.views.story import now_of
from apps.metrics.views.teams import TABS, TeamPage
from apps.pages.lists import page_of
from seedplot.clock import project_zone

ROWS_PER_PAGE = 50
LONGEST = 120


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, the value in a row, and how that is written."""

    head: str
    read: Callable[[Any], Any]
    kind: Literal["text", "written", "number", "when", "day", "hours", "rate"] = "text"
    link: Callable[[Any], str] | None = None

    @property
    def is_number(self) -> bool:
        return self.kind in ("number", "hours", "rate")


@dataclass(frozen=True)
class Cell:
    column: Column
    value: Any
    address: str


def _person(name: str) -> Callable[[Any], str]:
    def read(row: Any) -> str:
        person = getattr(row, name)
        return person.display_name if person else NOBODY

    return read


def _shown(name: str) -> Callable[[Any], str]:
    """A choice in words."""
    return lambda row: getattr(row, f"get_{name}_display")() if getattr(row, name) not in (None, "") else "–"


def _value(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row, name)


def _short(text: str) -> str:
    first = text.strip().splitlines()[0] if text.strip() else "–"
    return first if len(first) <= LONGEST else f"{first[:LONGEST].rstrip()}…"


def _truth(name: str, yes: str, no: str) -> Callable[[Any], str]:
    return lambda row: "–" if getattr(row, name) is None else yes if getattr(row, name) else no


def _pull_request(read: Callable[[Any], Any] | None = None) -> Column:
    read = read or _value("pull_request")

    def link(row: Any) -> str:
        found = read(row)
        return reverse("metrics:pull_request", args=[found.pk]) if found else ""

    return Column("Pull request", lambda row: read(row).title if read(row) else "–", "written", link)


def _lines(row: Any) -> str:
    return f"+{row.additions} −{row.deletions}"


COLUMNS: Mapping[str, Sequence[Column]] = {
    "weeks": (
        Column("Member", _person("member")),
        Column("Week of", _value("week_start"), "day"),
        Column("Merged", _value("prs_merged"), "number"),
        Column("With AI", _value("ai_assisted_prs"), "number"),
        Column("Cycle time", _value("avg_cycle_time_hours"), "hours"),
        Column("First review", _value("avg_review_time_hours"), "hours"),
        Column("Commits", _value("commits_count"), "number"),
        Column("Issues", _value("issues_resolved"), "number"),
        Column("Rating", _value("avg_quality_rating"), "text"),
        Column("Right guesses", _value("guess_accuracy"), "rate"),
    ),
    "reviews": (
        Column("Reviewer", _person("reviewer")),
        Column("Verdict", _shown("state")),
        _pull_request(),
        Column("Submitted", _value("submitted_at"), "when"),
    ),
    "people": (
        Column("Name", _value("display_name")),
        Column("Role", _shown("role")),
        Column("Home area", lambda row: row.home_area or "–"),
        Column("GitHub", lambda row: row.github_username or "–"),
        Column("E-mail", lambda row: row.email or "–"),
    ),
    "deployments": (
        Column("Environment", _shown("environment")),
        Column("Outcome", _shown("status")),
        Column("Repository", _value("github_repo")),
        Column("By", _person("creator")),
        _pull_request(),
        Column("Deployed", _value("deployed_at"), "when"),
    ),
    "ai-use": (
        Column("Member", _person("member")),
        Column("Day", _value("date"), "day"),
        Column("Tool", _shown("source")),
        Column("Active", _value("active_hours"), "hours"),
        Column("Suggestions", _value("suggestions_shown"), "number"),
        Column("Accepted", _value("suggestions_accepted"), "number"),
        Column("Acceptance", _value("acceptance_rate"), "rate"),
    ),
    "jira-issues": (
        Column("Key", _value("jira_key")),
        Column("Summary", lambda row: _short(row.summary), "written"),
        Column("Type", _shown("issue_type")),
        Column("Status", _shown("status")),
        Column("Assignee", _person("assignee")),
        Column("Points", _value("story_points"), "number"),
        Column("Sprint", lambda row: row.sprint_name or "–"),
        Column("Created", _value("issue_created_at"), "when"),
        Column("Resolved", _value("resolved_at"), "when"),
    ),
    "surveys": (
        Column("Author", _person("author")),
        _pull_request(),
        Column("Answer", _truth("author_ai_assisted", "with AI", "without AI")),
        Column("Answered", _value("author_responded_at"), "when"),
    ),
    "guesses": (
        Column("Guesser", _person("reviewer")),
        _pull_request(lambda row: row.survey.pull_request),
        Column("Rating", _shown("quality_rating")),
        Column("Guess", _truth("ai_guess", "AI helped", "no AI")),
        Column("Right", _truth("guess_correct", "right", "wrong")),
        Column("Answered", _value("responded_at"), "when"),
    ),
    "comments": (
        Column("Author", _person("author")),
        Column("Comment", lambda row: _short(row.body), "written"),
        Column("Place", lambda row: f"{row.path}, line {row.line}" if row.path else "conversation"),
        _pull_request(),
        Column("Written", _value("comment_created_at"), "when"),
    ),
    "commits": (
        Column("Author", _person("author")),
        Column("Message", lambda row: _short(row.message), "written"),
        Column("Lines", _lines),
        _pull_request(),
        Column("Committed", _value("committed_at"), "when"),
    ),
    "checks": (
        Column("Check", _value("name")),
        Column("Outcome", lambda row: row.get_conclusion_display() or row.get_status_display()),
        Column("Seconds", _value("duration_seconds"), "number"),
        _pull_request(),
        Column("Started", _value("started_at"), "when"),
    ),
    "files": (
        Column("File", _value("filename")),
        Column("Kind", _shown("file_category")),
        Column("Change", _shown("status")),
        Column("Lines", _lines),
        _pull_request(),
    ),
}


class TableView(TeamPage):
    """The rows of one table of a team."""

    template_name = "metrics/rows.html"
    table = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = COLUMNS[self.table]
        page = page_of(self.request, find_rows(self.team, self.table), ROWS_PER_PAGE)
        rows = [
            [Cell(column, column.read(row), column.link(row) if column.link else "") for column in columns]
            for row in page
        ]
        return super().get_context_data(name=dict(TABS)[self.table], columns=columns, rows=rows, page=page, **kwargs)


class WeeksView(TableView):
    """The weeks as charts to explore, and below them the aggregates of each member."""

    template_name = "metrics/weeks.html"
    table = "weeks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = now_of(self.team)
        weeks = queries.weekly_figures(self.team)
        return super().get_context_data(
            charts=charts.weekly_charts(weeks, running=week_start(now, project_zone())),
            ages=charts.age_chart(queries.open_pull_requests(self.team, as_of=now)),
            weeks=weeks,
            **kwargs,
        )


class ReviewsView(TableView):
    """The matrix of who reviews whom, and below it the reviews."""

    template_name = "metrics/reviews.html"
    table = "reviews"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            matrix=charts.review_matrix(queries.review_pairs(self.team)),
            loads=queries.reviewer_loads(self.team),
            **kwargs,
        )


class GuessesView(TableView):
    """The best guessers, the authors about whom one guesses best, and below them the guesses."""

    template_name = "metrics/guesses.html"
    table = "guesses"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            leaderboard=queries.guess_leaderboard(self.team),
            authors=queries.authors_read(self.team),
            **kwargs,
        )
