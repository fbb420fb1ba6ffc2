"""Titles and descriptions of issues and goals of sprints, as frames for the words of a product.

They lie in `texts/issue_texts.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping

from apps.projects.seeding.specification.files import TEXTS, read_stated

_TEXTS = read_stated(TEXTS / "issue_texts.yaml", "issue_texts").content
_TITLES = _TEXTS["titles"]

SUB_TASKS: tuple[str, ...] = tuple(_TITLES["sub_tasks"])
STEPS: tuple[str, ...] = tuple(_TITLES["steps"])
"""They widen the title of a task, which no customer sees."""

STORIES: tuple[str, ...] = tuple(_TITLES["stories"])
STORY_AGAIN: str = _TITLES["story_again"]
BUG: str = _TITLES["bug"]
BUG_AGAIN: str = _TITLES["bug_again"]
DESCRIPTIONS: Mapping[str, tuple[str, ...]] = {kind: tuple(frames) for kind, frames in _TEXTS["descriptions"].items()}
GOALS: tuple[str, ...] = tuple(_TEXTS["goals"])
"""Goals of a sprint about the area of that name."""
