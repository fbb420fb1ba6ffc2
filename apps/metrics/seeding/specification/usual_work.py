"""The shares, counts and names that every metrics story states of the work around its pull requests."""

from __future__ import annotations

SURVEYED_SHARE = 0.7
"""Of a week's merges."""
HOTFIX_RATE = 0.04
"""Of all merges."""
TIME_OUT_SHARE = 0.12
"""Of the checks that fail."""
TRACKED_SHARE = 0.62
"""Of the pull requests: those with a Jira issue of their own."""
APPROVALS_WITH_A_FOLLOW_UP = 0.16
"""Of the approvals: those beside which the reviewer also comments on the pull request as a whole."""
REVIEWS_WITH_A_BODY = {"approved": 0.82, "changes_requested": 0.85, "commented": 0.0}
REPOSITORIES_PER_TEAM = (2, 3)
"""The fewest and the most of its own."""
BACKLOG_PER_WEEK = (2, 4)
"""Issues that nobody has started."""
CHECKS_PER_PULL_REQUEST = (2, 6)
CHECK_DELAY_SECONDS = (60, 600)
"""From the opening to the start of a check."""
CHECK_DURATION_SECONDS = (120, 900)
STORY_POINTS = (1, 1, 2, 2, 2, 3, 3, 3, 5, 5, 8)
"""Each place is as likely as the others."""

CHECK_NAMES: tuple[str, ...] = (
    "lint",
    "format",
    "type check",
    "unit tests",
    "integration tests",
    "browser tests",
    "build",
    "migrations",
    "security scan",
    "docs build",
)

ISSUE_TYPES = {"feature": "Story", "fix": "Bug"}
"""The type of the Jira issue behind a change of that kind; a Task for other kinds, or a Subtask unless it is a Bug."""

LABELS_BY_KIND: dict[str, tuple[str, ...]] = {
    "feature": ("enhancement", "feature"),
    "fix": ("bug", "needs backport"),
    "performance": ("performance",),
    "refactor": ("refactoring", "tech debt"),
    "test": ("tests",),
    "docs": ("documentation",),
    "chore": ("maintenance",),
}
DEPENDENCIES_LABEL = "dependencies"
"""The one label of a chore that updates a dependency."""

WORDS_OF_KINDS = {
    "docs": "doc docs documentation readme typo typos docstring docstrings changelog translation tutorial document",
    "test": "test tests testing coverage pytest tox flaky",
    "chore": "bump upgrade pin release ci workflow workflows pre lint dependency dependencies version build",
    "fix": "fix fixes fixed bug bugs bugfix regression broken crash error incorrect wrong handle prevent",
    "refactor": "refactor refactoring clean cleanup remove drop simplify rename move deprecate replace extract",
    "performance": "speed faster performance cache optimize optimise perf",
}
"""Words in a real title that show the kind of change: the first kind of which one occurs, or else a feature."""

BUILD_FILES = frozenset({"go.mod", "go.sum", "uv.lock", "gradle.lockfile", "build.gradle.kts"})
"""Names of files about dependencies whose ending does not show that they are configuration."""

USUAL_LINES, SPREAD_OF_LINES = 78, (2.05, 1.36)
"""The median of the lines of a pull request, and the standard deviation of their logarithm below and above it."""
LINES_BY_KIND = {
    "feature": 1.2,
    "fix": 0.75,
    "performance": 0.9,
    "refactor": 1.35,
    "test": 1.2,
    "docs": 0.6,
    "chore": 0.5,
}
"""The lines of a usual change of a kind beside those of any; very large ones are of any kind."""
MOST_LINES_BY_KIND = {
    "feature": 3_800,
    "fix": 1_600,
    "performance": 1_300,
    "refactor": 4_200,
    "test": 1_500,
    "docs": 480,
    "chore": 420,
}
MOST_FILES = 25
MOST_COMMITS = 6
