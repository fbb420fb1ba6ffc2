"""Files beside the change that touches them: of its kind, of its area, and of a tree that was there before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from apps.metrics import models
from apps.metrics.seeding.measures.pull_requests import REVERT_BEGINS, REVERT_ENDS
from apps.metrics.seeding.specification import titles
from apps.metrics.seeding.specification.usual_work import DEPENDENCIES_LABEL, LABELS_BY_KIND

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import TeamEvidence

SOURCES = ("backend", "frontend")
CODE = (*SOURCES, "test")
KINDS = {label: kind for kind, labels in LABELS_BY_KIND.items() for label in labels}
MANIFESTS = ("pyproject.toml", "package.json", "go.mod", "build.gradle.kts")
LOCKS = ("uv.lock", "package-lock.json", "go.sum", "gradle.lockfile")
MIGRATIONS = ("/migrations/", "/db/")
QUERIES = "sql"
LANGUAGES = {"py": "Python", "go": "Go", "kt": "Kotlin", "ts": "TypeScript", "tsx": "TypeScript"}
FEW_REVERTS = 0.1
ENOUGH_CHANGES, TESTED_SHARE = 30, 0.5
MANY, DELETING_SHARE = 120, 0.06
"""Pull requests from which on the share of those that delete a file is promised."""
SCHEMA, DEPENDENCIES, CONFIGURATION, REMOVAL = (
    re.compile(pattern) for pattern in (titles.SCHEMA, titles.DEPENDENCIES, titles.CONFIGURATION, titles.REMOVAL)
)


def invented(team: TeamEvidence) -> list[models.PullRequest]:
    """Those that are complete, and neither real ones nor reverts."""
    return [
        row
        for row in team.pull_requests.values()
        if row.source == "factory" and not row.is_revert and row.state != "open"
    ]


def has_few_reverts(team: TeamEvidence) -> bool:
    """True if what is invented is a fair part of the work.

    Only what opens after its target has merged can be a revert, so that many of them leave the longer, larger ones.
    """
    return sum(row.is_revert for row in team.pull_requests.values()) <= FEW_REVERTS * len(team.pull_requests)


def misfit_files(team: TeamEvidence) -> list[str]:
    """Pull requests whose files are not those of their kind, and features and fixes that are mostly untested."""
    rows = invented(team)
    offenders = [f"pull request {row.id} {fault}" for row in rows for fault in _misfits(row, team.files_of[row.id])]
    changes = [team.files_of[row.id] for row in rows if _kind(row) in ("feature", "fix")]
    tested = sum(any(file.file_category == "test" for file in files) for files in changes)
    if len(changes) >= ENOUGH_CHANGES and tested < TESTED_SHARE * len(changes):
        offenders.append(f"{tested} of {len(changes)} features and fixes touch tests")
    return offenders


def _kind(row: models.PullRequest) -> str:
    """The kind that its label says; empty without a label."""
    return KINDS.get(row.labels[0], "") if row.labels else ""


def _misfits(row: models.PullRequest, files: Sequence[models.PRFile]) -> Iterator[str]:
    kind = _kind(row)
    categories = [file.file_category for file in files]
    names = {file.filename.rpartition("/")[2] for file in files}
    if kind == "docs" and set(categories) != {"docs"}:
        yield "documents and touches other files"
    if kind == "test" and (categories[0] != "test" or 2 * categories.count("test") < len(categories)):
        yield "is about tests and touches others first"
    if kind in ("feature", "fix") and not set(SOURCES) & set(categories):
        yield f"is a {kind} and touches no source"
    if SCHEMA.match(row.title) and not any(part in file.filename for file in files for part in MIGRATIONS):
        yield "changes the schema and has no migration"
    if DEPENDENCIES.match(row.title) and not (names & set(MANIFESTS) and names & set(LOCKS)):
        yield "updates a dependency and touches no manifest or lock file"
    if (DEPENDENCIES_LABEL in row.labels) != (bool(DEPENDENCIES.match(row.title)) and bool(row.labels)):
        yield "is labeled as something else"
    if CONFIGURATION.match(row.title) and "config" not in categories:
        yield "configures and touches no configuration"


def odd_deletions(team: TeamEvidence) -> list[str]:
    """Pull requests that delete a file and neither remove nor restructure anything; or all of them, if too many."""
    rows = invented(team)
    deleting = [row for row in rows if any(file.status == "removed" for file in team.files_of[row.id])]
    offenders = [
        f"pull request {row.id} deletes a file"
        for row in deleting
        if not REMOVAL.match(row.title) and _kind(row) not in ("refactor", "")
    ]
    if len(rows) >= MANY and len(deleting) > DELETING_SHARE * len(rows):
        offenders.append(f"{len(deleting)} of {len(rows)} delete a file")
    return offenders


def shared_new_paths(team: TeamEvidence) -> list[str]:
    """Paths that one pull request adds or removes and another one touches that is not its revert."""
    touching: defaultdict[tuple[str, str], list[models.PullRequest]] = defaultdict(list)
    coming_or_going = set()
    for row in team.pull_requests.values():
        for file in team.files_of[row.id]:
            touching[row.github_repo, file.filename].append(row)
            if file.status != "modified":
                coming_or_going.add((row.github_repo, file.filename))
    return [
        f"{path} of pull requests {', '.join(str(row.id) for row in touching[repository, path])}"
        for repository, path in sorted(coming_or_going)
        if len({_without_revert(row.title) for row in touching[repository, path]}) > 1
    ]


def _without_revert(title: str) -> str:
    return title.removeprefix(REVERT_BEGINS).removesuffix(REVERT_ENDS) if title.startswith(REVERT_BEGINS) else title


def strange_places(team: TeamEvidence) -> list[str]:
    """Files of another area than the pull request's, and repositories in two languages."""
    offenders = []
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for row in team.pull_requests.values():
        if row.source != "factory":
            continue
        for file in team.files_of[row.id]:
            folders, _, name = file.filename.rpartition("/")
            if file.file_category in CODE and row.area not in folders.split("/"):
                offenders.append(f"file {file.id} of another area")
            if file.file_category == "docs" and folders.startswith("docs/") and folders != f"docs/{row.area}":
                offenders.append(f"document {file.id} of another area")
            ending = name.rpartition(".")[2]
            if file.file_category == "backend" and ending != QUERIES:
                languages[row.github_repo].add(LANGUAGES.get(ending, ending))
    offenders += [f"{name} in {', '.join(sorted(found))}" for name, found in languages.items() if len(found) > 1]
    return offenders
