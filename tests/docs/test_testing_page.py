"""docs/testing.md and the examples of `seedplot.testing`, run in the café of docs/engine.md."""

import re

import pytest

from tests.docs.pages import ROOT, code_blocks, written_files

pytestmark = pytest.mark.check

ENGINE = ROOT / "docs" / "engine.md"
TESTING = ROOT / "docs" / "testing.md"
EXAMPLES = """
import doctest
from importlib import import_module

import seedplot.testing
from django.db import transaction
from django.test import TestCase
from seedplot.testing import __all__ as names

class Examples(TestCase):
    def setUp(self):
        self.maxDiff = None

    def test_are_there(self):
        shown = [name for name in names if ">>> " in (getattr(seedplot.testing, name).__doc__ or "")]
        self.assertEqual(shown, ["assert_story", "refusal", "run", "seed", "unchanged_database"])

    def test_run(self):
        for name in ("commands", "database", "seeding", "story"):
            with transaction.atomic():
                found = doctest.testmod(import_module(f"seedplot.testing.{name}"), verbose=False)
                transaction.set_rollback(True)
            self.assertEqual(found.failed, 0)
            self.assertGreater(found.attempted, 0)
"""


@pytest.fixture
def cafe(tmp_path, run_project):
    project = run_project(tmp_path, [*written_files(ENGINE), *written_files(TESTING)])
    made = project("makemigrations", "cafe")
    assert (made.returncode, made.stderr) == (0, "")
    return project


def counted(finished):
    """The number of tests that ran, all of them well."""
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "\nOK\n" in finished.stderr
    return int(re.search(r"^Ran (\d+) tests? in ", finished.stderr, re.MULTILINE)[1])


def test_page_can_be_followed_word_for_word(tmp_path, cafe):
    shown = "".join(code_blocks(TESTING, "python")).count("    def test_")

    assert counted(cafe("test", "cafe.tests")) == shown > 4


def test_block_for_pytest_can_be_read():
    [block] = [each for each in code_blocks(TESTING, "python") if not each.startswith("# ")]

    compile(block, "docs/testing.md", "exec")
    assert 'seed("busy-mornings", as_of="2026-03-09")' in block


def test_examples_of_the_public_functions_run(tmp_path, cafe):
    (tmp_path / "cafe" / "tests" / "test_examples.py").write_text(EXAMPLES, encoding="utf-8")

    assert counted(cafe("test", "cafe.tests.test_examples")) == 2
