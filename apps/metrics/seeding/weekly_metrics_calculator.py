"""WeeklyMetrics from raw rows: pure functions, without database, clock or chance.

What is said about a pull request counts in the local calendar week in which it merged, an issue in the week of
its resolution. A member is any hashable that stands for the person; None is somebody who left and counts for nobody.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

HUNDREDTH = Decimal("0.01")
TENTH = Decimal("0.1")


class MergedPullRequest(NamedTuple):
    """A pull request that merged; hours are None where they are unknown, `commits` is their number."""

    author: Hashable
    merged_at: datetime
    cycle_time_hours: Decimal | None
    review_time_hours: Decimal | None
    additions: int
    deletions: int
    is_revert: bool
    is_hotfix: bool
    is_ai_assisted: bool | None
    commits: int


class SurveyResponse(NamedTuple):
    """A survey on a merged pull request, and whether its author answered."""

    author: Hashable
    merged_at: datetime
    responded: bool


class RatedAnswer(NamedTuple):
    """The answer of a reviewer (`guesser`) about `author`'s pull request; nothing while `responded_at` is None."""

    author: Hashable
    merged_at: datetime
    guesser: Hashable
    quality_rating: int | None
    guess_correct: bool | None
    responded_at: datetime | None


class ResolvedIssue(NamedTuple):
    """An issue that was resolved; `story_points` is None where nobody estimated."""

    assignee: Hashable
    resolved_at: datetime
    story_points: Decimal | None


@dataclass(frozen=True)
class MemberWeek:
    """The columns of a WeeklyMetrics row, rounded half up to its places; an average over nothing is None."""

    member: Hashable
    week_start: date
    prs_merged: int
    avg_cycle_time_hours: Decimal | None
    avg_review_time_hours: Decimal | None
    commits_count: int
    lines_added: int
    lines_removed: int
    revert_count: int
    hotfix_count: int
    story_points_completed: Decimal
    issues_resolved: int
    ai_assisted_prs: int
    avg_quality_rating: Decimal | None
    surveys_completed: int
    guess_accuracy: Decimal | None


def week_start(moment: datetime, tz: tzinfo) -> date:
    """The Monday of the calendar week in which the moment lies for people in that time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"Cannot tell the week of '{moment}', which has no time zone. Give an aware datetime.")
    day = moment.astimezone(tz).date()
    return day - timedelta(days=day.weekday())


def calculate_weekly_metrics(
    members: Sequence[Hashable],
    *,
    tz: tzinfo,
    pull_requests: Iterable[MergedPullRequest] = (),
    survey_responses: Iterable[SurveyResponse] = (),
    answers: Iterable[RatedAnswer] = (),
    issues: Iterable[ResolvedIssue] = (),
) -> list[MemberWeek]:
    """One record for each week in which a member has anything, by week and then in the order of `members`.

    Raises ValueError for a row of somebody who is not among `members`.
    """
    ledger = _Ledger(members, tz)
    for pull_request in pull_requests:
        if week := ledger.week_of(pull_request.author, pull_request.merged_at):
            week.pull_requests.append(pull_request)
    for response in survey_responses:
        if response.responded and (week := ledger.week_of(response.author, response.merged_at)):
            week.surveys_completed += 1
    for answer in answers:
        _enter_answer(ledger, answer)
    for issue in issues:
        if week := ledger.week_of(issue.assignee, issue.resolved_at):
            week.issues.append(issue)
    return ledger.member_weeks()


def _enter_answer(ledger: _Ledger, answer: RatedAnswer) -> None:
    """The rating counts for the author of the pull request, the guess for the one who guessed."""
    if answer.responded_at is None:
        return
    if answer.quality_rating is not None and (week := ledger.week_of(answer.author, answer.merged_at)):
        week.ratings.append(answer.quality_rating)
    if answer.guess_correct is not None and (week := ledger.week_of(answer.guesser, answer.merged_at)):
        week.guesses.append(answer.guess_correct)


@dataclass
class _Week:
    """The figures found of one member's week."""

    pull_requests: list[MergedPullRequest] = field(default_factory=list)
    issues: list[ResolvedIssue] = field(default_factory=list)
    ratings: list[int] = field(default_factory=list)
    guesses: list[bool] = field(default_factory=list)
    surveys_completed: int = 0


class _Ledger:
    """The weeks under way, opened when a member first has something in them."""

    def __init__(self, members: Sequence[Hashable], tz: tzinfo) -> None:
        self._position = {member: position for position, member in enumerate(members)}
        self._tz = tz
        self._weeks: dict[tuple[date, int], _Week] = {}
        self._mondays: dict[datetime, date] = {}
        self._members = members

    def week_of(self, member: Hashable, moment: datetime) -> _Week | None:
        """The member's week that holds the moment, or None for a member of None."""
        if member is None:
            return None
        if member not in self._position:
            known = ", ".join(map(str, self._members))
            raise ValueError(f"No member '{member}' among those whose weeks are calculated. Known: {known}.")
        # A merge is asked for again with its survey and each of the answers.
        if moment not in self._mondays:
            self._mondays[moment] = week_start(moment, self._tz)
        key = (self._mondays[moment], self._position[member])
        if key not in self._weeks:
            self._weeks[key] = _Week()
        return self._weeks[key]

    def member_weeks(self) -> list[MemberWeek]:
        return [
            _member_week(self._members[position], monday, self._weeks[monday, position])
            for monday, position in sorted(self._weeks)
        ]


def _member_week(member: Hashable, monday: date, week: _Week) -> MemberWeek:
    merged = week.pull_requests
    points = [issue.story_points for issue in week.issues if issue.story_points is not None]
    return MemberWeek(
        member=member,
        week_start=monday,
        prs_merged=len(merged),
        avg_cycle_time_hours=_mean([row.cycle_time_hours for row in merged]),
        avg_review_time_hours=_mean([row.review_time_hours for row in merged]),
        commits_count=sum(row.commits for row in merged),
        lines_added=sum(row.additions for row in merged),
        lines_removed=sum(row.deletions for row in merged),
        revert_count=sum(row.is_revert for row in merged),
        hotfix_count=sum(row.is_hotfix for row in merged),
        story_points_completed=sum(points, Decimal(0)).quantize(TENTH, ROUND_HALF_UP),
        issues_resolved=len(week.issues),
        ai_assisted_prs=sum(bool(row.is_ai_assisted) for row in merged),
        avg_quality_rating=_mean(week.ratings),
        surveys_completed=week.surveys_completed,
        guess_accuracy=_mean([100 * correct for correct in week.guesses]),
    )


def _mean(values: Sequence[Decimal | int | None]) -> Decimal | None:
    """The mean of the known values to two places, or None where none is known."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    return Decimal(sum(known, Decimal(0)) / len(known)).quantize(HUNDREDTH, ROUND_HALF_UP)
