"""On which days each pull request opens and merges: near the duration that it is to have, and evenly over the week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.working_hours import LAST_TICK
from apps.metrics.seeding.planning.worktime import TICKS_PER_DAY, WORKDAYS
from seedplot.quotas import Interval

EDGE = 60
"""Ticks by which a day's first opening and last merge lie inside somebody's hours at most."""
LATE_MERGES = 100
"""Ticks after their hours in which people may still merge."""
SHORTEST, SHORTEST_SPREAD = 60, 20
"""Ticks from an opening to a merge on the same day: checks run for half an hour."""
SWEEPS = 1
WEIGHT_OF_BALANCE = 2.2
TILT = 0.09


class DayPair(NamedTuple):
    """A day of opening and one of merging, counted from the week's Monday, and the durations between the two."""

    opened: int
    merged: int
    bounds: Interval
    gap: float


class Windows(NamedTuple):
    """Ticks of the day in which one pull request can open, and in which it can merge."""

    opens: Interval
    merges: Interval
    shortest: int


def windows_of(plan: PullRequestPlan, stream: MetricsRandom) -> Windows:
    """The author's hours, a little narrower: five draws."""
    hours = plan.author.hours
    opens = (hours.begins + stream.below(EDGE), hours.ends - stream.below(EDGE))
    merges = (hours.begins + stream.below(EDGE), min(hours.ends - stream.below(EDGE) + LATE_MERGES, LAST_TICK))
    return Windows(opens, merges, SHORTEST + stream.below(SHORTEST_SPREAD))


def day_pairs(wanted: float, windows: Windows) -> list[DayPair]:
    """The pairs of working days whose durations come near to the one that is wanted."""
    (first_opening, last_opening), (first_merge, last_merge) = windows.opens, windows.merges
    longest, shortest = last_merge - first_opening, first_merge - last_opening
    fewest = max(0, int((wanted - longest) // TICKS_PER_DAY))
    pairs = []
    for merged in range(WORKDAYS):
        for back in range(fewest, fewest + 3):
            if (merged - back) % 7 < WORKDAYS:
                low = back * TICKS_PER_DAY + shortest if back else windows.shortest
                high = back * TICKS_PER_DAY + longest
                miss = max(low - wanted, wanted - high, 0.0)
                pairs.append(DayPair(merged - back, merged, (low, high), miss / (0.2 * wanted + 100)))
    return pairs


def choose_days(
    pairs: Sequence[Sequence[DayPair]], order: Sequence[float], total: int, week: int, turn: int
) -> list[DayPair]:
    """One pair for each, those with the fewest good ones first; of equals by `order`.

    In the end their durations reach the total, as far as any choice does.
    """
    share = WORKDAYS / len(pairs)
    tilts = [TILT * ((2 * day + week + turn) % WORKDAYS) for day in range(WORKDAYS)]
    loads = {"opened": [0.0] * WORKDAYS, "merged": [0.0] * WORKDAYS}
    opened, merged = loads["opened"], loads["merged"]

    def cost(pair: DayPair) -> float:
        at, end = pair.opened % 7, pair.merged
        return pair.gap + WEIGHT_OF_BALANCE * (opened[at] + tilts[at] + merged[end] + tilts[end])

    chosen: list[DayPair | None] = [None] * len(pairs)
    choices = [sum([pair.gap == 0 for pair in own]) for own in pairs]
    turns = sorted(range(len(pairs)), key=lambda index: (choices[index], order[index]))
    for _ in range(1 + SWEEPS):
        for index in turns:
            before = chosen[index]
            if before is not None:
                opened[before.opened % 7] -= share
                merged[before.merged] -= share
            best = min(pairs[index], key=cost)
            opened[best.opened % 7] += share
            merged[best.merged] += share
            chosen[index] = best
    return _reaching([each for each in chosen if each is not None], pairs, total)


def _reaching(chosen: list[DayPair], pairs: Sequence[Sequence[DayPair]], total: int) -> list[DayPair]:
    """Move one after the other by days, while all are too short or too long for the total."""
    while True:
        least, most = sum([pair.bounds[0] for pair in chosen]), sum([pair.bounds[1] for pair in chosen])
        if least <= total <= most:
            return chosen
        steps = [
            (_beyond(least + lower, most + higher, total), abs(lower), index, other)
            for index, (pair, own) in enumerate(zip(chosen, pairs, strict=True))
            for other in own
            for lower, higher in [(other.bounds[0] - pair.bounds[0], other.bounds[1] - pair.bounds[1])]
        ]
        left, _, index, other = min(steps)
        if left >= _beyond(least, most, total):
            return chosen
        chosen[index] = other


def _beyond(least: int, most: int, total: int) -> int:
    """The distance of the total from these sums, 0 between them."""
    return max(least - total, total - most, 0)
