"""The public names of the library: each is documented, and its example runs."""

import ast
import doctest
import inspect
import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

import seedplot
from tests.conftest import run_python

PACKAGES = ("seedplot", "seedplot.commands", "seedplot.content", "seedplot.exporters", "seedplot.fiction")
# The examples of seedplot.testing need a project with a story: tests/docs/test_testing_page.py runs them in the café.
NAMES = [(package, name) for package in PACKAGES for name in import_module(package).__all__]
each_name = pytest.mark.parametrize(("package", "name"), NAMES, ids=[f"{package}.{name}" for package, name in NAMES])


def documentation_of(package, name):
    """The docstring; of a constant, the text below it in its module."""
    value = getattr(import_module(package), name)
    if inspect.isclass(value):
        # Not that of a base.
        return vars(value).get("__doc__") or ""
    if inspect.isfunction(value):
        return value.__doc__ or ""
    return next(filter(None, (text_below(module, name) for module in modules_of(package))), "")


def modules_of(package):
    """The modules whose names the package hands on."""
    folder = Path(import_module(package).__file__).parent
    return sorted(folder.glob("*.py"))


def text_below(module, name):
    body = ast.parse(module.read_text(encoding="utf-8")).body
    for statement, following in pairwise(body):
        is_it = isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == name
        if is_it and isinstance(following, ast.Expr):
            return ast.literal_eval(following.value)
    return ""


@each_name
def test_name_is_documented_with_an_example_that_runs(package, name, db):
    text = documentation_of(package, name)
    assert len(text.partition(">>>")[0].strip()) >= 20
    example = doctest.DocTestParser().get_doctest(text, {"__name__": "example"}, name, None, None)
    assert example.examples
    printed = []

    failed, _ = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=printed.append)

    assert not failed, "".join(printed)


def test_names_are_loaded_when_they_are_asked_for_and_need_no_settings():
    program = """
import sys
import seedplot
assert not [name for name in sys.modules if name.startswith(("seedplot.", "django", "factory", "rich"))]
assert seedplot.rounded(0.5, 5) == 3
assert "seedplot.scenario" not in sys.modules
from seedplot import Near, Promise, Scenario, Option, WeeklyCalendar
assert not [name for name in sys.modules if name.startswith(("seedplot.engine", "factory", "rich"))]
"""

    finished = run_python("-c", program)

    assert (finished.returncode, finished.stderr) == (0, "")


def test_every_name_can_be_listed_and_no_other_is_there():
    assert set(seedplot.__all__) <= set(dir(seedplot))
    assert sorted(seedplot.__all__) == sorted(seedplot._PLACES)
    with pytest.raises(AttributeError, match=r"^module 'seedplot' has no attribute 'Scenery'$"):
        _ = seedplot.Scenery


def test_types_know_the_names_that_are_loaded_later():
    tree = ast.parse(Path(seedplot.__file__).read_text(encoding="utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]

    told = {alias.name: node.module for node in block.body for alias in node.names}

    assert told == {name: f"seedplot.{place}" for name, place in seedplot._PLACES.items()}


def test_name_is_the_one_of_its_module():
    for name, place in seedplot._PLACES.items():
        assert getattr(seedplot, name) is getattr(sys.modules[f"seedplot.{place}"], name)
