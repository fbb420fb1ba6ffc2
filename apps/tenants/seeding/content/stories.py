"""The portfolio's dialogues: stories made of beats, each beat of exchanges that fit what came before.

A story can be told of a home where all is known that its texts name. A beat offers several exchanges; whichever is
taken, the next beat fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from apps.tenants.seeding.content.dialogue_files import FOLDER, read_dialogue_file
from apps.tenants.seeding.content.wording import blanks, mistakes, wordings
from seedplot.content import ContentFile, Place, refuse_faults

PORTFOLIO = FOLDER / "portfolio"
TOPIC_FILES = ("maintenance", "rent", "amenities", "lease", "general", "other")
BASICS = frozenset({"first_name", "name", "owner", "rent", "network", "password"})
"""What is known of every tenancy; a network only serves where the home's own texts name it."""
KIND_FLAGS = frozenset({"building", "house"})


@dataclass(frozen=True)
class Line:
    """An exchange as its author wrote it."""

    tenant: str
    reply: str
    actions: tuple[Mapping[str, Any], ...]
    minutes: tuple[int, int] | None
    days: tuple[int, int] | None
    needs: frozenset[str]


@dataclass(frozen=True)
class Beat:
    lines: tuple[Line, ...]
    sometimes: bool


@dataclass(frozen=True)
class Story:
    name: str
    topic: str
    subtopic: str
    subjects: tuple[str, ...]
    summaries: tuple[str, ...]
    details: tuple[Mapping[str, str], ...]
    beats: tuple[Beat, ...]
    endings: Mapping[str, tuple[Line, ...]]
    needs: frozenset[str]

    @property
    def openings(self) -> list[tuple[int, int, int]]:
        """Every way to begin: which set of details, which line of the first beat, which of its wordings."""
        return [
            (details, number, wording)
            for details in range(len(self.details))
            for number, line in enumerate(self.beats[0].lines)
            for wording in range(wordings(line.tenant))
        ]

    def can_be_told(self, known: Iterable[str]) -> bool:
        """Whether enough is known: for every opening, and for a line of each other beat and ending."""
        names = frozenset(known)
        beats = [beat.lines for beat in self.beats if not beat.sometimes]
        return self.needs <= names and all(fitting(lines, names) for lines in (*beats, *self.endings.values()))


def fitting(lines: Iterable[Line], known: Iterable[str]) -> list[Line]:
    """Those lines for whose blanks enough is known."""
    names = frozenset(known)
    return [line for line in lines if line.needs <= names]


@cache
def stories(folder: Path = PORTFOLIO) -> tuple[Story, ...]:
    """All stories, topic by topic. SeedError with file and line where one cannot be told."""
    known = known_names(folder)
    return tuple(story for name in TOPIC_FILES for story in _read_topic(folder / f"{name}.yaml", known))


@cache
def homes_file(folder: Path = PORTFOLIO) -> ContentFile:
    return read_dialogue_file(folder / "homes.yaml", "homes")


@cache
def manners(folder: Path = PORTFOLIO) -> Mapping[str, Any]:
    """By channel: frames of first and later lines."""
    found: dict[str, Any] = read_dialogue_file(folder / "manners.yaml", "manners").content
    return found


def known_names(folder: Path = PORTFOLIO) -> frozenset[str]:
    """Every name that some home has a value for."""
    found = homes_file(folder)
    names: set[str] = {*BASICS, *KIND_FLAGS}
    options = [
        option
        for section in ("amenities", "rules", "faq")
        for several in found.content[section].values()
        for option in several
    ]
    for option in options:
        names |= {*option.get("says", {})}
    refuse_faults(_homes_faults(found, frozenset(names)))
    return frozenset(names)


def _homes_faults(found: ContentFile, known: frozenset[str]) -> Iterator[str]:
    for section in ("amenities", "rules", "faq"):
        for feature, options in found.content[section].items():
            for number, option in enumerate(options):
                place: Place = (section, feature, number)
                own = frozenset(option.get("says", {})) | BASICS
                for text in _texts(option.get("text")) + _texts(list(option.get("faq", {}).values())):
                    yield from _text_faults(found, place, text, own)


def _read_topic(path: Path, known: frozenset[str]) -> list[Story]:
    found = read_dialogue_file(path, "topic")
    refuse_faults(fault for place, given in _story_places(found) for fault in _story_faults(found, place, given, known))
    return [_story(found.content["topic"], given) for given in found.content["stories"]]


def _story_places(found: ContentFile) -> Iterator[tuple[Place, dict[str, Any]]]:
    for number, given in enumerate(found.content["stories"]):
        yield ("stories", number), given


def _story_faults(found: ContentFile, place: Place, given: dict[str, Any], known: frozenset[str]) -> Iterator[str]:
    details = given.get("details", [{}])
    for number, each in enumerate(details):
        if each.keys() != details[0].keys():
            yield found.fault((*place, "details", number), "has other names than the first set")
    for number, name in enumerate(given.get("needs", [])):
        if name not in known:
            yield found.fault((*place, "needs", number), f"'{name}' is not known of any home")
    names = known | details[0].keys()
    for kind in ("subjects", "summaries"):
        for number, text in enumerate(given[kind]):
            yield from _text_faults(found, (*place, kind, number), text, names)
    lines: list[tuple[Place, list[dict[str, Any]]]] = []
    lines += [(("beats", number, "exchanges"), beat["exchanges"]) for number, beat in enumerate(given["beats"])]
    lines += [(("endings", status), exchanges) for status, exchanges in given["endings"].items()]
    for where, exchanges in lines:
        for number, exchange in enumerate(exchanges):
            for span in ("minutes", "days"):
                if span in exchange and exchange[span][0] > exchange[span][1]:
                    yield found.fault((*place, *where, number, span), "the least is more than the most")
            for text in _line_texts(exchange):
                yield from _text_faults(found, (*place, *where, number), text, names)


def _text_faults(found: ContentFile, place: Place, text: str, known: frozenset[str]) -> Iterator[str]:
    for mistake in mistakes(text):
        yield found.fault(place, mistake)
    for name in sorted(blanks(text) - known):
        yield found.fault(place, f"'{{{name}}}' is not known here")


def _story(topic: str, given: dict[str, Any]) -> Story:
    details = tuple(given.get("details", [{}]))
    own = frozenset(details[0]) | BASICS - {"network", "password"}
    openings = _lines(given["beats"][0]["exchanges"], own)
    texts = [*given["subjects"], *given["summaries"]]
    return Story(
        name=given["name"],
        topic=topic,
        subtopic=given["subtopic"],
        subjects=tuple(given["subjects"]),
        summaries=tuple(given["summaries"]),
        details=details,
        beats=tuple(Beat(_lines(beat["exchanges"], own), "sometimes" in beat) for beat in given["beats"]),
        endings={status: _lines(exchanges, own) for status, exchanges in given["endings"].items()},
        needs=frozenset(given.get("needs", ()))
        | (blanks("\n".join(texts)) - own).union(*(line.needs for line in openings)),
    )


def _lines(exchanges: list[dict[str, Any]], own: frozenset[str]) -> tuple[Line, ...]:
    return tuple(
        Line(
            tenant=given["tenant"],
            reply=given["reply"],
            actions=tuple(given.get("actions", ())),
            minutes=tuple(given["minutes"]) if "minutes" in given else None,
            days=tuple(given["days"]) if "days" in given else None,
            needs=frozenset(blanks("\n".join(_line_texts(given)))) - own,
        )
        for given in exchanges
    )


def _line_texts(exchange: dict[str, Any]) -> list[str]:
    actions = [
        text
        for action in exchange.get("actions", ())
        for name, text in action.items()
        if name in ("description", "reason")
    ]
    return [exchange["tenant"], exchange["reply"], *actions]


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [] if value is None else [value]
