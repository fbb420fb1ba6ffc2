"""Frames of comments, titles and descriptions: an editor's mistake is named with file and line."""

import pytest

from apps.projects.seeding.specification.files import SCHEMAS, TEXTS
from seedplot.content import ContentError, check_content

MISTAKES = [
    (
        "phrases",
        "only the {part}?",
        "only the {parrt}?",
        "any, ask 1: 'Is the {other} part of this, or only the {parrt}?'",
    ),
    ("phrases", "We said {points}", "We said {sprint}", "any, size 1: 'We said {sprint} in the refinement"),
    ("phrases", "What do {who} see", "What does {symptom} see", "stories, ask 1: 'What does {symptom} see"),
    ("issue_texts", "with two users", "with {who}", "titles, sub_tasks 2: 'Go through the {part} with {who}'"),
    (
        "issue_texts",
        "  sub_task:",
        "  subtask:",
        "descriptions, subtask: there is no such field; known: epic, story, bug, ",
    ),
    ("issue_texts", "Bring {name} forward", "Bring {area} forward", "goals 1: 'Bring {area} forward: first"),
]


@pytest.mark.parametrize(("name", "sound", "spoilt", "reason"), MISTAKES)
def test_mistake_is_named_with_file_line_and_place(tmp_path, name, sound, spoilt, reason):
    path = tmp_path / f"{name}.yaml"
    before, found, after = (TEXTS / path.name).read_text(encoding="utf-8").partition(sound)
    path.write_text(before + spoilt + after, encoding="utf-8")

    with pytest.raises(ContentError) as error:
        check_content(path, SCHEMAS / f"{name}.schema.json")

    assert found
    line = before.count("\n") + 1
    assert [fault for fault in error.value.faults if fault.startswith(f"{path}, line {line}: {reason}")]


def test_unknown_event_is_named_with_those_that_are_known(tmp_path):
    path = tmp_path / "phrases.yaml"
    text = (TEXTS / path.name).read_text(encoding="utf-8")
    path.write_text(text.replace("\n  twice:\n", "\n  twise:\n"), encoding="utf-8")

    with pytest.raises(ContentError) as error:
        check_content(path, SCHEMAS / "phrases.schema.json")

    assert ["any, twise: there is no such field; known: ask, answer, " in fault for fault in error.value.faults] == [
        False,
        True,
    ]
    assert error.value.faults[0].endswith(": any: 'twice' is missing")
