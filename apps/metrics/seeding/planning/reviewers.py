"""Who reviews what, how often, and with which result: quotas over the pull requests that count for a week.

Every reviewer of a merged pull request ends with an approval, so the approvals fix the number of reviews; the other
rounds come before a reviewer's last word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.durations import settle_first_review
from apps.metrics.seeding.planning.pull_request import PullRequestPlan, ReviewPlan
from apps.metrics.seeding.planning.worktime import TICK, between, end_of_work
from apps.metrics.seeding.targets import Targets
from seedplot.quotas import allot, apportion, rounded, weighted_score

MOST_EXTRA_ROUNDS = 4
LAST_REVIEW_BEFORE_MERGE = 4 * TICK


@dataclass
class Seat:
    """One reviewer on one pull request, with the rounds before the last word."""

    plan: PullRequestPlan
    reviewer: Member
    extra: int = 0

    def score(self, *names: str | int) -> float:
        return self.plan.stream.at("seat", *self.reviewer.key, *names).random()


def plan_reviews(scenario: Targets, week: int, plans: Sequence[PullRequestPlan], cast: Sequence[Member]) -> None:
    """Fill in the reviews, with their times, of the pull requests that count for the week."""
    merged = [plan for plan in plans if plan.outcome == "merged"]
    unmerged = [plan for plan in plans if plan.outcome != "merged"]
    shares = scenario.get_review_state_distribution(week)
    lead = _lead(scenario, week, cast)
    places = _places(scenario, merged, cast, lead)
    approvals = sum(places.values())
    total = max(approvals, rounded(approvals / shares["approved"], 1)) if approvals else len(unmerged)
    # What never merges gets one review each, closed ones first, as far as the states leave room for them.
    order = sorted(unmerged, key=lambda plan: (plan.outcome != "closed", plan.stream.at("reviewed").random()))
    looked_at = order[: total - approvals]
    places.update({id(plan): 1 for plan in looked_at})
    extra = total - approvals - len(looked_at)

    reviewed = [plan for plan in plans if id(plan) in places]
    led = _led_places(scenario, week, reviewed, places, lead, total, extra)
    seats = [seat for plan in reviewed for seat in _seats(scenario, week, plan, places[id(plan)], cast, lead, led)]
    led_seats = [seat for seat in seats if seat.reviewer in lead]
    other_seats = [seat for seat in seats if seat.reviewer not in lead]
    led_extra = min(extra, max(0, _led_total(scenario, week, lead, total) - len(led_seats))) if lead else 0
    _share_rounds(led_seats, led_extra)
    _share_rounds(other_seats, extra - led_extra)

    reviews = [review for seat in seats for review in _rounds(seat)]
    _decide_states(reviews, shares, total)
    for plan in looked_at:
        settle_first_review(plan)
    for plan, review in reviews:
        plan.reviews.append(review)
    for plan in reviewed:
        settle_reviews(plan)


def _lead(scenario: Targets, week: int, cast: Sequence[Member]) -> list[Member]:
    """The archetype that writes most of the reviews, where the scenario names weights."""
    weights = scenario.get_reviewer_selection_weights(week)
    if not weights:
        return []
    heaviest = max(weights, key=lambda name: weights[name])
    return [member for member in cast if member.archetype.name == heaviest]


def _places(
    scenario: Targets, merged: Sequence[PullRequestPlan], cast: Sequence[Member], lead: Sequence[Member]
) -> dict[int, int]:
    """How many reviewers each merged pull request has, by its identity; the lead's own have one."""
    counts = apportion(scenario.get_reviewer_count_distribution(), len(merged))
    drawn = allot(merged, counts, lambda plan: plan.stream.at("reviewer count").random())
    return {id(plan): 1 if plan.author in lead else min(count, len(cast) - 1) for plan, count in drawn}


def _led_total(scenario: Targets, week: int, lead: Sequence[Member], total: int) -> int:
    if not lead:
        return 0
    return rounded(scenario.get_reviewer_selection_weights(week)[lead[0].archetype.name], total)


def _led_places(
    scenario: Targets,
    week: int,
    reviewed: Sequence[PullRequestPlan],
    places: dict[int, int],
    lead: Sequence[Member],
    total: int,
    extra: int,
) -> set[int]:
    """Which pull requests the lead reviews: so many that the extra rounds can make up the rest of the lead's share."""
    if not lead:
        return set()
    able = [plan for plan in reviewed if any(member is not plan.author for member in lead)]
    due = _led_total(scenario, week, lead, total)
    share = scenario.get_reviewer_selection_weights(week)[lead[0].archetype.name]
    wanted = rounded(share, sum(places.values()))
    count = min(max(wanted, due - extra), due, len(able))
    return {id(plan) for plan in sorted(able, key=lambda plan: plan.stream.at("led").random())[:count]}


def _seats(
    scenario: Targets,
    week: int,
    plan: PullRequestPlan,
    count: int,
    cast: Sequence[Member],
    lead: Sequence[Member],
    led: set[int],
) -> list[Seat]:
    """The reviewers: each candidate has a score of their own, so that a new member takes seats only by winning them."""
    weights = scenario.get_reviewer_selection_weights(week)

    def score(member: Member) -> float:
        archetype = member.archetype
        weight = weights[archetype.name] / archetype.count if weights else archetype.review_load_weight
        return weighted_score(plan.stream.at("reviewer", *member.key), weight)

    candidates = sorted((member for member in cast if member is not plan.author), key=score)
    first = [member for member in candidates if member in lead][:1] if id(plan) in led else []
    others = [member for member in candidates if member not in lead]
    return [Seat(plan, member) for member in [*first, *others][:count]]


def _share_rounds(seats: Sequence[Seat], extra: int) -> None:
    """Give the extra rounds to the seats, a second one only when every seat has one."""
    rounds = [(number + seat.score("extra", number), seat) for seat in seats for number in range(MOST_EXTRA_ROUNDS)]
    for _, seat in sorted(rounds, key=lambda each: each[0])[:extra]:
        seat.extra += 1


def _rounds(seat: Seat) -> list[tuple[PullRequestPlan, ReviewPlan]]:
    """The seat's reviews in order; those still without a state are no approvals."""
    rounds = [ReviewPlan(seat.reviewer, "", number) for number in range(seat.extra)]
    last = "approved" if seat.plan.outcome == "merged" else ""
    return [(seat.plan, review) for review in [*rounds, ReviewPlan(seat.reviewer, last, seat.extra)]]


def _decide_states(reviews: Sequence[tuple[PullRequestPlan, ReviewPlan]], shares: dict[str, float], total: int) -> None:
    """Share out "changes requested" and "commented" among the reviews that approve nothing."""
    undecided = [each for each in reviews if not each[1].state]
    changes = min(len(undecided), rounded(shares["changes_requested"], total))
    counts = {"changes_requested": changes, "commented": len(undecided) - changes}

    def score(each: tuple[PullRequestPlan, ReviewPlan]) -> float:
        plan, review = each
        return plan.stream.at("state", *review.reviewer.key, review.round).random()

    for (_, review), state in allot(undecided, counts, score):
        review.state = state


def settle_reviews(plan: PullRequestPlan) -> None:
    """Order the reviews, approvals last, and spread them from the first review to the end."""
    plan.reviews.sort(
        key=lambda review: (
            review.state == "approved",
            review.round,
            plan.stream.at("order", *review.reviewer.key, review.round).random(),
        )
    )
    start = plan.first_review
    assert start is not None  # settled before: with the durations, or just now for what never merges
    end = plan.ended - LAST_REVIEW_BEFORE_MERGE if plan.ended is not None else end_of_work(plan.week) * TICK
    end = max(end, start + 60 * len(plan.reviews))
    for position, review in enumerate(plan.reviews):
        step = (position - 1 + plan.stream.at("review time", position).uniform(0.2, 1)) / max(1, len(plan.reviews) - 1)
        review.second = (
            start if position == 0 else max(between(start, end, step), plan.reviews[position - 1].second + 20)
        )
