"""The shares within a week: which pull requests AI helped with, which get a survey, and how they are rated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.pull_request import AnswerPlan, PullRequestPlan, SurveyPlan
from apps.metrics.seeding.planning.targets import Targets
from apps.metrics.seeding.planning.worktime import DAY, WORKDAYS
from apps.metrics.seeding.specification.statement import MemberArchetype
from apps.metrics.seeding.specification.usual_work import SURVEYED_SHARE
from seedplot.quotas import allot, rounded

CLOSE_MODIFIERS = 0.2
"""Archetypes whose modifiers lie no further apart than this could change places by rounding alone."""
LOWEST_RATING_SHARE = 0.15
"""Of what a week's ratings lie below 3, about this share comes in twos: a rating of 1 is worth two of 2."""


def flag_ai_assisted(scenario: Targets, week: int, plans: Sequence[PullRequestPlan]) -> None:
    """Mark round(rate x n) of the week's pull requests, merged and others apart; archetypes decide who carries them."""
    rate = scenario.weekly_params(week)["ai_adoption_rate"]
    roundings = _roundings(scenario.get_member_archetypes())
    for outcome in ("merged", "closed", "open"):
        group = [plan for plan in plans if plan.outcome == outcome]
        places = _places_in_archetype(group, roundings)

        def priority(plan: PullRequestPlan, places: dict[PullRequestPlan, float] = places) -> float:
            return places[plan] - plan.author.archetype.ai_adoption_modifier

        for plan in sorted(group, key=priority)[: rounded(rate, len(group))]:
            plan.is_ai_assisted = True


def _roundings(archetypes: Sequence[MemberArchetype]) -> dict[str, float]:
    """The place at which each archetype's first pull request stands in its share: 0.5 rounds to the nearest number.

    Of two neighbouring modifiers that are close the higher rounds up and the lower down, so that over the story the
    archetypes' shares keep the order of their modifiers.
    """
    roundings = {archetype.ai_adoption_modifier: 0.5 for archetype in archetypes}
    for lower, higher in pairwise(sorted(roundings)):
        if higher - lower <= CLOSE_MODIFIERS:
            roundings[lower] += 0.3
            roundings[higher] -= 0.3
    return {archetype.name: roundings[archetype.ai_adoption_modifier] for archetype in archetypes}


def _places_in_archetype(
    plans: Iterable[PullRequestPlan], roundings: Mapping[str, float]
) -> dict[PullRequestPlan, float]:
    """Each pull request's place among those of its author's archetype, from 0 to 1."""
    groups: dict[str, list[PullRequestPlan]] = {}
    for plan in plans:
        groups.setdefault(plan.author.archetype.name, []).append(plan)
    return {
        plan: (position + roundings[name]) / len(group)
        for name, group in groups.items()
        for position, plan in enumerate(sorted(group, key=lambda plan: plan.lots.ai_assisted))
    }


def plan_surveys(merged: Sequence[PullRequestPlan]) -> None:
    """A survey for 70% of what merged in the week; each of its reviewers answers, before the week is over."""
    chosen = sorted(merged, key=lambda plan: plan.lots.surveyed)
    for plan in chosen[: rounded(SURVEYED_SHARE, len(merged))]:
        survey = plan.plan_survey()
        reviewers = dict.fromkeys(review.reviewer for review in plan.reviews)
        survey.answers = [_answer(plan, survey, reviewer) for reviewer in reviewers]


def _answer(plan: PullRequestPlan, survey: SurveyPlan, reviewer: Member) -> AnswerPlan:
    """Mostly within two hours of the survey; sometimes on the next morning, if that is still a working day."""
    stream = plan.stream.at("answer", *reviewer.key)
    rating_lot, guess_lot = stream.random(), stream.random()
    sleeps_on_it, pause = stream.should_happen(0.3), stream.randint(240, 2 * 3600)
    morning = stream.randint(8 * 3600, 12 * 3600)
    day = survey.second // DAY
    is_next_day = sleeps_on_it and day % 7 < WORKDAYS - 1
    second = (day + 1) * DAY + morning if is_next_day else survey.second + pause
    return AnswerPlan(reviewer, stream, second, rating_lot, guess_lot)


def rate_answers(scenario: Targets, week: int, merged: Sequence[PullRequestPlan]) -> None:
    """Ratings of the week's answers whose mean is as near to the scenario's as their number allows."""
    answers = [answer for plan in merged for answer in plan.answers]
    if not answers:
        return
    missing = 3 * len(answers) - rounded(scenario.weekly_params(week)["quality_rating"], len(answers))
    ones = max(int(missing * Decimal(str(LOWEST_RATING_SHARE))), missing - len(answers))
    twos = missing - 2 * ones
    counts = {1: ones, 2: twos, 3: len(answers) - ones - twos}
    for answer, rating in allot(answers, counts, lambda answer: answer.rating_lot):
        answer.quality_rating = rating
