"""Rules about the tree and its prose that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

import seedplot

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = sorted(path for path in (ROOT / "seedplot").rglob("*.py") if "migrations" not in path.parts)
SOURCES = [*LIBRARY, *sorted(path for path in (ROOT / "apps").rglob("*.py") if "migrations" not in path.parts)]
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
