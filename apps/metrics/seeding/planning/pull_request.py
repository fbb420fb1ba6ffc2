"""A pull request on its way through the planning steps; each step fills in what it decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.worktime import TICK
from apps.metrics.seeding.texts import Change, Repository

Outcome = Literal["merged", "closed", "open"]


@dataclass
class ReviewPlan:
    """One round of review. `second` is story time."""

    reviewer: Member
    state: str
    round: int
    second: int = 0


@dataclass
class AnswerPlan:
    """A reviewer's answer to the survey of a pull request."""

    reviewer: Member
    second: int
    quality_rating: int = 0
    guess_correct: bool = False


@dataclass
class CheckPlan:
    name: str
    conclusion: str = "success"


@dataclass
class PullRequestPlan:
    """Times are story time: ticks for the three that the figures hang on, seconds elsewhere.

    `week` is that of the opening. A carried one opens late in its week and merges early in the next.
    """

    author: Member
    week: int
    slot: int
    number: int
    stream: MetricsRandom
    repository: Repository
    change: Change
    outcome: Outcome = "merged"
    carried: bool = False
    is_tracked: bool = False
    opened_tick: int = 0
    review_tick: int | None = None
    ended_tick: int | None = None
    reviews: list[ReviewPlan] = field(default_factory=list)
    checks: list[CheckPlan] = field(default_factory=list)
    answers: list[AnswerPlan] | None = None
    survey_second: int = 0
    is_ai_assisted: bool = False
    is_hotfix: bool = False
    is_deployed: bool = False
    reverts: PullRequestPlan | None = None
    reverted: bool = False

    @property
    def counted_week(self) -> int:
        """The week whose figures it belongs to: that of the merge, or of the opening if it never merges."""
        return self.week + 1 if self.carried else self.week

    @property
    def offset(self) -> int:
        """Seconds past the tick, the same for the three main times, so that their differences stay whole ticks."""
        return self.stream.at("seconds").below(TICK)

    @property
    def opened(self) -> int:
        return self.opened_tick * TICK + self.offset

    @property
    def first_review(self) -> int | None:
        return None if self.review_tick is None else self.review_tick * TICK + self.offset

    @property
    def ended(self) -> int | None:
        """When it merged or was closed."""
        return None if self.ended_tick is None else self.ended_tick * TICK + self.offset

    @property
    def has_issue(self) -> bool:
        """Whether a Jira issue of its own stands behind it."""
        return self.is_tracked and not self.reverts

    @property
    def text(self) -> Change:
        """What its commits and comments are about: for a revert, the change that it takes back."""
        return self.reverts.change if self.reverts else self.change
