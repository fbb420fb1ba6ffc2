"""The repositories in which borrowed pull requests lie: named like their source, with files that suit it.

A file each for public repositories that are borrowed from without being asked, and for languages;
`schema/source.schema.json` says how one is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from apps.metrics.seeding.content.grammar import Area, Repository
from seedplot.content import read_content

FOLDER = Path(__file__).parent
SCHEMA = FOLDER.parent / "schema" / "source.schema.json"
NAMES = ("fastapi", "flask", "requests", "typescript", "go", "rust", "python")
"""The first whose names or words fit a source has its files; the last fits any."""
LONGEST_AREA = 50
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=64)
def source_repository(organization: str, source: str) -> Repository:
    """The organization's repository for pull requests of a public one, which is named "owner/name"."""
    name = source.rpartition("/")[2]
    words = _WORD.findall(name.lower())
    content = _content_for(name.lower(), words)
    package = "_".join(words) or "core"
    area = Area(
        name=" ".join(words)[:LONGEST_AREA].strip() or "core",
        subjects=(),
        cases=(),
        moments=(),
        backend_paths=_paths(content, "backend_files", package),
        frontend_paths=_paths(content, "frontend_files", package),
        test_paths=_paths(content, "test_files", package),
    )
    return Repository(
        name=f"{organization}/{name}",
        roles=(),
        areas=(area,),
        config_paths=_paths(content, "config_files", package),
        docs_paths=_paths(content, "docs_files", package),
    )


def _content_for(name: str, words: list[str]) -> Mapping[str, Any]:
    contents: list[Mapping[str, Any]] = [read_content(FOLDER / f"{each}.yaml", SCHEMA).content for each in NAMES]
    for content in contents:
        if name in content.get("names", ()):
            return content
    return next((content for content in contents if not {*words}.isdisjoint(content.get("words", ()))), contents[-1])


def _paths(content: Mapping[str, Any], key: str, package: str) -> tuple[str, ...]:
    """The paths of files by folder; "." is the top of the repository."""
    return tuple(
        name if folder == "." else f"{folder.replace('{package}', package)}/{name}"
        for folder, names in content.get(key, {}).items()
        for name in names
    )
