"""The three rings of tests: `make test`, `make check` and `make full` set SEEDPLOT_RING; pytest alone runs the second.

A test marked `check` or `full` belongs to that ring and those around it. A sweep repeats one test over seeds and
anchors, as many as the ring allows. A sample is of cases that differ from each other: `make test` leaves some out, and
`make check` only where many of them differ in degree.
"""

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

RINGS = ("test", "check", "full")
RING = os.environ.get("SEEDPLOT_RING", "check")
assert RING in RINGS, f"SEEDPLOT_RING is '{RING}', and the rings are: {', '.join(RINGS)}"


def swept(values: Iterable[T], *, narrow: int = 2) -> list[T]:
    """All values in the outermost ring, the first few in the second, and the first alone in the innermost."""
    every = list(values)
    return every[: {"test": 1, "check": narrow, "full": len(every)}[RING]]


def sampled(values: Iterable[T], *, every: int = 6, in_check: int = 1) -> list[T]:
    """All values in the outermost ring, and one of so many in each of the others, spread over all of them."""
    return list(values)[:: {"test": every, "check": in_check, "full": 1}[RING]]


def is_inside(ring: str) -> bool:
    """Return true if the tests of that ring run."""
    return RINGS.index(ring) <= RINGS.index(RING)
