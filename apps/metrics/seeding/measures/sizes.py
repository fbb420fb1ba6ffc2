"""Sizes as a real team's: log-normal, from one line and one file to thousands of lines; and descriptions to match.

Each measure is silent where there are too few rows to tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING

from apps.metrics.seeding.measures.times import correlation, ranks
from apps.metrics.seeding.measures.touched import invented

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import TeamEvidence

FEWEST, MANY = 60, 120
"""Complete pull requests from which on their sizes are promised, and the shares of the rare ones."""
MEDIAN = (40, 250)
SMALL, SMALL_SHARE = 10, (0.08, 0.30)
LARGE, LARGE_SHARE = 1_000, (0.005, 0.06)
ONE_FILE_SHARE = (0.20, 0.45)
MANY_FILES, MANY_FILES_SHARE = 10, (0.01, 0.10)
LEAST_CORRELATION = 0.5
LONG_WORD = 3


def unusual_sizes(team: TeamEvidence) -> list[str]:
    """Figures of lines and files that no real team has."""
    rows = invented(team)
    if len(rows) < FEWEST:
        return []
    lines = [row.additions + row.deletions for row in rows]
    files = [len(team.files_of[row.id]) for row in rows]
    found = [
        ("median of lines", median(lines), MEDIAN),
        (f"under {SMALL} lines", _share([each < SMALL for each in lines]), SMALL_SHARE),
        ("one file", _share([each == 1 for each in files]), ONE_FILE_SHARE),
    ]
    if len(rows) >= MANY:
        found += [
            (f"over {LARGE:,} lines", _share([each > LARGE for each in lines]), LARGE_SHARE),
            (f"more than {MANY_FILES} files", _share([each > MANY_FILES for each in files]), MANY_FILES_SHARE),
        ]
    return [
        f"{noun}: {figure:.3g}, usually {low:g} to {high:g}"
        for noun, figure, (low, high) in found
        if not low <= figure <= high
    ]


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)


def odd_descriptions(team: TeamEvidence) -> list[str]:
    """Pull requests that say nothing of themselves, or of something else, and lengths that do not go with sizes."""
    offenders = [f"description of pull request {fault}" for fault in _foreign_descriptions(team)]
    rows = invented(team)
    if len(rows) >= FEWEST:
        lengths = ranks([len(row.description) for row in rows])
        found = correlation(ranks([row.additions + row.deletions for row in rows]), lengths)
        if found < LEAST_CORRELATION:
            offenders.append(f"a rank correlation of {found:.2f} of lines and description")
    return offenders


def _foreign_descriptions(team: TeamEvidence) -> Iterator[int]:
    for row in team.pull_requests.values():
        described = row.description.lower()
        words = {word[:-1] for word in row.title.lower().split() if len(word) > LONG_WORD}
        if not described or (row.source == "factory" and not any(word in described for word in words)):
            yield row.id
