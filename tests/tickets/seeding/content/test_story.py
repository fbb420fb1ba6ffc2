"""A story's file as typed values; a mistake of its form is named with file, line and place."""

import pytest

from apps.tickets.seeding.content import FOLDER, SCHEMA, STORY_FILES
from apps.tickets.seeding.content.moments import DaysAgo
from apps.tickets.seeding.content.story import Visitor, read_story
from seedplot.content import ContentError, check_content, read_content
from tests.builders.workshop_stories import gorgar, written


def test_file_becomes_a_typed_story(tmp_path):
    story = written(tmp_path, "gorgar", gorgar())

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
    (change(maschine="Gorgar"), "maschine: there is no such field; known: machine, tasks"),
    (change(tasks=None), "'tasks' is missing"),
    (
        change("tasks", 0, colour="red"),
        "tasks 1, colour: there is no such field; known: opened, reported_by, problem, text, entries",
    ),
    (change("tasks", 0, text=None), "tasks 1: 'text' is missing"),
    (change("tasks", 0, problem="tilt"), "tasks 1, problem: 'tilt' is not known; known: stuck_ball, no_credits, other"),
    (change("tasks", 0, "reported_by", contact=None), "tasks 1, reported_by: 'contact' is missing"),
    (
        change("tasks", 0, "reported_by", mail="m@example.com"),
        "tasks 1, reported_by, mail: there is no such field; known: visitor, contact",
    ),
    (
        change("tasks", 0, reported_by=7),
        "tasks 1, reported_by: it must be a text or keys with values, not 7; put it in quotes",
    ),
    (change(*ENTRY, whom=["Ben"]), "tasks 2, entries 3, whom: there is no such field; known: day, at, who, do, text"),
    (change(*ENTRY, who=None), "tasks 2, entries 3: 'who' is missing"),
    (
        change(*ENTRY, do="fix"),
        "tasks 2, entries 3, do: 'fix' is not known; known: note, close, reopen, good, fixing, broken, unknown",
    ),
    (change(*ENTRY, who="Ben"), 'tasks 2, entries 3, who: it must be a list, not "Ben"'),
    (change(*ENTRY, day="3"), 'tasks 2, entries 3, day: it must be a whole number, not "3"'),
    (change(*ENTRY, day=2.5), "tasks 2, entries 3, day: it must be a whole number, not 2.5"),
    # 19:10 without quotes, as YAML reads it.
    (change(*ENTRY, at=1150), "tasks 2, entries 3, at: it must be a text, not 1150; put it in quotes"),
    (change("tasks", 1, entries={}), "tasks 2, entries: it must be a list, not keys with values"),
    (
        lambda story: story["tasks"].append("one more"),
        'tasks 3: it must be keys with values, not "one more"',
    ),
]


@pytest.mark.parametrize(("spoil", "line"), MISTAKES, ids=[line for _, line in MISTAKES])
def test_mistake_in_the_form_is_named_with_its_place(tmp_path, spoil, line):
    literal = gorgar()
    spoil(literal)

    with pytest.raises(ContentError) as refused:
        written(tmp_path, "gorgar", literal)

    [fault] = refused.value.faults
    where, _, what = fault.partition(": ")
    assert where.startswith(f"{tmp_path}/gorgar.yaml, line ")
    assert what == line


@pytest.mark.parametrize(("machine", "name"), STORY_FILES.items(), ids=STORY_FILES.values())
def test_every_file_keeps_to_its_schema_and_names_it_for_editors(machine, name):
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()

    assert lines[0] == f"# yaml-language-server: $schema=../schema/{SCHEMA.name}"
    assert check_content(FOLDER / name, SCHEMA).content["machine"] == read_story(name).machine == machine


def test_every_file_is_that_of_a_machine():
    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == set(STORY_FILES.values())


def test_time_of_day_without_quotes_is_refused_with_its_line(tmp_path):
    # YAML takes 18:44 for a number of minutes.
    text = (FOLDER / "gorgar.yaml").read_text(encoding="utf-8")
    path = tmp_path / "gorgar.yaml"
    path.write_text(text.replace('at: "18:44"', "at: 18:44", 1), encoding="utf-8")
    line = text[: text.index('at: "18:44"')].count("\n") + 1

    with pytest.raises(ContentError) as refused:
        read_content(path, SCHEMA)

    assert refused.value.faults == (
        f"{path}, line {line}: tasks 1, entries 1, at: it must be a text, not 1124; put it in quotes",
    )
