"""`seedplot runs`: the recorded runs of a database."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from seedplot.commands.verbs.base import Verb


class Command(Verb):
    help = "List the runs that are there."

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None: ...

    def run(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine import provenance

        runs = provenance.runs_of(options["database"])
        for run in runs:
            self.stdout.write(str(run))
        if not runs:
            self.stdout.write("No run is recorded here.")
