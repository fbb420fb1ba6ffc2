"""The documents name files, links and make targets. Each of them must be there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

for_each_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=[str(document.relative_to(ROOT)) for document in DOCUMENTS]
)


@for_each_document
def test_document_links_to_files_that_exist(document):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text())
    files = [link for link in links if "://" not in link and not link.startswith("mailto:")]

    assert [file for file in files if not (document.parent / file).exists()] == []


@for_each_document
def test_document_names_make_targets_that_exist(document):
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))

    named = set(re.findall(r"(?:`|^ *|\$ )make ([a-z-]+)", document.read_text(), re.MULTILINE))

    assert named - targets == set()


def test_contributing_explains_every_make_target():
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))

    explained = set(re.findall(r"`make ([a-z-]+)`", (ROOT / "CONTRIBUTING.md").read_text()))

    assert explained == targets
