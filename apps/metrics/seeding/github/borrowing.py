"""The loan of GitHub to a run: real pull requests, from a snapshot or fetched, as the run's record keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any

from apps.metrics.seeding.github.pull_request import FetchedPR
from apps.metrics.seeding.github.snapshot import check_writable, digest, in_order, read_snapshot, write_snapshot
from apps.metrics.seeding.github.unsuitable import is_unsuitable
from apps.metrics.seeding.github_fetcher import GitHubPublicFetcher
from apps.metrics.seeding.specification.github import SOURCE
from apps.metrics.seeding.specification.statement import ScenarioConfig
from seedplot.errors import SeedError
from seedplot.sources import Sources

PER_REPOSITORY_AT_MOST = 100
MOST_FILES = 40
MOST_COMMITS = 15
MOST_REVIEW_COMMENTS = 20
MOST_LINES = 20_000


def gather(config: ScenarioConfig, options: Mapping[str, Any]) -> dict[str, Any]:
    """The pull requests that a run may borrow from, by the scenario's options; empty where nothing is wanted.

    SeedError for options that contradict each other and for a snapshot that cannot be read or written.
    """
    share = wanted_share(config, options)
    snapshot = Path(options["github_snapshot"]) if options["github_snapshot"] else None
    if options["no_github"]:
        for name in ("source_repo", "github_snapshot", "refresh_github", "github_cache", "github_percentage"):
            if options[name] not in (None, False):
                raise SeedError(f"--no-github takes nothing from GitHub. Leave out --{name.replace('_', '-')}.")
    if share == 0:
        return {}
    if snapshot is not None and snapshot.exists():
        fetched: Sequence[FetchedPR] = read_snapshot(snapshot)
    else:
        if snapshot is not None:
            # Before anything is asked: requests are few, and a file that cannot be written would waste them.
            check_writable(snapshot)
        fetched = _fetch(config, options, share)
        if snapshot is not None and fetched:
            write_snapshot(snapshot, fetched)
    return {SOURCE: {"share": share, **as_source(usable(fetched))}}


def wanted_share(config: ScenarioConfig, options: Mapping[str, Any]) -> float:
    """Which part of a team's pull requests is to be real, from 0 to 1."""
    if options["no_github"]:
        return 0.0
    percentage = options["github_percentage"]
    return config.github_pr_percentage if percentage is None else float(percentage) / 100


def as_source(pull_requests: Sequence[FetchedPR]) -> dict[str, Any]:
    """The pull requests and their digest as JSON values."""
    return {"digest": digest(pull_requests), "pull_requests": [each.as_json() for each in pull_requests]}


@dataclass(frozen=True)
class GitHubSources(Sources):
    """The pull requests that a story borrows; a run fits if it took those of the snapshot that is named."""

    config: ScenarioConfig

    def gather(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        return gather(self.config, options)

    def fits(self, sources: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
        return is_of_snapshot(sources, options["github_snapshot"])


def is_of_snapshot(sources: Mapping[str, Any], path: str | None) -> bool:
    """True if a run that took these sources agrees with the snapshot; one that is not there agrees with any."""
    if path is None or not Path(path).exists():
        return True
    return bool(digest(usable(read_snapshot(Path(path)))) == sources.get(SOURCE, {}).get("digest"))


def usable(fetched: Iterable[FetchedPR]) -> tuple[FetchedPR, ...]:
    """Those that a team's ordinary week can hold, in a snapshot's order; of two with one title the first."""
    by_title: dict[str, FetchedPR] = {}
    for each in in_order(fetched):
        if (
            1 <= each.files_changed <= MOST_FILES
            and 1 <= each.commits_count <= MOST_COMMITS
            and each.review_comments_count <= MOST_REVIEW_COMMENTS
            and each.additions + each.deletions <= MOST_LINES
            and not is_unsuitable(each.title)
        ):
            by_title.setdefault(each.title.casefold(), each)
    return tuple(by_title.values())


def lent_by(sources: Mapping[str, Any]) -> tuple[FetchedPR, ...]:
    """The pull requests among a world's or a run's sources."""
    if SOURCE not in sources:
        return ()
    return _read(json.dumps(sources[SOURCE]["pull_requests"]))


@lru_cache(maxsize=8)
def _read(text: str) -> tuple[FetchedPR, ...]:
    """Each team of a run asks for the same ones."""
    return tuple(FetchedPR.from_json(each) for each in json.loads(text))


def _fetch(config: ScenarioConfig, options: Mapping[str, Any], share: float) -> Sequence[FetchedPR]:
    repositories = options["source_repo"] or config.github_source_repos
    fetcher = GitHubPublicFetcher(cache=options["github_cache"], refresh=options["refresh_github"])
    most = config.member_count * (config.weeks + 1) * config.prs_per_member_per_week[1] * share
    each = min(PER_REPOSITORY_AT_MOST, ceil(most / len(repositories)))
    return fetcher.fetch_from_defaults(each, repositories)
