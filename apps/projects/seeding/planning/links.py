"""Which of two linked issues is the source, when they were linked, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.projects.seeding.planning.cast import Cast
from apps.projects.seeding.planning.issue_specs import IssueSpec, Link
from apps.projects.seeding.planning.lives import History
from seedplot.streams import DeterministicRandom

RECIPROCALS = {
    "blocks": "blocked_by",
    "duplicates": "duplicated_by",
    "depends_on": "dependency_of",
    "relates_to": "relates_to",
}


@dataclass(frozen=True)
class PlannedLink:
    kind: str
    source: IssueSpec
    target: IssueSpec
    author: str
    created_at: datetime
    stream: DeterministicRandom


def plan_links(links: Sequence[Link], histories: Mapping[IssueSpec, History], cast: Cast) -> list[PlannedLink]:
    """What comes first goes first: nothing that is done waits for something that is not."""
    found: list[PlannedLink] = []
    for link in links:
        first, second = sorted((link.older, link.newer), key=lambda spec: _order(histories[spec], spec))
        source, target = link.newer, link.older
        if link.kind == "blocks":
            source, target = first, second
        elif link.kind == "depends_on":
            source, target = second, first
        newest = max(histories[link.newer].created_at, histories[link.older].created_at)
        found.append(
            PlannedLink(
                kind=link.kind,
                source=source,
                target=target,
                author=cast.lead,
                created_at=newest + timedelta(minutes=link.stream.at("minutes").randint(2, 40)),
                stream=link.stream,
            )
        )
    return found


def _order(history: History, spec: IssueSpec) -> tuple[float, int, int]:
    """By when they were done; of those that are not, what has come further is first."""
    resolved = history.resolved_at
    steps = sum(event.field == "status" for event in history.events)
    return (resolved.timestamp() if resolved else float("inf"), -steps, spec.number)
