"""The command of whoever keeps a demo: `manage.py seedplot VERB`."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser
from collections.abc import Mapping
from copy import copy
from typing import Any

from django.core.management.base import CommandParser, DjangoHelpFormatter

from seedplot.commands import arguments
from seedplot.commands.concise import ConciseCommand
from seedplot.commands.mistakes import concise_usage_errors
from seedplot.commands.verbs import VERBS, verb_named


class Command(ConciseCommand):
    help = "Look after the runs of a database."
    named: str | None = None
    """The verb on the command line. Only its own options are needed then, which may take a look at all scenarios."""

    def run_from_argv(self, argv: list[str]) -> None:
        self.named = next((each for each in argv[2:] if each in VERBS), "")
        super().run_from_argv(argv)

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if self.named:
            # Options that the verb does not know are left to this parser to complain about.
            concise_usage_errors(parser, f"{prog_name} {subcommand} {self.named} --help")
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        shared = [action for action in parser._actions if action.option_strings and action.dest != "help"]
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", title="verbs")
        for name in VERBS:
            verb = verb_named(name)
            own = verbs.add_parser(
                name, help=verb.help, description=verb.help, formatter_class=DjangoHelpFormatter, allow_abbrev=False
            )
            if parser.called_from_command_line:
                concise_usage_errors(own, f"{own.prog} --help")
            if self.named in (None, name):
                verb.add_arguments(own)
                super().add_arguments(own)
                if verb.writes:
                    arguments.add_allow_production(own)
                _add_shared(own, shared)

    def run(self, options: Mapping[str, Any]) -> None:
        verb = verb_named(options["verb"])
        if verb.writes:
            from seedplot.engine import guard

            guard.refuse_unless_allowed(options["database"], allow_production=options["allow_production"])
        verb(self.stdout, self.stderr).run(options)


def _add_shared(parser: ArgumentParser, shared: list[Any]) -> None:
    """Take Django's own options behind the verb as well; what stands before it counts unless it is said again."""
    for action in shared:
        again = copy(action)
        again.default = SUPPRESS
        parser._add_action(again)
