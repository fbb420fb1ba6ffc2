"""The files of a pull request that carries a real one's figures: paths of the team's own, with the real one's lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from apps.metrics.seeding.github.pull_request import FetchedPR
from apps.metrics.seeding.planning.pull_request import FilePlan, PullRequestPlan

MAIN_FILES = {"docs": "docs", "test": "test", "chore": "config"}
"""The category that most of a change belongs to, by its kind, where that is not code."""
SPREAD = 9
"""The largest file of a change has up to so many times the lines of the smallest."""


def plan_lent_files(plan: PullRequestPlan, lent: FetchedPR) -> list[FilePlan]:
    """As many files as the real one has, of the team's own repository, whose lines add up to the real one's."""
    streams = [plan.stream.at("lent file", number) for number in range(lent.files_changed)]
    weights = [1 + stream.below(SPREAD) for stream in streams]
    added, removed = _over_files(lent.additions, weights), _over_files(lent.deletions, weights)
    paths = islice(_paths(plan), lent.files_changed)
    return [
        FilePlan(path, category, "modified", added[number], removed[number], stream)
        for number, (stream, (category, path)) in enumerate(zip(streams, paths, strict=True))
    ]


def _over_files(lines: int, weights: Sequence[int]) -> list[int]:
    """The lines over the files by weight."""
    whole, seen, given, shares = sum(weights), 0, 0, []
    for weight in weights:
        seen += weight
        due = lines * seen // whole
        shares.append(due - given)
        given = due
    return shares


def _paths(plan: PullRequestPlan) -> Iterator[tuple[str, str]]:
    """Categories and paths in random order, none twice: those of the area, then those of the repository's others."""
    repository, order = plan.repository, plan.stream.at("lent paths")
    areas = [repository.area(plan.change.area), *(area for area in repository.areas if area.name != plan.change.area)]
    seen: set[str] = set()
    for area in areas:
        by_category = {
            "backend": area.backend_paths,
            "test": area.test_paths,
            "frontend": area.frontend_paths,
        }
        if area is areas[0]:
            by_category |= {"docs": repository.docs_paths, "config": repository.config_paths}
        waiting = {category: iter(order.shuffle(paths)) for category, paths in by_category.items()}
        first = MAIN_FILES.get(plan.change.kind, "backend")
        turn = sorted(waiting, key=lambda category: category != first)
        for category in islice(cycle(turn), sum(len(paths) for paths in by_category.values()) * len(turn)):
            path = next(waiting[category], None)
            if path is not None and path not in seen:
                seen.add(path)
                yield category, path


def divide_lent(files: Sequence[FilePlan], count: int, early: int) -> list[list[FilePlan]]:
    """The files over so many commits: the first, those that answer a review, then the others as long as files last.

    A commit without a file brings in the main branch. `early` is how many commits come before the first answer.
    """
    shares: list[list[FilePlan]] = [[] for _ in range(count)]
    turn = [0, *range(early, count), *range(1, early)]
    for number, file in zip(cycle(turn), files, strict=False):
        shares[number].append(file)
    return shares
