"""Members' own hours: most keep office hours, a third starts at dawn or stays into the evening."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.worktime import TICK

ONE_IN = 3
"""So many members to each who keeps unusual hours."""
USUAL, EARLY, LATE = (883, 1750), (650, 1383), (1217, 2017)
"""Ticks of the day: 8:50 to 17:30, 6:30 to 13:50, 12:10 to 20:10."""
SPREAD = 33
"""Ticks by which either end lies beside these."""
EARLY_SHARE = 0.4
FIRST_TICK, LAST_TICK = 560, 2150
"""Nobody works before 5:36 or after 21:30."""


class Hours(NamedTuple):
    """Ticks of a working day."""

    begins: int
    ends: int
    is_unusual: bool = False


OFFICE_HOURS = Hours(*USUAL)


def unusual_residue(rng: MetricsRandom) -> int:
    """Members are counted off by threes; this says which of the three. One of the first two members always has it."""
    return rng.at("hours").below(2)


def hours_of(stream: MetricsRandom, *, is_unusual: bool) -> Hours:
    """A member's hours, by four draws of the member's own stream."""
    is_early = stream.should_happen(EARLY_SHARE)
    begins, ends = (EARLY if is_early else LATE) if is_unusual else USUAL
    begins += stream.randint(-SPREAD, SPREAD)
    ends += stream.randint(-SPREAD, SPREAD)
    return Hours(max(begins, FIRST_TICK), min(ends, LAST_TICK), is_unusual)


def time_of_day(tick: int) -> time:
    """The tick of the day as a time, to the minute."""
    hours, minutes = divmod(tick * TICK // 60, 60)
    return time(hours, minutes)
