"""Rules about the tree and its prose that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = sorted(path for path in (ROOT / "seedplot").rglob("*.py") if "migrations" not in path.parts)
QUESTION = re.compile(r"(What|Where|Who|Whether|How|When|Why)\b")


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: str(path.relative_to(ROOT)))
def test_docstring_is_a_statement_and_opens_with_no_question_word(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    texts = [
        node.value.value.strip()
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]

    assert [text.splitlines()[0] for text in texts if QUESTION.match(text)] == []


# The common list of a domain, and what only one domain has.
DOMAIN = {
    "__init__.py",
    "admin.py",
    "api",
    "apps.py",
    "exports",
    "factories.py",
    "forms.py",
    "management",
    "migrations",
    "models",
    "queries",
    "seeding",
    "services",
    "static",
    "templates",
    "templatetags",
    "urls.py",
    "views",
}
SEEDING = {
    "__init__.py",
    "content",
    "measures",
    "planning",
    "prerequisites.py",
    "promises",
    "promises.py",
    "rows.py",
    "scenarios",
    "specification",
}
OWN_TO_SEEDING = {
    "metrics": {
        "data_generator.py",
        "deterministic.py",
        "github",
        "github_fetcher.py",
        "weekly_metrics_calculator.py",
    },
}
"""The domains that have come into the list so far, each with what the plan or the design adds."""


def names_in(folder):
    return {path.name for path in folder.iterdir() if path.name != "__pycache__"}


@pytest.mark.parametrize("domain", OWN_TO_SEEDING)
def test_domain_keeps_to_the_common_list(domain):
    folder = ROOT / "apps" / domain

    found = (names_in(folder) - DOMAIN, names_in(folder / "seeding") - SEEDING - OWN_TO_SEEDING[domain])

    assert found == (set(), set())


@pytest.mark.parametrize("domain", OWN_TO_SEEDING)
def test_tests_of_a_domain_mirror_its_tree(domain):
    """A test module in a folder of its own tests the module, or the package, of that name."""
    tests, folder = ROOT / "tests" / domain, ROOT / "apps" / domain

    nested = [path.relative_to(tests) for path in tests.rglob("test_*.py") if path.parent != tests]
    tested = [folder / path.parent / path.name.removeprefix("test_") for path in nested]

    assert [str(path) for path in tested if not path.exists() and not path.with_suffix("").is_dir()] == []
