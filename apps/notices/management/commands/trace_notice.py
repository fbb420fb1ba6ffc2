"""Follow one patron's notices from their source to the files that left the building."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from seedplot.commands import ConciseCommand


class Command(ConciseCommand):
    help = "Print a patron's notices as a tree: source, queue, history, log and file, with their times."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("patron", metavar="PATRON", help="A barcode, a patron id, or a scenario's letter, A to Y.")

    def run(self, options: Mapping[str, Any]) -> None:
        from apps.notices.management.trace_tree import draw
        from apps.notices.queries.library import library_there
        from apps.notices.queries.tracing import trace_patron

        trace = trace_patron(library_there(options["database"]), options["patron"])
        self.stdout.write(draw(trace, self.stdout, colour=not options["no_color"]))
