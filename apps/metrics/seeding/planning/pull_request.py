"""A pull request on its way through the planning steps; each step fills in what it decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from apps.metrics.seeding.content import Change, Repository
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.github.pull_request import FetchedPR
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.worktime import TICK, TICKS_PER_DAY

DRAFTED_SHARE, LONGEST_DRAFT = 0.12, 0.3
"""The share that opens as drafts, and the part of the wait for a first review that it lasts at most."""
LEAST_PAUSE, MOST_PAUSE = 8, 150
"""Ticks between the first review and the merge, at least: nobody merges at once, and some sleep over it."""
Outcome = Literal["merged", "closed", "open"]


class Lots(NamedTuple):
    """Numbers from 0 to 1, one for each thing that is shared out among pull requests: the lowest come first.

    They are drawn in this order, so what is appended leaves the others as they are.
    """

    tracked: float
    outcome: float
    ai_assisted: float
    reviewed: float
    reviewer_count: float
    led: float
    surveyed: float
    revert: float
    hotfix: float
    lent: float
    start: float
    draft: float
    pause: float

    @classmethod
    def draw(cls, stream: MetricsRandom) -> Lots:
        return cls._make([stream.random() for _ in cls._fields])


class ReviewLots(NamedTuple):
    """The same for one round of review: its verdict, its turn, its time between the others, and how much is said."""

    state: float
    order: float
    pace: float
    remarks: float

    @classmethod
    def draw(cls, stream: MetricsRandom) -> ReviewLots:
        return cls._make([stream.random() for _ in cls._fields])


class FilePlan(NamedTuple):
    path: str
    category: str
    status: str
    additions: int
    deletions: int
    stream: MetricsRandom


class CommitPlan(NamedTuple):
    """`second` is story time; the lines are those of the files."""

    second: int
    message: str
    files: Sequence[FilePlan]
    additions: int
    deletions: int
    stream: MetricsRandom


@dataclass(eq=False, slots=True)
class ReviewPlan:
    """One round of review. `second` is story time."""

    reviewer: Member
    state: str
    round: int
    stream: MetricsRandom
    lots: ReviewLots
    second: int = 0


@dataclass(eq=False, slots=True)
class AnswerPlan:
    """A reviewer's answer to the survey of a pull request; the lots rank it among the week's answers."""

    reviewer: Member
    stream: MetricsRandom
    second: int
    rating_lot: float = 0.0
    guess_lot: float = 0.0
    quality_rating: int = 0
    guess_correct: bool = False


@dataclass(eq=False, slots=True)
class SurveyPlan:
    """The survey that follows a merge: when it goes out, when its author answers, and what the reviewers say."""

    stream: MetricsRandom
    second: int
    author_second: int
    answers: list[AnswerPlan] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class CheckPlan:
    """`lot` ranks it among the week's checks; `delay_seconds` is the time from the opening to its start."""

    name: str
    stream: MetricsRandom
    lot: float
    runs_out_of_time: bool
    delay_seconds: int
    duration_seconds: int
    conclusion: str = "success"


@dataclass(eq=False, slots=True)
class PullRequestPlan:
    """Times are story time: ticks for the three that the figures depend on, seconds elsewhere.

    `week` is the one that it counts for: that of the merge, or of the opening if it never merges. `offset` is how many
    seconds past the tick the three main times lie: as it is the same, their differences stay whole ticks.
    """

    author: Member
    week: int
    slot: int
    number: int
    stream: MetricsRandom
    repository: Repository
    change: Change
    offset: int
    lots: Lots
    outcome: Outcome = "merged"
    turn: float = 0.0
    """The team's place, from 0 to 1, in what comes round: sizes and wordings."""
    lines: int = 1
    """Additions and deletions of an invented one, and the numbers of its files and commits; a real one has its own."""
    file_count: int = 1
    commits_drawn: int = 1
    is_given_up: bool = False
    """It would stay open for good, but the story clears its queue."""
    start: str = ""
    """"weekend" or "evening", where the work begins at such a time."""
    is_tracked: bool = False
    opened_tick: int = 0
    review_tick: int | None = None
    ended_tick: int | None = None
    reviews: list[ReviewPlan] = field(default_factory=list)
    checks: list[CheckPlan] = field(default_factory=list)
    survey: SurveyPlan | None = None
    is_ai_assisted: bool = False
    is_hotfix: bool = False
    deployed: int | None = None
    """The moment from which on it is in production, in story time."""
    reverts: PullRequestPlan | None = None
    reverted: bool = False
    lent: FetchedPR | None = None
    """The real pull request whose title and figures it carries."""

    @property
    def opened(self) -> int:
        return self.opened_tick * TICK + self.offset

    @property
    def first_review(self) -> int | None:
        return None if self.review_tick is None else self.review_tick * TICK + self.offset

    @property
    def ready(self) -> int:
        """The moment from which on reviewers may begin: at the opening, but for a few that open as drafts."""
        if self.lots.draft >= DRAFTED_SHARE or self.first_review is None:
            return self.opened
        end_of_day = self.opened_tick // TICKS_PER_DAY * TICKS_PER_DAY + self.author.hours.ends
        latest = min(self.opened + int(LONGEST_DRAFT * (self.first_review - self.opened)), end_of_day * TICK)
        return self.opened + int(self.lots.draft / DRAFTED_SHARE * max(0, latest - self.opened))

    @property
    def least_pause(self) -> int:
        """Ticks from the first review to the merge at least: five minutes to an hour and a half."""
        cycle = self.ended_tick - self.opened_tick if self.ended_tick is not None else MOST_PAUSE
        pause = LEAST_PAUSE + int((MOST_PAUSE - LEAST_PAUSE) * self.lots.pause)
        return max(LEAST_PAUSE, min(pause, int(0.3 * cycle)))

    @property
    def ended(self) -> int | None:
        """The moment of its merge or closing."""
        return None if self.ended_tick is None else self.ended_tick * TICK + self.offset

    @property
    def usual_lines(self) -> int:
        """The number of lines by which it ranks among others, whatever it borrows."""
        return self.lines

    @property
    def commit_count(self) -> int:
        """The number of its commits; a revert is one."""
        if self.lent is not None:
            return self.lent.commits_count
        return 1 if self.reverts else self.commits_drawn

    @property
    def has_issue(self) -> bool:
        """True if a Jira issue of its own stands behind it."""
        return self.is_tracked and not self.reverts

    @property
    def text(self) -> Change:
        """The matter of its commits and comments: for a revert, the change that it takes back."""
        return self.reverts.change if self.reverts else self.change

    @property
    def answers(self) -> list[AnswerPlan]:
        return self.survey.answers if self.survey else []

    def plan_survey(self) -> SurveyPlan:
        """Send out a survey soon after the merge, which its author answers on the same day."""
        assert self.ended is not None  # only merges are surveyed
        stream = self.stream.at("survey")
        second = self.ended + stream.randint(30, 150)
        self.survey = SurveyPlan(stream, second, second + stream.randint(120, 3600))
        return self.survey
