"""The author's words about a change at its opening: a paragraph for a small one, more for a large one."""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.seeding.content.grammar import Change
from apps.metrics.seeding.content.phrases import Pick
from apps.metrics.seeding.specification.descriptions import BORROWED, CHECKED, NOTES, PLACES, REVERTS, WHAT, WHY

LINES_OF_PARAGRAPHS = (12, 60, 220)
"""From so many lines on there is one paragraph more."""
LINES_OF_A_LIST, MOST_PLACES = 350, 8
"""From so many lines on the files are listed, the first of them."""


def description(change: Change, paths: Sequence[str], lines: int, pick: Pick) -> str:
    """The reason, the change, its checks, and a warning; `paths` with the main file first."""
    count = sum(lines >= each for each in LINES_OF_PARAGRAPHS)
    kind = change.kind if change.kind in CHECKED else "any"
    pools = (WHY if count else WHY[:1], WHAT[change.kind], CHECKED[kind], NOTES[kind])[: count + 1]
    values = {"summary": change.summary, "subject": change.subject, "area": change.area, "file": _name_of(paths)}
    paragraphs = [pick(pool).format_map(values) for pool in pools]
    if lines >= LINES_OF_A_LIST and len(paths) > 2:
        paragraphs.append("\n".join([PLACES, *(f"- `{path}`" for path in paths[:MOST_PLACES])]))
    return "\n\n".join(paragraphs)


def revert_description(change: Change, pick: Pick) -> str:
    """The reason for which that change is taken back."""
    return pick(REVERTS).format(title=change.title)


def borrowed_description(change: Change, paths: Sequence[str], pick: Pick) -> str:
    """A description of a change from elsewhere."""
    return pick(BORROWED).format(area=change.area, file=_name_of(paths))


def _name_of(paths: Sequence[str]) -> str:
    return paths[0].rpartition("/")[2]
