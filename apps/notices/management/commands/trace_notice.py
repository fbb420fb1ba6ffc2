"""Follow one patron's notices from their source to the files that left the building."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seedplot.seed_command import answer_in_one_line, check_database, one_line_errors


class Command(BaseCommand):
    help = "Print a patron's notices as a tree: source, queue, history, log and file, with their times."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if parser.called_from_command_line:
            answer_in_one_line(parser, f"{prog_name} {subcommand} --help")
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("patron", metavar="PATRON", help="A barcode, a patron id, or a scenario's letter, A to Y.")
        parser.add_argument("--database", default="default", metavar="ALIAS", help="The database to read.")

    def handle(self, *args: Any, **given: Any) -> None:
        with one_line_errors(self.stderr):
            check_database(given["database"])
            from apps.notices.exporting.files import library_there
            from apps.notices.seeding.tracing import trace_patron
            from apps.notices.seeding.tracing.drawing import draw

            trace = trace_patron(library_there(given["database"]), given["patron"])
            self.stdout.write(draw(trace, self.stdout, colour=not given["no_color"]))
