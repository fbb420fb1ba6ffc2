"""One seed, and from it any number of independent streams, each named by what it decides.

`rng.at("member", 3, "week", 5)` hashes the seed and the names (keyed BLAKE2b), so what one stream yields depends on
nothing but its name: not on the order of calls, other streams, the process, the platform or the database.
"""

from __future__ import annotations

import math
import struct
import uuid
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from hashlib import blake2b
from statistics import NormalDist
from typing import Self, TypeVar

T = TypeVar("T")
Number = int | float | Decimal

_WORDS = struct.Struct("<8Q")
_NAMES = frozenset((str, int))
_STANDARD_NORMAL = NormalDist()


class DeterministicRandom:
    """A stream of draws named by a path under a seed.

    Draws of one stream follow each other like those of `random.Random`. A child from `at()` is another stream:
    drawing from it does not advance this one, and `at("a").at("b")` is `at("a", "b")`. The first draw of a stream
    hashes its path, which also pays for the seven words after it: what belongs together may be drawn from one stream,
    as long as each takes the same number of draws always.

    TypeError for a seed that is no integer and for a name that is neither text nor integer.

    >>> from seedplot import DeterministicRandom
    >>> rng = DeterministicRandom(42)
    >>> rng.at("order", 3) is rng.at("order", 3)
    False
    >>> rng.at("order", 3).random() == rng.at("order", 3).random()
    True
    >>> rng.at("order", 3).path
    "'order'/3/"
    """

    __slots__ = ("_block", "_path", "_root", "_words")

    def __init__(self, seed: int) -> None:
        if type(seed) is not int:
            raise TypeError(f"seed must be an integer, not {seed!r}")
        self._root = _Root(seed)
        self._path = ""
        self._block = 0
        self._words: list[int] = []

    @property
    def seed(self) -> int:
        return self._root.seed

    @property
    def path(self) -> str:
        """The names of the stream, each as Python writes it and with a slash behind it."""
        return self._path

    def __repr__(self) -> str:
        return f"<{type(self).__name__} seed={self.seed} path={self._path!r}>"

    def at(self, *names: str | int) -> Self:
        """The child stream of that name. Names are strings and integers; they differ (`1` is not `"1"`)."""
        path = self._path
        for name in names:
            if type(name) not in _NAMES:
                raise TypeError(f"a stream is named by strings and integers, not by {name!r}")
            path = f"{path}{name!a}/"
        child = object.__new__(self.__class__)
        child._root = self._root
        child._path = path
        child._block = 0
        child._words = []
        return child

    def word(self) -> int:
        """The next 64 bits, 0 to 2**64 - 1; everything else is made of these."""
        words = self._words
        return words.pop() if words else self._next_block()

    def _next_block(self) -> int:
        """The first word of eight more. The three that draw most look here for themselves: a call costs as much."""
        words: list[int] = [*_WORDS.unpack(self._root.digest(self._path.encode(), self._block))]
        self._words = words
        self._block += 1
        return words.pop()

    def below(self, count: int) -> int:
        """A whole number from 0 to count - 1."""
        if count < 1:
            raise ValueError(f"cannot draw a number below {count}: it must be at least 1")
        if count < 1 << 40:
            drawn = self._words
            return ((drawn.pop() if drawn else self._next_block()) * count) >> 64
        words = count.bit_length() // 64 + 1
        value = 0
        for _ in range(words + 1):
            value = (value << 64) | self.word()
        return (value * count) >> (64 * (words + 1))

    def random(self) -> float:
        """A number from 0 (included) to 1 (not included)."""
        words = self._words
        return ((words.pop() if words else self._next_block()) >> 11) * 2.0**-53

    def randint(self, a: int, b: int) -> int:
        """A whole number from a to b, both included."""
        if a > b:
            raise ValueError(f"randint needs a <= b, not a={a} and b={b}")
        return a + self.below(b - a + 1)

    def uniform(self, a: float, b: float) -> float:
        return a + (b - a) * self.random()

    def decimal(self, a: Number | str, b: Number | str, places: int = 2) -> Decimal:
        """A decimal with that many places from a to b, both included where they have that many places."""
        unit = Decimal(1).scaleb(-places)
        low = (Decimal(str(a)) / unit).to_integral_value(ROUND_CEILING)
        high = (Decimal(str(b)) / unit).to_integral_value(ROUND_FLOOR)
        if low > high:
            raise ValueError(f"no decimal with {places} places lies between {a} and {b}")
        return (Decimal(self.randint(int(low), int(high))) * unit).quantize(unit)

    def should_happen(self, probability: Number) -> bool:
        if not 0 <= probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1, not {probability}")
        return self.random() < probability

    def choice(self, seq: Sequence[T]) -> T:
        if not seq:
            raise IndexError("cannot choose from an empty sequence")
        return seq[self.below(len(seq))]

    def choices(self, seq: Sequence[T], k: int = 1) -> list[T]:
        """k elements, each drawn from all of them."""
        return [self.choice(seq) for _ in range(k)]

    def sample(self, seq: Sequence[T], k: int) -> list[T]:
        """k different elements, in random order."""
        if not 0 <= k <= len(seq):
            raise ValueError(f"cannot take a sample of {k} from {len(seq)}")
        pool = list(seq)
        size = len(pool)
        for i in range(k):
            j = i + self.below(size - i)
            pool[i], pool[j] = pool[j], pool[i]
        return pool[:k]

    def shuffle(self, seq: Sequence[T]) -> list[T]:
        """A new list in random order; seq stays as it is."""
        return self.sample(seq, len(seq))

    def weighted_choice(self, weights: Mapping[T, Number]) -> T:
        """One of the keys, with a chance in proportion to its weight (0 or more)."""
        ends = _ends(tuple(weights.values()))
        index = bisect_right(ends, self.random() * ends[-1])
        # A point within a rounding of the end belongs to the last option that has a weight.
        return list(weights)[min(index, bisect_left(ends, ends[-1]))]

    def gauss(self, mu: float, sigma: float) -> float:
        """A draw from the normal distribution; each takes one word, so nothing is left over for the next."""
        return mu + sigma * _STANDARD_NORMAL.inv_cdf(((self.word() >> 12) + 0.5) * 2.0**-52)

    def triangular(self, low: float, high: float, mode: float) -> float:
        if not low <= mode <= high:
            raise ValueError(f"triangular needs low <= mode <= high, not {low}, {mode}, {high}")
        if low == high:
            return low
        point, peak = self.random(), (mode - low) / (high - low)
        if point < peak:
            return low + (high - low) * math.sqrt(point * peak)
        return high - (high - low) * math.sqrt((1 - point) * (1 - peak))

    def datetime_in_range(self, start: datetime, end: datetime) -> datetime:
        """A moment from start to end in elapsed time, to the second, in start's time zone (both naive or aware)."""
        if start > end:
            raise ValueError(f"the range ends at {end.isoformat()}, before its start at {start.isoformat()}")
        if start.tzinfo is None:
            return start + timedelta(seconds=self.below(int((end - start).total_seconds()) + 1))
        origin = start.astimezone(UTC)
        span = int((end.astimezone(UTC) - origin).total_seconds())
        return (origin + timedelta(seconds=self.below(span + 1))).astimezone(start.tzinfo)

    def timedelta_in_range(self, min_hours: float, max_hours: float) -> timedelta:
        """A duration between the two, in whole seconds."""
        return timedelta(seconds=self.randint(math.ceil(min_hours * 3600), math.floor(max_hours * 3600)))

    def uuid(self) -> uuid.UUID:
        return uuid.UUID(int=(self.word() << 64) | self.word(), version=4)

    def hexadecimal(self, digits: int) -> str:
        """A string of that many hexadecimal digits, such as a commit's name."""
        words = [f"{self.word():016x}" for _ in range(-(-digits // 16))]
        return "".join(words)[:digits]


class _Root:
    """The part that all streams of a seed share: the hash function, keyed once."""

    __slots__ = ("_first", "_key", "seed")

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._key = blake2b(str(seed).encode(), digest_size=32, person=b"seedplot.seed").digest()
        self._first = self._block(0)

    def digest(self, path: bytes, block: int) -> bytes:
        """The 64 bytes of that block of the stream of that path."""
        state = self._block(block) if block else self._first.copy()
        state.update(path)
        return state.digest()

    def _block(self, number: int) -> blake2b:
        salt = number.to_bytes(16, "little")
        return blake2b(digest_size=64, key=self._key, salt=salt, person=b"seedplot.draw")


@lru_cache(maxsize=1_000)
def _ends(weights: tuple[Number, ...]) -> tuple[float, ...]:
    """The running sums of the weights."""
    ends, total = [], 0.0
    for weight in weights:
        if weight < 0:
            raise ValueError(f"a weight cannot be negative: {weight}")
        total += float(weight)
        ends.append(total)
    if total <= 0:
        raise ValueError("at least one option needs a weight above 0")
    return tuple(ends)
