"""Kinds of work on each type of thing in a code base, a file for each type; `schema/patterns.schema.json` says more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from seedplot.content import read_content

FOLDER = Path(__file__).parent
SCHEMA = FOLDER.parent / "schema" / "patterns.schema.json"
TYPES = (
    "calculation",
    "decision",
    "screen",
    "job",
    "endpoint",
    "intake",
    "record",
    "document",
    "rule",
    "client",
)


class Detail(NamedTuple):
    """A detail's wording in the title and in the reporter's summary, and what the change touches because of it."""

    title: str
    reported: str
    touches: str = ""


@dataclass(frozen=True)
class Group:
    """The wording of one kind of work: as a title, as the issue behind it, and as an issue that nobody has started.

    Slots: `{subject}` and `{subjects}` (the thing and its plural), `{part}` (what belongs to it), `{case}` ("for guest
    carts"), `{moment}` ("after a coupon is removed"), `{role}` (plural), `{detail}` and `{reported}` (the detail's
    wording in the title and as the reporter saw it). Every slot of the title multiplies the group's size.
    """

    kind: str
    title: str
    summary: str
    backlog: str
    details: tuple[Detail, ...] = ()
    touches: str = ""
    """The matter of the change, such as a schema, where the kind does not tell."""


def _groups(name: str) -> Iterator[Group]:
    for each in read_content(FOLDER / f"{name}.yaml", SCHEMA).content["groups"]:
        if "include" in each:
            yield from _groups(each["include"])
        else:
            details = tuple(_detail(detail) for detail in each.get("details", ()))
            touches = each.get("touches", "")
            yield Group(each["kind"], each["title"], each["summary"], each["backlog"], details, touches)


def _detail(content: str | Mapping[str, Any]) -> Detail:
    if isinstance(content, str):
        return Detail(content, content)
    return Detail(content["title"], content["reported"], content.get("touches", ""))


GROUPS: dict[str, tuple[Group, ...]] = {name: tuple(_groups(name)) for name in TYPES}
