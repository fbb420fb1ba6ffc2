"""The command that clears a run and seeds it again as of another day, for the end of a message."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.management import get_commands, load_command_class

from seedplot import registry
from seedplot.commands import next_command
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.models import SeedRun

NAME = "seed_demo_data"


def seed_again_command(run: SeedRun, day: date) -> str:
    """The command line with the run's own options. One that no installed command takes is cleared only."""
    command = load_command_class(get_commands()[NAME], NAME)
    try:
        command.named = {run.scenario: type(registry.scenario_of_run(run))}  # type: ignore[attr-defined]  # a SeedCommand
    except SeedError:
        command.named = {}  # type: ignore[attr-defined]  # as above
    parser = command.create_parser(next_command.PREFIX, NAME)
    if not command.named:  # type: ignore[attr-defined]  # as above
        return next_command.command_line(NAME, parser, {"database": run.using, "clear_only": True, "run": run.pk})
    values = {**next_command.values_of_run(run), "database": run.using, "as_of": day.isoformat(), "clear": True}
    return next_command.command_line(NAME, parser, values)
