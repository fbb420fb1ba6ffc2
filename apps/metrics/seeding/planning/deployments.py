"""Releases: several times a week all that has merged goes into production, and some releases have to be rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.metrics.seeding.content import Repository
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.targets import Targets
from apps.metrics.seeding.planning.worktime import TICK, WORKDAYS, tick_of
from seedplot.quotas import RunningQuota

FIRST_TICK, LAST_TICK = 980, 1680
"""Ticks of the day: releases go out between 9:48 and 16:48."""
AFTER_MERGE = 9
"""Ticks from a merge to the next release at least: the build takes five minutes."""
WITHIN = 1_800
"""Seconds in which the repositories of one release go out, each at a moment of its own."""
APART = 300
"""Seconds between two releases of a repository at least, where their slots lie side by side."""
STAGED_SHARE = 0.6
"""Of the repositories: those with an environment to try a release in."""
STAGED_BEFORE, STAGED_AFTER_MERGE = (900, 5400), 90
ROLLED_BACK_AFTER = (1_200, 10_800)
"""Seconds."""


@dataclass(eq=False, slots=True)
class DeploymentPlan:
    """The release of a repository's newest merge, `released`; a rollback releases one that was there before."""

    second: int
    released: PullRequestPlan
    by: PullRequestPlan
    """The pull request whose author sees to it."""
    stream: MetricsRandom
    environment: str = "production"
    status: str = "success"


def plan_deployments(
    rng: MetricsRandom, scenario: Targets, plans: Sequence[PullRequestPlan], weeks: int
) -> list[DeploymentPlan]:
    """The releases of so many weeks, in order of time; each merge learns when it is in production."""
    waiting = sorted((plan for plan in plans if plan.outcome == "merged"), key=lambda plan: (plan.ended, plan.number))
    failures, before = _Failures(rng), dict[str, PullRequestPlan]()
    latest: dict[str, int] = {}
    planned: list[DeploymentPlan] = []
    for week, slots in enumerate(_slots(rng, scenario, weeks)):
        releases: list[DeploymentPlan] = []
        for tick, stream in slots:
            ready = [plan for plan in waiting if plan.ended_tick is not None and plan.ended_tick + AFTER_MERGE <= tick]
            waiting = waiting[len(ready) :]
            for release in _releases(ready, tick * TICK, stream, latest):
                latest[release.released.repository.name] = release.second
                releases.append(release)
        for release, replaced in failures.among(releases, before, scenario.change_failure_rate(week)):
            release.status = "failure"
            second = release.second + release.stream.at("rollback").randint(*ROLLED_BACK_AFTER)
            planned.append(DeploymentPlan(second, replaced, release.by, release.stream.at("rollback row")))
        planned += [each for release in releases for each in (*_staging(rng, release), release)]
    return sorted(planned, key=lambda each: each.second)


def _slots(rng: MetricsRandom, scenario: Targets, weeks: int) -> Iterator[list[tuple[int, MetricsRandom]]]:
    """The ticks at which a week's releases go out: one in each of as many parts of its working time."""
    quota = RunningQuota()
    for week in range(weeks):
        count = quota.due(scenario.deploys_per_week(week), 1)
        quota.place(count)
        streams = [rng.at("week", week, "release", number) for number in range(count)]
        places = [(number + stream.random()) / count * WORKDAYS for number, stream in enumerate(streams)]
        yield [
            (tick_of(week, int(place), FIRST_TICK + int(place % 1 * (LAST_TICK - FIRST_TICK))), stream)
            for place, stream in zip(places, streams, strict=True)
        ]


def _releases(
    ready: Sequence[PullRequestPlan], second: int, stream: MetricsRandom, latest: Mapping[str, int]
) -> Iterator[DeploymentPlan]:
    """One for each repository in which something has merged, soon after each other; `latest` are those before."""
    newest = {plan.repository.name: plan for plan in ready}
    for name, plan in sorted(newest.items()):
        own = stream.at("repository", name)
        released = max(second + own.below(WITHIN), latest.get(name, 0) + APART)
        yield DeploymentPlan(released, plan, plan, own)
        for each in ready:
            if each.repository.name == name:
                each.deployed = released


def _staging(rng: MetricsRandom, release: DeploymentPlan) -> Iterator[DeploymentPlan]:
    """The same release, tried before, where the repository has a place for that."""
    if has_staging(rng, release.released.repository):
        merged = release.released.ended
        assert merged is not None  # only merges are released
        stream = release.stream.at("staging")
        second = max(release.second - stream.randint(*STAGED_BEFORE), merged + STAGED_AFTER_MERGE)
        yield DeploymentPlan(second, release.released, release.by, stream, "staging")


def has_staging(rng: MetricsRandom, repository: Repository) -> bool:
    return rng.at("staging", repository.name).random() < STAGED_SHARE


class _Failures:
    """Chooses the releases that fail: a running share of all, of those that have one before them to go back to."""

    def __init__(self, rng: MetricsRandom) -> None:
        self._quota = RunningQuota()
        # Where in the quota the story begins decides the weeks in which a failure falls due.
        self._quota.due(rng.at("failed releases").uniform(-0.5, 0.5), 1)

    def among(
        self, releases: Sequence[DeploymentPlan], before: dict[str, PullRequestPlan], rate: Decimal
    ) -> Iterator[tuple[DeploymentPlan, PullRequestPlan]]:
        """The week's failing releases, each with the release before, which comes back."""
        able: list[tuple[float, DeploymentPlan, PullRequestPlan]] = []
        for release in releases:
            name = release.released.repository.name
            if name in before:
                able.append((release.stream.at("failure").random(), release, before[name]))
            before[name] = release.released
        chosen = sorted(able, key=lambda each: each[0])[: self._quota.due(rate, len(releases))]
        self._quota.place(len(chosen))
        yield from ((release, replaced) for _, release, replaced in chosen)
