"""Comments: each is said by the right person, at the right moment in the life of its issue, in words that are true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from apps.projects.seeding.measures.issues import named
from apps.projects.seeding.measures.reading import read
from apps.projects.seeding.measures.topics import Topic, topics_of
from apps.projects.seeding.rows import ProjectRows
from apps.projects.seeding.specification.people import PEOPLE
from apps.projects.seeding.specification.phrases import OF_KIND, PHRASES, WHOLLY_OWN

STATUS_OF = {
    **dict.fromkeys(("ask", "answer", "scope", "need", "size", "plan", "wait"), "To Do"),
    **dict.fromkeys(("begin", "find", "progress"), "In Progress"),
    **dict.fromkeys(("offer", "remark", "check"), "In Review"),
    **dict.fromkeys(("closed", "after"), "Done"),
}
"""The status of an issue while something is said of it; other things are said in any."""
LINK_OF = {"waits": ("blocked_by", "depends_on"), "related": ("relates_to",), "twice": ("duplicates",)}
FIRST_NAMES = {person.username: person.first_name for person in PEOPLE}
STEM = re.compile(r"([^\W\d_]{5})[^\W\d_]*")
AT_THE_END = timedelta(days=4)
"""The last working day of a sprint that ends on a holiday weekend lies no further from its completion."""
AT_ONCE = timedelta(minutes=15)


def talk_faults(project: ProjectRows) -> list[str]:
    """Comments that fit nothing that happened to their issue just then."""
    topics = project.once(topics_of)
    found = []
    for row in project.comments:
        issue = project.issues[row.issue_id]
        topic = topics[row.issue_id]
        if topic is not None and not _fits(project, issue, topic, row):
            found.append(f"{named(project, issue)}: {row.content}")
    return found


def _fits(project: ProjectRows, issue: Any, topic: Topic, row: Any) -> bool:
    words = _words(project, issue, topic, row)
    return any(_suits(project, issue, row, what, said) for what, said in _readings(topic, issue, row.content, words))


def _readings(
    topic: Topic, issue: Any, text: str, words: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The events that people of this trade speak of in these words, with the words that fill the frame."""
    for what, sentences in (("ask", topic.area.asks), ("find", topic.area.finds), ("check", topic.area.checks)):
        if text in sentences and (topic.category == "epic" or _stems(text) & _stems(issue.title)):
            yield what, {}
    for what, frame, opening in _frames_of(topic.category):
        said = read(frame, text, words) if text.startswith(opening) else None
        if said is not None:
            yield what, said


@cache
def _frames_of(category: str) -> list[tuple[str, str, str]]:
    """The frames for that type of issue, each with its event and the words that it opens with."""
    own = OF_KIND.get(category, {})
    usual = {what: frames for what, frames in PHRASES.items() if what not in own or category not in WHOLLY_OWN}
    return [
        (what, frame, frame.partition("{")[0])
        for phrases in (own, usual)
        for what, frames in phrases.items()
        for frame in frames
    ]


def _stems(text: str) -> set[str]:
    return {found.lower() for found in STEM.findall(text)}


def _words(project: ProjectRows, issue: Any, topic: Topic, row: Any) -> dict[str, tuple[str, ...]]:
    area, others = topic.area, []
    peers = [key for key, member in project.team.items() if member.role != "stakeholder" and key != row.author_id]
    for link in project.links_of.get(issue.id, ()):
        other = project.issues.get(link.target_issue_id)
        others += [other] if other is not None else []
    sprints = tuple(project.sprints[key].name for key in _sprints_of(project, issue))
    return {
        **{name: (word,) for name, word in topic.words.items()},
        "part": area.parts,
        "other": area.parts,
        "area": (area.name,),
        "place": (project.product.place,),
        "peer": tuple(FIRST_NAMES.get(project.house.username(key), "") for key in peers),
        "points": () if issue.story_points is None else (_points(issue.story_points),),
        "sprint": sprints,
        "next": sprints,
        "key": tuple(named(project, other) for other in others),
        "title": tuple(other.title for other in others),
    }


def _points(points: int) -> str:
    return f"{points} point{'' if points == 1 else 's'}"


def _sprints_of(project: ProjectRows, issue: Any) -> list[Any]:
    changes = project.sprint_changes_of.get(issue.id, ())
    return [row.new_key for row in changes if row.new_key in project.sprints]


def _suits(project: ProjectRows, issue: Any, row: Any, what: str, said: Mapping[str, str]) -> bool:
    """True if it happened just then, and the author is a person who says so."""
    if not _is_author(project, issue, row, what):
        return False
    if what in LINK_OF:
        return _is_linked(project, issue, row, what, said)
    if what in ("carried", "not begun"):
        return _is_carried(project, issue, row, what, said)
    if what == "plan":
        changes = project.sprint_changes_of.get(issue.id, ())
        if not changes or changes[0].new_value != said["sprint"] or row.created_at < changes[0].happened_at:
            return False
    if what == "wait" and issue.id in project.sprint_changes_of:
        return False
    moments = (row.created_at, row.created_at - timedelta(microseconds=1))
    return STATUS_OF[what] in [project.status_at(issue, moment) for moment in moments]


def _is_author(project: ProjectRows, issue: Any, row: Any, what: str) -> bool:
    """The lead plans, the reporter answers, the assignee works, and others ask and review."""
    lead = project.project.lead_id
    if what in ("scope", "size", "plan", "wait", *LINK_OF):
        return bool(row.author_id == lead)
    if what in ("ask", "need", "answer"):
        return bool((row.author_id == issue.reporter_id) == (what == "answer"))
    if what == "closed":
        closing = [
            change.actor_id for change in project.status_changes_of.get(issue.id, ()) if change.new_value == "Done"
        ]
        return row.author_id in closing
    by_worker = row.author_id == (issue.assignee_id or lead)
    return bool(by_worker == (what in ("begin", "find", "progress", "offer", "carried", "not begun")))


def _is_linked(project: ProjectRows, issue: Any, row: Any, what: str, said: Mapping[str, str]) -> bool:
    """Said right after the link was made, of the issue at its other end; nobody waits for what is done."""
    for link in project.links_of.get(issue.id, ()):
        other = project.issues.get(link.target_issue_id)
        if other is None or link.link_type not in LINK_OF[what]:
            continue
        is_named = said["key"] == named(project, other) and said.get("title", other.title) == other.title
        is_open = what == "related" or other.resolved_at is None or other.resolved_at > link.created_at
        if is_named and is_open and timedelta(0) < row.created_at - link.created_at <= AT_ONCE:
            return True
    return False


def _is_carried(project: ProjectRows, issue: Any, row: Any, what: str, said: Mapping[str, str]) -> bool:
    """Said at the end of a sprint that the issue left for the next one, begun or not."""
    begun = project.reached(issue, "In Progress")
    for change in project.sprint_changes_of.get(issue.id, ()):
        if change.old_key is None or not timedelta(0) <= change.happened_at - row.created_at <= AT_THE_END:
            continue
        is_begun = begun is not None and begun < change.happened_at
        is_named = (said["sprint"], said["next"]) == (change.old_value, change.new_value)
        if is_named and is_begun == (what == "carried"):
            return True
    return False
