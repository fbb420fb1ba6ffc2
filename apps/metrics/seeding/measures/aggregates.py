"""Weekly aggregates, derived once more from the raw rows: a member's own merges, issues, ratings and guesses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from apps.metrics import models

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import TeamEvidence

HUNDREDTH = Decimal("0.01")


@dataclass(slots=True)
class _Mean:
    """An average in the making; of nothing it is None."""

    total: Decimal | int = 0
    count: int = 0

    def add(self, value: Decimal | int | None) -> None:
        if value is not None:
            self.total += value
            self.count += 1

    def value(self) -> Decimal | None:
        return (Decimal(self.total) / self.count).quantize(HUNDREDTH, ROUND_HALF_UP) if self.count else None


@dataclass(slots=True)
class _Week:
    """The columns of a member's week, named like those of the table."""

    prs_merged: int = 0
    avg_cycle_time_hours: _Mean = field(default_factory=_Mean)
    avg_review_time_hours: _Mean = field(default_factory=_Mean)
    commits_count: int = 0
    lines_added: int = 0
    lines_removed: int = 0
    revert_count: int = 0
    hotfix_count: int = 0
    story_points_completed: Decimal = Decimal(0)
    issues_resolved: int = 0
    ai_assisted_prs: int = 0
    avg_quality_rating: _Mean = field(default_factory=_Mean)
    surveys_completed: int = 0
    guess_accuracy: _Mean = field(default_factory=_Mean)

    def columns(self) -> Iterator[tuple[str, Any]]:
        for each in fields(self):
            value = getattr(self, each.name)
            yield each.name, value.value() if isinstance(value, _Mean) else value


_Weeks = defaultdict[tuple[int, date], _Week]
"""By member and Monday."""


def wrong_weekly_metrics(team: TeamEvidence) -> list[str]:
    """Weekly aggregates that are not what the raw rows say, in any column, or that are missing or too many."""
    expected = _weeks_from_raw_rows(team)
    offenders = []
    for row in team.rows(models.WeeklyMetrics):
        week = expected.pop((row.member_id, row.week_start), None)
        wrong = ["row"] if week is None else [name for name, value in week.columns() if getattr(row, name) != value]
        if wrong:
            offenders.append(f"{wrong[0]} of {row.week_start} (weekly metrics {row.id})")
    return offenders + [f"missing row of {monday}" for _, monday in expected]


def _weeks_from_raw_rows(team: TeamEvidence) -> dict[tuple[int, date], _Week]:
    weeks: _Weeks = defaultdict(_Week)
    mondays = {row.id: team.monday(team.week(row.merged_at)) for row in team.pull_requests.values() if row.merged_at}
    for key, monday in mondays.items():
        row = team.pull_requests[key]
        if row.author_id is not None:
            _add_merge(weeks[row.author_id, monday], row, len(team.commits_of[key]))
    _add_issues(weeks, team)
    _add_surveys(weeks, team, mondays)
    return weeks


def _add_merge(week: _Week, row: models.PullRequest, commits: int) -> None:
    week.prs_merged += 1
    week.avg_cycle_time_hours.add(row.cycle_time_hours)
    week.avg_review_time_hours.add(row.review_time_hours)
    week.commits_count += commits
    week.lines_added += row.additions
    week.lines_removed += row.deletions
    week.revert_count += row.is_revert
    week.hotfix_count += row.is_hotfix
    week.ai_assisted_prs += row.is_ai_assisted is True


def _add_issues(weeks: _Weeks, team: TeamEvidence) -> None:
    for row in team.rows(models.JiraIssue):
        if row.resolved_at is not None and row.assignee_id is not None:
            week = weeks[row.assignee_id, team.monday(team.week(row.resolved_at))]
            week.issues_resolved += 1
            week.story_points_completed += row.story_points or 0


def _add_surveys(weeks: _Weeks, team: TeamEvidence, mondays: Mapping[int, date]) -> None:
    """A survey and its ratings count for the author of the pull request, a guess for the guesser."""
    for survey in team.surveys.values():
        author, monday = team.pull_requests[survey.pull_request_id].author_id, mondays.get(survey.pull_request_id)
        if survey.author_responded_at is not None and author is not None and monday is not None:
            weeks[author, monday].surveys_completed += 1
    for answer in team.answers:
        owner = team.pull_request_of(answer)
        monday = mondays.get(owner.id)
        if answer.responded_at is None or monday is None:
            continue
        if owner.author_id is not None and answer.quality_rating is not None:
            weeks[owner.author_id, monday].avg_quality_rating.add(answer.quality_rating)
        if answer.reviewer_id is not None and answer.guess_correct is not None:
            weeks[answer.reviewer_id, monday].guess_accuracy.add(100 * answer.guess_correct)
