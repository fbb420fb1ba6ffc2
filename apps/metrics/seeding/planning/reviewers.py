"""The number of reviews of a week's work, and their results: quotas over its reviews.

Every reviewer of a merged pull request ends with an approval, so the approvals fix the number of reviews; the other
rounds come before a reviewer's last word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from apps.metrics.seeding.planning import seats
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.pull_request import PullRequestPlan, ReviewLots, ReviewPlan
from apps.metrics.seeding.planning.seats import Seat
from apps.metrics.seeding.planning.targets import Targets
from apps.metrics.seeding.planning.unmerged import settle_first_review
from apps.metrics.seeding.planning.worktime import DAY, TICK, between
from seedplot.quotas import allot, rounded

MOST_EXTRA_ROUNDS = 4
DAYS_OF_REVIEW = 2
"""In which the reviews of what stays open are written."""


def plan_reviews(scenario: Targets, week: int, plans: Sequence[PullRequestPlan], cast: Sequence[Member]) -> None:
    """Fill in the reviews, with their times, of the pull requests that count for the week."""
    merged = [plan for plan in plans if plan.outcome == "merged"]
    unmerged = [plan for plan in plans if plan.outcome != "merged"]
    shares = scenario.get_review_state_distribution(week)
    lead = seats.find_lead(scenario, week, cast)
    places = seats.places_on_merged(scenario, merged, cast, lead)
    seats.make_room(places, len(unmerged), shares["approved"], cast, lead)
    approvals = sum(places.values())
    total = max(approvals, rounded(approvals / shares["approved"], 1)) if approvals else len(unmerged)
    # What never merges gets one review each, closed ones first, as far as the states leave room for them.
    order = sorted(unmerged, key=lambda plan: (plan.outcome != "closed", plan.lots.reviewed))
    looked_at = order[: total - approvals]
    places.update(dict.fromkeys(looked_at, 1))
    extra = total - approvals - len(looked_at)

    reviewed = [plan for plan in plans if plan in places]
    weights = scenario.get_reviewer_selection_weights(week)
    loads = seats.loads_of(cast, weights)
    led = seats.led_by(lead, reviewed, places, total, extra, len(cast))
    of_lead = seats.lead_seats(lead, led, loads)
    of_others = seats.other_seats(lead, {plan: places[plan] - (plan in led) for plan in reviewed}, loads, weights)
    led_extra = min(extra, max(0, rounded(lead.share, total) - len(of_lead)), MOST_EXTRA_ROUNDS * len(of_lead))
    # What the others have no room for is the lead's again.
    led_extra = max(led_extra, extra - MOST_EXTRA_ROUNDS * len(of_others))
    _share_rounds(of_lead, led_extra)
    _share_rounds(of_others, extra - led_extra)

    reviews = [review for seat in [*of_lead, *of_others] for review in _rounds(seat)]
    _decide_states(reviews, shares, total, approvals)
    for plan in looked_at:
        settle_first_review(plan)
    for plan in reviewed:
        settle_reviews(plan)


def _share_rounds(seats: Sequence[Seat], extra: int) -> None:
    """Give the extra rounds to the seats, a second one only when every seat has one."""
    for position, seat in enumerate(sorted(seats, key=lambda seat: seat.lot)):
        seat.extra = min(MOST_EXTRA_ROUNDS, extra // len(seats) + (position < extra % len(seats)))


def _rounds(seat: Seat) -> list[ReviewPlan]:
    """Add the seat's reviews to its pull request; those still without a state are no approvals."""
    rounds = []
    for number in range(seat.extra + 1):
        # The first round has the seat's own stream, which is hashed by now.
        stream = seat.stream.at("round", number) if number else seat.stream
        rounds.append(ReviewPlan(seat.reviewer, "", number, stream, ReviewLots.draw(stream)))
    if seat.plan.outcome == "merged":
        rounds[-1].state = "approved"
    seat.plan.reviews += rounds
    return rounds


def _decide_states(reviews: Sequence[ReviewPlan], shares: Mapping[str, float], total: int, approvals: int) -> None:
    """Share out "changes requested" and "commented" among the reviews that approve nothing.

    Where nothing merges, some of what is closed or stays open has been approved.
    """
    undecided = [review for review in reviews if not review.state]
    approved = 0 if approvals else min(len(undecided), rounded(shares["approved"], total))
    changes = min(len(undecided) - approved, rounded(shares["changes_requested"], total))
    counts = {
        "approved": approved,
        "changes_requested": changes,
        "commented": len(undecided) - approved - changes,
    }
    for review, state in allot(undecided, counts, lambda review: review.lots.state):
        review.state = state


def settle_reviews(plan: PullRequestPlan) -> None:
    """Order the reviews, approvals last, and spread them from the first review to the end."""
    plan.reviews.sort(key=lambda review: (review.state == "approved", review.round, review.lots.order))
    start = plan.first_review
    assert start is not None  # settled before: with the durations, or just now for what never merges
    end = plan.ended - plan.least_pause * TICK // 2 if plan.ended is not None else start + DAYS_OF_REVIEW * DAY
    if plan.outcome != "merged":
        end = max(end, start + 60 * len(plan.reviews))
    second = start
    for position, review in enumerate(plan.reviews):
        if position > 0:
            step = (position - 0.8 + 0.8 * review.lots.pace) / (len(plan.reviews) - 1)
            second = max(between(start, end, step), second + 20)
        review.second = second
