"""The documents name files, links, commands and make targets. Each of them must be there."""

import re

import pytest
from django.core.management import get_commands, load_command_class

from tests.docs.pages import PAGES, ROOT, anchors, manage_commands, name_of

for_each_document = pytest.mark.parametrize("document", PAGES, ids=[name_of(page) for page in PAGES])


@for_each_document
def test_document_links_to_files_and_headings_that_exist(document):
    links = re.findall(r"\]\(([^)\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
    missing = []
    for link in links:
        if "://" in link or link.startswith("mailto:"):
            continue
        file, _, heading = link.partition("#")
        target = document.parent / file if file else document
        if not target.exists() or (heading and heading not in anchors(target)):
            missing.append(link)

    assert missing == []


@for_each_document
def test_document_names_make_targets_that_exist(document):
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))

    named = set(re.findall(r"(?:`|^ *|\$ )make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE))

    assert named - targets == set()


@for_each_document
def test_document_shows_commands_with_options_that_exist(document):
    unknown = []
    for name, *arguments in manage_commands(document):
        # The café of docs/engine.md is built by the test of that page.
        if name == "seed_cafe":
            continue
        app = get_commands()[name]
        parser = load_command_class(app, name).create_parser("manage.py", name)
        if name == "seedplot":
            [verbs] = [action for action in parser._actions if action.dest == "verb"]
            parser = verbs.choices[arguments[0]]
        known = {option for action in parser._actions for option in action.option_strings}
        unknown += [each for each in arguments if each.startswith("-") and each.partition("=")[0] not in known]

    assert unknown == []


@for_each_document
def test_document_names_paths_of_the_repository_that_exist(document):
    named = re.findall(
        r"`((?:apps|config|seedplot|tests|docs|benchmarks)/[\w/.-]*)`", document.read_text(encoding="utf-8")
    )

    # What a reader is told to make is not there yet.
    missing = {path for path in named if not (ROOT / path).exists()} - {
        "apps/metrics/seeding/scenarios/faster_reviews.py"
    }

    assert missing == set()


def test_contributing_explains_every_make_target():
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))

    explained = set(re.findall(r"`make ([a-z-]+)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))

    assert explained == targets


def test_readme_leads_to_every_page():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name_of(page) for page in PAGES if page.name != "README.md" and f"({name_of(page)})" not in readme] == []
