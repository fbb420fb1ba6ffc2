"""The form of the promises: a measure by name, no offenders, and the source of the bound."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from seedplot.promises import Empty, Promise

if TYPE_CHECKING:
    from apps.projects.seeding.rows import ProjectRows

PLAN = "the plan: "
LAW = "a law of the domain: "


def measured(module: str, name: str) -> Callable[[ProjectRows], Any]:
    """The measure of that name, imported when it is taken: listing the scenarios does without models."""

    def measure(project: ProjectRows) -> Any:
        return getattr(import_module(f"apps.projects.seeding.measures.{module}"), name)(project)

    return measure


def none_of(id: str, sentence: str, measure: tuple[str, str], what: str, hint: str, source: str) -> Promise:
    """The promise that the measure, named by module and function, finds no offender."""
    return Promise(id, sentence, measured(*measure), Empty(what), hint, source)
