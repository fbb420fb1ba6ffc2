"""Titles and descriptions of issues, and goals of sprints, against the vocabulary of their project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from apps.projects.seeding.measures.issues import named
from apps.projects.seeding.measures.reading import read
from apps.projects.seeding.measures.topics import Topic, topic_of_parent, topics_of
from apps.projects.seeding.rows import ProjectRows
from apps.projects.seeding.specification.issue_texts import DESCRIPTIONS, GOALS
from apps.projects.seeding.specification.products.product import Area

PLAIN_UP_TO = 50
"""A product has plain titles for so many issues: none is widened by a scope before."""


def title_faults(project: ProjectRows) -> list[str]:
    """Titles of another trade, type or area, and titles that are widened while there are plain ones."""
    found = []
    for key, topic in project.once(topics_of).items():
        issue = project.issues[key]
        above = topic_of_parent(project, issue)
        is_apart = topic is not None and above is not None and above.area != topic.area
        if topic is None or is_apart or (topic.scope and project.issues_wanted <= PLAIN_UP_TO):
            found.append(f"{named(project, issue)} {issue.title}")
    return found


def description_faults(project: ProjectRows) -> list[str]:
    """Descriptions that do not say what their title says, in words of its area."""
    return [
        named(project, project.issues[key])
        for key, topic in project.once(topics_of).items()
        if topic is not None and not _describes(project, project.issues[key], topic)
    ]


def _describes(project: ProjectRows, issue: Any, topic: Topic) -> bool:
    area = topic.area
    words = {
        **{name: (word,) for name, word in topic.words.items()},
        "aim": (area.aim,),
        "reason": (area.aim[0].lower() + area.aim[1:],),
        "area": (area.name,),
        "parts": (", the ".join(area.parts),),
        "part": area.parts,
        "other": area.parts,
        "place": (project.product.place,),
        "within": (topic.scope,),
    }
    return any(read(frame, issue.description, words) is not None for frame in DESCRIPTIONS[topic.category])


def goal_faults(project: ProjectRows) -> list[str]:
    """Goals that do not name the area of most issues that the sprint ever held; an empty sprint has none."""
    found = []
    for sprint in project.sprints.values():
        areas = Counter(_areas_of(project, sprint))
        if not areas:
            fits = sprint.goal == ""
        else:
            most = max(areas, key=lambda area: (areas[area], area.name))
            words = {"name": (most.name,), "part": most.parts, "other": most.parts}
            fits = any(read(frame, sprint.goal, words) is not None for frame in GOALS)
        if not fits:
            found.append(f"{sprint.name}: {sprint.goal}")
    return found


def _areas_of(project: ProjectRows, sprint: Any) -> Iterator[Area]:
    topics = project.once(topics_of)
    for key, changes in project.sprint_changes_of.items():
        topic = topics.get(key)
        if topic is not None and any(row.new_key == sprint.id for row in changes):
            yield topic.area
