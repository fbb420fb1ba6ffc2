"""The times of the legacy mode: every pull request opens, is reviewed and ends inside one week's working hours."""

from __future__ import annotations

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.worktime import (
    DAY_BEGINS,
    DAY_ENDS,
    FIRST_OPENING,
    LAST_OPENING,
    TICKS_PER_DAY,
    WORKDAYS,
    end_of_work,
    tick_of,
)
from seedplot.quotas import Interval

FIRST_MERGE = DAY_BEGINS + 30
SHORTEST_CYCLE = 60
REVIEW_AFTER = 15
MERGE_AFTER_REVIEW = 30
LAST_UNMERGED_OPENING = 1600
"""Ticks of the day: what never merges opens by 16:00, so that a review still fits into its week."""

CYCLES: list[Interval] = [
    (
        SHORTEST_CYCLE if days == 0 else days * TICKS_PER_DAY + FIRST_MERGE - LAST_OPENING,
        days * TICKS_PER_DAY + DAY_ENDS - FIRST_OPENING,
    )
    for days in range(WORKDAYS)
]
"""The cycle times that fit between an opening and a merge so many days later, both in working hours."""


def settle_unmerged(plan: PullRequestPlan) -> None:
    """Times of one that never merges: closed within its week, or left open. It depends on no other."""
    stream = plan.stream.at("times")
    weekday = stream.below(WORKDAYS)
    plan.opened_tick = tick_of(plan.week, weekday, stream.randint(FIRST_OPENING, LAST_UNMERGED_OPENING))
    if plan.outcome == "closed":
        day = min(WORKDAYS - 1, weekday + stream.weighted_choice({0: 4, 1: 3, 2: 2, 3: 1}))
        earliest = max(tick_of(plan.week, day, FIRST_MERGE), plan.opened_tick + SHORTEST_CYCLE)
        plan.ended_tick = stream.randint(earliest, tick_of(plan.week, day, DAY_ENDS))


def settle_first_review(plan: PullRequestPlan) -> None:
    """The first look at one that never merges: before its closing, or before the week's work ends."""
    stream = plan.stream.at("first review")
    low, high = stream.choice(_review_waits(plan)[:2])
    plan.review_tick = plan.opened_tick + stream.randint(low, high)


def place_cycle(plan: PullRequestPlan, cycle: int, stream: MetricsRandom) -> None:
    """Choose day and time of the opening, by two draws, so that both ends of the cycle lie in working hours."""
    days = next(days for days, (low, high) in enumerate(CYCLES) if low <= cycle <= high)
    rest = cycle - days * TICKS_PER_DAY
    weekday = stream.below(WORKDAYS - days)
    earliest = max(FIRST_OPENING, FIRST_MERGE - rest)
    latest = min(LAST_OPENING, DAY_ENDS - rest)
    tick = earliest + int(stream.random() * (latest - earliest + 1))
    plan.opened_tick = tick_of(plan.week, weekday, tick)
    plan.ended_tick = plan.opened_tick + cycle


def _review_waits(plan: PullRequestPlan) -> list[Interval]:
    """The waits for a first review that end in working hours, day by day."""
    end = end_of_work(plan.week) if plan.ended_tick is None else plan.ended_tick - MERGE_AFTER_REVIEW
    waits = []
    for day in range(plan.opened_tick // TICKS_PER_DAY, end // TICKS_PER_DAY + 1):
        low = max(day * TICKS_PER_DAY + DAY_BEGINS, plan.opened_tick + REVIEW_AFTER)
        high = min(day * TICKS_PER_DAY + DAY_ENDS - MERGE_AFTER_REVIEW, end)
        if low <= high:
            waits.append((low - plan.opened_tick, high - plan.opened_tick))
    return waits
