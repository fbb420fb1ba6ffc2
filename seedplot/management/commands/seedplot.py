"""The command of whoever keeps a demo: `manage.py seedplot VERB`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from seedplot.commands.base import ConciseCommand
from seedplot.commands.verbs import VERBS, verb_named


class Command(ConciseCommand):
    help = "Look after the runs of a database."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", title="verbs")
        for name in VERBS:
            verb = verb_named(name)
            own = verbs.add_parser(name, help=verb.help, description=verb.help)
            super().add_arguments(own)
            verb.add_arguments(own)

    def run(self, options: Mapping[str, Any]) -> None:
        verb_named(options["verb"])(self.stdout, self.stderr).run(options)
