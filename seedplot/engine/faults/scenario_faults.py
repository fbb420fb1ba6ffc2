"""Exceptions in a scenario's own code, told apart from those of the database and of the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.management.base import CommandError
from django.db import Error

from seedplot.errors import PlanError, ScenarioFault, SeedError

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
        fault = ScenarioFault(f"{type(error).__name__}: {error}".removesuffix(": "))
        fault.scenario = scenario
        raise fault from error


def planned(scenario: str, plan: Callable[[], Iterable[T]]) -> Iterator[T]:
    """The items of that scenario's plan, one after the other; the code that makes them is its own."""
    with scenario_code(scenario):
        yield from plan()
