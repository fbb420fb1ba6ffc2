"""The bases of seed commands: one for many scenarios, one for a single scenario, one for several commands in a row."""

from seedplot.commands.arguments import check_database
from seedplot.commands.base import SeedCommand
from seedplot.commands.by_mark import Mark
from seedplot.commands.composite import CompositeSeedCommand
from seedplot.commands.concise import ConciseCommand
from seedplot.commands.mistakes import seed_errors_as_command_errors
from seedplot.commands.notes import note
from seedplot.commands.options import SeedOptions
from seedplot.commands.scenario import ScenarioCommand

__all__ = [
    "CompositeSeedCommand",
    "ConciseCommand",
    "Mark",
    "ScenarioCommand",
    "SeedCommand",
    "SeedOptions",
    "check_database",
    "note",
    "seed_errors_as_command_errors",
]
