"""Rules about the tree and its prose that no linter knows."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import seedplot

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = sorted(path for path in (ROOT / "seedplot").rglob("*.py") if "migrations" not in path.parts)
SOURCES = [*LIBRARY, *sorted(path for path in (ROOT / "apps").rglob("*.py") if "migrations" not in path.parts)]
TOP = {
    "models/", "factories.py", "queries/", "services/", "views/", "api/", "exports/", "admin.py", "urls.py", "apps.py",
    "forms.py", "templates/", "templatetags/", "static/", "management/", "migrations/", "seeding/", "__init__.py",
}  # fmt: skip
SEEDING = {
    "specification/", "content/", "prerequisites.py", "planning/", "scenarios/", "rows.py", "rows/", "promises.py",
    "promises/", "measures/", "__init__.py",
}  # fmt: skip
# The domains that keep to the common list of DESIGN, with what it lets each add to its seeding.
COMMON_LIST = {
    "metrics": {
        "data_generator.py",
        "deterministic.py",
        "github/",
        "github_fetcher.py",
        "weekly_metrics_calculator.py",
    },
    "projects": set(),
    "tickets": {"imports/"},
    "tenants": set(),
    "notices": set(),
}
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


def entries(folder):
    """The names in a folder of the project, those of folders with a stroke behind them.

    A folder with nothing but compiled modules is a left-over.
    """
    files = [path.relative_to(ROOT / folder).parts for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {f"{top}/" if inside else top for top, *inside in files if "__pycache__" not in (top, *inside)}


@pytest.mark.parametrize("domain", COMMON_LIST)
def test_domain_keeps_to_the_common_list(domain):
    assert entries(f"apps/{domain}") - TOP == set()
    assert entries(f"apps/{domain}/seeding") - SEEDING - COMMON_LIST[domain] == set()


@pytest.mark.parametrize("domain", COMMON_LIST)
def test_contracts_hold_each_domain_of_the_common_list(domain):
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layered = {container for contract in contracts for container in contract.get("containers", [])}
    proofs = [set(contract["source_modules"]) for contract in contracts if contract["name"].startswith("Proof of ")]
    seeding = f"apps.{domain}.seeding"

    assert {f"apps.{domain}", seeding} <= layered
    assert {f"{seeding}.{part}" for part in ("specification", "rows", "measures", "promises")} in proofs


@pytest.mark.parametrize("domain", COMMON_LIST)
def test_tests_of_a_domain_mirror_its_folders(domain):
    tests = ROOT / "tests" / domain

    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}

    assert [str(folder) for folder in sorted(folders) if not (ROOT / "apps" / domain / folder).is_dir()] == []


def test_modules_name_the_part_of_the_library_that_they_import():
    """`from seedplot import ranked` is for projects: here import-linter must see whose name it is."""
    imported = [
        (str(path.relative_to(ROOT)), alias.name)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "seedplot" and not node.level
        for alias in node.names
    ]

    assert [each for each in imported if each[1] in seedplot.__all__] == []
