"""Wording of pull requests' descriptions, a paragraph each, from `descriptions.yaml`.

Slots: `{summary}` (of the problem), `{title}` (of what is taken back), `{subject}`, `{area}`, `{file}`.
"""

from __future__ import annotations

from pathlib import Path

from apps.metrics.seeding.specification.wordings import by_name
from seedplot.content import read_content

FILE = Path(__file__).with_name("descriptions.yaml")
_CONTENT = read_content(FILE, FILE.parent / "schema" / "descriptions.schema.json").content

WHY: tuple[str, ...] = tuple(_CONTENT["why"]["any"])
WHAT = by_name(_CONTENT["what"])
CHECKED, NOTES = by_name(_CONTENT["checked"]), by_name(_CONTENT["notes"])
"""By kind, where the kind is no matter of code; else under "any"."""
PLACES: str = _CONTENT["places"]
REVERTS: tuple[str, ...] = tuple(_CONTENT["reverts"])
BORROWED: tuple[str, ...] = tuple(_CONTENT["borrowed"])
