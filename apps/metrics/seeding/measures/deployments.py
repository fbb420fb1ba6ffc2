"""Releases: what goes into production and when, how often, and how much of it has to be rolled back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from apps.metrics import models

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence, TeamEvidence

A_DAY = timedelta(days=1)
OVER_A_WEEKEND = timedelta(days=3)
WORKDAYS = 5
RELEASES_BEGIN, RELEASES_END = timedelta(hours=9, minutes=45), timedelta(hours=17, minutes=30)
MERGES_PER_RELEASE = 3
"""From so many merges of a week for each of its releases on, half of the releases at least have something to do."""


def deployments_of_nothing(team: TeamEvidence) -> list[str]:
    """Deployments that follow no merge of their repository, or release anything but its last commit."""
    return [f"deployment {row.id}" for row in team.rows(models.Deployment) if not _releases_a_merge(team, row)]


def _releases_a_merge(team: TeamEvidence, row: models.Deployment) -> bool:
    owner = team.pull_requests.get(row.pull_request_id or 0)
    if owner is None or owner.merged_at is None:
        return False
    last = team.commits_of[owner.id][-1:]
    return (
        owner.merged_at < row.deployed_at
        and [commit.github_sha for commit in last] == [row.sha]
        and row.github_repo == owner.github_repo
    )


def wrong_releases(team: TeamEvidence) -> list[str]:
    """Releases out of step: of something older, without the trial that others had, or not rolled back after a failure.

    And merges whose time in production is not that of the first release that has them.
    """
    return [
        fault
        for repository, rows in _by_repository(team).items()
        for fault in (*_sequence(team, rows), *_trials(rows), *_times_in_production(team, repository, rows))
    ]


def _by_repository(team: TeamEvidence) -> Mapping[str, Sequence[models.Deployment]]:
    """In order of time."""
    grouped: defaultdict[str, list[models.Deployment]] = defaultdict(list)
    for row in sorted(team.rows(models.Deployment), key=lambda row: row.deployed_at):
        grouped[row.github_repo].append(row)
    return grouped


def _production(rows: Sequence[models.Deployment]) -> list[models.Deployment]:
    return [row for row in rows if row.environment == "production"]


def _releases(rows: Sequence[models.Deployment]) -> list[models.Deployment]:
    """The production deployments of something new; the others release again what was there."""
    new: dict[str, models.Deployment] = {}
    for row in _production(rows):
        new.setdefault(row.sha, row)
    return list(new.values())


def _sequence(team: TeamEvidence, rows: Sequence[models.Deployment]) -> Iterator[str]:
    releases = _releases(rows)
    owners = [team.pull_requests.get(row.pull_request_id or 0) for row in releases]
    merges = [owner.merged_at for owner in owners if owner is not None and owner.merged_at is not None]
    if merges != sorted(merges):
        yield f"releases of {rows[0].github_repo} that go back"
    # Each failed release waits for the one before it to come back.
    waiting = {after.id: (before, after) for before, after in pairwise(releases) if after.status == "failure"}
    for row in _production(rows):
        if row in releases:
            continue
        answered = [key for key, (before, after) in waiting.items() if _rolls_back(row, before, after)]
        if not answered:
            yield f"deployment {row.id} is neither new nor a rollback"
        for key in answered[:1]:
            del waiting[key]
    yield from (
        f"failed deployment {after.id} without a rollback"
        for _, after in waiting.values()
        if after.deployed_at + A_DAY < team.anchor
    )
    if releases and releases[0].status == "failure":
        yield f"deployment {releases[0].id} fails with nothing before it"


def _rolls_back(row: models.Deployment, before: models.Deployment, failed: models.Deployment) -> bool:
    return (
        row.sha == before.sha
        and row.status == "success"
        and row.creator_id == failed.creator_id
        and failed.deployed_at < row.deployed_at <= failed.deployed_at + A_DAY
    )


def _trials(rows: Sequence[models.Deployment]) -> Iterator[str]:
    """Releases of a repository with staging that were not tried there before."""
    tried = {row.sha: row for row in rows if row.environment == "staging"}
    if tried:
        for row in _releases(rows):
            trial = tried.get(row.sha)
            if trial is None or not trial.deployed_at < row.deployed_at:
                yield f"deployment {row.id} without a trial"


def _times_in_production(team: TeamEvidence, repository: str, rows: Sequence[models.Deployment]) -> Iterator[str]:
    releases = [(team.pull_requests.get(row.pull_request_id or 0), row.deployed_at) for row in _releases(rows)]
    for merged in team.pull_requests.values():
        if merged.github_repo != repository or merged.merged_at is None:
            continue
        carrying = (
            moment
            for newest, moment in releases
            if newest is not None and newest.merged_at is not None and newest.merged_at >= merged.merged_at
        )
        if merged.deployed_at != next(carrying, None):
            yield f"time in production of pull request {merged.id}"


def late_releases(team: StoryEvidence) -> list[str]:
    """Merges that the next of the week's releases leaves behind, and releases outside of working hours."""
    offenders = []
    for row in team.pull_requests.values():
        if row.merged_at is None:
            continue
        week = min(max(team.week(row.merged_at), 0), len(team.full_weeks))
        longest = OVER_A_WEEKEND + timedelta(weeks=2) / max(1, int(team.scenario.deploys_per_week(week)))
        if (row.deployed_at or team.anchor) - row.merged_at > longest:
            offenders.append(f"pull request {row.id} waits for its release")
    for repository, rows in _by_repository(team).items():
        for release in _releases(rows):
            moment = release.deployed_at - team.begin
            if moment.days % 7 >= WORKDAYS or not RELEASES_BEGIN <= timedelta(seconds=moment.seconds) <= RELEASES_END:
                offenders.append(f"release {release.id} of {repository} out of hours")
    return offenders


def unusual_release_counts(team: StoryEvidence) -> list[str]:
    """Full weeks with more releases of one repository than the scenario has, or with far fewer of all."""
    counts: Counter[tuple[int, str]] = Counter()
    for repository, rows in _by_repository(team).items():
        counts.update((team.week(row.deployed_at), repository) for row in _releases(rows))
    offenders = []
    for week in team.full_weeks:
        wanted = float(team.scenario.deploys_per_week(week))
        of_week = {repository: count for (at, repository), count in counts.items() if at == week}
        offenders += [f"{n} releases of {name} in week {week}" for name, n in of_week.items() if n > ceil(wanted)]
        can_be = min(wanted, len(team.merged_in[week]) / MERGES_PER_RELEASE)
        if sum(of_week.values()) < int(can_be / 2):
            offenders.append(f"{sum(of_week.values())} releases in week {week}")
    return offenders


def failure_error(team: StoryEvidence) -> float:
    """The distance of failed releases from the scenario's rate in either half of the story, in rows, at worst."""
    middle = len(team.full_weeks) / 2
    errors = [0.0, 0.0]
    for rows in _by_repository(team).values():
        for release in _releases(rows):
            week = team.week(release.deployed_at)
            if week in team.full_weeks:
                rate = float(team.scenario.change_failure_rate(week))
                errors[week >= middle] += (release.status == "failure") - rate
    return max(map(abs, errors))
