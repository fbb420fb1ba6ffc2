"""The figures a dashboard reads, each from a literal, small number of queries.

Merges, and the ratings and guesses on a pull request, count in the week of its merge; reviews too, or in the week
of the opening if it never merged; states and checks in the week of the opening.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from django.db.models import Aggregate, Count, Model, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncWeek

from apps.metrics.figures import (
    AIUsageWeek,
    GuesserScore,
    OpenPullRequest,
    Person,
    ReviewerLoad,
    ReviewPair,
    WeeklyFigures,
)
from apps.metrics.models import AIUsageDaily, PRCheckRun, PRReview, PRSurveyReview, PullRequest, Team
from apps.metrics.weeks import WeekRange, monday_of

Record = Mapping[str, Any]
M = TypeVar("M", bound=Model)

HUNDREDTH = Decimal("0.01")
SECOND = timedelta(seconds=1)
PASSED = PRCheckRun.Conclusion.SUCCESS
# A skipped, cancelled, neutral or stale check says nothing about the change, so it counts for neither side.
VERDICTS = [
    PASSED,
    PRCheckRun.Conclusion.FAILURE,
    PRCheckRun.Conclusion.TIMED_OUT,
    PRCheckRun.Conclusion.ACTION_REQUIRED,
]


def weekly_figures(team: Team, *, weeks: WeekRange | None = None) -> list[WeeklyFigures]:
    """The team's weeks without a gap: those given, or from the first in which anything happened to the last.

    Four queries.
    """
    merges = _merges_by_week(team, weeks)
    ratings = _ratings_by_week(team, weeks)
    openings = _openings_by_week(team, weeks)
    checks = _checks_by_week(team, weeks)
    shown = weeks or WeekRange.spanning(merges.keys() | openings.keys())
    return [
        _figures_of(monday, [found.get(monday, {}) for found in (merges, ratings, openings, checks)])
        for monday in (shown.mondays() if shown else [])
    ]


def review_pairs(team: Team, *, weeks: WeekRange | None = None) -> list[ReviewPair]:
    """Who reviews whom: a record for each pair with reviews between them, by name. One query."""
    rows = (
        _reviews(team, weeks)
        .values("reviewer", "reviewer__display_name", "pull_request__author", "pull_request__author__display_name")
        .annotate(review_count=Count("pk"))
    )
    pairs = [
        ReviewPair(_person(row, "reviewer"), _author(row, "pull_request__author"), row["review_count"]) for row in rows
    ]
    return sorted(pairs, key=lambda pair: (_by_name(pair.reviewer), _by_name(pair.author)))


def reviewer_loads(team: Team, *, weeks: WeekRange | None = None) -> list[ReviewerLoad]:
    """Each reviewer's part of all reviews, the busiest first. One query."""
    rows = _reviews(team, weeks).values("reviewer", "reviewer__display_name").annotate(count=Count("pk"))
    counts = {_person(row, "reviewer"): row["count"] for row in rows}
    total = sum(counts.values())
    loads = [ReviewerLoad(reviewer, count, count / total) for reviewer, count in counts.items()]
    return sorted(loads, key=lambda load: (-load.review_count, _by_name(load.reviewer)))


def open_pull_requests(team: Team, *, as_of: datetime) -> list[OpenPullRequest]:
    """What is open and was opened by then, the oldest first. One query."""
    rows = (
        PullRequest.objects.filter(team=team, state=PullRequest.State.OPEN, pr_created_at__lte=as_of)
        .order_by("pr_created_at", "pk")
        .values("pk", "title", "author", "author__display_name", "pr_created_at", "first_review_at")
    )
    return [
        OpenPullRequest(
            id=row["pk"],
            title=row["title"],
            author=_author(row, "author"),
            opened_at=row["pr_created_at"],
            age_hours=_divide((as_of - row["pr_created_at"]) // SECOND, 3600),
            is_reviewed=row["first_review_at"] is not None,
        )
        for row in rows
    ]


def guess_leaderboard(team: Team, *, weeks: WeekRange | None = None) -> list[GuesserScore]:
    """Who guesses best whether AI helped; of equals, who answered more often comes first. One query."""
    guesses = PRSurveyReview.objects.filter(
        team=team, reviewer__isnull=False, guess_correct__isnull=False, responded_at__isnull=False
    )
    guesses = _within(weeks, guesses, "survey__pull_request__merged_at")
    rows = guesses.values("reviewer", "reviewer__display_name").annotate(
        answers=Count("pk"), correct=Count("pk", filter=Q(guess_correct=True))
    )
    scores = [
        GuesserScore(
            guesser=_person(row, "reviewer"),
            answer_count=row["answers"],
            correct_count=row["correct"],
            accuracy_percent=_divide(100 * row["correct"], row["answers"]),
        )
        for row in rows
    ]
    return sorted(scores, key=lambda score: (-score.accuracy_percent, -score.answer_count, _by_name(score.guesser)))


def ai_usage_by_week(team: Team, *, weeks: WeekRange | None = None) -> list[AIUsageWeek]:
    """The weeks in which anybody used an AI tool. One query."""
    usage = AIUsageDaily.objects.filter(team=team)
    found = _group_by_week(
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
            acceptance_percent=_mean(100 * row["accepted"], row["shown"]),
        )
        for monday, row in found.items()
    ]


def _merges_by_week(team: Team, weeks: WeekRange | None) -> dict[date, Record]:
    merged = PullRequest.objects.filter(team=team, merged_at__isnull=False)
    return _group_by_week(
        _within(weeks, merged, "merged_at"),
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
    return _group_by_week(
        _within(weeks, rated, merged_at),
        monday_of(merged_at),
        rating_count=Count("quality_rating"),
        rating_sum=Sum("quality_rating"),
    )


def _openings_by_week(team: Team, weeks: WeekRange | None) -> dict[date, Record]:
    return _group_by_week(
        _within(weeks, PullRequest.objects.filter(team=team), "pr_created_at"),
        monday_of("pr_created_at"),
        opened_count=Count("pk"),
        **{f"{state}_state_count": Count("pk", filter=Q(state=state)) for state in PullRequest.State.values},
    )


def _checks_by_week(team: Team, weeks: WeekRange | None) -> dict[date, Record]:
    opened_at = "pull_request__pr_created_at"
    return _group_by_week(
        _within(weeks, PRCheckRun.objects.filter(team=team, conclusion__in=VERDICTS), opened_at),
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
        ai_assisted_share=_share(row["ai_assisted_count"], row["merged_count"]),
        mean_cycle_time_hours=_mean(row["cycle_hours"], row["cycle_count"]),
        mean_review_time_hours=_mean(row["review_hours"], row["review_count"]),
        rating_count=row["rating_count"],
        mean_quality_rating=_mean(row["rating_sum"], row["rating_count"]),
        revert_count=row["revert_count"],
        revert_share=_share(row["revert_count"], row["merged_count"]),
        opened_count=row["opened_count"],
        opened_and_merged_count=row["merged_state_count"],
        opened_and_closed_count=row["closed_state_count"],
        opened_and_still_open_count=row["open_state_count"],
        check_verdict_count=row["verdict_count"],
        check_passed_count=row["passed_count"],
        check_pass_share=_share(row["passed_count"], row["verdict_count"]),
    )


def _reviews(team: Team, weeks: WeekRange | None) -> QuerySet[PRReview]:
    """The reviews by people who are still there, in the weeks that they count for."""
    counted_at = Coalesce("pull_request__merged_at", "pull_request__pr_created_at")
    reviews = PRReview.objects.filter(team=team, reviewer__isnull=False).alias(counted_at=counted_at)
    return _within(weeks, reviews, "counted_at")


def _within(weeks: WeekRange | None, rows: QuerySet[M], column: str) -> QuerySet[M]:
    return rows.filter(weeks.holds_moment(column)) if weeks else rows


def _group_by_week(rows: QuerySet[M], week: TruncWeek, **aggregates: Aggregate) -> dict[date, Record]:
    """The aggregates of each week that has rows, in week order."""
    grouped = rows.values(week=week).annotate(**aggregates).order_by("week")
    return {row["week"]: row for row in grouped}


def _person(row: Record, column: str) -> Person:
    return Person(row[column], row[f"{column}__display_name"])


def _author(row: Record, column: str) -> Person | None:
    """The person of the column; None where the link was emptied because they left."""
    return None if row[column] is None else _person(row, column)


def _by_name(person: Person | None) -> tuple[str, int]:
    """The order of people; sorted here because databases differ in theirs."""
    return (person.name, person.id) if person else ("", 0)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(total: Decimal | int, count: int) -> Decimal | None:
    return _divide(total, count) if count else None


def _divide(total: Decimal | int, count: int) -> Decimal:
    # SQLite sums decimals as floats; rounded to the columns' places, the total is alike on every database.
    return (Decimal(total).quantize(HUNDREDTH, ROUND_HALF_UP) / count).quantize(HUNDREDTH, ROUND_HALF_UP)
