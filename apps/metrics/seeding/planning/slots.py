"""How many pull requests each member opens in a week, what becomes of them, and which are carried into the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from apps.metrics.seeding.content import REPOSITORIES, Change, Repository, backlog_summary
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.pull_request import Lots, PullRequestPlan
from apps.metrics.seeding.planning.targets import MEMBERS_PER_WEEK, SLOTS_PER_MEMBER, Targets
from apps.metrics.seeding.planning.worktime import TICK
from apps.metrics.seeding.specification.usual_work import REPOSITORIES_PER_TEAM, TRACKED_SHARE
from seedplot.quotas import Permutation, allot, apportion, rounded, weighted_score

REPOSITORY_SHARES = (0, 0, 0, 0, 0, 1, 1, 1, 2, 2)
"""Of ten pieces of work, which go to a team's first, second and third repository."""
WEEKEND_HOURS = 73
"""How long a pull request waits at most that is opened on a Friday and first reviewed on the Monday after."""
CARRIED_SHARE = 0.7
"""How much of a week's review time may go to those that waited over the weekend."""
MOST_CARRIERS = 0.45
"""Which part of the team may have something waiting over a weekend."""


class Subjects:
    """What the team works on: its repositories, and a change for each pull request, no two alike."""

    def __init__(self, rng: MetricsRandom) -> None:
        self._rng = rng

    @cached_property
    def repositories(self) -> list[Repository]:
        return self._rng.at("repositories").sample(REPOSITORIES, REPOSITORIES_PER_TEAM)

    @cached_property
    def orders(self) -> dict[str, Permutation]:
        return {each.name: Permutation(self._rng.at("titles", each.name), each.size) for each in self.repositories}

    def repository(self, stream: MetricsRandom) -> Repository:
        """The stream's next draw."""
        return self.repositories[stream.choice(REPOSITORY_SHARES)]

    def change(self, repository: Repository, number: int) -> Change:
        """The change of that number; past the repository's last, work of the first rounds goes on as part 2."""
        part, index = divmod(number, repository.size)
        change = repository.change(self.orders[repository.name][index])
        return replace(change, title=f"{change.title}, part {part + 1}") if part else change

    def backlog_summary(self, repository: Repository, number: int) -> str:
        """What an issue nobody works on says, numbered from 0: taken from the far end of the same order."""
        index = repository.size - 1 - number % repository.size
        return backlog_summary(repository, self.orders[repository.name][index])


def begin(
    subjects: Subjects, author: Member, week: int, slot: int, number: int, stream: MetricsRandom
) -> PullRequestPlan:
    """A pull request with what hangs on no other; `stream` is its own."""
    draws = stream.at("beginning")
    repository = subjects.repository(draws)
    offset = draws.below(TICK)
    change = subjects.change(repository, number)
    return PullRequestPlan(author, week, slot, number, stream, repository, change, offset, Lots.draw(draws))


def plan_slots(scenario: Targets, cast: Sequence[Member], subjects: Subjects, week: int) -> list[PullRequestPlan]:
    """The pull requests opened in the week, each with its outcome."""
    carried_out = carriers(scenario, cast, week)
    plans = []
    for member in cast:
        for slot in range(opened_count(scenario, member, week)):
            stream = member.stream.at("week", week, "pull request", slot)
            number = (week * MEMBERS_PER_WEEK + member.number) * SLOTS_PER_MEMBER + slot
            plan = begin(subjects, member, week, slot, number, stream)
            plan.is_tracked = plan.lots.tracked < TRACKED_SHARE
            plan.carried = slot == 0 and member in carried_out
            plans.append(plan)
    _decide_outcomes(scenario, week, plans)
    return plans


def opened_count(scenario: Targets, member: Member, week: int) -> int:
    """How many pull requests the member opens in the week."""
    return drawn_count(scenario, member, week)


def drawn_count(scenario: Targets, member: Member, week: int) -> int:
    """What the member's own stream says; who carries hangs on this, so that one more moves nobody's weekend."""
    return member.stream.at("week", week, "pull requests").randint(*scenario.pull_request_range(member.archetype))


def carriers(scenario: Targets, cast: Sequence[Member], week: int) -> list[Member]:
    """Who opens something in this week that merges in the next.

    It waits over the weekend, so there are only as many as the next week's time to first review has room for.
    """
    fewest = sum(scenario.pull_request_range(member.archetype)[0] for member in cast)
    merged = fewest * scenario.get_pr_state_distribution(week)["merged"]
    hours = float(scenario.weekly_params(week + 1)["avg_review_time_hours"])
    count = min(int(CARRIED_SHARE * hours * merged / WEEKEND_HOURS), int(MOST_CARRIERS * len(cast)))

    def score(member: Member) -> float:
        return weighted_score(member.stream.at("week", week, "carry"), member.archetype.pr_volume_modifier)

    able = [member for member in cast if _can_carry(scenario, member, week)]
    return sorted(able, key=score)[:count]


def _can_carry(scenario: Targets, member: Member, week: int) -> bool:
    """Whether one fewer this week and one more the next stay in the member's range, by opening and by merge."""
    low, high = scenario.pull_request_range(member.archetype)
    return drawn_count(scenario, member, week) > low and drawn_count(scenario, member, week + 1) < high


def _decide_outcomes(scenario: Targets, week: int, plans: Sequence[PullRequestPlan]) -> None:
    """A quota over all that were opened in the week; the carried ones are among the merged."""
    if not plans:
        return
    shares = scenario.get_pr_state_distribution(week)
    unmerged = {state: rounded(shares[state], len(plans)) for state in ("open", "closed")}
    free = [plan for plan in plans if not plan.carried]
    if sum(unmerged.values()) > len(free):
        unmerged = apportion(unmerged, len(free))
    counts = {**unmerged, "merged": len(free) - sum(unmerged.values())}
    for plan, outcome in allot(free, counts, lambda plan: plan.lots.outcome):
        plan.outcome = outcome  # type: ignore[assignment]  # the keys of counts are the outcomes
