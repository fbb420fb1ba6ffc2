"""Wording of commit messages, by the kind of change, from `commits.yaml`. Slots: `{subject}`, `{area}`, `{title}`."""

from __future__ import annotations

from pathlib import Path

from apps.metrics.seeding.specification.wordings import by_name
from seedplot.content import read_content

FILE = Path(__file__).with_name("commits.yaml")
_CONTENT = read_content(FILE, FILE.parent / "schema" / "commits.schema.json").content

FIRST = by_name(_CONTENT["first"])
"""Subject lines for titles that are too long for one; the title then becomes the body."""
NEXT_ANY: tuple[str, ...] = tuple(_CONTENT["next"]["any"])
NEXT = by_name(_CONTENT["next"]["by_kind"])
FIX_ANY: tuple[str, ...] = tuple(_CONTENT["fix"]["any"])
FIX = by_name(_CONTENT["fix"]["by_kind"])
