"""Files and commits of a pull request: their number, their kind, and the place they lie in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from apps.metrics.seeding.specification.usual_work import BUILD_FILES, MOST_COMMITS, MOST_FILES

if TYPE_CHECKING:
    from apps.metrics import models
    from apps.metrics.seeding.rows import TeamEvidence

FILES = (1, MOST_FILES)
COMMITS = (1, MOST_COMMITS)
CONFIGURATION = (".yaml", ".yml", ".toml", ".json", ".properties")
VIEWS = (".tsx", ".css")
FRONTEND_FOLDERS = ("web/", "app/", "dashboard/", "console/", "floor-ui/")
MOST_PATHS = 1_000
"""Paths that are remembered: teams change the same files again and again."""


def unusual_changes(team: TeamEvidence) -> list[str]:
    """Files and commits that contradict themselves or each other, or are more than invented work has."""
    offenders: list[str] = []
    repositories: dict[str, str] = {}
    for row in team.pull_requests.values():
        if row.source == "factory":
            offenders += _unusual_numbers(team, row)
        committed = {commit.committed_at for commit in team.commits_of[row.id]}
        for file in team.files_of[row.id]:
            if not _is_consistent(file) or file.created_at not in committed:
                offenders.append(f"file {file.id}")
            # Two repositories may each have a README, but not one source file.
            is_source = file.file_category not in ("docs", "config")
            if is_source and repositories.setdefault(file.filename, row.github_repo) != row.github_repo:
                offenders.append(f"file {file.id} of another repository")
    return offenders


def _unusual_numbers(team: TeamEvidence, row: models.PullRequest) -> Iterator[str]:
    files, commits = team.files_of[row.id], team.commits_of[row.id]
    is_complete = row.state != "open"
    if not (FILES[0] if is_complete else 0) <= len(files) <= FILES[1]:
        yield f"{len(files)} files of pull request {row.id}"
    if not (COMMITS[0] if is_complete else 0) <= len(commits) <= COMMITS[1]:
        yield f"{len(commits)} commits of pull request {row.id}"


def _is_consistent(file: models.PRFile) -> bool:
    """A new file has lost no line, a removed one has no line left; the path shows the category."""
    added, deleted, status = file.additions, file.deletions, file.status
    return (
        file.changes == added + deleted
        and min(added, deleted) >= 0
        and (
            status == "modified"
            or (status == "added" and added > 0 == deleted)
            or (status == "removed" and deleted > 0 == added)
        )
        and file.file_category == category_of(file.filename)
    )


@lru_cache(MOST_PATHS)
def category_of(path: str) -> str:
    """backend, frontend, test, docs or config, as far as folder and ending tell."""
    folder, _, name = path.rpartition("/")
    if name.endswith(".md"):
        return "docs"
    if name.endswith(CONFIGURATION) or name in BUILD_FILES:
        return "config"
    if "test" in folder.split("/") or "tests" in folder.split("/") or "_test." in name or ".test." in name:
        return "test"
    return "frontend" if name.endswith(VIEWS) or folder.startswith(FRONTEND_FOLDERS) else "backend"
