"""Numbers that keep their proportions, lie where they can, and add up to a total."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from seedplot.quotas import Interval

EVALUATIONS = 12
NEAR_ENOUGH = 1e-4
"""Of the total; what is left goes to the longest."""
MOST_STEPS = 200


def factor_for(total: float, sum_at: Callable[[float], float]) -> float:
    """The factor at which a growing sum comes near to the total from below, by false position (the Illinois rule)."""
    low, high = 0.0, 1.0
    below, above = -total, sum_at(high) - total
    while above < 0 and high < 1e6:
        low, below, high = high, above, 2 * high
        above = sum_at(high) - total
    for _ in range(EVALUATIONS):
        if -below <= NEAR_ENOUGH * total or above <= below:
            break
        middle = high if above == 0 else (low * above - high * below) / (above - below)
        off = sum_at(middle) - total
        if off <= 0:
            low, below, above = middle, off, above / 2
        else:
            high, above, below = middle, off, below / 2
    return low


def fitted(wanted: Sequence[float], bounds: Sequence[Interval], total: int) -> list[int]:
    """One factor on all that are wanted, each kept inside its bounds; what rounding leaves goes to the longest first.

    The nearest sum, where the bounds do not reach the total.
    """
    pairs = list(zip(wanted, bounds, strict=True))

    def sum_at(factor: float) -> float:
        return sum([min(max(factor * value, low), high) for value, (low, high) in pairs])

    factor = factor_for(total, sum_at)
    values = [min(max(round(factor * value), low), high) for value, (low, high) in pairs]
    lack = total - sum(values)
    for index in sorted(range(len(values)), key=lambda index: -values[index]):
        low, high = bounds[index]
        step = min(lack, high - values[index]) if lack > 0 else max(lack, low - values[index])
        values[index] += step
        lack -= step
    return values


def fitted_to_spans(wanted: Sequence[float], spans: Sequence[Sequence[Interval]], total: int) -> list[int]:
    """The same where each number may lie in one of several ascending spans: the nearest ones that reach the total."""

    def sum_at(factor: float) -> float:
        return sum([_snapped(factor * value, own) for value, own in zip(wanted, spans, strict=True)])

    factor = factor_for(total, sum_at)
    picks = [_nearest(factor * value, own) for value, own in zip(wanted, spans, strict=True)]
    for _ in range(MOST_STEPS):
        step = _step(spans, picks, total)
        if step is None:
            break
        picks[step[0]] = step[1]
    bounds = [own[pick] for own, pick in zip(spans, picks, strict=True)]
    return fitted(wanted, bounds, total)


def _step(spans: Sequence[Sequence[Interval]], picks: Sequence[int], total: int) -> tuple[int, int] | None:
    """The step of one number to the next span that brings the total nearest into reach; None where none betters it."""
    low = sum([own[pick][0] for own, pick in zip(spans, picks, strict=True)])
    high = sum([own[pick][1] for own, pick in zip(spans, picks, strict=True)])
    off = max(low - total, total - high)
    if off <= 0:
        return None
    best: tuple[int, int, int, int] | None = None
    for index, (own, pick) in enumerate(zip(spans, picks, strict=True)):
        other = pick + 1 if high < total else pick - 1
        if 0 <= other < len(own):
            least, most = (
                now + after - before for now, after, before in zip((low, high), own[other], own[pick], strict=True)
            )
            step = (max(least - total, total - most, 0), abs(own[other][0] - own[pick][0]), index, other)
            best = step if best is None else min(best, step)
    return None if best is None or best[0] >= off else best[2:]


def _nearest(value: float, spans: Sequence[Interval]) -> int:
    for index, (this, following) in enumerate(pairwise(spans)):
        if value - this[1] <= following[0] - value:
            return index
    return len(spans) - 1


def _snapped(value: float, spans: Sequence[Interval]) -> float:
    low, high = spans[_nearest(value, spans)]
    return min(max(value, low), high)
