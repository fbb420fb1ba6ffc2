"""The five namespaces, each with the prefix of its record ids and the records that the rows make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from apps.projects.exports.vectors.issues import issue_records, sprint_records
from apps.projects.exports.vectors.people import member_records, user_records
from apps.projects.exports.vectors.project_context import project_records
from apps.projects.exports.vectors.records import Record, Scope
from seedplot.errors import SeedError


@dataclass(frozen=True)
class Namespace:
    name: str
    prefix: str
    records: Callable[[Scope], Iterator[Record]]


ISSUES = Namespace("issues", "issue_", issue_records)
NAMESPACES = (
    ISSUES,
    Namespace("sprints", "sprint_", sprint_records),
    Namespace("project_context", "project_", project_records),
    Namespace("team_members", "member_", member_records),
    Namespace("users", "user_", user_records),
)
EVERY = "all"


def find_namespaces(name: str) -> tuple[Namespace, ...]:
    """The namespace of that name, or all of them. SeedError names those that there are."""
    if name == EVERY:
        return NAMESPACES
    found = tuple(each for each in NAMESPACES if each.name == name)
    if not found:
        known = ", ".join(each.name for each in NAMESPACES)
        raise SeedError(f"There is no namespace '{name}'. Give --namespace one of: {EVERY}, {known}.")
    return found
