"""Shares that come out exactly: how many of n, which of them, and numbers that add up to a given total.

A share is never flipped coin by coin. Candidates are ranked by a score drawn from their own stream and the first k
are taken, so a promise holds for every seed, and one more candidate moves at most one row across each line.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import log
from typing import TypeVar

from seedplot.streams import DeterministicRandom, Number

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

Interval = tuple[int, int]


def rounded(rate: Number, count: int) -> int:
    """Rate x count as a whole number, halves up.

    >>> from seedplot import rounded
    >>> rounded(0.25, 40), rounded(0.5, 5)
    (10, 3)
    """
    return int((Decimal(str(rate)) * count).to_integral_value(ROUND_HALF_UP))


class RunningQuota:
    """A share kept over a whole story: after each step the total is the rounded sum of rate x count so far.

    What could not be placed in one step falls due in the next. Later steps never change earlier ones.
    """

    def __init__(self) -> None:
        self._due = Decimal(0)
        self._placed = 0

    def due(self, rate: Number, count: int) -> int:
        """The number to be placed after count more candidates at that rate; never negative."""
        self._due += Decimal(str(rate)) * count
        return max(0, rounded(self._due, 1) - self._placed)

    def place(self, count: int) -> None:
        """Note how many were placed."""
        self._placed += count


def apportion(weights: Mapping[K, Number], total: int) -> dict[K, int]:
    """Whole numbers in proportion to the weights that add up to total (largest remainders; ties in mapping order).

    ValueError if no weight is above 0.

    >>> from seedplot import apportion
    >>> apportion({"tea": 1, "coffee": 2}, 10)
    {'tea': 3, 'coffee': 7}
    """
    exact = {key: Fraction(str(weight)) for key, weight in weights.items()}
    whole = sum(exact.values())
    if whole <= 0:
        raise ValueError("at least one weight must be above 0")
    shares = {key: weight * total / whole for key, weight in exact.items()}
    counts = {key: int(share) for key, share in shares.items()}
    remainders = sorted(counts, key=lambda key: counts[key] - shares[key])
    for key in remainders[: total - sum(counts.values())]:
        counts[key] += 1
    return counts


def ranked(candidates: Iterable[T], score: Callable[[T], float]) -> list[T]:
    """The candidates by ascending score; draw the score from a stream that the candidate's own key names.

    >>> from seedplot import DeterministicRandom, ranked
    >>> rng = DeterministicRandom(42)
    >>> first_two = ranked(range(8), lambda slot: rng.at("slot", slot).random())[:2]
    >>> len(first_two)
    2
    """
    return sorted(candidates, key=score)


def weighted_score(stream: DeterministicRandom, weight: Number) -> float:
    """A score by which the smallest of several wins with a chance in proportion to its weight.

    Each candidate draws from its own stream, so that a new candidate takes places only by winning them
    (Efraimidis and Spirakis, 2006: exponential keys).
    """
    if weight <= 0:
        return float("inf")
    return -log(1.0 - stream.random()) / float(weight)


def allot(candidates: Sequence[T], counts: Mapping[K, int], score: Callable[[T], float]) -> list[tuple[T, K]]:
    """Each candidate with a key, as many of each key as counts says, in the candidates' order.

    The counts add up to the number of candidates. Ranked by score, the first get the first key, and so on.

    ValueError if they do not add up.

    >>> from seedplot import DeterministicRandom, allot
    >>> rng = DeterministicRandom(42)
    >>> drinks = allot(range(4), {"tea": 1, "coffee": 3}, lambda slot: rng.at("slot", slot).random())
    >>> sorted(drink for _, drink in drinks)
    ['coffee', 'coffee', 'coffee', 'tea']
    """
    if sum(counts.values()) != len(candidates):
        raise ValueError(f"{sum(counts.values())} places do not fit {len(candidates)} candidates")
    places = [key for key, count in counts.items() for _ in range(count)]
    order = sorted(range(len(candidates)), key=lambda index: score(candidates[index]))
    given = dict(zip(order, places, strict=True))
    return [(candidate, given[index]) for index, candidate in enumerate(candidates)]


def fit_total(
    wanted: Sequence[int],
    feasible: Sequence[Sequence[Interval]],
    total: int,
    *,
    places: Sequence[float] | None = None,
) -> list[int]:
    """Whole numbers near the wanted ones, each inside one of its feasible intervals, that add up to total.

    Each item has ascending intervals (low, high), both ends included. Every value moves to its nearest interval:
    to its near end or, lest all that moved crowd together there, to the item's place in it (0 is the low end, 1 the
    high one). If the intervals chosen cannot reach the total, items step to the next one (the smallest step first);
    what is left is spread over the room that each has. ValueError if no choice reaches the total or, with few items
    and wide gaps, if these steps find none.

    >>> from seedplot import fit_total
    >>> fitted = fit_total([3, 9, 20], [[(1, 5)], [(5, 12)], [(10, 15)]], total=30)
    >>> sum(fitted), fitted
    (30, [4, 11, 15])
    """
    chosen = [_nearest(value, intervals) for value, intervals in zip(wanted, feasible, strict=True)]

    def ends(side: int) -> int:
        return sum(intervals[pick][side] for intervals, pick in zip(feasible, chosen, strict=True))

    while ends(1) < total:
        steps = [
            (feasible[i][pick + 1][0] - feasible[i][pick][1], i)
            for i, pick in enumerate(chosen)
            if pick + 1 < len(feasible[i])
        ]
        if not steps:
            raise ValueError(f"the most that can be reached is {ends(1)}, not {total}")
        chosen[min(steps)[1]] += 1
    while ends(0) > total:
        steps = [(feasible[i][pick][0] - feasible[i][pick - 1][1], i) for i, pick in enumerate(chosen) if pick > 0]
        if not steps:
            raise ValueError(f"the least that can be reached is {ends(0)}, not {total}")
        chosen[min(steps)[1]] -= 1

    bounds = [intervals[pick] for intervals, pick in zip(feasible, chosen, strict=True)]
    values = [min(max(value, low), high) for value, (low, high) in zip(wanted, bounds, strict=True)]
    if places is not None:
        values = [
            value if value == aim else low + int(place * (high - low))
            for value, aim, place, (low, high) in zip(values, wanted, places, bounds, strict=True)
        ]
    return _spread(values, bounds, total - sum(values))


def _nearest(value: int, intervals: Sequence[Interval]) -> int:
    def distance(index: int) -> int:
        low, high = intervals[index]
        return max(low - value, value - high, 0)

    return min(range(len(intervals)), key=distance)


def _spread(values: list[int], bounds: Sequence[Interval], missing: int) -> list[int]:
    """Move the values by `missing` in all, each in proportion to its room towards that side."""
    side = 1 if missing > 0 else 0
    rooms = [abs(bound[side] - value) for value, bound in zip(values, bounds, strict=True)]
    room = sum(rooms)
    if room < abs(missing):
        raise ValueError(f"the intervals leave {missing} that fits nowhere")
    moved, seen = 0, 0
    for index, own in enumerate(rooms):
        seen += own
        due = abs(missing) * seen // room if room else 0
        step = due - moved
        values[index] += step if missing > 0 else -step
        moved = due
    return values


class Permutation:
    """A keyed rearrangement of 0..size-1: `permutation[i]` without making the list.

    What makes texts unique without drawing again: the n-th pull request takes the text numbered permutation[n].
    A Feistel network over the next even power of two, walked until it lands inside.

    ValueError for a size below 1, IndexError for an index outside.

    >>> from seedplot import DeterministicRandom, Permutation
    >>> places = Permutation(DeterministicRandom(42), 1_000)
    >>> sorted(places[number] for number in range(1_000)) == list(range(1_000))
    True
    """

    def __init__(self, stream: DeterministicRandom, size: int) -> None:
        if size < 1:
            raise ValueError(f"a permutation needs a size of at least 1, not {size}")
        self.size = size
        self._half = max(1, ((size - 1).bit_length() + 1) // 2)
        self._mask = (1 << self._half) - 1
        self._keys = tuple(stream.word() for _ in range(4))

    def __getitem__(self, index: int) -> int:
        if not 0 <= index < self.size:
            raise IndexError(f"{index} lies outside 0..{self.size - 1}")
        while True:
            left, right = index >> self._half, index & self._mask
            for key in self._keys:
                left, right = right, left ^ (_mixed(right ^ key) & self._mask)
            index = left << self._half | right
            if index < self.size:
                return index


def _mixed(value: int) -> int:
    """SplitMix64's finalizer: every input bit reaches every output bit (Steele, Lea and Flood, 2014)."""
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return value ^ (value >> 31)
