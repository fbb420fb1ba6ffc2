"""Reviewers and guessers: who reviews whom, how much, and who guesses best.

A review counts in the week of the merge, or else of the opening.
"""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from apps.metrics.models import PRReview, PRSurveyReview, Team
from apps.metrics.queries.arithmetic import divided
from apps.metrics.queries.people import author_in, by_name, person_in
from apps.metrics.queries.results import AuthorRead, GuesserScore, ReviewerLoad, ReviewPair
from apps.metrics.queries.weeks import WeekRange, within


def review_pairs(team: Team, *, weeks: WeekRange | None = None) -> list[ReviewPair]:
    """The pairs with reviews between them, author and reviewer, by name. One query."""
    rows = (
        _reviews(team, weeks)
        .values("reviewer", "reviewer__display_name", "pull_request__author", "pull_request__author__display_name")
        .annotate(review_count=Count("pk"))
    )
    pairs = [
        ReviewPair(person_in(row, "reviewer"), author_in(row, "pull_request__author"), row["review_count"])
        for row in rows
    ]
    return sorted(pairs, key=lambda pair: (by_name(pair.reviewer), by_name(pair.author)))


def reviewer_loads(team: Team, *, weeks: WeekRange | None = None) -> list[ReviewerLoad]:
    """Each reviewer's part of all reviews, the busiest first. One query."""
    rows = _reviews(team, weeks).values("reviewer", "reviewer__display_name").annotate(count=Count("pk"))
    counts = {person_in(row, "reviewer"): row["count"] for row in rows}
    total = sum(counts.values())
    loads = [ReviewerLoad(reviewer, count, count / total) for reviewer, count in counts.items()]
    return sorted(loads, key=lambda load: (-load.review_count, by_name(load.reviewer)))


def guess_leaderboard(team: Team, *, weeks: WeekRange | None = None) -> list[GuesserScore]:
    """Reviewers by how well they guess whether AI helped; of equals, the one with more answers first. One query."""
    guesses = PRSurveyReview.objects.filter(
        team=team, reviewer__isnull=False, guess_correct__isnull=False, responded_at__isnull=False
    )
    guesses = within(weeks, guesses, "survey__pull_request__merged_at")
    rows = guesses.values("reviewer", "reviewer__display_name").annotate(
        answers=Count("pk"), correct=Count("pk", filter=Q(guess_correct=True))
    )
    scores = [
        GuesserScore(
            guesser=person_in(row, "reviewer"),
            answer_count=row["answers"],
            correct_count=row["correct"],
            accuracy_percent=divided(100 * row["correct"], row["answers"]),
        )
        for row in rows
    ]
    return sorted(scores, key=lambda score: (-score.accuracy_percent, -score.answer_count, by_name(score.guesser)))


def authors_read(team: Team) -> list[AuthorRead]:
    """Authors by how often reviewers guess rightly about them, the easiest to read first. One query."""
    author = "survey__pull_request__author"
    rows = (
        PRSurveyReview.objects.filter(
            Q((f"{author}__isnull", False)), team=team, guess_correct__isnull=False, responded_at__isnull=False
        )
        .values(author, f"{author}__display_name")
        .annotate(answers=Count("pk"), correct=Count("pk", filter=Q(guess_correct=True)))
    )
    read = [AuthorRead(person_in(row, author), row["answers"], row["correct"]) for row in rows]
    return sorted(read, key=lambda each: (-each.share, -each.answer_count, by_name(each.author)))


def _reviews(team: Team, weeks: WeekRange | None) -> QuerySet[PRReview]:
    """The reviews by people who are still there, in the weeks that they count for."""
    counted_at = Coalesce("pull_request__merged_at", "pull_request__pr_created_at")
    reviews = PRReview.objects.filter(team=team, reviewer__isnull=False).alias(counted_at=counted_at)
    return within(weeks, reviews, "counted_at")
