"""Questions to the index: the issues of one project that are about something, or about what another one is about."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from apps.projects.exports.vectors.embedders import Embedder, configured_embedder
from apps.projects.exports.vectors.filters import Filter, both
from apps.projects.exports.vectors.index import Match, VectorIndex, configured_index
from apps.projects.exports.vectors.issues import issue_id, issue_records
from apps.projects.exports.vectors.namespaces import ISSUES
from apps.projects.exports.vectors.records import Scope
from apps.projects.models import Issue
from seedplot.errors import SeedError

RESULTS = 5
FEWEST_RESULTS, MOST_RESULTS = 1, 20


class SearchRefused(SeedError):  # noqa: N818 - it names what happened, and reads so at every raise
    """A question that cannot be answered; `field` is the part of it that is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class FoundIssue:
    """An issue that is there; `score` is its likeness to what was asked for, at most 1."""

    issue_id: UUID
    score: float
    metadata: Mapping[str, Any]


def search_issues(
    project_id: UUID | str,
    text: str,
    *,
    top_k: int = RESULTS,
    condition: Filter | None = None,
    using: str = "default",
    index: VectorIndex | None = None,
) -> list[FoundIssue]:
    """The project's issues that are about the text, the likest first; more conditions as filters.py reads them.

    SearchRefused for an empty text and for a number of results that is not from 1 to 20.
    """
    if not text.strip():
        raise SearchRefused("q", "There is nothing to search for. Give a few words.")
    _check(top_k)
    with _opened(index, using) as place:
        vector = place.embedder.embed([text])[0]
        matches = place.query(ISSUES.name, top_k=top_k, vector=vector, condition=_within(project_id, condition))
    return _found(matches, project_id, place.embedder, using)


def similar_issues(
    key: UUID | str,
    *,
    top_k: int = RESULTS,
    condition: Filter | None = None,
    using: str = "default",
    index: VectorIndex | None = None,
) -> list[FoundIssue]:
    """The issues of the same project that are about what this one is about, without itself.

    Its record is looked up; one that has none yet is embedded for the question. SearchRefused where there is no such
    issue, and for a number of results that is not from 1 to 20.
    """
    _check(top_k)
    issue = Issue.objects.using(using).filter(pk=key, is_active=True).only("project_id").first()
    if issue is None:
        raise SearchRefused("issue", f"There is no issue '{key}'.")
    own = issue_id(issue.pk)
    with _opened(index, using) as place:
        asked: dict[str, Any] = {"record_id": own}
        if not place.fetch(ISSUES.name, [own]):
            asked = {"vector": _embedded(issue.pk, place.embedder, using)}
        matches = place.query(ISSUES.name, top_k=top_k + 1, condition=_within(issue.project_id, condition), **asked)
    others = [match for match in matches if match.id != own]
    return _found(others, issue.project_id, place.embedder, using)[:top_k]


def lowest_score(embedder: Embedder) -> float:
    """The settings', else what the embedder says of itself."""
    chosen: float | None = settings.SEEDPLOT_MIN_SCORE
    return embedder.lowest_score if chosen is None else chosen


def _opened(index: VectorIndex | None, using: str) -> AbstractContextManager[VectorIndex]:
    """The caller's index, which stays open, or the one of the settings."""
    return nullcontext(index) if index is not None else configured_index(configured_embedder(), using)


def _check(top_k: int) -> None:
    if not FEWEST_RESULTS <= top_k <= MOST_RESULTS:
        raise SearchRefused("top_k", f"There can be {FEWEST_RESULTS} to {MOST_RESULTS} results, not {top_k}.")


def _within(project_id: UUID | str, condition: Filter | None) -> Filter:
    return both({"project_id": {"$eq": str(project_id)}}, condition or {})


def _embedded(key: UUID, embedder: Embedder, using: str) -> list[float]:
    record = next(issue_records(Scope(using), key))
    return embedder.embed([record.text])[0]


def _found(matches: list[Match], project_id: UUID | str, embedder: Embedder, using: str) -> list[FoundIssue]:
    """What is like enough and is an issue of the project: neither another's, should the index mistake one, nor gone."""
    lowest = lowest_score(embedder)
    likely = {match.id: match for match in matches if match.score >= lowest}
    keys = [str(match.metadata.get("issue_id", "")) for match in likely.values()]
    wanted = [key for key in keys if _is_key(key)]
    living = Issue.objects.using(using).filter(pk__in=wanted, project__pk=project_id, is_active=True)
    there = {issue_id(key): key for key in living.values_list("pk", flat=True)}
    return [
        FoundIssue(there[each.id], each.score, each.metadata)
        for each in likely.values()
        if each.id in there and each.metadata.get("project_id") == str(project_id)
    ]


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
