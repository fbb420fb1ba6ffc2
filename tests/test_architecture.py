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


# One list for all domains, as docs and readers expect it: a name is in it, or it is a reason to stop and think.
OF_A_DOMAIN = {
    *("models", "factories.py", "queries", "services", "views", "api", "exports", "seeding"),
    *("admin.py", "apps.py", "urls.py", "forms.py", "management", "migrations"),
    *("templates", "templatetags", "static"),
}
OF_SEEDING = {
    *("specification", "content", "prerequisites.py", "planning", "scenarios"),
    *("rows.py", "measures", "promises", "promises.py"),
}
# The domains that keep to the list, with what each has beside it, by path.
LISTED: dict[str, set[str]] = {
    "tenants": set(),
    "notices": set(),
}


def entries(folder):
    """Names of the modules and folders of a package. A folder with nothing but compiled modules is a left-over."""
    files = [path.relative_to(folder).parts for path in folder.rglob("*") if path.is_file()]
    return {parts[0] for parts in files if "__pycache__" not in parts} - {"__init__.py"}


@pytest.mark.parametrize("domain", LISTED)
def test_domain_has_nothing_beside_the_common_list(domain):
    app = ROOT / "apps" / domain

    found = entries(app) - OF_A_DOMAIN
    found |= {f"seeding/{name}" for name in entries(app / "seeding") - OF_SEEDING}

    assert found == LISTED[domain]


@pytest.mark.parametrize("domain", LISTED)
def test_tests_of_a_domain_mirror_its_folders(domain):
    tests = ROOT / "tests" / domain

    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}

    assert [str(folder) for folder in sorted(folders) if not (ROOT / "apps" / domain / folder).is_dir()] == []
