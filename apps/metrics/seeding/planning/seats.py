"""The reviewers of each pull request: seats on the pull requests that count for a week.

Everybody has a score of their own for each pull request, so that a new member takes seats only by winning them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.targets import Targets
from seedplot.quotas import allot, apportion, rounded, weighted_score

AT_HOME = 25
"""People at home in a change's area review it so much more often than others."""
MOST_REVIEWERS = 3
MOST_MORE_REVIEWERS = 0.1
"""By so many reviewers a merge the mean may rise above the scenario's, so that what never merges is reviewed, too."""
Places = dict[PullRequestPlan, int]
"""The number of reviewers of each pull request."""


class Lead(NamedTuple):
    """The one person who writes most of a week's reviews, and which share of them.

    Nobody where the scenario names no weights, or several people share the largest.
    """

    members: Sequence[Member]
    share: float


@dataclass(eq=False, slots=True)
class Seat:
    """One reviewer on one pull request, with the rounds before the last word; the lot ranks it for those."""

    plan: PullRequestPlan
    reviewer: Member
    stream: MetricsRandom
    score: float
    lot: float
    extra: int = 0


def find_lead(scenario: Targets, week: int, cast: Sequence[Member]) -> Lead:
    weights = scenario.get_reviewer_selection_weights(week)
    if not weights:
        return Lead((), 0)
    heaviest = max(weights, key=lambda name: weights[name])
    members = [member for member in cast if member.archetype.name == heaviest]
    return Lead(members, weights[heaviest]) if len(members) == 1 else Lead((), 0)


def places_on_merged(
    scenario: Targets, merged: Sequence[PullRequestPlan], cast: Sequence[Member], lead: Lead
) -> Places:
    """The number of reviewers of what merged; those of a single lead have one."""
    counts = apportion(scenario.get_reviewer_count_distribution(), len(merged))
    drawn = allot(merged, counts, lambda plan: plan.lots.reviewer_count)
    return {plan: 1 if [plan.author] == lead.members else min(count, len(cast) - 1) for plan, count in drawn}


def make_room(places: Places, unmerged: int, approved: float, cast: Sequence[Member], lead: Lead) -> None:
    """Add a reviewer here and there, where approvals are too few for a review of each that never merges.

    `approved` is the share of approvals among all reviews.
    """
    most = sum(places.values()) + int(MOST_MORE_REVIEWERS * sum([plan.author] != lead.members for plan in places))
    for plan in sorted(places, key=lambda plan: (places[plan], plan.lots.reviewer_count)):
        approvals = sum(places.values())
        if approvals == most or rounded(approvals / approved, 1) - approvals >= unmerged:
            break
        if [plan.author] != lead.members and places[plan] < min(MOST_REVIEWERS, len(cast) - 1):
            places[plan] += 1


def led_by(
    lead: Lead, reviewed: Sequence[PullRequestPlan], places: Places, total: int, extra: int, members: int
) -> list[PullRequestPlan]:
    """Which pull requests the lead reviews: so many that the extra rounds can make up the rest of the lead's share."""
    able = [plan for plan in reviewed if any(member is not plan.author for member in lead.members)]
    # In a small team nobody but the lead may be left to review.
    must = {plan for plan in able if places[plan] > members - 2}
    due = rounded(lead.share, total)
    wanted = rounded(lead.share, sum(places.values()))
    count = max(len(must), min(max(wanted, due - extra), due, len(able)))
    return sorted(able, key=lambda plan: (plan not in must, plan.lots.led))[:count]


def lead_seats(lead: Lead, led: Sequence[PullRequestPlan], loads: Mapping[Member, float]) -> list[Seat]:
    return [_by_score([plan], lead.members, loads)[0] for plan in led]


def other_seats(lead: Lead, places: Places, loads: Mapping[Member, float], weights: Mapping[str, float]) -> list[Seat]:
    """Those that fill the places left; where there are weights, each archetype as many as its share."""
    candidates = _by_score(list(places), [member for member in loads if member not in lead.members], loads)
    led = {member.archetype.name for member in lead.members}
    shares = {name: weights[name] for name in sorted(weights, key=lambda name: weights[name]) if name not in led}
    quotas = apportion(shares, sum(places.values())) if any(shares.values()) else {}
    return _taken(candidates, places, quotas)


def loads_of(cast: Sequence[Member], weights: Mapping[str, float]) -> dict[Member, float]:
    """The load of each member beside the others."""
    return {
        member: weights[archetype.name] / archetype.count if weights else archetype.review_load_weight
        for member in cast
        for archetype in [member.archetype]
    }


def _by_score(plans: Sequence[PullRequestPlan], members: Sequence[Member], loads: Mapping[Member, float]) -> list[Seat]:
    """Everybody on everything but their own."""
    seats = []
    for plan in plans:
        for member in members:
            if member is not plan.author:
                stream = plan.stream.at("seat", *member.key)
                load = loads[member] * AT_HOME if member.home == plan.change.area else loads[member]
                seats.append(Seat(plan, member, stream, weighted_score(stream, load), stream.random()))
    return sorted(seats, key=attrgetter("score"))


def _taken(seats: Sequence[Seat], places: Places, quotas: Mapping[str, int]) -> list[Seat]:
    """The first of the seats that find a place, by archetype as the quotas say; anybody takes what these leave.

    The archetype with the smallest quota comes first, while there are places to choose from.
    """
    free = dict(places)
    groups = [([seat for seat in seats if seat.reviewer.archetype.name == name], quotas[name]) for name in quotas]
    taken: dict[Seat, None] = {}
    for candidates, most in [*groups, (seats, len(seats))]:
        left = most
        for seat in candidates:
            if left > 0 and free[seat.plan] > 0 and seat not in taken:
                taken[seat] = None
                free[seat.plan] -= 1
                left -= 1
    return list(taken)
