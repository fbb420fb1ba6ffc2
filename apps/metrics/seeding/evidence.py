"""A team's rows as a run's proof reads them back: from the database, only those that the run wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from math import fsum
from typing import Any

from django.db.models import Model

from apps.metrics import models
from apps.metrics.seeding.github_lending import SOURCE, lent_by
from apps.metrics.seeding.targets import Targets
from apps.metrics.seeding.weekly_metrics_calculator import week_start
from seedplot.clock import WeeklyCalendar
from seedplot.engine.run_rows import RunRows
from seedplot.quotas import rounded


def lent_remark(evidence: RunRows) -> str:
    """How many pull requests of a run are real ones, and which snapshot they are from."""
    github = evidence.sources[SOURCE]
    there, lent = 0, 0
    for rows in evidence.parts(models.PullRequest):
        there += rows.count()
        lent += rows.filter(source=models.PullRequest.Source.GITHUB).count()
    found = len(github["pull_requests"])
    if not found:
        return f"all of {there:,} pull requests are invented, as there were no real ones to be had"
    told = f"{lent:,} of {there:,} pull requests are real ones"
    wanted = rounded(github["share"], there)
    if found * len(evidence.shards) < wanted:
        told += f" ({github['share']:.0%} would be {wanted:,}, and there were {found} for each team)"
    return f"{told}; snapshot {github['digest']}"


class TeamEvidence:
    """One team of a run. Rows are light rows, read once; weeks are numbered from the story's first."""

    def __init__(self, evidence: RunRows, shard: str, calendar: WeeklyCalendar) -> None:
        self.anchor = calendar.anchor
        self.zone = calendar.zone
        self.today = calendar.anchor.astimezone(calendar.zone).date()
        self.first_monday = calendar.first_monday.date()
        self.full_weeks = range(calendar.weeks)
        self.lent = {each.title: each for each in lent_by(evidence.sources)}
        """The real pull requests that there were for it, by title."""
        self.lent_share: float = evidence.sources.get(SOURCE, {}).get("share", 0.0)
        self._evidence = evidence
        self._shard = shard

    def _rows(self, model: type[Model]) -> list[Any]:
        return self._evidence.read(model, self._shard)

    def _rows_of_pull_requests(self, model: type[Model]) -> list[Any]:
        """Those that belong to a pull request of the run; others (a commit on its own) are nobody's part."""
        return [row for row in self._rows(model) if row.pull_request_id in self.pull_requests]

    def week(self, moment: datetime) -> int:
        """The number of the local calendar week that holds the moment."""
        return (week_start(moment, self.zone) - self.first_monday) // timedelta(weeks=1)

    def monday(self, week: int) -> date:
        return self.first_monday + timedelta(weeks=week)

    @cached_property
    def members(self) -> list[models.TeamMember]:
        return self._rows(models.TeamMember)

    @cached_property
    def pull_requests(self) -> dict[int, models.PullRequest]:
        return {row.pk: row for row in self._rows(models.PullRequest)}

    @cached_property
    def reviews(self) -> list[models.PRReview]:
        return self._rows_of_pull_requests(models.PRReview)

    @cached_property
    def comments(self) -> list[models.PRComment]:
        return self._rows_of_pull_requests(models.PRComment)

    @cached_property
    def check_runs(self) -> list[models.PRCheckRun]:
        return self._rows_of_pull_requests(models.PRCheckRun)

    @cached_property
    def files(self) -> list[models.PRFile]:
        return self._rows_of_pull_requests(models.PRFile)

    @cached_property
    def commits(self) -> list[models.Commit]:
        return self._rows_of_pull_requests(models.Commit)

    @cached_property
    def issues(self) -> list[models.JiraIssue]:
        return self._rows(models.JiraIssue)

    @cached_property
    def surveys(self) -> dict[int, models.PRSurvey]:
        return {row.pk: row for row in self._rows_of_pull_requests(models.PRSurvey)}

    @cached_property
    def answers(self) -> list[models.PRSurveyReview]:
        return [row for row in self._rows(models.PRSurveyReview) if row.survey_id in self.surveys]

    @cached_property
    def ai_usage(self) -> list[models.AIUsageDaily]:
        return self._rows(models.AIUsageDaily)

    @cached_property
    def weekly_metrics(self) -> list[models.WeeklyMetrics]:
        return self._rows(models.WeeklyMetrics)

    # By week.

    @cached_property
    def merged_by_week(self) -> dict[int, list[models.PullRequest]]:
        return self._grouped((row for row in self.pull_requests.values() if row.merged_at is not None), "merged_at")

    @cached_property
    def opened_by_week(self) -> dict[int, list[models.PullRequest]]:
        return self._grouped(iter(self.pull_requests.values()), "pr_created_at")

    def _grouped(self, rows: Iterator[models.PullRequest], column: str) -> dict[int, list[models.PullRequest]]:
        grouped: dict[int, list[models.PullRequest]] = {}
        for row in rows:
            grouped.setdefault(self.week(getattr(row, column)), []).append(row)
        return grouped

    def counted_week(self, pull_request: models.PullRequest) -> int:
        """The week for which a pull request, its reviews and its answers count."""
        return self.week(pull_request.merged_at or pull_request.pr_created_at)

    @cached_property
    def reviews_by_week(self) -> dict[int, list[models.PRReview]]:
        grouped: dict[int, list[models.PRReview]] = {}
        for review in self.reviews:
            grouped.setdefault(self.counted_week(self.pull_requests[review.pull_request_id]), []).append(review)
        return grouped

    @cached_property
    def answers_by_week(self) -> dict[int, list[models.PRSurveyReview]]:
        grouped: dict[int, list[models.PRSurveyReview]] = {}
        for answer in self.answers:
            grouped.setdefault(self.counted_week(self.pull_request_of(answer)), []).append(answer)
        return grouped

    def pull_request_of(self, answer: models.PRSurveyReview) -> models.PullRequest:
        return self.pull_requests[self.surveys[answer.survey_id].pull_request_id]

    # Week by week, for the full weeks.

    def weekly(self, column: str) -> list[float | None]:
        """The mean of a column of the merged pull requests of each full week."""
        return [
            _mean(
                [
                    float(value)
                    for row in self.merged_by_week.get(week, ())
                    if (value := getattr(row, column)) is not None
                ]
            )
            for week in self.full_weeks
        ]

    def ai_share(self) -> list[float | None]:
        """The AI-assisted part of what merged in each full week, in percent."""
        return [
            _mean([100.0 * bool(row.is_ai_assisted) for row in self.merged_by_week.get(week, ())])
            for week in self.full_weeks
        ]

    def quality(self) -> list[float | None]:
        return [
            _mean(
                [float(answer.quality_rating) for answer in self.answers_by_week.get(week, ()) if answer.quality_rating]
            )
            for week in self.full_weeks
        ]


class StoryEvidence(TeamEvidence):
    """One team, and the scenario whose story its rows are to tell."""

    def __init__(self, scenario: Targets, evidence: RunRows, shard: str, calendar: WeeklyCalendar) -> None:
        super().__init__(evidence, shard, calendar)
        self.scenario = scenario

    @cached_property
    def archetypes(self) -> dict[int, str]:
        """The archetype of each member by key: members are written in the order of the cast."""
        names = [each.name for each in self.scenario.get_member_archetypes() for _ in range(each.count)]
        return {member.pk: name for member, name in zip(self.members, names, strict=False)}


def _mean(values: Sequence[float]) -> float | None:
    return fsum(values) / len(values) if values else None
