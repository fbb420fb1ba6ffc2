"""The times of what merges in a week, from its opening to the merge: a long tail whose means wobble about the curve."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from statistics import NormalDist
from typing import NamedTuple

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.day_choice import Windows, choose_days, day_pairs, windows_of
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.span_fit import fitted, fitted_to_spans
from apps.metrics.seeding.planning.worktime import TICKS_PER_DAY, WORKDAYS, tick_of
from seedplot.quotas import Interval

SIZE_WEIGHT, CHANCE_WEIGHT = 0.55, 0.835
"""Larger changes take longer, but much else does, too."""
LONGEST, CAPPINGS = 5, 3
"""Weekly means that one may take at most, and how often the others are stretched for it; what is left is fitted."""
GOLDEN = 0.618
REVIEW_AFTER = 15
AN_HOUR = 100
"""The hour within which somebody looks, where nobody works between an opening and its merge."""
REVIEWERS_BEGIN, REVIEWERS_END = 850, 1830
"""Ticks of the day in which first reviews are written: 8:30 to 18:18."""
LONG_DAY, WEEKEND = (700, 2150), (1000, 2000)
"""7:00 to 21:30, and 10:00 to 20:00, where the usual days do not reach a week's mean."""
FIRST_HOUR = 70
"""Ticks by which a day of reviews begins later or ends earlier, lest many fall on one minute."""
NORMAL = NormalDist()


class Means(NamedTuple):
    """A week's mean durations, in ticks."""

    cycle: float
    review: float


class _Times(NamedTuple):
    """The draws of one pull request, and the duration that it is to have beside the others."""

    plan: PullRequestPlan
    stream: MetricsRandom
    windows: Windows
    quantile: float
    wanted: float


def settle_merged(rng: MetricsRandom, week: int, merged: Sequence[PullRequestPlan], means: Means) -> None:
    """Give the pull requests that merge in the week their times."""
    if not merged:
        return
    total = round(means.cycle * len(merged))
    times = _shapes(rng, week, merged, means.cycle)
    pairs = [day_pairs(each.wanted, each.windows) for each in times]
    order = [each.plan.lots.outcome for each in times]
    days = choose_days(pairs, order, total, week, rng.at("weekdays").below(WORKDAYS))
    cycles = fitted([each.wanted for each in times], [pair.bounds for pair in days], total)
    for each, pair, cycle in zip(times, days, cycles, strict=True):
        _place(each, tick_of(week, pair.opened, 0), pair.merged - pair.opened, cycle)
    waits = _waits(times, round(means.review * len(merged)))
    for each, wait in zip(times, waits, strict=True):
        each.plan.review_tick = each.plan.opened_tick + wait


def _shapes(rng: MetricsRandom, week: int, merged: Sequence[PullRequestPlan], mean: float) -> list[_Times]:
    """The wanted durations: log-normal, one from each part of the distribution, the longer rather of large changes."""
    streams = [plan.stream.at("times") for plan in merged]
    draws = [(plan, stream, windows_of(plan, stream), stream.random(), stream.random()) for plan, stream in
             zip(merged, streams, strict=True)]  # fmt: skip
    sizes = [(plan.usual_lines, plan.offset) for plan in merged]
    by_size = {index: place for place, index in enumerate(sorted(range(len(sizes)), key=sizes.__getitem__))}
    scores = [
        SIZE_WEIGHT * NORMAL.inv_cdf((by_size[index] + 0.5) / len(merged))
        + CHANCE_WEIGHT * NORMAL.inv_cdf(_inside(chance))
        for index, (*_, chance, _) in enumerate(draws)
    ]
    ranks = {index: rank for rank, index in enumerate(sorted(range(len(scores)), key=scores.__getitem__))}
    jitters = [jitter for *_, jitter in draws]
    # Of any three weeks in a row one has a very long one.
    longest = max(ranks, key=ranks.__getitem__)
    jitters[longest] = 0.15 + 0.8 * ((rng.at("longest").random() + GOLDEN * week) % 1)
    quantiles = [(ranks[index] + jitter) / len(merged) for index, jitter in enumerate(jitters)]
    shapes = [exp(NORMAL.inv_cdf(_inside(each))) for each in quantiles]
    most = LONGEST * mean
    factor = mean * len(merged) / sum(shapes)
    for _ in range(CAPPINGS):
        capped = sum([min(factor * shape, most) for shape in shapes])
        factor *= mean * len(merged) / capped
    return [
        _Times(plan, stream, windows, quantile, min(factor * shape, most))
        for (plan, stream, windows, _, _), quantile, shape in zip(draws, quantiles, shapes, strict=True)
    ]


def _inside(share: float) -> float:
    """Between 0 and 1, never at an end."""
    return min(max(share, 1e-9), 1 - 1e-9)


def _place(times: _Times, day: int, days: int, cycle: int) -> None:
    """Choose the time of the opening so that both ends lie in the author's hours; `day` is the tick of its midnight."""
    (first_opening, last_opening), (first_merge, last_merge) = times.windows.opens, times.windows.merges
    rest = cycle - days * TICKS_PER_DAY
    earliest, latest = max(first_opening, first_merge - rest), min(last_opening, last_merge - rest)
    place = times.stream.random()
    times.plan.opened_tick = day + earliest + int(place * max(0, latest - earliest))
    times.plan.ended_tick = times.plan.opened_tick + cycle


def _waits(times: Sequence[_Times], total: int) -> list[int]:
    """The waits for a first review: most of a short duration, and little of a long one, which has rounds of review."""
    wanted = []
    for each in times:
        assert each.plan.ended_tick is not None  # it has just been placed
        cycle = each.plan.ended_tick - each.plan.opened_tick
        share = 0.1 + 0.75 / (1 + exp((each.quantile - 0.64) / 0.06))
        wanted.append(cycle * share * exp(0.3 * NORMAL.inv_cdf(_inside(each.stream.random()))))
    waits = fitted_to_spans(wanted, [review_waits(each.plan) for each in times], total)
    if sum(waits) == total:
        return waits
    # Nights and weekends leave holes between the waits of a few: somebody looks early or late.
    longer = fitted_to_spans(wanted, [review_waits(each.plan, days=LONG_DAY) for each in times], total)
    return min(waits, longer, key=lambda each: abs(sum(each) - total))


def review_waits(
    plan: PullRequestPlan, until: int | None = None, *, days: Interval = (REVIEWERS_BEGIN, REVIEWERS_END)
) -> list[Interval]:
    """The waits for a first review that end in somebody's working hours, day by day; at least one.

    `until` bounds them where nothing ends. `days` are the ticks of a day in which reviews are written.
    """
    opened, hours = plan.opened_tick, plan.author.hours
    end = (until if plan.ended_tick is None else plan.ended_tick - plan.least_pause) or opened + TICKS_PER_DAY
    first_day, last_day = opened // TICKS_PER_DAY, end // TICKS_PER_DAY
    waits = []
    for day in range(first_day, last_day + 1):
        is_weekend = day % 7 >= WORKDAYS
        first, last = WEEKEND if is_weekend else days
        begins = first + int(FIRST_HOUR * plan.lots.reviewed)
        ends = last - int(FIRST_HOUR * plan.lots.led)
        if day in (first_day, last_day):
            begins, ends = min(begins, hours.begins), max(ends, hours.ends)
        low = max(day * TICKS_PER_DAY + begins, opened + REVIEW_AFTER)
        high = min(day * TICKS_PER_DAY + ends, end)
        if low <= high and (not is_weekend or days is LONG_DAY):
            waits.append((low - opened, high - opened))
    return waits or [(REVIEW_AFTER, max(REVIEW_AFTER, min(end - opened, AN_HOUR)))]
