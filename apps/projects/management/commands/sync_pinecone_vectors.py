"""Compare the search vectors with the rows, and repair them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from seedplot.commands import ConciseCommand


class Command(ConciseCommand):
    help = (
        "Compare the records of the vector index with the rows, by id and content hash. audit lists what is missing, "
        "stale or orphaned; sync writes what is missing or stale; cleanup deletes orphans."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--mode", default="audit", help="audit (default), cleanup or sync.")
        parser.add_argument("--namespace", default="all", metavar="NAME", help="One namespace, or all (default).")
        parser.add_argument("--workspace", default="", metavar="ID", help="Only the rows of that workspace.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")
        parser.add_argument("--confirm", action="store_true", help="Needed to write and to delete.")
        parser.add_argument("--batch-size", default=100, type=int, metavar="N", help="Records a call (default: 100).")
        parser.add_argument("--force", action="store_true", help="Embed and write unchanged texts too.")
        parser.add_argument(
            "--allow-production",
            action="store_true",
            help="Clean up although DEBUG is off; also needs SEEDPLOT_ALLOW_PRODUCTION=1.",
        )

    def run(self, options: Mapping[str, Any]) -> None:
        from apps.projects.exports.vectors.maintenance import Maintenance, maintain

        if options["mode"] == "cleanup" and not options["dry_run"]:
            from seedplot.engine import guard

            guard.refuse_unless_allowed(options["database"], allow_production=options["allow_production"])
        wanted = Maintenance(
            mode=options["mode"],
            namespace=options["namespace"],
            workspace=options["workspace"],
            dry_run=options["dry_run"],
            confirm=options["confirm"],
            batch_size=options["batch_size"],
            force=options["force"],
            using=options["database"],
        )
        maintain(wanted, self.stdout.write)
