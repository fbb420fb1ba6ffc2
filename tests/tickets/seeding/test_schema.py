"""The form of a story: each mistake is one line with module, task, entry and key."""

import sys
from types import ModuleType

import pytest

from apps.tickets.seeding.schema import StoryError, Visitor, load_story, read_story
from apps.tickets.seeding.timeline import DaysAgo
from tests.tickets.stories import gorgar

STORIES = "apps.tickets.seeding.scenarios.stories"


def test_literal_becomes_a_typed_story():
    story = read_story("gorgar", gorgar())

    first, second = story.tasks
    assert story.machine == "Gorgar"
    assert first.reported_by == Visitor("Marta Kessler", "marta.kessler@example.com")
    assert (first.reporter, second.reporter) == (None, "Ben")
    assert (first.people, second.people) == ({"Alex", "Josh"}, {"Ben", "Mark"})
    assert isinstance(second.opening, DaysAgo)
    assert [moment.days for moment in second.moments] == [9, 8, 6, 4, 2]
    assert [entry.do for entry in first.entries] == ["note", "broken", "fixing", "good", "close"]


def change(*path, **columns):
    """Sets keys of what lies at the end of the path; a key set to None goes."""

    def spoil(story):
        place = story
        for step in path:
            place = place[step]
        for key, value in columns.items():
            if value is None:
                del place[key]
            else:
                place[key] = value

    return spoil


ENTRY = ("tasks", 1, "entries", 2)
MISTAKES = [
    (change(maschine="Gorgar"), "gorgar: there is no key 'maschine'. Known: machine, tasks."),
    (change(tasks=None), "gorgar: the key 'tasks' is missing. Needed: machine, tasks."),
    (
        change("tasks", 0, colour="red"),
        "gorgar, task 1: there is no key 'colour'. Known: opened, reported_by, problem, text, entries.",
    ),
    (
        change("tasks", 0, text=None),
        "gorgar, task 1: the key 'text' is missing. Needed: opened, reported_by, problem, text, entries.",
    ),
    (
        change("tasks", 0, problem="tilt"),
        "gorgar, task 1, key 'problem': 'tilt' is not known. Known: stuck_ball, no_credits, other.",
    ),
    (
        change("tasks", 0, "reported_by", contact=None),
        "gorgar, task 1, key 'reported_by': the key 'contact' is missing. Needed: visitor, contact.",
    ),
    (
        change("tasks", 0, "reported_by", mail="m@example.com"),
        "gorgar, task 1, key 'reported_by': there is no key 'mail'. Known: visitor, contact.",
    ),
    (
        change("tasks", 0, reported_by=7),
        "gorgar, task 1, key 'reported_by': it must be a text in quotes or keys with values in { }, "
        "not a whole number.",
    ),
    (
        change(*ENTRY, whom=["Ben"]),
        "gorgar, task 2, entry 3: there is no key 'whom'. Known: day, at, who, do, text.",
    ),
    (change(*ENTRY, who=None), "gorgar, task 2, entry 3: the key 'who' is missing. Needed: day, at, who, do, text."),
    (
        change(*ENTRY, do="fix"),
        "gorgar, task 2, entry 3, key 'do': 'fix' is not known. "
        "Known: note, close, reopen, good, fixing, broken, unknown.",
    ),
    (change(*ENTRY, who="Ben"), "gorgar, task 2, entry 3, key 'who': it must be a list in [ ], not a text in quotes."),
    (
        change(*ENTRY, day="3"),
        "gorgar, task 2, entry 3, key 'day': it must be a whole number, not a text in quotes.",
    ),
    (
        change(*ENTRY, day=2.5),
        "gorgar, task 2, entry 3, key 'day': it must be a whole number, not a number with decimals.",
    ),
    (
        change("tasks", 1, entries={}),
        "gorgar, task 2, key 'entries': it must be a list in [ ], not keys with values in { }.",
    ),
    (
        lambda story: story["tasks"].append("one more"),
        "gorgar, task 3: it must be keys with values in { }, not a text in quotes.",
    ),
]


@pytest.mark.parametrize(("spoil", "line"), MISTAKES, ids=[line for _, line in MISTAKES])
def test_mistake_in_the_form_is_named_with_its_place(spoil, line):
    literal = gorgar()
    spoil(literal)

    with pytest.raises(StoryError) as refused:
        read_story("gorgar", literal)

    assert str(refused.value) == line


def test_module_without_a_story_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, f"{STORIES}.empty", ModuleType("empty"))

    with pytest.raises(StoryError, match=r"^empty: the module has no STORY\.$"):
        load_story("empty")


def test_module_that_python_cannot_read_is_named_with_its_line(tmp_path, monkeypatch):
    (tmp_path / "spoilt.py").write_text('STORY = {\n    "machine": "Gorgar"\n    "tasks": [],\n}\n')
    stories = sys.modules[STORIES]
    monkeypatch.setattr(stories, "__path__", [*stories.__path__, str(tmp_path)])

    with pytest.raises(StoryError) as refused:
        load_story("spoilt")

    assert str(refused.value).startswith("spoilt, line ")
    assert str(refused.value).count("\n") == 0
