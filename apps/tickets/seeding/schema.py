"""The form of a story: what `stories/*.py` may hold, key by key, and how its literal becomes typed values.

msgspec says what is wrong in a literal and where. Here that becomes a line with the module, the task, the entry and
the key, as the person who edits the story counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from typing import Literal, get_args

import msgspec

from apps.tickets.seeding.timeline import StoryTime, parse_opening, parse_time

Action = Literal["note", "close", "reopen", "good", "fixing", "broken", "unknown"]
Problem = Literal["stuck_ball", "no_credits", "other"]

CHOICES = {"key 'do'": get_args(Action), "key 'problem'": get_args(Problem)}


class StoryError(Exception):
    """A story that cannot be read; the message is one line."""


class Visitor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who reported a problem, with an invented name and contact."""

    visitor: str
    contact: str


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry: whole days after the opening, the time of day, its people, what it does, and its words."""

    day: int
    at: str
    who: list[str]
    do: Action
    text: str


class StoryTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A task: "2024-01-10 14:20" or "171 days ago 10:15", its reporter, its words, and its entries in time order."""

    opened: str
    reported_by: str | Visitor
    problem: Problem
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


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All tasks of one machine."""

    machine: str
    tasks: list[StoryTask]


def load_story(module: str) -> Story:
    """The story of that module of `stories`. StoryError where Python cannot read it, or it has not the form."""
    try:
        found = import_module(f"apps.tickets.seeding.scenarios.stories.{module}")
    except SyntaxError as error:
        raise StoryError(f"{module}, line {error.lineno}: Python cannot read it ({error.msg}).") from None
    if not hasattr(found, "STORY"):
        raise StoryError(f"{module}: the module has no STORY.")
    return read_story(module, found.STORY)


def read_story(module: str, literal: object) -> Story:
    """The literal as a story. StoryError with module, task, entry and key."""
    try:
        return msgspec.convert(literal, Story)
    except msgspec.ValidationError as error:
        raise StoryError(_line(module, str(error))) from None


_PATH = re.compile(r" - at (?:`key` in )?`\$(?P<path>.*)`$")
_STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<number>\d+)\]")
_KINDS = {
    "int": "a whole number",
    "float": "a number with decimals",
    "str": "a text in quotes",
    "array": "a list in [ ]",
    "object": "keys with values in { }",
    "bool": "True or False",
    "null": "None",
}


def _line(module: str, message: str) -> str:
    """What msgspec said, with its path in the words of the form: "ballyhoo, task 3, entry 2, key 'do': ..."."""
    found = _PATH.search(message)
    places = list(_places(found["path"])) if found else []
    reason = message[: found.start()] if found else message
    return f"{', '.join([module, *places])}: {_reason(reason, places[-1] if places else '')}"


def _places(path: str) -> Iterator[str]:
    """The steps of the path; "tasks" and "entries" go into the number that follows them."""
    steps = [(step["key"], step["number"]) for step in _STEP.finditer(path)]
    for (key, _), (_, number) in zip(steps, [*steps[1:], (None, None)], strict=True):
        if key is not None:
            one = {"tasks": "task", "entries": "entry"}.get(key)
            yield f"{one} {int(number) + 1}" if one and number is not None else f"key '{key}'"


def _reason(reason: str, place: str) -> str:
    """The reason in plain words, with what would be right in that place."""
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", reason)
    if unknown:
        return f"there is no key '{unknown[1]}'. Known: {', '.join(_keys(place))}."
    missing = re.fullmatch(r"Object missing required field `(.*)`", reason)
    if missing:
        return f"the key '{missing[1]}' is missing. Needed: {', '.join(_keys(place))}."
    choice = re.fullmatch(r"Invalid enum value '(.*)'", reason)
    if choice:
        return f"'{choice[1]}' is not known. Known: {', '.join(CHOICES[place])}."
    kinds = re.fullmatch(r"Expected `(.*?)`(?:, got `(.*)`)?", reason)
    if kinds:
        given = f", not {_in_words(kinds[2])}" if kinds[2] else ""
        return f"it must be {_in_words(kinds[1])}{given}."
    return f"{reason}."


def _in_words(kinds: str) -> str:
    return " or ".join(_KINDS.get(kind, kind) for kind in kinds.split(" | "))


def _keys(place: str) -> tuple[str, ...]:
    """The keys of what stands in that place."""
    forms: dict[str, type[msgspec.Struct]] = {"task": StoryTask, "entry": Entry, "key": Visitor}
    return forms.get(place.partition(" ")[0], Story).__struct_fields__
