"""Rare and scarce things, which are shared out over the whole story: reverts, hotfixes, failed checks, right guesses.

Each ledger goes through the weeks in order and keeps running totals: a later week never changes an earlier one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.pull_request import AnswerPlan, CheckPlan, PullRequestPlan
from apps.metrics.seeding.planning.targets import Targets
from apps.metrics.seeding.specification.usual_work import (
    CHECK_DELAY_SECONDS,
    CHECK_DURATION_SECONDS,
    CHECK_NAMES,
    CHECKS_PER_PULL_REQUEST,
    HOTFIX_RATE,
    TIME_OUT_SHARE,
)
from seedplot.quotas import RunningQuota

LEADERBOARD_MARGIN = 0.30
"""The distance of the best guesser's share of right guesses above the common one, and of the worst one's below."""


class Reverts:
    """Which merged pull requests take back an earlier one of their repository."""

    def __init__(self, rng: MetricsRandom) -> None:
        self._quota = RunningQuota()
        # Where in the quota the story begins decides the weeks in which its reverts fall due.
        self._quota.due(rng.at("reverts").uniform(-0.5, 0.5), 1)
        self._merged: list[PullRequestPlan] = []

    def plan_week(self, scenario: Targets, week: int, merged: Sequence[PullRequestPlan]) -> None:
        due = self._quota.due(scenario.weekly_params(week)["revert_rate"], len(merged))
        self._merged += merged
        for plan in sorted(merged, key=lambda plan: plan.lots.revert):
            target = self._target(plan) if due and not plan.reverted else None
            if target is not None:
                plan.reverts, target.reverted = target, True
                self._quota.place(1)
                due -= 1

    def _target(self, plan: PullRequestPlan) -> PullRequestPlan | None:
        """The one it takes back: merged before, of the same repository, rather of the same area, rather recent."""
        possible = [
            other
            for other in self._merged
            if other.repository is plan.repository
            and other.ended is not None
            and other.ended < plan.opened
            and not (other.reverts or other.reverted)
        ]
        if not possible:
            return None
        return max(possible, key=lambda other: (other.change.area == plan.change.area, other.ended, -other.number))


class Hotfixes:
    """Which merged pull requests were rushed out to mend production: fixes, as far as there are any."""

    def __init__(self) -> None:
        self._quota = RunningQuota()

    def plan_week(self, merged: Sequence[PullRequestPlan]) -> None:
        able = [plan for plan in merged if not plan.reverts]
        able.sort(key=lambda plan: (plan.change.kind != "fix", plan.lots.hotfix))
        chosen = able[: self._quota.due(HOTFIX_RATE, len(merged))]
        for plan in chosen:
            plan.is_hotfix = True
        self._quota.place(len(chosen))


class Checks:
    """Which checks fail, by the week that their pull request counts for."""

    def __init__(self) -> None:
        self._quota = RunningQuota()

    def plan_week(self, scenario: Targets, week: int, plans: Sequence[PullRequestPlan]) -> None:
        for plan in plans:
            plan.checks = _checks(plan)
        checks = [check for plan in plans for check in plan.checks]
        passing = self._quota.due(scenario.weekly_params(week)["ci_pass_rate"], len(checks))
        checks.sort(key=lambda check: check.lot)
        for check in checks[passing:]:
            check.conclusion = "timed_out" if check.runs_out_of_time else "failure"
        self._quota.place(min(passing, len(checks)))


def _checks(plan: PullRequestPlan) -> list[CheckPlan]:
    """2 to 6 checks, which start within ten minutes of the opening."""
    names = plan.stream.at("checks")
    checks = []
    for name in names.sample(CHECK_NAMES, names.randint(*CHECKS_PER_PULL_REQUEST)):
        stream = plan.stream.at("check", name)
        check = CheckPlan(
            name,
            stream,
            lot=stream.random(),
            runs_out_of_time=stream.should_happen(TIME_OUT_SHARE),
            delay_seconds=stream.randint(*CHECK_DELAY_SECONDS),
            duration_seconds=stream.randint(*CHECK_DURATION_SECONDS),
        )
        checks.append(check)
    return checks


class Guesses:
    """Which guesses are right: so many of each author archetype, and by guesser so that one leads and one trails."""

    def __init__(self, cast: Sequence[Member]) -> None:
        self._quotas: dict[str, RunningQuota] = {}
        self._expected = 0.0
        self._given: Counter[Member] = Counter()
        self._right: Counter[Member] = Counter()
        by_skill = sorted(cast, key=lambda member: member.stream.at("guessing skill").random())
        self._leader = by_skill[0]
        self._margin = {by_skill[0]: LEADERBOARD_MARGIN, by_skill[-1]: -LEADERBOARD_MARGIN}
        self._given_of: Counter[str] = Counter()
        self._right_of: Counter[str] = Counter()

    def plan_week(self, scenario: Targets, merged: Sequence[PullRequestPlan]) -> None:
        groups: dict[str, list[AnswerPlan]] = {}
        for plan in merged:
            for answer in plan.answers:
                groups.setdefault(plan.author.archetype.name, []).append(answer)
                self._given[answer.reviewer] += 1
        rates = {archetype: _usual_accuracy(scenario, archetype) for archetype in sorted(groups)}
        for archetype, rate in rates.items():
            self._expected += rate * len(groups[archetype])
        for archetype, rate in rates.items():
            _, most = scenario.get_guess_accuracy_for_archetype(archetype)
            self._decide(archetype, groups[archetype], rate, most)

    def _decide(self, archetype: str, answers: list[AnswerPlan], rate: float, most: float) -> None:
        """Give the right guesses that are due to the members who are furthest behind what they should have."""
        quota = self._quotas.setdefault(archetype, RunningQuota())
        right = min(len(answers), quota.due(rate, len(answers)))
        self._given_of[archetype] += len(answers)
        # The leader is right where the others would be next time, as far as the archetype's range allows.
        leading = sum(answer.reviewer is self._leader for answer in answers)
        if right < leading and self._right_of[archetype] + right < most * self._given_of[archetype] - 1:
            right += 1
        self._right_of[archetype] += right
        quota.place(right)
        common = self._expected / self._given.total()
        lacks = {answer.reviewer: self._lack(answer.reviewer, common) for answer in answers}
        waiting = sorted(answers, key=lambda answer: answer.guess_lot)
        for _ in range(right):
            best = max(waiting, key=lambda answer: lacks[answer.reviewer])
            waiting.remove(best)
            best.guess_correct = True
            lacks[best.reviewer] -= 1
            self._right[best.reviewer] += 1

    def _lack(self, guesser: Member, common: float) -> float:
        """The right guesses that the member lacks: everybody is to have the common share, but for the two ends."""
        return (common + self._margin.get(guesser, 0)) * self._given[guesser] - self._right[guesser]


def _usual_accuracy(scenario: Targets, archetype: str) -> float:
    low, high = scenario.get_guess_accuracy_for_archetype(archetype)
    return (low + high) / 2
