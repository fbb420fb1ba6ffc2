"""The specification states and decides nothing, and the promises name where their bounds come from."""

import ast
from pathlib import Path

from apps.notices.seeding import specification
from apps.notices.seeding.promises import LIBRARY_PROMISES
from apps.notices.seeding.promises.whole_library import FILE_PROMISES, WHOLE_LIBRARY_PROMISES

PROMISES = (*LIBRARY_PROMISES, *WHOLE_LIBRARY_PROMISES, *FILE_PROMISES)
PARSERS = {"words", "_subjects", "reference_rows"}
"""They turn lists that are written as text or as YAML into tuples."""


def test_specification_has_no_function_but_its_parsers():
    [folder] = specification.__path__
    modules = sorted(Path(folder).glob("*.py"))
    functions = {
        node.name
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }

    assert len(modules) >= 10
    assert functions == PARSERS


def test_every_promise_names_its_source():
    assert [promise.id for promise in PROMISES if not promise.source.strip()] == []


def test_promises_are_numbered_in_order():
    numbers = [promise.id for promise in PROMISES]

    assert numbers == sorted(set(numbers))
