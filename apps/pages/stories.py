"""A story as pages show it: plain values that a domain fills from its rows and from the record of its run.

A domain says them in its own `views/story.py`, in `story_of(run, user)`: so the pages need to know no domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Literal

from django.apps import apps

from apps.accounts.models import User
from apps.pages.drawing import Drawing
from seedplot.models import SeedRun


@dataclass(frozen=True)
class Part:
    """A piece of a sentence; marked is what was observed."""

    text: str
    is_marked: bool = False


def marked(text: str) -> Part:
    return Part(text, is_marked=True)


def sentence(*parts: str | Part) -> tuple[Part, ...]:
    """A sentence of pieces, some of them marked."""
    return tuple(Part(part) if isinstance(part, str) else part for part in parts)


@dataclass(frozen=True)
class Change:
    """The move of a figure in words: "4.0 times" and "the 8.0 h of Oct 5"."""

    by: str
    since: str
    direction: Literal["up", "down", "same"] = "same"
    is_better: bool | None = None
    """None where neither direction is better."""

    @property
    def arrow(self) -> str:
        return {"up": "▲", "down": "▼", "same": ""}[self.direction]

    @property
    def look(self) -> str:
        return "" if self.is_better is None else "better" if self.is_better else "worse"


@dataclass(frozen=True)
class KeyFigure:
    """A large number with its unit, how it came there in words, and a sparkline."""

    name: str
    value: str
    unit: str = ""
    change: Change | None = None
    note: str = ""
    """Words in the place of a change."""
    spark: Drawing | None = None


@dataclass(frozen=True)
class NumberTable:
    """The numbers of a drawing, for those who read rather than look."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class TitledDrawing:
    """A drawing whose title says what is found in it; for a desk and for a phone, because texts do not shrink."""

    title: str
    note: str
    desk: Drawing
    phone: Drawing | None = None
    table: NumberTable | None = None
    level: int = 2
    """The level of its heading on the page."""


@dataclass(frozen=True)
class EvidenceLine:
    """A row that stands behind a chart: what it is, and its figure."""

    text: str
    figure: str
    address: str = ""


@dataclass(frozen=True)
class Evidence:
    """The rows behind a chart, and where all of them are."""

    title: str
    lines: Sequence[EvidenceLine]
    more: str = ""
    address: str = ""


@dataclass(frozen=True)
class StoryCard:
    """A story in this database: `sentence` is the short one of its card, `claim` that of its page."""

    title: str
    sentence: Sequence[Part]
    pictures: Sequence[Drawing] = ()
    figures: Sequence[KeyFigure] = ()
    claim: Sequence[Part] = field(default=())


def story_of(run: SeedRun, user: User) -> StoryCard | None:
    """The story of a run by its domain, as far as the user may see its rows; None where nothing is left of it."""
    module = _story_module(run.domain)
    if run.status != SeedRun.Status.COMPLETE or module is None:
        return None
    card: StoryCard | None = import_module(module).story_of(run, user)
    return card


def _story_module(domain: str) -> str | None:
    """The module in which the app of that label says its stories."""
    try:
        module = f"{apps.get_app_config(domain).name}.views.story"
        return module if find_spec(module) else None
    except (LookupError, ModuleNotFoundError):
        # No app has that label any more, or its views are no package.
        return None
