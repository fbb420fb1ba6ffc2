"""`seedplot allow`: mark a database as one that may be seeded."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from seedplot.commands.verbs.base import Verb


class Command(Verb):
    help = "Mark the database as one that may be seeded, although it is not on this machine and holds rows of others."

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        parser.add_argument("--revoke", action="store_true", help="Take the mark away.")

    def run(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine import guard

        using = options["database"]
        if options["revoke"]:
            gone = guard.revoke(using)
            self.stdout.write("The mark is gone." if gone else "There was no mark; nothing changed.")
            return
        new = guard.allow(using)
        self.stdout.write("Marked: this database may be seeded." if new else "This database was marked already.")
