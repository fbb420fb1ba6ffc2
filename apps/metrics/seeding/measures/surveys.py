"""Surveys about AI help, and the answers to them: right ones and wrong ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING

from apps.metrics import models
from apps.metrics.seeding.measures.counted import Counted
from apps.metrics.seeding.specification.usual_work import SURVEYED_SHARE

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence, TeamEvidence

FEWEST_ANSWERS = 4
"""An archetype's share of right guesses is promised from so many answers on."""
ANSWERS_OF_EACH, MOST_GUESSERS = 12, 12
"""A leaderboard is promised from so many answers of each person on, and of so many people."""
LIFETIME = timedelta(days=7)
WORKDAYS = 5
TOKEN_LENGTH = 64
RATINGS = (1, 2, 3)


def ai_contradictions(team: StoryEvidence) -> list[str]:
    """Surveys that contradict their pull request, and weeks with AI-assisted work but no use of a tool."""
    offenders = [
        f"survey {row.id}"
        for row in team.surveys.values()
        if row.author_responded_at is not None
        and row.author_ai_assisted != team.pull_requests[row.pull_request_id].is_ai_assisted
    ]
    used = {(row.member_id, team.week_of_day(row.date)) for row in team.rows(models.AIUsageDaily)}
    # A day's use is summed up when the day is over, so what happened on the anchor's own day is not counted yet.
    midnight = team.midnight(team.today)
    return offenders + [
        f"AI usage around pull request {row.id}"
        for row in team.pull_requests.values()
        if row.is_ai_assisted
        and (row.merged_at or row.pr_created_at) < midnight
        # What may still merge counts for another week in the end.
        and (row.state != "open" or team.opened_week[row.id] in team.settled_weeks)
        and (row.author_id, team.counted_week[row.id]) not in used
    ]


def impossible_surveys(team: TeamEvidence) -> list[str]:
    """Surveys of others than the author of a merge, answers of others than its reviewers, twice or out of turn."""
    offenders = []
    answered: set[tuple[int, int | None]] = set()
    for row in team.rows(models.PRSurvey):
        if not _is_possible(team, row):
            offenders.append(f"survey {row.id}")
    for answer in team.answers:
        owner, survey = team.pull_request_of(answer), team.surveys[answer.survey_id]
        reviewers = {review.reviewer_id for review in team.reviews_of[owner.id]}
        guess_is_right = answer.ai_guess == owner.is_ai_assisted
        if not (
            answer.reviewer_id in reviewers
            and (answer.survey_id, answer.reviewer_id) not in answered
            and answer.responded_at is not None
            and answer.responded_at > survey.created_at
            and team.week(answer.responded_at) == team.counted_week[owner.id]
            and (answer.responded_at - team.begin).days % 7 < WORKDAYS
            and answer.quality_rating in RATINGS
            and answer.guess_correct == guess_is_right
        ):
            offenders.append(f"answer {answer.id}")
        answered.add((answer.survey_id, answer.reviewer_id))
    return offenders


def _is_possible(team: TeamEvidence, row: models.PRSurvey) -> bool:
    owner = team.pull_requests.get(row.pull_request_id)
    responded = row.author_responded_at
    return (
        owner is not None
        and owner.merged_at is not None
        and row.author_id == owner.author_id
        and owner.merged_at < row.created_at
        and row.token_expires_at == row.created_at + LIFETIME
        and len(row.token or "") == TOKEN_LENGTH
        and (responded is None) == (row.author_ai_assisted is None)
        and (responded is None or row.created_at < responded <= row.token_expires_at)
    )


def survey_error(team: StoryEvidence) -> float:
    """The distance of a full week's surveys from their share of its merges, in rows, at worst."""
    surveyed = {row.pull_request_id for row in team.surveys.values()}
    errors = []
    for week in team.full_weeks:
        merged = team.merged_in[week]
        errors.append(abs(sum(row.id in surveyed for row in merged) - SURVEYED_SHARE * len(merged)))
    # Half a row is as near as whole numbers come, and must not fail for the last bit of a float.
    return round(max(errors), 6)


def missing_answers(team: StoryEvidence) -> list[str]:
    """Surveys of the full weeks that the author or a reviewer has not answered."""
    return list(_missing_answers(team))


def _missing_answers(team: StoryEvidence) -> Iterator[str]:
    answered = Counter(answer.survey_id for answer in team.answers)
    for row in team.surveys.values():
        if team.counted_week[row.pull_request_id] in team.full_weeks:
            reviewers = {review.reviewer_id for review in team.reviews_of[row.pull_request_id]}
            if row.author_responded_at is None or answered[row.id] < len(reviewers):
                yield f"survey {row.id}"


def accuracy_error(team: StoryEvidence) -> float:
    """The distance of an author archetype's share of right guesses from its range, in points, at worst."""
    given: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer in team.in_full_weeks(team.answers_in):
        name = team.archetypes.get(team.pull_request_of(answer).author_id or 0, "")
        given[name] += 1
        right[name] += bool(answer.guess_correct)
    worst = 0.0
    for name in {each.name for each in team.scenario.get_member_archetypes()}:
        if given[name] >= FEWEST_ANSWERS:
            low, high = team.scenario.get_guess_accuracy_for_archetype(name)
            share = right[name] / given[name]
            # Half an answer beside the middle is as near as whole numbers come, however narrow the range.
            if abs(right[name] - (low + high) / 2 * given[name]) > 0.5 + 1e-9:
                worst = max(worst, 100 * (low - share), 100 * (share - high))
    return worst


def leaderboard_gap(team: TeamEvidence) -> Counted:
    """The points that part the first and the last guesser from the next one, whichever is less.

    Nothing is promised where somebody has given few answers, as one more right guess would change places, or where so
    many people guess that their scores lie close together.
    """
    right: Counter[int] = Counter()
    count: Counter[int] = Counter()
    for answer in team.in_full_weeks(team.answers_in):
        count[answer.reviewer_id or 0] += 1
        right[answer.reviewer_id or 0] += bool(answer.guess_correct)
    scores = sorted(100 * right[member] / count[member] for member in count)
    is_close = len(count) > MOST_GUESSERS or min(count.values(), default=0) < ANSWERS_OF_EACH
    room = inf if is_close else 0.0
    return Counted(min(scores[1] - scores[0], scores[-1] - scores[-2]) if len(scores) > 2 else None, room)
