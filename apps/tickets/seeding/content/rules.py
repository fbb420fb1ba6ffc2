"""Mistakes in the stories: found when a scenario is run, before anything is read or written.

Each fault is one line that names the file, the line and the place in it, so that who edits a story finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from apps.tickets.seeding.content import STORY_FILES
from apps.tickets.seeding.content.agreement import EntryStatuses, disagreements, statuses_of
from apps.tickets.seeding.content.moments import DaysAgo, OnDate
from apps.tickets.seeding.content.story import Fault, Story, StoryTask, Visitor, read_story
from apps.tickets.seeding.content.task_rules import stays_open, task_faults
from apps.tickets.seeding.content.wording import references_in, sentences_in
from apps.tickets.seeding.specification.people import POOLS
from seedplot.content import ContentError, Place

FEWEST_QUOTED = 4
"""Words of another task's report that a reference quotes at least."""


@cache
def stories_and_faults() -> tuple[Mapping[str, Story], tuple[str, ...]]:
    """All stories by machine, and their faults; read and checked once in a process."""
    stories: dict[str, Story] = {}
    unreadable: list[str] = []
    for machine, name in STORY_FILES.items():
        try:
            story = stories[machine] = read_story(name)
        except ContentError as error:
            unreadable += error.faults
            continue
        if story.machine != machine:
            reason = f"this file is of {machine}, not of '{story.machine}'."
            unreadable.append(story.file.fault(("machine",), reason))
    faults = unreadable or find_faults(list(stories.values()))
    return stories, tuple(faults)


def find_faults(stories: list[Story]) -> list[str]:
    """The faults of each story or, if there are none, those between stories."""
    faults = [story.file.fault(*fault) for story in stories for fault in story_faults(story)]
    return faults or [*_used_twice(stories), *_dangling_references(stories)]


def story_faults(story: Story) -> list[Fault]:
    """The faults in the tasks of one machine or, if there are none, those between its tasks."""
    if story.machine not in POOLS:
        known = ", ".join(POOLS)
        return [(("machine",), f"'{story.machine}' has no pool of maintainers. Known: {known}.")]
    faults: list[Fault] = [
        (("tasks", number, *place), reason)
        for number, task in enumerate(story.tasks)
        for place, reason in task_faults(story.machine, task)
    ]
    return faults or [*_missing_kinds(story), *_disagreements(story)]


def _missing_kinds(story: Story) -> Iterator[Fault]:
    kinds: dict[str, Callable[[StoryTask], bool]] = {
        "reported by a visitor": lambda task: task.reporter is None,
        "opened by a maintainer": lambda task: task.reporter is not None,
        "that is closed": lambda task: not stays_open(task.entries),
        "that stays open": lambda task: stays_open(task.entries),
        "with fixed dates": lambda task: isinstance(task.opening, OnDate),
        "that counts days before the anchor": lambda task: isinstance(task.opening, DaysAgo),
    }
    for kind, has in kinds.items():
        if not any(has(task) for task in story.tasks):
            yield ("tasks",), f"there is none {kind}, and a machine has one at least."


def _disagreements(story: Story) -> Iterator[Fault]:
    """Contradictions between its tasks, and entries that happen at once."""
    found = sorted(
        (moment.order, number, position, entry.do)
        for number, task in enumerate(story.tasks)
        for position, (entry, moment) in enumerate(zip(task.entries, task.moments, strict=True))
    )
    first: dict[object, str] = {}
    steps = []
    for order, number, position, action in found:
        place = ("tasks", number, "entries", position)
        if order in first:
            yield (*place, "at"), f"{first[order]} has the same moment. Give it another time of day."
        first.setdefault(order, f"task {number + 1}, entry {position + 1}")
        steps.append(EntryStatuses(number, (*place, "do"), *statuses_of(action)))
    yield from ((step or ("tasks",), f"{reason}.") for step, reason in disagreements(steps))


def _used_twice(stories: list[Story]) -> Iterator[str]:
    """Visitors, contacts, openings of reports and sentences that are in two places."""
    first: dict[tuple[str, str], tuple[Story, Place]] = {}
    for story in stories:
        for number, task in enumerate(story.tasks):
            for rest, what, value in _used(task):
                place: Place = ("tasks", number, *rest)
                if (what, value) in first:
                    other, before = first[what, value]
                    where = f"line {other.file.line(before)} of {other.file.name}"
                    yield story.file.fault(place, f"the {what} '{value}' is on {where} already.")
                first.setdefault((what, value), (story, place))


def _used(task: StoryTask) -> Iterator[tuple[Place, str, str]]:
    """Whatever must be in one place only: the place, its kind, and the words."""
    if isinstance(task.reported_by, Visitor):
        yield ("reported_by", "visitor"), "visitor", task.reported_by.visitor
        yield ("reported_by", "contact"), "contact", task.reported_by.contact
    yield ("text",), "opening", " ".join(task.text.split()[:5])
    yield from ((("text",), "sentence", sentence) for sentence in sentences_in(task.text))
    for number, entry in enumerate(task.entries):
        yield from ((("entries", number, "text"), "sentence", sentence) for sentence in sentences_in(entry.text))


def _dangling_references(stories: list[Story]) -> Iterator[str]:
    """References that quote no earlier task of the machine that they name."""
    for story in stories:
        for number, task in enumerate(story.tasks):
            for position, entry in enumerate(task.entries):
                for machine, words in references_in(entry.text):
                    if len(words.split()) < FEWEST_QUOTED or not _is_earlier_task(stories, machine, words, task):
                        yield story.file.fault(
                            ("tasks", number, "entries", position, "text"),
                            f"no earlier task of {machine} opens with '{words}'. "
                            f"Quote {FEWEST_QUOTED} of its first words at least, letter for letter.",
                        )


def _is_earlier_task(stories: list[Story], machine: str, words: str, task: StoryTask) -> bool:
    return any(
        other.text.startswith(words) and other.opening.order < task.opening.order
        for story in stories
        if story.machine == machine
        for other in story.tasks
    )
