"""docs/command.md against the parser and the messages of the command, and the README's verbs."""

import json
import re

import pytest

from seedplot.commands.verbs import VERBS
from tests.conftest import run_python
from tests.docs.pages import ROOT

REFERENCE = ROOT / "docs" / "command.md"
README = ROOT / "README.md"
# In a process of its own, with the project's settings: the tests' own would add the garden's options.
PRINT_OPTIONS = """
import json
import django
from django.core.management import load_command_class
from django.core.management.base import BaseCommand

django.setup()
parser = load_command_class("apps.metrics", "seed_demo_data").create_parser("manage.py", "seed_demo_data")
shared = BaseCommand().create_parser("manage.py", "any")._option_string_actions
own = [action for action in parser._actions if action.option_strings[0] not in shared]
print(json.dumps({action.option_strings[0]: [action.metavar or "", action.help] for action in own}))
"""
PRINT_VERBS = """
import json
import django
from argparse import SUPPRESS
from django.core.management import load_command_class

django.setup()
parser = load_command_class("seedplot", "seedplot").create_parser("manage.py", "seedplot")
[verbs] = [action for action in parser._actions if action.dest == "verb"]
print(json.dumps({
    name: [
        each.option_strings[0] if each.option_strings else each.metavar
        for each in verb._actions
        if each.default is not SUPPRESS and each.dest != "database"
    ]
    for name, verb in verbs.choices.items()
}))
"""


@pytest.fixture(scope="module")
def options():
    """The command's own options, without those that every command of Django has: what each takes, and its help."""
    printed = run_python("-c", PRINT_OPTIONS, DJANGO_SETTINGS_MODULE="config.settings")
    assert printed.stderr == ""
    return json.loads(printed.stdout)


def test_reference_has_a_heading_for_every_option_and_none_more(options):
    headings = re.findall(r"^### (--\S+) ?(.*)$", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)

    assert dict(headings) == {option: metavar for option, (metavar, _) in options.items()}


def test_reference_has_every_option_in_its_table_and_none_more(options):
    section = REFERENCE.read_text(encoding="utf-8").partition("\n## All options\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`--.*?) \|", section, re.MULTILINE)
    named = [re.fullmatch(r"(--\S+) ?(.*)", each).groups() for cell in cells for each in re.findall(r"`(.*?)`", cell)]

    assert dict(named) == {option: metavar for option, (metavar, _) in options.items()}


def test_reference_gives_the_defaults_of_the_help(options):
    page = REFERENCE.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### (--\S+)(.*?)(?=^##)", page, re.MULTILINE | re.DOTALL))
    defaults = {
        option: found[1] for option, (_, text) in options.items() if (found := re.search(r"\(default: (\w+)\)", text))
    }

    assert {"--seed", "--as-of", "--database"} <= set(defaults)
    assert {option for option, value in defaults.items() if not re.search(rf"\b{value}\b", sections[option])} == set()


def test_reference_quotes_messages_that_the_code_has():
    section = REFERENCE.read_text(encoding="utf-8").partition("\n## Messages\n")[2]
    messages = re.findall(r"^\| `(.*?)` \|", section, re.MULTILINE)
    sources = [path.read_text(encoding="utf-8") for app in ("seedplot", "apps") for path in (ROOT / app).rglob("*.py")]
    # Literals that follow each other are one text.
    code = re.sub(r'"\s*\n\s*f?"', "", "\n".join(sources))

    def longest_piece(message):
        """The longest part of the message between the names and numbers of its example."""
        names = r"'[^']*'|\.\.\.|\b(?:x|\d+|baseline|ai-success)\b|--[\w-]+|metrics\.\w+"
        return max(re.split(names, message), key=len)

    assert messages
    assert [message for message in messages if longest_piece(message).strip(" ().:") not in code] == []


def test_reference_has_a_section_for_every_verb_that_names_all_it_takes():
    printed = run_python("-c", PRINT_VERBS, DJANGO_SETTINGS_MODULE="config.settings")
    verbs = json.loads(printed.stdout)
    page = REFERENCE.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### seedplot (\w+)(.*?)(?=^##)", page, re.MULTILINE | re.DOTALL))

    assert list(verbs) == list(sections)
    # Options of scenarios have headings of their own.
    known = {name: text + "".join(re.findall(r"^### (--\S+)", page, re.MULTILINE)) for name, text in sections.items()}
    assert [(name, each) for name, taken in verbs.items() for each in taken if each not in known[name]] == []


def test_readme_has_every_verb_in_its_table_and_none_more():
    section = README.read_text(encoding="utf-8").partition("\n## Keeping a demo\n")[2].partition("\n## ")[0]

    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(VERBS)
