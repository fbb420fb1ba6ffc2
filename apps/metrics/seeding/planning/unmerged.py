"""The times of what never merges: opened, looked at, and closed, if it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from apps.metrics.seeding.planning.day_choice import EDGE
from apps.metrics.seeding.planning.durations import review_waits
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.worktime import TICKS_PER_DAY, TICKS_PER_WEEK, WORKDAYS, tick_of

CLOSED_AFTER = (1, 13)
GIVEN_UP_AFTER = (6, 13)
"""Days from the opening to the closing; the second where a story clears its queue of what would stay open."""
LOOKED_AT_WITHIN = 2
"""Days in which a first review of what never ends is written."""


def settle_unmerged(week: int, merged: Sequence[PullRequestPlan], unmerged: Sequence[PullRequestPlan]) -> None:
    """Open each on a weekday of the week on which the group has opened little so far, and close what is closed."""
    openings = Counter(plan.opened_tick // TICKS_PER_DAY % 7 for plan in merged)
    for plan in sorted(unmerged, key=lambda plan: plan.lots.outcome):
        stream = plan.stream.at("times")
        hours = plan.author.hours
        turn = stream.below(WORKDAYS)
        weekday = min(range(WORKDAYS), key=lambda day: (openings[day], (day + turn) % WORKDAYS))
        openings[weekday] += 1
        plan.opened_tick = tick_of(week, weekday, stream.randint(hours.begins + EDGE, hours.ends - EDGE))
        low, high = GIVEN_UP_AFTER if plan.is_given_up else CLOSED_AFTER
        days, tick = stream.randint(low, high), stream.randint(hours.begins, hours.ends)
        if plan.outcome == "closed":
            day = plan.opened_tick // TICKS_PER_DAY + days
            # A closing on a weekend is one on the Friday before, or after a Friday on the Monday.
            day -= max(0, day % 7 - WORKDAYS + 1)
            if day * TICKS_PER_DAY <= plan.opened_tick:
                day = (plan.opened_tick // TICKS_PER_WEEK + 1) * 7
            plan.ended_tick = day * TICKS_PER_DAY + tick


def settle_first_review(plan: PullRequestPlan) -> None:
    """The first look at one that never merges: within two working days, and before its closing."""
    stream = plan.stream.at("first review")
    low, high = stream.choice(review_waits(plan, plan.opened_tick + LOOKED_AT_WITHIN * TICKS_PER_DAY)[:2])
    plan.review_tick = plan.opened_tick + stream.randint(low, high)
