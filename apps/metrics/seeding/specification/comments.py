"""Wording of review comments, by the category of the file and the kind of change, from `comments.yaml`.

Slots: `{subject}`, `{area}`, `{file}` (the file's name without its folder).
"""

from __future__ import annotations

from pathlib import Path

from apps.metrics.seeding.specification.wordings import by_name
from seedplot.content import read_content

FILE = Path(__file__).with_name("comments.yaml")
_CONTENT = read_content(FILE, FILE.parent / "schema" / "comments.schema.json").content

REQUESTS_BY_CATEGORY = by_name(_CONTENT["requests"]["by_category"])
REQUESTS_BY_KIND = by_name(_CONTENT["requests"]["by_kind"])
REMARKS_BY_CATEGORY = by_name(_CONTENT["remarks"]["by_category"])
REMARKS_BY_KIND = by_name(_CONTENT["remarks"]["by_kind"])
REPLIES_ANY: tuple[str, ...] = tuple(_CONTENT["replies"]["to_any"])
REPLIES = by_name(_CONTENT["replies"]["by_kind"])
APPROVALS_ANY: tuple[str, ...] = tuple(_CONTENT["approvals"]["of_any"])
APPROVALS = by_name(_CONTENT["approvals"]["by_kind"])
