"""The figures of a team's weeks, each from a literal, small number of queries.

Merges, and the ratings on a pull request, count in the week of its merge; states and checks in the week of the opening.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncWeek

from apps.metrics.models import AIUsageDaily, PRCheckRun, PRSurveyReview, PullRequest, Team
from apps.metrics.queries.arithmetic import HUNDREDTH, mean_of, share_of
from apps.metrics.queries.people import Record
from apps.metrics.queries.results import AIUsageWeek, WeeklyFigures
from apps.metrics.queries.weeks import WeekRange, group_by_week, monday_of, within

PASSED = PRCheckRun.Conclusion.SUCCESS
# A skipped, cancelled, neutral or stale check says nothing about the change, so it counts for neither side.
VERDICTS = [
    PASSED,
    PRCheckRun.Conclusion.FAILURE,
    PRCheckRun.Conclusion.TIMED_OUT,
    PRCheckRun.Conclusion.ACTION_REQUIRED,
]


def weekly_figures(team: Team, *, weeks: WeekRange | None = None) -> list[WeeklyFigures]:
    """The team's weeks without a gap: those asked for, or from the first with a merge to the last.

    Four queries.
    """
    merges = _merges_by_week(team, weeks)
    ratings = _ratings_by_week(team, weeks)
    openings = _openings_by_week(team, weeks)
    checks = _checks_by_week(team, weeks)
    # What opened before anything had merged belongs to weeks of which little is known.
    first = min(merges or openings, default=None)
    shown = weeks or WeekRange.spanning(week for week in merges.keys() | openings.keys() if first and week >= first)
    return [
        _figures_of(monday, [found.get(monday, {}) for found in (merges, ratings, openings, checks)])
        for monday in (shown.mondays() if shown else [])
    ]


def ai_usage_by_week(team: Team, *, weeks: WeekRange | None = None) -> list[AIUsageWeek]:
    """The weeks in which anybody used an AI tool. One query."""
    usage = AIUsageDaily.objects.filter(team=team)
    found = group_by_week(
        usage.filter(weeks.holds_date("date")) if weeks else usage,
        TruncWeek("date"),
        members=Count("member", distinct=True),
        hours=Sum("active_hours"),
        shown=Sum("suggestions_shown"),
        accepted=Sum("suggestions_accepted"),
    )
    return [
        AIUsageWeek(
            week_start=monday,
            member_count=row["members"],
            active_hours=row["hours"].quantize(HUNDREDTH),
            suggestions_shown=row["shown"],
            suggestions_accepted=row["accepted"],
            acceptance_percent=mean_of(100 * row["accepted"], row["shown"]),
        )
        for monday, row in found.items()
    ]


def _merges_by_week(team: Team, weeks: WeekRange | None) -> dict[date, Record]:
    merged = PullRequest.objects.filter(team=team, merged_at__isnull=False)
    return group_by_week(
        within(weeks, merged, "merged_at"),
        monday_of("merged_at"),
        merged_count=Count("pk"),
        ai_assisted_count=Count("pk", filter=Q(is_ai_assisted=True)),
        revert_count=Count("pk", filter=Q(is_revert=True)),
        cycle_hours=Sum("cycle_time_hours"),
        cycle_count=Count("cycle_time_hours"),
        review_hours=Sum("review_time_hours"),
        review_count=Count("review_time_hours"),
    )


def _ratings_by_week(team: Team, weeks: WeekRange | None) -> dict[date, Record]:
    merged_at = "survey__pull_request__merged_at"
    rated = PRSurveyReview.objects.filter(
        Q((f"{merged_at}__isnull", False)),
        team=team,
        quality_rating__isnull=False,
        responded_at__isnull=False,
    )
    return group_by_week(
        within(weeks, rated, merged_at),
        monday_of(merged_at),
        rating_count=Count("quality_rating"),
        rating_sum=Sum("quality_rating"),
    )


def _openings_by_week(team: Team, weeks: WeekRange | None) -> dict[date, Record]:
    return group_by_week(
        within(weeks, PullRequest.objects.filter(team=team), "pr_created_at"),
        monday_of("pr_created_at"),
        opened_count=Count("pk"),
        **{f"{state}_state_count": Count("pk", filter=Q(state=state)) for state in PullRequest.State.values},
    )


def _checks_by_week(team: Team, weeks: WeekRange | None) -> dict[date, Record]:
    opened_at = "pull_request__pr_created_at"
    return group_by_week(
        within(weeks, PRCheckRun.objects.filter(team=team, conclusion__in=VERDICTS), opened_at),
        monday_of(opened_at),
        verdict_count=Count("pk"),
        passed_count=Count("pk", filter=Q(conclusion=PASSED)),
    )


def _figures_of(monday: date, found: Iterable[Record]) -> WeeklyFigures:
    """One week from what the grouped queries found in it; what none of them found is zero."""
    row: defaultdict[str, Any] = defaultdict(int)
    for part in found:
        row.update(part)
    return WeeklyFigures(
        week_start=monday,
        merged_count=row["merged_count"],
        ai_assisted_count=row["ai_assisted_count"],
        ai_assisted_share=share_of(row["ai_assisted_count"], row["merged_count"]),
        mean_cycle_time_hours=mean_of(row["cycle_hours"], row["cycle_count"]),
        mean_review_time_hours=mean_of(row["review_hours"], row["review_count"]),
        rating_count=row["rating_count"],
        mean_quality_rating=mean_of(row["rating_sum"], row["rating_count"]),
        revert_count=row["revert_count"],
        revert_share=share_of(row["revert_count"], row["merged_count"]),
        opened_count=row["opened_count"],
        opened_and_merged_count=row["merged_state_count"],
        opened_and_closed_count=row["closed_state_count"],
        opened_and_still_open_count=row["open_state_count"],
        check_verdict_count=row["verdict_count"],
        check_passed_count=row["passed_count"],
        check_pass_share=share_of(row["passed_count"], row["verdict_count"]),
        exact_cycle_time_hours=share_of(row["cycle_hours"], row["cycle_count"]),
        exact_review_time_hours=share_of(row["review_hours"], row["review_count"]),
    )
