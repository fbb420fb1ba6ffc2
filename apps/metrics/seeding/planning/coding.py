"""The beginning of the work on a pull request: before it opens, mostly in the author's hours, sometimes outside."""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.worktime import TICK, TICKS_PER_DAY, WORKDAYS

DAYS_BEFORE = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3)
"""Working days before the opening on which the work begins; each place is as likely as the others."""
JUST_BEFORE = 5
"""Ticks: the first commit comes three minutes before the opening at the latest."""
LONGEST_MORNING = 500
WEEKEND_SHARE = 0.065
"""Of a week's commits: those that are the first of a pull request and fall on the weekend."""
EVENING_SHARE, BY_UNUSUAL_HOURS, LEAST_EVENING_SHARE = 0.16, 0.3, 0.062
"""Those that come at dawn or in the evening: fewer, the more people's own hours bring it about."""
WEEKEND, EVENING, DAWN = (1000, 1980), (1860, 2100), (560, 790)
"""Ticks of the day: 10:00 to 19:48, 18:36 to 21:00, 5:36 to 7:54."""
EARLY_WEEKEND = (800, 1400)
"""8:00 to 14:00: who begins early does so on weekends, too."""
EARLY_HOURS = 700
KINDS = ("weekend", "evening")
WEDNESDAY = 2
GOLDEN = 0.618


def plan_unusual_starts(rng: MetricsRandom, week: int, plans: Sequence[PullRequestPlan]) -> None:
    """Choose the week's pull requests whose first commit comes at an unusual time.

    They are rather those of people who keep unusual hours, and then of those who stay longest. A part of a pull request
    becomes a whole one in as many weeks as it says, so that small teams have their share, too.
    """
    weekend_lot, evening_lot = ((rng.at("unusual starts", each).random() + GOLDEN * week) % 1 for each in KINDS)
    order = sorted(plans, key=lambda plan: (not plan.author.hours.is_unusual, -plan.author.hours.ends, plan.lots.start))
    commits = sum(plan.commit_count for plan in plans)
    unusual = sum(plan.commit_count for plan in plans if plan.author.hours.is_unusual)
    # Who worked on a weekend opens soon after it.
    able = sorted(order, key=lambda plan: plan.opened_tick // TICKS_PER_DAY % 7 > WEDNESDAY)
    for plan in able[: int(WEEKEND_SHARE * commits + weekend_lot)]:
        plan.start = "weekend"
    others = [plan for plan in order if not plan.start]
    evenings = max(LEAST_EVENING_SHARE * commits, EVENING_SHARE * commits - BY_UNUSUAL_HOURS * unusual)
    for plan in others[: int(evenings + evening_lot)]:
        plan.start = "evening"


def first_commit(plan: PullRequestPlan, stream: MetricsRandom) -> int:
    """The second of the first commit, by four draws."""
    hours = plan.author.hours
    day, opened = divmod(plan.opened_tick, TICKS_PER_DAY)
    back, place, saturday, offset = stream.choice(DAYS_BEFORE), stream.random(), stream.below(2), stream.below(TICK)
    latest = opened - JUST_BEFORE
    earliest = max(hours.begins, opened - LONGEST_MORNING)
    is_early = hours.begins < EARLY_HOURS
    if plan.start == "weekend":
        day -= day % 7 + 1 + saturday
        earliest, latest = EARLY_WEEKEND if is_early else WEEKEND
    elif plan.start == "evening" and is_early:
        if opened <= DAWN[1] + JUST_BEFORE:
            day = _working_day_before(day, 1)
        earliest, latest = DAWN
    elif plan.start == "evening":
        day = _working_day_before(day, 1)
        earliest, latest = EVENING
    elif back:
        day = _working_day_before(day, back)
        earliest, latest = hours.begins, hours.ends
    if earliest >= latest:
        # Opened as soon as the day began.
        earliest = latest - 60
    tick = day * TICKS_PER_DAY + earliest + int(place * (latest - earliest))
    return min(tick * TICK + offset, plan.opened - JUST_BEFORE * TICK)


def _working_day_before(day: int, count: int) -> int:
    for _ in range(count):
        day -= 1
        while day % 7 >= WORKDAYS:
            day -= 1
    return day
