"""The front of `manage.py seedplot`: usage, help, and the options that all verbs share."""

import pytest
from django.core.management import CommandError, call_command

from seedplot.commands.verbs import VERBS, verb_named
from seedplot.engine import guard

LOOK_AT_MODULES = """
import sys
from django.core.management import load_command_class

command = load_command_class("seedplot", "seedplot")
command.named = "runs"
command.create_parser("manage.py", "seedplot").format_help()
print([name for name in sys.modules if name.startswith("seedplot.engine") or ".seeding." in name])
"""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: VERB. See: manage.py seedplot --help"),
        (["runs", "--chek"], "unrecognized arguments: --chek. See: manage.py seedplot runs --help"),
        (["runs", "--format"], "argument --format: expected one argument. See: manage.py seedplot runs --help"),
        (
            ["runs", "--format", "xml"],
            "argument --format: invalid choice: 'xml' (choose from 'table', 'json'). "
            "See: manage.py seedplot runs --help",
        ),
    ],
)
def test_usage_error_is_one_line_that_names_the_help(manage_all, arguments, message):
    [answer] = manage_all([["seedplot", *arguments]])

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"CommandError: {message}\n"


def test_unknown_verb_is_answered_by_all_that_there_are(manage_all):
    [answer] = manage_all([["seedplot", "rnus"]])

    assert answer.returncode == 2
    assert answer.stderr.startswith("CommandError: argument VERB: invalid choice: 'rnus' (choose from ")
    assert all(f"{name}" in answer.stderr for name in VERBS)
    assert answer.stderr.endswith("). See: manage.py seedplot --help\n")


def test_help_lists_every_verb_with_its_sentence(manage_all):
    [answer] = manage_all([["seedplot", "--help"]])

    printed = " ".join(answer.stdout.split())
    assert answer.returncode == 0
    assert [name for name in VERBS if f"{name} {verb_named(name).help}" not in printed] == []


def test_start_loads_neither_engine_nor_stories(run_program):
    finished = run_program(LOOK_AT_MODULES)

    assert (finished.stdout, finished.stderr) == ("[]\n", "")


def test_django_options_go_before_and_behind_the_verb(manage_all, garden_url):
    answers = manage_all(
        [["seedplot", "--no-color", "runs"], ["seedplot", "runs", "--no-color", "--verbosity=0"]],
        DATABASE_URL=garden_url,
    )

    assert [(each.returncode, each.stdout) for each in answers] == [(0, "No run is recorded here.\n")] * 2


def test_call_command_takes_options_by_name(db, seedplot):
    assert seedplot("runs", format="json") == "[]\n"


def test_call_command_answers_a_mistake_with_a_command_error():
    with pytest.raises(CommandError, match="unrecognized arguments: --chek"):
        call_command("seedplot", "runs", "--chek")


@pytest.mark.parametrize("name", VERBS)
def test_unknown_database_is_refused_by_each_verb(refusal, name):
    needed = {"why": ["toy.Bed", "1"], "diff": ["1", "2"], "certificate": ["1"]}.get(name, [])

    assert refusal(name, *needed, "--database=moon") == (
        "There is no database named 'moon' in the settings. Give --database one of: default."
    )


@pytest.mark.parametrize("verb", VERBS)
def test_guard_looks_at_the_database_before_verbs_that_write_and_no_others(db, seedplot, monkeypatch, verb):
    asked = []
    monkeypatch.setattr(guard, "refuse_unless_allowed", lambda using, **given: asked.append((using, given)))
    monkeypatch.setattr(verb_named(verb), "run", lambda self, options: None)
    needed = {"why": ("toy.Bed", "1"), "diff": ("1", "2"), "certificate": ("1",)}

    writes = verb_named(verb).writes
    seedplot(verb, *needed.get(verb, ()), *(["--allow-production"] if writes else []))

    assert writes == (verb in ("heal", "advance"))
    assert asked == ([("default", {"allow_production": True})] if writes else [])
