"""The number of pull requests of each member that count for a week, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.seeding.content import Change
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.company import Place
from apps.metrics.seeding.planning.pull_request import Lots, PullRequestPlan
from apps.metrics.seeding.planning.sizes import draw_size
from apps.metrics.seeding.planning.subjects import Subjects
from apps.metrics.seeding.planning.targets import MEMBERS_PER_WEEK, SLOTS_PER_MEMBER, Targets
from apps.metrics.seeding.planning.worktime import TICK
from apps.metrics.seeding.specification.usual_work import TRACKED_SHARE
from seedplot.quotas import allot, apportion, rounded

MOST_SLOTS = 8
"""The slots of a week that each member has among the titles, or SLOTS_PER_MEMBER where the story needs more."""


def begin(
    author: Member, week: int, slot: int, number: int, stream: MetricsRandom, place: Place, change: Change, turn: float
) -> PullRequestPlan:
    """A pull request with what hangs on no other; `stream` is its own, `turn` the team's place among sizes."""
    draws = stream.at("beginning")
    offset = draws.below(TICK)
    plan = PullRequestPlan(author, week, slot, number, stream, place.repository, change, offset, Lots.draw(draws))
    plan.turn = turn
    plan.lines, plan.file_count, plan.commits_drawn = draw_size(turn, number, change, draws)
    return plan


def plan_slots(scenario: Targets, cast: Sequence[Member], subjects: Subjects, week: int) -> list[PullRequestPlan]:
    """The pull requests that count for the week, each with its outcome."""
    plans = []
    most = max([scenario.pull_request_range(member.archetype)[1] for member in cast], default=0)
    slots = MOST_SLOTS if most <= MOST_SLOTS else SLOTS_PER_MEMBER
    for member in cast:
        for slot in range(counted(scenario, member, week)):
            stream = member.stream.at("week", week, "pull request", slot)
            number = (week * MEMBERS_PER_WEEK + member.number) * SLOTS_PER_MEMBER + slot
            place = subjects.place(member, week, slot, stream)
            change = subjects.change(place, subjects.number(member, week, slot, slots))
            plan = begin(member, week, slot, number, stream, place, change, subjects.turn)
            plan.is_tracked = plan.lots.tracked < TRACKED_SHARE
            plans.append(plan)
    _decide_outcomes(scenario, week, plans)
    return plans


def counted(scenario: Targets, member: Member, week: int) -> int:
    """The number of the member's pull requests that count for the week."""
    return member.stream.at("week", week, "pull requests").randint(*scenario.pull_request_range(member.archetype))


def _decide_outcomes(scenario: Targets, week: int, plans: Sequence[PullRequestPlan]) -> None:
    """A quota over all that count for the week."""
    shares = scenario.get_pr_state_distribution(week)
    unmerged = {state: rounded(shares[state], len(plans)) for state in ("open", "closed")}
    if sum(unmerged.values()) > len(plans):
        unmerged = apportion(unmerged, len(plans))
    counts = {**unmerged, "merged": len(plans) - sum(unmerged.values())}
    for plan, outcome in allot(plans, counts, lambda plan: plan.lots.outcome):
        plan.outcome = outcome  # type: ignore[assignment]  # the keys of counts are the outcomes
        if outcome == "open" and scenario.clears_queue:
            plan.outcome, plan.is_given_up = "closed", True
