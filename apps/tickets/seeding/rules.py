"""What is wrong with the stories: found when a scenario is run, before anything is read or written.

Each fault is one line that names the module, the task, the entry and the key, so that who edits a story finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from apps.tickets.seeding.agreement import Step, disagreements, statuses_of
from apps.tickets.seeding.scenarios.stories import MODULES
from apps.tickets.seeding.schema import Story, StoryError, StoryTask, Visitor, load_story
from apps.tickets.seeding.specification.people import POOLS
from apps.tickets.seeding.task_rules import stays_open, task_faults
from apps.tickets.seeding.texts import references_in, sentences_in
from apps.tickets.seeding.timeline import DaysAgo, OnDate

FEWEST_QUOTED = 4
"""Words of another task's report that a reference quotes at least."""


@cache
def stories_and_faults() -> tuple[Mapping[str, Story], tuple[str, ...]]:
    """All stories by machine, and what is wrong with them; read and checked once in a process."""
    stories: dict[str, Story] = {}
    unreadable = []
    for machine, module in MODULES.items():
        try:
            story = stories[module] = load_story(module)
        except StoryError as error:
            unreadable.append(str(error))
            continue
        if story.machine != machine:
            unreadable.append(f"{module}, key 'machine': this module tells of {machine}, not of '{story.machine}'.")
    faults = unreadable or find_faults(stories)
    return {story.machine: story for story in stories.values()}, tuple(faults)


def find_faults(stories: Mapping[str, Story]) -> list[str]:
    """What is wrong with the stories, given by module: in each of them or, where that is nothing, between them."""
    faults = [f"{module}, {fault}" for module, story in stories.items() for fault in story_faults(story)]
    return faults or [*_used_twice(stories), *_dangling_references(stories)]


def story_faults(story: Story) -> list[str]:
    """What is wrong with one machine's story: in its tasks or, where that is nothing, between them."""
    if story.machine not in POOLS:
        return [f"key 'machine': '{story.machine}' has no pool of maintainers. Known: {', '.join(POOLS)}."]
    tasks = enumerate(story.tasks, 1)
    faults = [f"task {number}, {fault}" for number, task in tasks for fault in task_faults(story.machine, task)]
    return faults or [*_missing_kinds(story), *_disagreements(story)]


def _missing_kinds(story: Story) -> Iterator[str]:
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
            yield f"key 'tasks': there is none {kind}, and a machine has one at least."


def _disagreements(story: Story) -> Iterator[str]:
    """Where its tasks contradict each other, or two entries happen at once."""
    found = sorted(
        (moment.order, number, place, entry.do)
        for number, task in enumerate(story.tasks, 1)
        for place, (entry, moment) in enumerate(zip(task.entries, task.moments, strict=True), 1)
    )
    first: dict[object, str] = {}
    steps = []
    for order, number, place, action in found:
        where = f"task {number}, entry {place}"
        if order in first:
            yield f"{where}, key 'at': {first[order]} has the same moment. Give it another time of day."
        first.setdefault(order, where)
        steps.append(Step(number, f"{where}, key 'do'", *statuses_of(action)))
    yield from (f"{fault}." for fault in disagreements(steps))


def _used_twice(stories: Mapping[str, Story]) -> Iterator[str]:
    """Visitors, contacts, openings of reports and sentences that stand in two places."""
    first: dict[tuple[str, str], str] = {}
    for module, story in stories.items():
        for number, task in enumerate(story.tasks, 1):
            for place, what, value in _used(task):
                where = f"{module}, task {number}, {place}"
                if (what, value) in first:
                    yield f"{where}: the {what} '{value}' stands in {first[what, value]} already."
                first.setdefault((what, value), where)


def _used(task: StoryTask) -> Iterator[tuple[str, str, str]]:
    """What must stand in one place only: where it stands, what it is, and it."""
    if isinstance(task.reported_by, Visitor):
        yield "key 'visitor'", "visitor", task.reported_by.visitor
        yield "key 'contact'", "contact", task.reported_by.contact
    yield "key 'text'", "opening", " ".join(task.text.split()[:5])
    yield from (("key 'text'", "sentence", sentence) for sentence in sentences_in(task.text))
    for number, entry in enumerate(task.entries, 1):
        yield from ((f"entry {number}, key 'text'", "sentence", sentence) for sentence in sentences_in(entry.text))


def _dangling_references(stories: Mapping[str, Story]) -> Iterator[str]:
    """References that quote no earlier task of the machine that they name."""
    for module, story in stories.items():
        for number, task in enumerate(story.tasks, 1):
            for place, entry in enumerate(task.entries, 1):
                for machine, words in references_in(entry.text):
                    if len(words.split()) < FEWEST_QUOTED or not _is_earlier_task(stories, machine, words, task):
                        yield (
                            f"{module}, task {number}, entry {place}, key 'text': no earlier task of {machine} opens "
                            f"with '{words}'. Quote {FEWEST_QUOTED} of its first words at least, letter for letter."
                        )


def _is_earlier_task(stories: Mapping[str, Story], machine: str, words: str, task: StoryTask) -> bool:
    return any(
        other.text.startswith(words) and other.opening.order < task.opening.order
        for story in stories.values()
        if story.machine == machine
        for other in story.tasks
    )
