"""When each pull request opens, is first reviewed and ends, so that the week's means are the scenario's."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.targets import Targets
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
from seedplot.quotas import Interval, fit_total

FIRST_MERGE = DAY_BEGINS + 30
SHORTEST_CYCLE = 60
REVIEW_AFTER = 15
MERGE_AFTER_REVIEW = 30
LAST_UNMERGED_OPENING = 1600
"""Ticks of the day: what never merges opens by 16:00, so that a review still fits into its week."""
WOBBLE = 0.009
"""A week's mean lies up to this share beside its target, as real weeks do; the promise allows 2 %."""

CYCLES: list[Interval] = [
    (
        SHORTEST_CYCLE if days == 0 else days * TICKS_PER_DAY + FIRST_MERGE - LAST_OPENING,
        days * TICKS_PER_DAY + DAY_ENDS - FIRST_OPENING,
    )
    for days in range(WORKDAYS)
]
"""The cycle times that fit between an opening and a merge so many days later, both in working hours."""


def settle_merged(rng: MetricsRandom, scenario: Targets, week: int, merged: Sequence[PullRequestPlan]) -> None:
    """Give the pull requests that merge in the week their times; the carried ones bring theirs."""
    params = scenario.weekly_params(week)
    free = [plan for plan in merged if not plan.carried]
    for plan in merged:
        if plan.carried:
            _settle_carried(plan)
    if not free:
        return
    carried = [plan for plan in merged if plan.carried]

    cycle_total = _total(rng.at("week", week, "cycle"), float(params["avg_cycle_time_hours"]), len(merged))
    cycle_total -= sum((plan.ended_tick or 0) - plan.opened_tick for plan in carried)
    streams = [plan.stream.at("times") for plan in free]
    shapes = [stream.cycle_shape() for stream in streams]
    places = [stream.random() for stream in streams]
    cycles = _fitted(shapes, [CYCLES] * len(free), cycle_total, places)
    for plan, cycle, stream in zip(free, cycles, streams, strict=True):
        place_cycle(plan, cycle, stream)

    review_total = _total(rng.at("week", week, "review"), float(params["avg_review_time_hours"]), len(merged))
    review_total -= sum((plan.review_tick or 0) - plan.opened_tick for plan in carried)
    shapes = [stream.review_shape() for stream in streams]
    places = [stream.random() for stream in streams]
    waits = _fitted(shapes, [_review_waits(plan) for plan in free], review_total, places)
    for plan, wait in zip(free, waits, strict=True):
        plan.review_tick = plan.opened_tick + wait


def settle_unmerged(plan: PullRequestPlan) -> None:
    """Times of one that never merges: closed within its week, or left open. It hangs on no other."""
    stream = plan.stream.at("times")
    weekday = stream.below(WORKDAYS)
    plan.opened_tick = tick_of(plan.week, weekday, stream.randint(FIRST_OPENING, LAST_UNMERGED_OPENING))
    if plan.outcome == "closed":
        day = min(WORKDAYS - 1, weekday + stream.weighted_choice({0: 4, 1: 3, 2: 2, 3: 1}))
        earliest = max(tick_of(plan.week, day, FIRST_MERGE), plan.opened_tick + SHORTEST_CYCLE)
        plan.ended_tick = stream.randint(earliest, tick_of(plan.week, day, DAY_ENDS))


def settle_first_review(plan: PullRequestPlan) -> None:
    """When one that never merges is first looked at: before its closing, or before the week's work ends."""
    stream = plan.stream.at("first review")
    low, high = stream.choice(_review_waits(plan)[:2])
    plan.review_tick = plan.opened_tick + stream.randint(low, high)


def _settle_carried(plan: PullRequestPlan) -> None:
    """Opened on a Friday afternoon, reviewed and merged on the Monday after.

    Both on one day, so that at no anchor a week's figures hold its reviews without its merge.
    """
    stream = plan.stream.at("times")
    plan.opened_tick = tick_of(plan.week, WORKDAYS - 1, stream.randint(1200, LAST_OPENING))
    plan.review_tick = tick_of(plan.week + 1, 0, stream.randint(DAY_BEGINS + 10, 1300))
    plan.ended_tick = plan.review_tick + stream.randint(MERGE_AFTER_REVIEW + 10, DAY_ENDS - 1300)


def _total(stream: MetricsRandom, mean_hours: float, count: int) -> int:
    """The sum of count durations of that mean, in ticks."""
    return round(mean_hours * 100 * count * (1 + stream.uniform(-WOBBLE, WOBBLE)))


def _fitted(
    shapes: Sequence[float], feasible: Sequence[Sequence[Interval]], total: int, places: Sequence[float]
) -> list[int]:
    """Durations of those shapes that add up to the total, or as near to it as any can."""
    least = sum(intervals[0][0] for intervals in feasible)
    most = sum(intervals[-1][1] for intervals in feasible)
    total = min(max(total, least), most)
    scale = total / fsum(shapes)
    wanted = [round(shape * scale) for shape in shapes]
    # With very few pull requests a total can fall into the night; then the nearest that does not is taken.
    for distance in range(most):
        for candidate in (total + distance, total - distance):
            try:
                return fit_total(wanted, feasible, candidate, places=places)
            except ValueError:
                continue
    raise ValueError(f"no durations add up to {total} ticks")


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
