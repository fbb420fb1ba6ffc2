"""The part of a real pull request that is lent: plain data, cleaned of what strangers may have put into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from apps.metrics.seeding.github.repository import parse_repository
from apps.metrics.seeding.github.text import clean_first_line, clean_labels, clean_path, clean_title

FILE_STATUSES = {
    "added": "added",
    "copied": "added",
    "modified": "modified",
    "changed": "modified",
    "unchanged": "modified",
    "removed": "removed",
    "renamed": "renamed",
}
"""GitHub's words for what happened to a file, and those that the project's rows know."""
LARGEST_FIGURE = 2**31 - 1


@dataclass(frozen=True)
class FetchedFile:
    """`path` is relative; `status` is added, modified, removed or renamed."""

    path: str
    status: str
    additions: int
    deletions: int


@dataclass(frozen=True)
class FetchedCommit:
    """`message` is its first line."""

    message: str


@dataclass(frozen=True)
class FetchedPR:
    """A pull request without anybody's name. `repo` ("owner/name") and `number` tell it from every other.

    `files` and `commits` are given only if they were fetched and are complete. Where they are empty, whoever uses the
    pull request invents `files_changed` files that add up to `additions` and `deletions`, and `commits_count` commits.
    """

    title: str
    additions: int
    deletions: int
    files_changed: int
    commits_count: int
    labels: tuple[str, ...]
    is_draft: bool
    review_comments_count: int
    repo: str = ""
    number: int = 0
    files: tuple[FetchedFile, ...] = ()
    commits: tuple[FetchedCommit, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Lists, mappings, texts, numbers and truth values only."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return plain | {
            "labels": list(self.labels),
            "files": [vars(file) for file in self.files],
            "commits": [vars(commit) for commit in self.commits],
        }

    @classmethod
    def from_json(cls, data: object) -> FetchedPR:
        """The inverse. ValueError if the data have another form, or hold what `github.text` would not let through."""
        found = read_mapping(data, "a pull request")
        names = [each.name for each in fields(cls)]
        for name in names:
            if name not in found:
                raise ValueError(f"a pull request has the field {name!r}")
        for name in found:
            if name not in names:
                raise ValueError(f"a pull request has no field {name!r}")
        read = cls(
            title=clean_title(found["title"]),
            additions=read_figure(found, "additions"),
            deletions=read_figure(found, "deletions"),
            files_changed=read_figure(found, "files_changed"),
            commits_count=read_figure(found, "commits_count"),
            labels=clean_labels(read_list(found["labels"], "labels")),
            is_draft=found["is_draft"] is True,
            review_comments_count=read_figure(found, "review_comments_count"),
            repo=parse_repository(str(found["repo"])) if found["repo"] != "" else "",
            number=read_figure(found, "number"),
            files=read_files(found["files"], path="path"),
            commits=read_commits(found["commits"]),
        )
        if not read.title or read.as_json() != found:
            raise ValueError(f"{read.repo}#{read.number} holds a value of another kind, or text that is not clean")
        return read


def read_files(data: object, path: str = "filename") -> tuple[FetchedFile, ...]:
    """Files with their paths cleaned; none at all if one has no path then, or two have the same."""
    read = [read_mapping(each, "a file") for each in read_list(data, "files")]
    files = [
        FetchedFile(
            clean_path(file.get(path)),
            FILE_STATUSES.get(str(file.get("status")), "modified"),
            read_figure(file, "additions"),
            read_figure(file, "deletions"),
        )
        for file in read
    ]
    paths = {file.path for file in files}
    return tuple(files) if len(paths) == len(files) and "" not in paths else ()


def read_commits(data: object, people: Sequence[str] = ()) -> tuple[FetchedCommit, ...]:
    """Commits with the first line of their messages, as a snapshot has them or as GitHub's API does."""
    read = [read_mapping(each, "a commit") for each in read_list(data, "commits")]
    inner = [commit if "message" in commit else read_mapping(commit.get("commit"), "a commit") for commit in read]
    messages = [each["message"] for each in inner]
    cleaned = [clean_first_line(message, people) for message in messages]
    return tuple(map(FetchedCommit, cleaned)) if all(cleaned) else ()


def read_mapping(data: object, what: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"{what} is not an object")
    return data


def read_list(data: object, what: str) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"{what} is not a list")
    return data


def read_figure(data: Mapping[str, Any], name: str) -> int:
    """A number of lines, files or the like."""
    figure = data.get(name)
    if type(figure) is not int or not 0 <= figure <= LARGEST_FIGURE:
        raise ValueError(f"{name} is not a whole number from 0 to {LARGEST_FIGURE}")
    return figure
