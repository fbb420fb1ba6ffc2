"""What the queries answer with: plain records, without the database.

Shares run from 0 to 1, rates are percent, ratings 1 to 3, times are hours. A figure over nothing is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class WeeklyFigures:
    """A team's week: what merged in it, and what became of what was opened in it."""

    week_start: date
    merged_count: int
    ai_assisted_count: int
    ai_assisted_share: float | None
    mean_cycle_time_hours: Decimal | None
    mean_review_time_hours: Decimal | None
    rating_count: int
    mean_quality_rating: Decimal | None
    revert_count: int
    revert_share: float | None
    opened_count: int
    opened_and_merged_count: int
    opened_and_closed_count: int
    opened_and_still_open_count: int
    check_verdict_count: int
    check_passed_count: int
    check_pass_share: float | None
    exact_cycle_time_hours: float | None = field(default=None, compare=False)
    exact_review_time_hours: float | None = field(default=None, compare=False)
    """The means before they are rounded: a text that rounds further must not round twice."""


@dataclass(frozen=True)
class Person:
    """A team member, as far as a chart needs to know."""

    id: int
    name: str


@dataclass(frozen=True)
class ReviewPair:
    """How many reviews one person wrote on another's pull requests; `author` is None for authors who left."""

    reviewer: Person
    author: Person | None
    review_count: int


@dataclass(frozen=True)
class ReviewerLoad:
    """One person's part of all reviews."""

    reviewer: Person
    review_count: int
    review_share: float


@dataclass(frozen=True)
class OpenPullRequest:
    """A pull request that waits, and for how long since its opening."""

    id: int
    title: str
    author: Person | None
    opened_at: datetime
    age_hours: Decimal
    is_reviewed: bool


@dataclass(frozen=True)
class GuesserScore:
    """How well a reviewer tells AI-assisted pull requests from others."""

    guesser: Person
    answer_count: int
    correct_count: int
    accuracy_percent: Decimal


@dataclass(frozen=True)
class AIUsageWeek:
    """What a team's members did with AI tools in a week."""

    week_start: date
    member_count: int
    active_hours: Decimal
    suggestions_shown: int
    suggestions_accepted: int
    acceptance_percent: Decimal | None


@dataclass(frozen=True)
class AuthorRead:
    """The right guesses of reviewers whether AI helped on one author's pull requests."""

    author: Person
    answer_count: int
    correct_count: int

    @property
    def share(self) -> float:
        return self.correct_count / self.answer_count
