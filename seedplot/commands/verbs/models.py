"""`seedplot models`: the way in which the rows of each model are written, and what a factory must say about it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from seedplot.commands.verbs.base import Verb

if TYPE_CHECKING:
    from seedplot.engine.saving.looks import Look


class Command(Verb):
    help = "Show how the rows of each model are written, and what its save() does that a load of columns does not."

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        parser.add_argument(
            "names", nargs="*", metavar="NAME", help="app or app.Model (default: all but those of Django and seedplot)"
        )
        parser.add_argument("--format", choices=("table", "json"), default="table", help="(default: table)")

    def run(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine import tables
        from seedplot.engine.saving.looks import looks_at
        from seedplot.engine.saving.refusal import SETTING

        looks = looks_at(options["names"])
        if options["format"] == "json":
            self.stdout.write(json.dumps([_as_json(each) for each in looks], indent=2))
            return
        if not looks:
            self.stdout.write("No app of the project has a model.")
            return
        rows = tables.table("Model", "Written", "Remarks")
        for each in looks:
            rows.add_row(each.model._meta.label, each.verdict, "; ".join(_remarks(each)))
        self.stdout.write(tables.printed(rows, self.stdout, color=not options["no_color"]))
        if any(each.verdict == "if stated" for each in looks):
            self.stdout.write(f'"if stated": plan what save() would do, and write in the factory\'s Meta: {SETTING}')
        if any(each.verdict == "as instances" for each in looks):
            self.stdout.write(f'"as instances": write in the factory\'s Meta: writes = Instances(), or {SETTING}')


def _remarks(look: Look) -> list[str]:
    return [look.fault] if look.fault else [*look.losses, *look.of_instances, *look.notes]


def _as_json(look: Look) -> dict[str, Any]:
    return {
        "model": look.model._meta.label,
        "written": look.verdict,
        "fault": look.fault,
        "losses": [*look.losses, *look.of_instances],
        "notes": list(look.notes),
    }
