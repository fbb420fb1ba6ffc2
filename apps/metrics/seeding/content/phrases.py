"""What is said about a change: commit messages and review comments, worded by kind and by file."""

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
MOST_POOLS = 500
"""Lists of wordings that are remembered without those that name what is unknown."""
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
    return _fill(pick(_fitting(NEXT_ANY + NEXT[change.kind], change)), change)


def fix_commit_message(change: Change, pick: Pick) -> str:
    """The message of a commit made after changes were requested."""
    return _fill(pick(_fitting(FIX_ANY + FIX[change.kind], change)), change)


def merge_commit_message(change: Change) -> str:
    """The message of a commit that only brings in what others merged meanwhile."""
    return f"Merge branch 'main' into {change.kind}/{change.area.replace(' ', '-')}"


def kind_of_title(title: str) -> str:
    """What kind of change a title from elsewhere speaks of; a feature if no word of it tells."""
    said = {*_WORDS.findall(title.lower())}
    return next((kind for kind, words in WORDS_OF_KINDS.items() if not said.isdisjoint(words.split())), "feature")


def change_request_comment(change: Change, path: str, pick: Pick, verb: str = "load") -> str:
    """A reviewer's inline comment on `path` that asks for a change; `verb` begins the name of a function in it."""
    return _comment(REQUESTS_BY_CATEGORY, REQUESTS_BY_KIND, change, path, pick, verb)


def remark_comment(change: Change, path: str, pick: Pick, verb: str = "load") -> str:
    """A reviewer's inline question or comment on `path` that asks for nothing."""
    return _comment(REMARKS_BY_CATEGORY, REMARKS_BY_KIND, change, path, pick, verb)


def author_reply(change: Change, path: str, pick: Pick) -> str:
    """The author's answer to a request on `path` that a commit follows."""
    return _fill(pick(_fitting(_of_kind(REPLIES_ANY, REPLIES, change), change)), change, path)


def author_refusal(change: Change, path: str, pick: Pick) -> str:
    """The author's answer to a request on `path` that no commit follows."""
    return _fill(pick(_fitting(REFUSALS, change)), change, path)


def approval_text(change: Change, path: str, pick: Pick) -> str:
    """The words of a review that approves; `path` is the change's main file."""
    return _fill(pick(_fitting(_of_kind(APPROVALS_ANY, APPROVALS, change), change)), change, path)


def objection_text(change: Change, path: str, pick: Pick) -> str:
    """The words of a review that requests changes; `path` is the file that it remarks on."""
    return _fill(pick(_fitting(_of_kind(OBJECTIONS_ANY, OBJECTIONS, change), change)), change, path)


def follow_up_comment(change: Change, path: str, pick: Pick) -> str:
    """A general comment of a reviewer who approves."""
    return _fill(pick(_fitting(FOLLOW_UPS, change)), change, path)


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


@lru_cache(MOST_POOLS)
def _fitting_wordings(wordings: tuple[str, ...], has_subject: bool, has_part: bool) -> tuple[str, ...]:
    missing = [
        slot for slot, known in (("{subject}", has_subject), ("{name}", has_subject), ("{part}", has_part)) if not known
    ]
    return tuple(each for each in wordings if not any(slot in each for slot in missing)) if missing else wordings


def _fitting(wordings: tuple[str, ...], change: Change) -> tuple[str, ...]:
    """Only what does not name what is unknown: of a change from elsewhere the subject, of others maybe the part."""
    return _fitting_wordings(wordings, change.subject != "", change.part != "")


def _of_kind(any_kind: tuple[str, ...], by_kind: dict[str, tuple[str, ...]], change: Change) -> tuple[str, ...]:
    return any_kind + by_kind[change.kind]


def _short_lines(change: Change) -> list[str]:
    """The title without its last condition, or a plainer line where that leaves too much or too little."""
    without_condition = _CONDITION.sub("", change.title)
    if len(without_condition) <= COMMIT_SUBJECT_LENGTH and change.subject in without_condition:
        return [without_condition]
    return [_fill(text, change) for text in FIRST[change.kind]]


def repeated_comment(change: Change, path: str, line: int, pick: Pick) -> str:
    """A reviewer's inline comment on one more place of what has been said before."""
    return _fill(pick(REPETITIONS), change, path, line=line)


def _comment(
    by_category: dict[str, tuple[str, ...]],
    by_kind: dict[str, tuple[str, ...]],
    change: Change,
    path: str,
    pick: Pick,
    verb: str,
) -> str:
    category = file_category(path)
    wordings = by_category[_frontend_part(path) if category == "frontend" else category]
    # What is said about a change's kind is said about code, or about the files which that kind is made of.
    if category == change.kind or (category in ("backend", "frontend") and change.kind not in ("test", "docs")):
        wordings += by_kind[change.kind]
    return _fill(pick(_fitting(wordings, change)), change, path, verb)


def _frontend_part(path: str) -> str:
    """What a view draws, what it computes and how it looks are discussed in different words."""
    if path.endswith(".css"):
        return "styles"
    return "frontend logic" if path.endswith(".ts") else "frontend"


def _fill(text: str, change: Change, path: str = "", verb: str = "load", line: int = 0) -> str:
    if "{" not in text:
        return text
    topic = change.part or change.subject or " ".join(stem_words(path))
    values = {
        "subject": change.subject,
        "part": change.part,
        "area": change.area,
        "file": path.rpartition("/")[2],
        "line": line,
        "name": value_name(topic, path),
        "function": function_name(verb, topic, path),
    }
    filled = text.format_map(values)
    return filled[0].upper() + filled[1:] if text.startswith(NOUNS) else filled
