"""Links between issues: their moments, and what they say about the two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from apps.projects.seeding.measures.issues import named
from apps.projects.seeding.measures.topics import Topic, topics_of
from apps.projects.seeding.rows import ProjectRows

SOON = timedelta(hours=1)


def blocked_faults(project: ProjectRows) -> list[str]:
    """Issues that are done although what they wait for is not, or was done later."""
    found = []
    for row in project.links:
        if row.link_type not in ("blocked_by", "depends_on"):
            continue
        waiting, other = project.issues.get(row.source_issue_id), project.issues.get(row.target_issue_id)
        if waiting is None or other is None:
            found.append(f"link {row.id}")
        elif project.is_done(waiting) and (other.resolved_at is None or other.resolved_at > waiting.resolved_at):
            found.append(f"{named(project, waiting)} before {named(project, other)}")
    return found


def origin_faults(project: ProjectRows) -> list[str]:
    """Links that the lead did not make within an hour of the newer issue, and duplicates that are none."""
    topics = project.once(topics_of)
    found = []
    for row in project.links:
        source, target = project.issues.get(row.source_issue_id), project.issues.get(row.target_issue_id)
        if source is None or target is None:
            found.append(f"link {row.id}")
            continue
        late = row.created_at - max(source.created_at, target.created_at)
        if row.created_by_id != project.project.lead_id or not timedelta(0) < late <= SOON:
            found.append(f"link {row.id} of {named(project, source)}")
        if row.link_type == "duplicates" and not _repeats(source, topics[source.id], target, topics[target.id]):
            found.append(f"{named(project, source)}, which does not repeat {named(project, target)}")
    return found + list(_repeats_nothing(project))


def _repeats_nothing(project: ProjectRows) -> Iterator[str]:
    """Issues that say the same again, and no issue said it before. The link may still be missing."""
    topics = project.once(topics_of)
    for key, topic in topics.items():
        if topic is not None and topic.is_repeated:
            issue = project.issues[key]
            if not any(_repeats(issue, topic, project.issues[other], each) for other, each in topics.items()):
                yield f"{named(project, issue)} repeats nothing"


def _repeats(newer: Any, topic: Topic | None, older: Any, original: Topic | None) -> bool:
    """The same subject, written again later under the same parent."""
    if topic is None or original is None or not topic.is_repeated or original.is_repeated:
        return False
    same = (topic.category, topic.area, topic.words, topic.scope) == (
        original.category,
        original.area,
        original.words,
        original.scope,
    )
    return same and newer.parent_issue_id == older.parent_issue_id and int(newer.key) > int(older.key)
