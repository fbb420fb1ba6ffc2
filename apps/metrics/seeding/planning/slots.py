"""The number of pull requests of each member that count for a week, and what becomes of them."""

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
from seedplot.quotas import Permutation, allot, apportion, rounded

REPOSITORY_SHARES = (0, 0, 0, 0, 0, 1, 1, 1, 2, 2)
"""Of ten pieces of work, which go to a team's first, second and third repository."""
KEPT_FOR_THE_BACKLOG = 1_200
"""Of a repository's changes: those that only issues are about which nobody works on."""


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
        part, index = divmod(number, repository.size - KEPT_FOR_THE_BACKLOG)
        change = repository.change(self.orders[repository.name][index])
        if not part:
            return change
        again = f", part {part + 1}"
        return replace(change, title=change.title + again, summary=change.summary + again)

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
    plan = PullRequestPlan(author, week, slot, number, stream, repository, change, offset, Lots.draw(draws))
    plan.file_count = draws.file_count()
    return plan


def plan_slots(scenario: Targets, cast: Sequence[Member], subjects: Subjects, week: int) -> list[PullRequestPlan]:
    """The pull requests that count for the week, each with its outcome."""
    plans = []
    for member in cast:
        for slot in range(counted(scenario, member, week)):
            stream = member.stream.at("week", week, "pull request", slot)
            number = (week * MEMBERS_PER_WEEK + member.number) * SLOTS_PER_MEMBER + slot
            plan = begin(subjects, member, week, slot, number, stream)
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
