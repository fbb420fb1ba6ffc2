"""The size of a pull request: log-normal lines from one on, and as many files and commits as go with them."""

from __future__ import annotations

from math import exp, log
from statistics import NormalDist
from typing import NamedTuple

from apps.metrics.seeding.content import Change
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.specification.usual_work import (
    LINES_BY_KIND,
    MOST_COMMITS,
    MOST_FILES,
    MOST_LINES_BY_KIND,
    SPREAD_OF_LINES,
    USUAL_LINES,
)

STEP = 0.456119649
"""From a number's place in the distribution to the next one's: so a team's sizes spread over all of it."""
FILES_BY_LINES, SPREAD_OF_FILES = 0.53, 0.36
ONE_FILE_LINES, OTHER_ONE_FILE_LINES = {"feature": 9, "fix": 9}, 24
"""The lines of a change of one file; from there the number of files grows with them."""
LIKE_ANY_OTHER = 2
"""Standard deviations above the median from which on the kind makes no difference to the lines."""
FILES_OF_KIND = {"docs": 3, "chore": 5, "test": 7}
"""The most files of a change that is no matter of code."""
FEWEST_FILES = {("feature", "schema"): 3, ("chore", "dependencies"): 2}
FEWEST_OF_A_SCHEMA = 2
NORMAL = NormalDist()


class Size(NamedTuple):
    lines: int
    files: int
    commits: int


def place_of(turn: float, number: int) -> float:
    """The place of pull request `number` in the distribution of sizes, 0 to 1; `turn` is the team's."""
    return (turn + STEP * number) % 1


def draw_size(turn: float, number: int, change: Change, stream: MetricsRandom) -> Size:
    """The size of pull request `number`, by two draws; `turn` is the team's."""
    z = NORMAL.inv_cdf(min(max(place_of(turn, number), 1e-4), 1 - 1e-4))
    usual = USUAL_LINES * LINES_BY_KIND[change.kind] ** min(1, max(0, 1 - z / LIKE_ANY_OTHER))
    lines = max(1, min(MOST_LINES_BY_KIND[change.kind], round(usual * exp(SPREAD_OF_LINES[z > 0] * z))))
    noise = NORMAL.inv_cdf(min(max(stream.random(), 1e-9), 1 - 1e-9))
    of_one = ONE_FILE_LINES.get(change.kind, OTHER_ONE_FILE_LINES)
    files = round(exp(FILES_BY_LINES * log(lines / of_one) + SPREAD_OF_FILES * noise))
    most = min(FILES_OF_KIND.get(change.kind, MOST_FILES), MOST_FILES)
    fewest = FEWEST_FILES.get((change.kind, change.touches), FEWEST_OF_A_SCHEMA if change.touches == "schema" else 1)
    files = max(fewest, min(files, lines, most))
    commits = round(0.6 + 0.9 * log(1 + lines / 15) * (0.5 + 0.8 * stream.random()))
    return Size(max(lines, files), files, max(1, min(commits, files, MOST_COMMITS)))
