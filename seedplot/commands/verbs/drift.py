"""`seedplot drift`: the rows that are not as they were proven."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from seedplot.commands.verbs import run_option
from seedplot.commands.verbs.base import Verb
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.engine.drift import DriftedRow
    from seedplot.models import SeedRun

WORDS = {
    "edited": "edited",
    "deleted": "deleted",
    "foreign": "foreign under a key of the run",
    "unknown": "changed, as the story has, so that nothing tells whose it is",
}


class Command(Verb):
    help = "List rows that are no longer as they were proven; exit with 0 if there are none, with 1 if there are any."

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        run_option.add_argument(parser)
        parser.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")

    def run(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine.drift import drift
        from seedplot.engine.recognition import NotDigested

        counts: Counter[str] = Counter()
        found, unclear = [], []
        for run in run_option.runs_named(options):
            try:
                for row in drift(run):
                    counts[row.drift.value] += 1
                    found.append(_as_json(run, row))
                    if options["format"] == "text":
                        self.stdout.write(_line(run, row))
            except NotDigested as error:
                unclear.append(f"{error.reason} {_advice(run, options)}")
        if options["format"] == "json":
            self.stdout.write(json.dumps(found, indent=2))
        if counts or unclear:
            raise SeedError(_summary(counts, unclear, options), unclear if counts else unclear[:-1])
        if options["format"] == "text":
            self.stdout.write("Nothing has drifted.")


def _summary(counts: Mapping[str, int], unclear: list[str], options: Mapping[str, Any]) -> str:
    if not counts:
        return unclear[-1]
    rows = ", ".join(f"{counts[name]:,} {words}" for name, words in WORDS.items() if name in counts)
    if counts.keys() & {"edited", "deleted"}:
        return f"Rows have drifted: {rows}. Set them right: {run_option.verb_command('heal', options)}"
    return (
        f"Rows have drifted: {rows}. A heal leaves them as they are; remove them, or clear the run and seed it again."
    )


def _advice(run: SeedRun, options: Mapping[str, Any]) -> str:
    return f"Look at it: {run_option.verb_command('runs', {**options, 'run': None})}"


def _line(run: SeedRun, row: DriftedRow) -> str:
    from seedplot.engine.differences import shown

    columns = "; ".join(f"{each.name} is {shown(each.present)}, planned {shown(each.planned)}" for each in row.columns)
    return f"run {run.pk}: {row} is {row.drift.value}{f': {columns}' if columns else ''}."


def _as_json(run: SeedRun, row: DriftedRow) -> dict[str, Any]:
    from seedplot.engine.world_changes import as_json

    return {
        "run": run.pk,
        "scenario": run.scenario,
        "drift": row.drift.value,
        "model": row.label,
        "key": as_json(row.key),
        "part": row.part,
        "is_world": row.is_world,
        "columns": [
            {"column": each.name, "planned": as_json(each.planned), "present": as_json(each.present)}
            for each in row.columns
        ],
    }
