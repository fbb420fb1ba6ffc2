"""The base of every command of ours: what it says about a mistake is one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seedplot.commands import arguments
from seedplot.commands.closed_pipe import quiet_on_closed_pipe
from seedplot.commands.mistakes import concise_usage_errors, seed_errors_as_command_errors
from seedplot.commands.one_line import texts_of


class ConciseCommand(BaseCommand):
    """A command on one database that answers a mistake in one line. Subclasses define `run`.

    `run(options)` gets the parsed options. A SeedError in it is printed in one line, and the exit code is not zero.

    >>> import sys
    >>> from django.core.management import call_command
    >>> from seedplot.commands import ConciseCommand
    >>> class Command(ConciseCommand):
    ...     def run(self, options):
    ...         self.stdout.write(f"The database is {options['database']}.")
    >>> call_command(Command(stdout=sys.stdout))
    The database is default.
    """

    requires_system_checks = []
    name = ""
    """The command as the user types it, for the next steps in messages."""

    def run_from_argv(self, argv: list[str]) -> None:
        with quiet_on_closed_pipe():
            super().run_from_argv(argv)

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        self.name = subcommand
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        self.parser = parser
        if parser.called_from_command_line:
            concise_usage_errors(parser, f"{prog_name} {subcommand} --help")
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--database", default="default", metavar="ALIAS", help="The database to use (default: default)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with seed_errors_as_command_errors(self.stderr, options["database"], texts_of(options)):
            arguments.check_database(options["database"])
            self.run(options)

    def run(self, options: Mapping[str, Any]) -> None:
        raise NotImplementedError
