"""Names of scenarios, taken from where their classes stand.

`busy_mornings.py` in the `seeding.scenarios` of the app `cafe` has the scenario `busy-mornings` of the domain `cafe`.
Where the module names no story, as `seeding/scenarios.py` or the package's `__init__.py`, the class does:
BusyMorningsScenario is `busy-mornings`.
"""

from __future__ import annotations

import re
import sys
from abc import ABC
from inspect import cleandoc, isabstract
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Callable

SCENARIOS = "seeding.scenarios"
"""The module or package of an app that has its scenarios."""
T = TypeVar("T")


class OfClass(Generic[T]):
    """A value that a class has from the start and may replace by an attribute of its own."""

    def __init__(self, derive: Callable[[type], T]) -> None:
        self._derive = derive

    def __get__(self, instance: object, owner: type[Any]) -> T:
        return self._derive(owner)


def name_of(scenario: type) -> str:
    """The name that its module or its class gives it."""
    named = _named(scenario)
    last = named.__module__.rpartition(".")[2]
    if named.__module__.endswith(f".{SCENARIOS}") or not is_in_scenarios(named.__module__) or _is_package(named):
        return _words(named.__name__.removesuffix("Scenario") or named.__name__)
    return last.replace("_", "-")


def domain_of(scenario: type) -> str:
    """The label of the app that its module belongs to; outside of all apps, the name of its outermost package."""
    module = _named(scenario).__module__
    config = apps.get_containing_app_config(module)
    return config.label if config else module.partition(".")[0]


def story_of(scenario: type) -> str:
    """The docstring in one line; that of a base where a class has none, but not that of Scenario."""
    own = takewhile(lambda each: "story" not in vars(each), scenario.__mro__)
    texts = (vars(each).get("__doc__") for each in own)
    return " ".join(cleandoc(next(filter(None, texts), "")).split())


def is_abstract(scenario: type) -> bool:
    """Return true for a base of scenarios: it leaves a method open, or names ABC among its own bases."""
    return isabstract(scenario) or ABC in scenario.__bases__


def _named(scenario: type) -> type:
    """The class that names it: itself, or its nearest base among an app's scenarios (as of a variant in a test)."""
    among = (each for each in scenario.__mro__ if is_in_scenarios(each.__module__) and not is_abstract(each))
    return next(among, scenario)


def is_in_scenarios(module: str) -> bool:
    """Return true for a module among an app's scenarios."""
    return f".{SCENARIOS}." in f".{module}."


def _is_package(scenario: type) -> bool:
    return hasattr(sys.modules.get(scenario.__module__), "__path__")


def _words(name: str) -> str:
    """AISuccess as ai-success."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).lower()
