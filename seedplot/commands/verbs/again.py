"""The command that clears a recorded run and seeds it again, for the end of a message."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from seedplot import registry
from seedplot.clock import project_zone
from seedplot.options import SET

if TYPE_CHECKING:
    from seedplot.models import SeedRun


def clear_and_seed_again(run: SeedRun) -> str:
    """A sentence with the whole command, or with the way to it where the run has a command of its own."""
    if run.scenario not in registry.discover():
        return "Clear it and make it again with its own command."
    words = ["seed_demo_data", "--scenario", run.scenario, *seed_options(run.options, run.seed, run.anchor), "--clear"]
    words += [] if run.using == "default" else ["--database", run.using]
    return f"Clear and seed again: python manage.py {shlex.join(words)}"


def seed_options(recorded: Mapping[str, Any], seed: int, anchor: Any) -> Iterator[str]:
    """The options of a seed command that make such a run."""
    if seed != 42:
        yield from ("--seed", str(seed))
    yield from ("--as-of", str(timezone.localtime(anchor, project_zone()).date()))
    for key, value in recorded.items():
        option = f"--{key.replace('_', '-')}"
        if key == SET:
            yield from (word for name, moved in value.items() for word in ("--set", f"{name}={moved}"))
        elif value is True:
            yield option
        elif value not in (None, False):
            for each in value if isinstance(value, list) else [value]:
                yield from (option, str(each))
