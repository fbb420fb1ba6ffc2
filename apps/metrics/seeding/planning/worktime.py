"""Working time inside a story: weekdays from 9:00 to 18:30, in seconds or in ticks since the first Monday.

A tick is 36 seconds, 0.01 hour: durations that are whole ticks are exact with the two decimals that the models keep.
"""

from __future__ import annotations

TICK = 36
DAY = 86_400
TICKS_PER_DAY = DAY // TICK
TICKS_PER_WEEK = 7 * TICKS_PER_DAY
WORKDAYS = 5

FIRST_OPENING = 903
LAST_OPENING = 1716
"""Ticks of the day: pull requests open between 9:01 and 17:10."""
DAY_BEGINS = 900
DAY_ENDS = 1850
"""Ticks of the day: 9:00 and 18:30."""


A_MOMENT = 120
"""Seconds."""


def tick_of(week: int, weekday: int, tick_of_day: int) -> int:
    return week * TICKS_PER_WEEK + weekday * TICKS_PER_DAY + tick_of_day


def end_of_work(week: int) -> int:
    """The tick at which Friday's work ends."""
    return tick_of(week, WORKDAYS - 1, DAY_ENDS)


def between(start: int, end: int, fraction: float, begins: int = DAY_BEGINS, ends: int = DAY_ENDS) -> int:
    """The second that lies at this fraction of the working time from second start to second end, inside both.

    Working time is that of a team, or of somebody whose days begin and end at other ticks.

    Where next to no working time lies between them, it is within an hour of the start.
    """
    windows = _windows(start, end, begins, ends)
    total = sum(last - first for first, last in windows)
    # The last seconds of a day are no time to work in.
    if total < min(end - start, A_MOMENT) or total <= 0:
        return start + int(min(end - start, 3600) * fraction)
    rest = int(total * fraction)
    for first, last in windows:
        if rest <= last - first:
            return first + rest
        rest -= last - first
    return windows[-1][1]


def _windows(start: int, end: int, begins: int, ends: int) -> list[tuple[int, int]]:
    windows = []
    for day in range(start // DAY, end // DAY + 1):
        if day % 7 < WORKDAYS:
            first = max(start, day * DAY + begins * TICK)
            last = min(end, day * DAY + ends * TICK)
            if first < last:
                windows.append((first, last))
    return windows
