"""The weekly aggregates, from the other rows of the plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from apps.metrics import factories
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.rows import TeamRows
from apps.metrics.seeding.weekly_metrics_calculator import (
    MergedPullRequest,
    RatedAnswer,
    ResolvedIssue,
    SurveyResponse,
    calculate_weekly_metrics,
)
from seedplot.plan import Row

MERGED_COLUMNS = [name for name in MergedPullRequest._fields if name != "commits"]
ANSWER_COLUMNS = ("survey", "reviewer", "quality_rating", "guess_correct", "responded_at")


def weekly_metrics_rows(team: TeamRows, rows: Sequence[Row]) -> Iterator[Row]:
    """A row for each week in which a member has anything among the rows that the plan has made so far."""
    of_model: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_model[row.shape_.label].append(row)
    merged = [row for row in of_model["metrics.PullRequest"] if row.merged_at is not None]
    commits = Counter(_columns(of_model["metrics.Commit"], "pull_request"))
    surveys = of_model["metrics.PRSurvey"]
    # A survey counts for the author of its pull request, in the week of the merge.
    about = {survey: (survey.author, survey.pull_request.merged_at) for survey in surveys}
    weeks = calculate_weekly_metrics(
        list(team.members.values()),
        tz=team.calendar.zone,
        pull_requests=(
            MergedPullRequest._make([*columns, commits[row]])
            for row, columns in zip(merged, _columns(merged, *MERGED_COLUMNS), strict=True)
        ),
        survey_responses=(SurveyResponse(*about[row], row.author_responded_at is not None) for row in surveys),
        answers=(
            RatedAnswer(*about[survey], *answer)
            for survey, *answer in _columns(of_model["metrics.PRSurveyReview"], *ANSWER_COLUMNS)
        ),
        issues=(
            issue
            for issue in map(ResolvedIssue._make, _columns(of_model["metrics.JiraIssue"], *ResolvedIssue._fields))
            if issue.resolved_at is not None
        ),
    )
    # Every column is given, because an aggregate leaves nothing to chance: the stream only names it.
    streams: dict[Hashable, MetricsRandom] = {
        row: member.stream.at("weekly metrics") for member, row in team.members.items()
    }
    for week in weeks:
        monday = (week.week_start - team.calendar.first_monday.date()).days
        yield factories.WeeklyMetricsFactory.row(
            streams[week.member].at(monday // 7),
            team=team.team,
            created_at=team.calendar.end_of_day(monday + 6),
            **vars(week),
        )


def _columns(rows: Sequence[Row], *names: str) -> list[Any]:
    """The values of those columns in rows that are all of one model: a tuple of each row, or one value for one name."""
    if not rows:
        return []
    read = itemgetter(*[rows[0].shape_.index[name] for name in names])
    return [read(row.columns) for row in rows]
