"""Sizes as a real team's: log-normal, from one line and one file to thousands of lines; and descriptions to match.

Each measure is silent where there are too few rows to tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING

from apps.metrics.seeding.measures.counted import Offenders
from apps.metrics.seeding.measures.times import correlation, ranks
from apps.metrics.seeding.measures.touched import has_few_reverts, invented

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


def unusual_sizes(team: TeamEvidence) -> Offenders:
    """Figures of lines and files that no real team has."""
    rows = invented(team)
    if len(rows) < FEWEST:
        return Offenders(unpromised=f"sizes of {len(rows)}")
    if not has_few_reverts(team):
        return Offenders(unpromised="sizes beside many reverts")
    lines = [row.additions + row.deletions for row in rows]
    files = [len(team.files_of[row.id]) for row in rows]
    shares = [
        (f"under {SMALL} lines", [each < SMALL for each in lines], SMALL_SHARE),
        ("one file", [each == 1 for each in files], ONE_FILE_SHARE),
    ]
    if len(rows) >= MANY:
        shares += [
            (f"over {LARGE:,} lines", [each > LARGE for each in lines], LARGE_SHARE),
            (f"more than {MANY_FILES} files", [each > MANY_FILES for each in files], MANY_FILES_SHARE),
        ]
    low, high = MEDIAN
    middle = median(lines)
    unusual = [] if low <= middle <= high else [f"median of lines: {middle:g}, usually {low} to {high}"]
    unusual += [
        f"{noun}: {sum(flags)} of {len(flags)}, usually {low:g} to {high:g}"
        for noun, flags, (low, high) in shares
        if not _is_usual(flags, low, high)
    ]
    return Offenders(unusual)


def _is_usual(flags: list[bool], low: float, high: float) -> bool:
    """One pull request beside the share is as near as whole numbers come; but none at all is never usual."""
    return max(1, low * len(flags) - 1) <= sum(flags) <= high * len(flags) + 1


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
