"""Planting a bug in process: a named function or content entry is replaced wherever the project refers to it.

A target reads `package.module:name`, with `.attribute` and `['key']` or `[3]` behind it as far as needed:

    apps.metrics.seeding.weekly_metrics_calculator:calculate_weekly_metrics
    apps.metrics.factories:PullRequestFactory._meta.base_declarations['title']

A target that does not exist raises PlantError, so a bug cannot outlive the function that it is planted in.
"""

import re
import sys
from collections.abc import Callable, Iterator, MutableMapping, MutableSequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from inspect import getattr_static
from typing import Any

import pytest

from seedplot.engine import pipeline
from seedplot.engine.runs import Request
from seedplot.errors import NotAsPromised

STEP = re.compile(r"\.?(?P<attribute>[A-Za-z_]\w*)|\[(?P<key>'[^']*'|\d+)\]")


class PlantError(Exception):
    """The target of a bug does not exist, or the bug changes nothing."""


@dataclass(frozen=True)
class PlantedBug:
    """A bug, and the promises that must notice it.

    `replace` gets the sound function or value and returns the faulty one. `request` makes the run; its rows break at
    least the promises named, by id. `forget` drops what the project's objects keep of the original, or of the bug.
    """

    name: str
    target: str
    replace: Callable[[Any], Any]
    promises: tuple[str, ...]
    request: Callable[[], Request]
    forget: Callable[[], None] = lambda: None

    def __str__(self) -> str:
        return self.name


@contextmanager
def planted(bug: PlantedBug) -> Iterator[None]:
    """The bug is in the project until the context ends. PlantError if its target is gone."""
    owner, step = _owner_and_step(bug.target)
    original = _get(owner, step)
    faulty = bug.replace(original.__func__ if isinstance(original, (staticmethod, classmethod)) else original)
    if isinstance(original, (staticmethod, classmethod)):
        faulty = type(original)(faulty)
    if faulty is original:
        raise PlantError(f"'{bug.name}' replaces {bug.target} by itself")
    places = [(owner, step), *_other_names_of(original, owner, step)]
    # A sound function that stands in the place of another one has names of its own, which it keeps.
    own_names = _other_names_of(faulty, owner, step)
    try:
        for each, name in places:
            _set(each, name, faulty)
        _forget_cached_results()
        bug.forget()
        yield
    finally:
        # A module that was imported with the bug in place has it under a name of its own.
        later_names = [each for each in _other_names_of(faulty, owner, step) if each not in own_names]
        for each, name in [*places, *later_names]:
            _set(each, name, original)
        _forget_cached_results()
        bug.forget()


def target_of(bug: PlantedBug) -> Any:
    """The sound function or value that the bug replaces. PlantError if it is gone."""
    return _get(*_owner_and_step(bug.target))


def broken_by(bug: PlantedBug) -> set[str]:
    """The ids of the promises that the run with the bug breaks. The test fails if the run is completed."""
    with planted(bug), pytest.raises(NotAsPromised) as refused:
        pipeline.run(bug.request())
    return {finding.promise.id for finding in refused.value.report.broken}


def _owner_and_step(target: str) -> tuple[Any, Any]:
    """The object that holds the target, and the attribute name or the (key,) under which it does."""
    module, _, path = target.partition(":")
    steps = [_step(found) for found in STEP.finditer(path)]
    if not steps or "".join(found.group(0) for found in STEP.finditer(path)) != path:
        raise PlantError(f"'{target}' is not module:name")
    owner: Any = import_module(module)
    for step in steps[:-1]:
        owner = _get(owner, step)
    _get(owner, steps[-1])
    return owner, steps[-1]


def _step(found: re.Match[str]) -> Any:
    if found["attribute"]:
        return found["attribute"]
    key = found["key"]
    return (key[1:-1] if key.startswith("'") else int(key),)


def _get(owner: Any, step: Any) -> Any:
    try:
        return getattr_static(owner, step) if isinstance(step, str) and isinstance(owner, type) else _read(owner, step)
    except (AttributeError, KeyError, IndexError) as error:
        raise PlantError(f"{owner!r} has no {step!r} any more") from error


def _read(owner: Any, step: Any) -> Any:
    return getattr(owner, step) if isinstance(step, str) else owner[step[0]]


def _set(owner: Any, step: Any, value: Any) -> None:
    if isinstance(step, str):
        setattr(owner, step, value)
    elif isinstance(owner, (MutableMapping, MutableSequence)):
        owner[step[0]] = value
    else:
        raise PlantError(f"{type(owner).__name__} cannot be changed; plant the bug into the name that holds it")


def _other_names_of(original: Any, owner: Any, step: Any) -> list[tuple[Any, str]]:
    """The modules of the project that imported the original by name."""
    if not callable(original) and not isinstance(original, (tuple, list, dict, frozenset)):
        # Equal numbers and short texts are one object in Python, wherever they come from.
        return []
    return [
        (module, name)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith(("apps.", "seedplot."))
        for name, value in list(vars(module).items())
        if value is original and not (module is owner and name == step)
    ]


def _forget_cached_results() -> None:
    """Empty each cache of the project: what was computed with the bug is of no use without it, and the reverse."""
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith(("apps.", "seedplot.")):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear) and getattr(value, "__module__", "").startswith(("apps.", "seedplot.")):
                    clear()
