"""Wording of review comments and of reviews, by the category of the file and the kind of change.

Slots: `{subject}`, `{part}`, `{area}`, `{file}` (the file's name without its folder), and as they are written in the
file's code, `{name}` (of a value) and `{function}`; `{line}` in `REPETITIONS`.
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
REPLIES_ANY: tuple[str, ...] = tuple(_CONTENT["replies"]["changed"]["to_any"])
REPLIES = by_name(_CONTENT["replies"]["changed"]["by_kind"])
REFUSALS: tuple[str, ...] = tuple(_CONTENT["replies"]["kept"]["to_any"])
"""Replies to a request that no commit follows."""
DOCUMENT_REFUSALS: tuple[str, ...] = tuple(_CONTENT["replies"]["kept"]["of_documents"])
APPROVALS_ANY: tuple[str, ...] = tuple(_CONTENT["approvals"]["of_any"])
APPROVALS = by_name(_CONTENT["approvals"]["by_kind"])
OBJECTIONS_ANY: tuple[str, ...] = tuple(_CONTENT["objections"]["of_any"])
OBJECTIONS = by_name(_CONTENT["objections"]["by_kind"])
REPETITIONS: tuple[str, ...] = tuple(_CONTENT["repetitions"])
FOLLOW_UPS: tuple[str, ...] = tuple(_CONTENT["follow_ups"])
