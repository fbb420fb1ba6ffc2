"""The shape of GitHub's REST answers, checked before anything is done with them, and the parts read from a full one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from apps.metrics.seeding.github.fetch_problems import NoAnswerError
from apps.metrics.seeding.github.pull_request import (
    FetchedPR,
    read_commits,
    read_figure,
    read_files,
    read_list,
    read_mapping,
)
from apps.metrics.seeding.github.repository import parse_repository
from apps.metrics.seeding.github.text import clean_labels, clean_title


def check_answer(path: str, content: bytes, subject: str) -> None:
    """Raises NoAnswerError unless this is what that path answers with, and of a public repository."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise NoAnswerError(f"the answer for {subject} is not JSON, or cut short") from None
    try:
        private = _is_private(path, data)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoAnswerError(f"the answer for {subject} is not what GitHub answers") from None
    if private:
        raise NoAnswerError(f"{subject} is private, and only public repositories are read")


def _is_private(path: str, data: object) -> bool:
    """Reads everything that will be relied on, and raises what comes of it when that is not there."""
    kind = path.rstrip("/").rpartition("/")[2]
    if kind == "files":
        read_files(data)
        return False
    if kind == "commits":
        read_commits(data)
        return False
    listed: list[Any] = read_list(data, "the list") if kind == "pulls" else [data]
    for each in listed:
        if kind != "pulls":
            read_pull_request(each)
        if read_figure(each, "number") == 0 or not isinstance(each["title"], str) or not isinstance(each["state"], str):
            raise ValueError("a pull request without number, title or state")
        parse_repository(each["base"]["repo"]["full_name"])
        if not isinstance(each["user"], dict | None) or (each["user"] and not isinstance(each["user"]["type"], str)):
            raise ValueError("a pull request whose author is of no type")
    return any(each["base"]["repo"].get("private") is True for each in listed)


def read_pull_request(data: object) -> FetchedPR:
    """A pull request from its own answer, without files and commits; its title may turn out empty."""
    found = read_mapping(data, "the pull request")
    return FetchedPR(
        title=clean_title(found["title"], people_in(found)),
        additions=read_figure(found, "additions"),
        deletions=read_figure(found, "deletions"),
        files_changed=read_figure(found, "changed_files"),
        commits_count=read_figure(found, "commits"),
        labels=clean_labels(read_mapping(each, "a label").get("name") for each in read_list(found["labels"], "labels")),
        is_draft=found.get("draft") is True,
        review_comments_count=read_figure(found, "review_comments"),
        repo=parse_repository(found["base"]["repo"]["full_name"]),
        number=read_figure(found, "number"),
    )


def people_in(found: Mapping[str, Any]) -> list[str]:
    """The logins in a pull request's answer. The owner of the repository is not among them: titles name projects."""
    return [login for login in _logins(found) if isinstance(login, str)]


def _logins(found: Mapping[str, Any]) -> Iterator[object]:
    head = found.get("head")
    people = [found.get("user"), found.get("merged_by"), head.get("user") if isinstance(head, dict) else None]
    for several in (found.get("assignees"), found.get("requested_reviewers")):
        people += several if isinstance(several, list) else []
    for person in people:
        if isinstance(person, dict):
            yield person.get("login")
