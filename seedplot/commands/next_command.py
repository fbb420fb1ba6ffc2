"""The command that continues, whole and with the user's own options, for the end of a message."""

from __future__ import annotations

import shlex
from argparse import Action, ArgumentParser
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedplot.commands.options import SeedOptions
    from seedplot.models import SeedRun

PREFIX = "python manage.py"
OF_DJANGO = ("settings", "pythonpath")
"""Options of every command that decide what it does; they come last. The others only decide how it looks."""
LOOKS = frozenset(
    {"help", "version", "verbosity", "traceback", "no_color", "force_color", "no_progress", "skip_checks"}
)


def command_line(
    name: str,
    parser: ArgumentParser,
    values: Mapping[str, Any],
    *,
    adding: Mapping[str, Any] | None = None,
    without: Collection[str] = (),
) -> str:
    """The command of that name with these parsed values, as the user would type it: options that were not set are left
    out, those in `adding` are set, those in `without` are not."""
    wanted = {key: value for key, value in values.items() if key not in without} | dict(adding or {})
    actions = sorted(parser._actions, key=lambda action: action.dest in OF_DJANGO)
    words = [word for action in actions if action.dest not in LOOKS for word in _words(action, wanted)]
    return " ".join([PREFIX, name, *words])


def values_of(options: SeedOptions) -> dict[str, Any]:
    """Parsed options of a seed command, under the names that its parser has for them."""
    own = {
        each.name: getattr(options, each.name) for each in fields(options) if each.name not in ("scenarios", "extra")
    }
    return {**own, **options.extra, "scenario": list(options.scenarios) or None}


def values_of_run(run: SeedRun) -> dict[str, Any]:
    """The options that make a recorded run again."""
    from django.utils import timezone

    from seedplot.clock import project_zone

    day = timezone.localtime(run.anchor, project_zone()).date()
    return {**run.options, "scenario": [run.scenario], "seed": run.seed, "as_of": day.isoformat()}


def _words(action: Action, values: Mapping[str, Any]) -> Iterator[str]:
    value = values.get(action.dest, action.default)
    if value is None or value is False or not action.option_strings or str(value) == str(action.default):
        return
    option = action.option_strings[-1]
    if value is True:
        yield option
        return
    for each in value if isinstance(value, (list, tuple)) else [value]:
        yield from (option, shlex.quote(str(each)))
