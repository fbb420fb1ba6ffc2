"""Exceptions in a scenario's own code, told apart from those of the database and of the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from traceback import walk_tb
from typing import TypeVar

from django.core.management.base import CommandError
from django.db import Error

from seedplot.errors import PlanError, ScenarioFault, SeedError
from seedplot.scenario import Scenario

T = TypeVar("T")
OTHERS = (SeedError, CommandError, Error, MemoryError)
"""Exceptions that may come out of a scenario's code and have a meaning of their own."""


@contextmanager
def scenario_code(scenario: str) -> Iterator[None]:
    """Turn an exception of the code inside, which is that scenario's, into a ScenarioFault."""
    try:
        yield
    except PlanError as error:
        error.scenario = scenario
        raise
    except OTHERS:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.filename is not None:
            # A file that the user has named, or the place for one: the command says so.
            raise
        raise _as_fault(error, scenario) from error


def fault_of_scenario(error: Exception) -> ScenarioFault | None:
    """The exception as a fault of the scenario through whose module it came; None if it came through none."""
    known = _subclasses(Scenario)  # type: ignore[type-abstract]  # its subclasses are wanted, not an instance
    classes = {each.__module__: each for each in known if not each.__module__.startswith("seedplot.")}
    passed = [str(frame.f_globals.get("__name__")) for frame, _ in walk_tb(error.__traceback__)]
    for module in reversed(passed):
        if module in classes:
            return _as_fault(error, classes[module].name)
    return None


def _subclasses(base: type[Scenario]) -> Iterator[type[Scenario]]:
    for each in base.__subclasses__():
        yield each
        yield from _subclasses(each)


def _as_fault(error: Exception, scenario: str) -> ScenarioFault:
    fault = ScenarioFault(f"{type(error).__name__}: {error}".removesuffix(": "))
    fault.scenario = scenario
    return fault


def planned(scenario: str, plan: Callable[[], Iterable[T]]) -> Iterator[T]:
    """The items of that scenario's plan, one after the other; the code that makes them is its own."""
    with scenario_code(scenario):
        yield from plan()
