"""The topic of an issue, read from its title: the area of its product, and the words that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from apps.projects.seeding.rows import ProjectRows
from apps.projects.seeding.specification.issue_texts import BUG, BUG_AGAIN, STEPS, STORIES, STORY_AGAIN, SUB_TASKS
from apps.projects.seeding.specification.products import PRODUCTS
from apps.projects.seeding.specification.products.product import Area

PART_NUMBER = re.compile(r", part [2-9][0-9]*\Z")
INTERNAL = ("task", "sub_task")
"""Types whose titles are widened by steps of the work and not by a scope of the product."""


@dataclass(frozen=True)
class Topic:
    """`words` are those of a wish, a fault or a task; `scope` is what widens the title, blanks and marks included."""

    category: str
    area: Area
    words: Mapping[str, str]
    scope: str = ""
    is_repeated: bool = False


def topics_of(project: ProjectRows) -> Mapping[Any, Topic | None]:
    """By the key of the issue; None where a title is none that an issue of that type has in this project."""
    return {key: _topic(project, issue) for key, issue in project.issues.items()}


def topic_of_parent(project: ProjectRows, issue: Any) -> Topic | None:
    return project.once(topics_of).get(issue.parent_issue_id)


def _topic(project: ProjectRows, issue: Any) -> Topic | None:
    category = project.category(issue)
    readings = [
        replace(topic, scope=scope)
        for base, scope in _scopes(issue.title, category, project.product.scopes)
        for topic in _titles(project.key).get(base, ())
        if topic.category == category
    ]
    if category == "sub_task" and len(readings) > 1:
        # Two areas may have a part of the same name; then the host tells them apart.
        host = project.issues.get(issue.parent_issue_id)
        above = _topic(project, host) if host is not None else None
        readings = [topic for topic in readings if above is not None and topic.area == above.area]
    return readings[0] if readings else None


def _scopes(title: str, category: str, scopes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The title as it may have been before it was widened, and the scope; a wish may end in the words of a scope."""
    yield title, ""
    numbered = PART_NUMBER.search(title)
    plain = title[: numbered.start()] if numbered else title
    ends = STEPS if category in INTERNAL else tuple(f" {scope}" for scope in scopes)
    for end in (*ends, ""):
        if plain.endswith(end):
            base = plain.removesuffix(end)
            yield base, title[len(base) :]


@cache
def _titles(key: str) -> Mapping[str, Sequence[Topic]]:
    """All titles of a product before they are widened."""
    found: dict[str, list[Topic]] = {}
    product = next(each for each in PRODUCTS if each.key == key)
    for area in product.areas:
        for title, topic in _titles_of(area):
            found.setdefault(title, []).append(topic)
    return found


def _titles_of(area: Area) -> Iterator[tuple[str, Topic]]:
    yield area.epic, Topic("epic", area, _task(area.epic))
    for wish in area.wishes:
        words = {"who": wish.who, "Who": capital(wish.who), "wish": wish.wish}
        for frame in STORIES:
            yield frame.format_map(words), Topic("story", area, words)
        yield STORY_AGAIN.format_map(words), Topic("story", area, words, is_repeated=True)
    for fault in area.faults:
        words = {"symptom": fault.symptom, "Symptom": capital(fault.symptom), "when": fault.when}
        yield BUG.format_map(words), Topic("bug", area, words)
        yield BUG_AGAIN.format_map(words), Topic("bug", area, words, is_repeated=True)
    for category, lines in (("task", area.tasks), ("improvement", area.improvements)):
        yield from ((line, Topic(category, area, _task(line))) for line in lines)
    for frame in SUB_TASKS:
        for part in area.parts:
            title = frame.format(part=part)
            yield title, Topic("sub_task", area, _task(title))


def _task(line: str) -> Mapping[str, str]:
    return {"task": line[0].lower() + line[1:]}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
