"""A machine's story as typed values, made of a file that keeps to its schema."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from apps.tickets.seeding.content import read_story_file
from apps.tickets.seeding.content.moments import StoryTime, parse_opening, parse_time
from seedplot.content import ContentFile, Place

Fault = tuple[Place, str]
"""The place of a mistake in its file, and what would be right."""


@dataclass(frozen=True)
class Visitor:
    """Who reported a problem, with an invented name and contact."""

    visitor: str
    contact: str


@dataclass(frozen=True)
class Entry:
    """An entry: whole days after the opening, the time of day, its people, what it does, and its words."""

    day: int
    at: str
    who: list[str]
    do: str
    text: str


@dataclass(frozen=True)
class StoryTask:
    """A task: "2024-01-10 14:20" or "171 days ago 10:15", its reporter, its words, and its entries in time order."""

    opened: str
    reported_by: str | Visitor
    problem: str
    text: str
    entries: list[Entry]

    @cached_property
    def opening(self) -> StoryTime:
        """ValueError for a moment that cannot be read."""
        return parse_opening(self.opened)

    @cached_property
    def moments(self) -> list[StoryTime]:
        """Those of the entries. ValueError for a time that cannot be read."""
        return [self.opening.later(entry.day, parse_time(entry.at)) for entry in self.entries]

    @property
    def reporter(self) -> str | None:
        """The maintainer who opened the task; None where a visitor reported it."""
        return self.reported_by if isinstance(self.reported_by, str) else None

    @property
    def people(self) -> frozenset[str]:
        """Who has a part in it: those on the entries, and the maintainer who opened it."""
        named = frozenset(name for entry in self.entries for name in entry.who)
        return named | {self.reporter} if self.reporter else named


@dataclass(frozen=True)
class Story:
    """All tasks of one machine."""

    machine: str
    tasks: list[StoryTask]
    file: ContentFile = field(repr=False, compare=False)


def read_story(name: str) -> Story:
    """The story of that file. ContentError with each mistake of its form."""
    return story_of(read_story_file(name))


def story_of(found: ContentFile) -> Story:
    """The content of a file as a story."""
    return Story(found.content["machine"], [_task(each) for each in found.content["tasks"]], found)


def _task(content: dict[str, Any]) -> StoryTask:
    reporter = content["reported_by"]
    return StoryTask(
        **{
            **content,
            "reported_by": reporter if isinstance(reporter, str) else Visitor(**reporter),
            "entries": [Entry(**entry) for entry in content["entries"]],
        }
    )
