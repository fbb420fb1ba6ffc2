"""Sentences about a change: commit messages and review comments, worded by kind and by file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from textwrap import shorten
from typing import Protocol

from apps.metrics.seeding.content.grammar import Change
from apps.metrics.seeding.content.identifiers import function_name, stem_words, value_name
from apps.metrics.seeding.specification.comments import (
    APPROVALS,
    APPROVALS_ANY,
    DOCUMENT_REFUSALS,
    FOLLOW_UPS,
    OBJECTIONS,
    OBJECTIONS_ANY,
    REFUSALS,
    REMARKS_BY_CATEGORY,
    REMARKS_BY_KIND,
    REPETITIONS,
    REPLIES,
    REPLIES_ANY,
    REQUESTS_BY_CATEGORY,
    REQUESTS_BY_KIND,
)
from apps.metrics.seeding.specification.commits import FIRST, FIX, FIX_ANY, NEXT, NEXT_ANY
from apps.metrics.seeding.specification.usual_work import BUILD_FILES, WORDS_OF_KINDS

COMMIT_SUBJECT_LENGTH = 72
NOUNS = ("{subject}", "{part}", "{area}")
"""Slots that begin a sentence with a capital letter; names of files and of code stay as they are."""
OF_DOCUMENTS_ONLY = ("replies", "refusals", "next commits", "fixing commits")
"""Purposes whose wordings for any kind are about code. Real titles are less certain to be about documents only."""
MOST_POOLS, MOST_PATHS = 1_000, 2_000
"""Lists of wordings without those that name what is unknown, and places of paths, that are remembered."""
_WORDS = re.compile(r"[a-z]+")
_CONDITION = re.compile(r"( only)? (for|when|after) (?!.* (for|when|after) ).*$")


class Pick(Protocol):
    """Picks one element, like a seeded stream's `choice`."""

    def __call__(self, sequence: Sequence[str], /) -> str: ...


def first_commit_message(change: Change, pick: Pick) -> str:
    """The first commit's message: close to the title, its first line at most 72 characters long."""
    # "Add" becomes "add", and "HTTP" stays.
    is_word = change.title[1:2].islower() or change.title[1:2] == " "
    lowered = change.title[0].lower() + change.title[1:] if is_word else change.title
    wordings = [
        wording
        for wording in (change.title, lowered, f"{change.area}: {lowered}")
        if len(wording) <= COMMIT_SUBJECT_LENGTH
    ]
    if not wordings and not change.subject:
        wordings = [f"{shorten(change.title, COMMIT_SUBJECT_LENGTH, placeholder='')}\n\n{change.title}"]
    if not wordings:
        wordings = [f"{line}\n\n{change.title}." for line in _short_lines(change)]
    return pick(wordings)


def next_commit_message(change: Change, pick: Pick) -> str:
    """The message of further work before the review."""
    return _fill(pick(_pool("next commits", change)), change)


def fix_commit_message(change: Change, pick: Pick) -> str:
    """The message of a commit made after changes were requested."""
    return _fill(pick(_pool("fixing commits", change)), change)


def merge_commit_message(change: Change) -> str:
    """The message of a commit that only brings in what others merged meanwhile."""
    return f"Merge branch 'main' into {change.kind}/{change.area.replace(' ', '-')}"


def kind_of_title(title: str) -> str:
    """The kind of change that a title from elsewhere speaks of; a feature if no word of it tells."""
    said = {*_WORDS.findall(title.lower())}
    return next((kind for kind, words in WORDS_OF_KINDS.items() if not said.isdisjoint(words.split())), "feature")


def change_request_comment(change: Change, path: str, pick: Pick, verb: str = "load") -> str:
    """A reviewer's inline comment on `path` that asks for a change; `verb` begins the name of a function in it."""
    return _fill(pick(_pool("requests", change, _place(path))), change, path, verb)


def remark_comment(change: Change, path: str, pick: Pick, verb: str = "load") -> str:
    """A reviewer's inline question or comment on `path` that asks for nothing."""
    return _fill(pick(_pool("remarks", change, _place(path))), change, path, verb)


def repeated_comment(change: Change, path: str, line: int, pick: Pick) -> str:
    """A reviewer's inline comment on one more place of what has been said before."""
    return _fill(pick(REPETITIONS), change, path, line=line)


def author_reply(change: Change, path: str, pick: Pick) -> str:
    """The author's answer to a request on `path` that a commit follows."""
    return _fill(pick(_pool("replies", change)), change, path)


def author_refusal(change: Change, path: str, pick: Pick) -> str:
    """The author's answer to a request on `path` that no commit follows."""
    return _fill(pick(_pool("refusals", change)), change, path)


def approval_text(change: Change, path: str, pick: Pick) -> str:
    """The words of a review that approves; `path` is the change's main file."""
    return _fill(pick(_pool("approvals", change)), change, path)


def objection_text(change: Change, path: str, pick: Pick) -> str:
    """The words of a review that requests changes; `path` is the change's main file."""
    return _fill(pick(_pool("objections", change)), change, path)


def follow_up_comment(change: Change, path: str, pick: Pick) -> str:
    """A general comment of a reviewer who approves."""
    return _fill(pick(_pool("follow-ups", change)), change, path)


def file_category(path: str) -> str:
    """backend, frontend, test, docs or config, as far as the path tells."""
    name = path.rpartition("/")[2]
    if path.startswith("tests/") or "/test/" in path or "_test." in name or ".test." in name:
        return "test"
    if name.endswith(".md"):
        return "docs"
    if name.endswith((".yaml", ".yml", ".toml", ".json", ".properties")) or name in BUILD_FILES:
        return "config"
    if path.startswith(("web/", "app/", "dashboard/", "console/", "floor-ui/")):
        return "frontend"
    return "backend"


def _pool(purpose: str, change: Change, place: str = "") -> tuple[str, ...]:
    """The wordings that fit: those that name the subject, or its part, only where that is known."""
    return _wordings(purpose, place, change.kind, change.subject != "", change.part != "")


@lru_cache(MOST_POOLS)
def _wordings(purpose: str, place: str, kind: str, has_subject: bool, has_part: bool) -> tuple[str, ...]:
    of_any, of_kinds = _WORDINGS[purpose]
    if kind == "docs" and purpose in OF_DOCUMENTS_ONLY and has_subject:
        of_any = {place: ()}
    wordings = of_any[place]
    # What is said about a change's kind is said about code, or about the files which that kind is made of.
    is_code = place in ("backend", "frontend", "frontend logic", "styles")
    if not place or place == kind or (is_code and kind not in ("test", "docs")):
        wordings += of_kinds.get(kind, ())
    known = {"{subject}": has_subject, "{name}": has_subject, "{part}": has_part}
    missing = [slot for slot, is_known in known.items() if not is_known]
    return tuple(each for each in wordings if not any(slot in each for slot in missing))


_WORDINGS: dict[str, tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]] = {
    "requests": (REQUESTS_BY_CATEGORY, REQUESTS_BY_KIND),
    "remarks": (REMARKS_BY_CATEGORY, REMARKS_BY_KIND),
    "replies": ({"": REPLIES_ANY}, REPLIES),
    "refusals": ({"": REFUSALS}, {"docs": DOCUMENT_REFUSALS}),
    "approvals": ({"": APPROVALS_ANY}, APPROVALS),
    "objections": ({"": OBJECTIONS_ANY}, OBJECTIONS),
    "follow-ups": ({"": FOLLOW_UPS}, {}),
    "next commits": ({"": NEXT_ANY}, NEXT),
    "fixing commits": ({"": FIX_ANY}, FIX),
}
"""By purpose: the wordings for any kind of change, by the place that they are about, and those for a kind."""


def _short_lines(change: Change) -> list[str]:
    """The title without its last condition, or a plainer line where that leaves too much or too little."""
    without_condition = _CONDITION.sub("", change.title)
    if len(without_condition) <= COMMIT_SUBJECT_LENGTH and change.subject in without_condition:
        return [without_condition]
    return [_fill(text, change) for text in FIRST[change.kind]]


@lru_cache(MOST_PATHS)
def _place(path: str) -> str:
    """The category of a file; what a view draws, what it computes and how it looks are discussed in different words."""
    category = file_category(path)
    if category != "frontend":
        return category
    if path.endswith(".css"):
        return "styles"
    return "frontend logic" if path.endswith(".ts") else "frontend"


def _fill(text: str, change: Change, path: str = "", verb: str = "load", line: int = 0) -> str:
    if "{" not in text:
        return text
    values = {"subject": change.subject, "part": change.part, "area": change.area, "line": line}
    values["file"] = path.rpartition("/")[2]
    if "`{" in text:
        topic = change.part or change.subject or " ".join(stem_words(path))
        values |= {"name": value_name(topic, path), "function": function_name(verb, topic, path)}
    filled = text.format_map(values)
    return filled[0].upper() + filled[1:] if text.startswith(NOUNS) else filled
