"""The command that clears a run and seeds it again as of another day, for the end of a message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.management import get_commands, load_command_class

from seedplot import registry
from seedplot.commands import next_command
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.models import SeedRun
    from seedplot.scenario import Scenario

NAME = "seed_demo_data"


def seed_again_command(run: SeedRun, day: date) -> str:
    """The command line with the run's own options. A run whose scenario or command is gone is cleared only."""
    try:
        scenario = type(registry.scenario_of_run(run))
    except SeedError:
        scenario = None
    name = None if scenario is None else _name_of_command(scenario)
    if scenario is None or name is None:
        values = {"database": run.using, "clear_only": True, "run": run.pk}
        return next_command.command_line(NAME, _command(NAME, {}).create_parser(next_command.PREFIX, NAME), values)
    parser = _command(name, {run.scenario: scenario}).create_parser(next_command.PREFIX, name)
    values = {**next_command.values_of_run(run), "database": run.using, "as_of": day.isoformat(), "clear": True}
    if name != NAME:
        del values["scenario"]
    return next_command.command_line(name, parser, values)


def _name_of_command(scenario: type[Scenario]) -> str | None:
    """The command that runs the scenario; None for one that no command names, as the older mode of `seed_demo_data`."""
    if scenario.name in registry.discover():
        return NAME
    for name, app in get_commands().items():
        if scenario.__module__.startswith(f"{app}.") and getattr(_loaded(name), "scenario", None) is scenario:
            return name
    return None


def _command(name: str, named: Mapping[str, type[Scenario]]) -> Any:
    command = _loaded(name)
    command.named = named
    return command


def _loaded(name: str) -> Any:
    return load_command_class(get_commands()[name], name)
