"""Compare the search vectors with the rows, and mend them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seedplot.seed_command import answer_in_one_line, check_database, one_line_errors


class Command(BaseCommand):
    help = (
        "Compare the records of the vector index with the rows, by id and content hash. audit lists what is missing, "
        "stale or orphaned; sync writes what is missing or stale; cleanup deletes orphans."
    )
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if parser.called_from_command_line:
            answer_in_one_line(parser, f"{prog_name} {subcommand} --help")
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mode", default="audit", help="audit (default), cleanup or sync.")
        parser.add_argument("--namespace", default="all", metavar="NAME", help="One namespace, or all (default).")
        parser.add_argument("--workspace", default="", metavar="ID", help="Only the rows of that workspace.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")
        parser.add_argument("--confirm", action="store_true", help="Needed to write and to delete.")
        parser.add_argument("--batch-size", default=100, type=int, metavar="N", help="Records a call (default: 100).")
        parser.add_argument("--force", action="store_true", help="Embed and write unchanged texts too.")
        parser.add_argument("--database", default="default", metavar="ALIAS", help="The database to use.")

    def handle(self, *args: Any, **given: Any) -> None:
        from apps.projects.exporting.vectors.maintenance import Maintenance, maintain

        wanted = Maintenance(
            mode=given["mode"],
            namespace=given["namespace"],
            workspace=given["workspace"],
            dry_run=given["dry_run"],
            confirm=given["confirm"],
            batch_size=given["batch_size"],
            force=given["force"],
            using=given["database"],
        )
        with one_line_errors(self.stderr):
            check_database(given["database"])
            maintain(wanted, self.stdout.write)
