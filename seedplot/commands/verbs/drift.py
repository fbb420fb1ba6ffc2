"""`seedplot drift`: the rows that are not as they were proven, and those of others that refer to seeded ones."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from seedplot.commands.verbs import run_option
from seedplot.commands.verbs.base import Verb
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.engine.relations.dependents import Dependents
    from seedplot.engine.replaying.drift import DriftedRow
    from seedplot.models import SeedRun

DEPENDENT = "dependent"
WORDS = {
    "edited": "edited",
    "deleted": "deleted",
    "foreign": "foreign under a key of the run",
    "unknown": "changed, as the story has, so that nothing tells whose it is",
    DEPENDENT: "foreign that refer to seeded ones",
}


@dataclass
class Found:
    """The findings of all runs."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    last: SeedRun | None = None
    """The last run that has drifted."""
    unclear: list[str] = field(default_factory=list)
    """A message for each run that cannot be compared."""


class Command(Verb):
    help = (
        "List rows that are no longer as they were proven, and foreign rows that refer to seeded ones; exit with 0 if "
        "there are none, with 1 if there are any."
    )

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        run_option.add_argument(parser)
        parser.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")

    def run(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine.replaying.recognition import NotDigested

        found = Found()
        self._shows_text = options["format"] == "text"
        for run in run_option.runs_named(options):
            try:
                self._look_at(run, found)
            except NotDigested as error:
                found.unclear.append(f"{error} {run_option.way_on(error, run)}")
        if not self._shows_text:
            self.stdout.write(json.dumps(found.rows, indent=2))
        if found.last is not None:
            raise SeedError(_summary(found.counts, found.last, options), found.unclear)
        if found.unclear:
            *others, last = found.unclear
            raise SeedError(last, others)
        if self._shows_text:
            self.stdout.write("Nothing has drifted.")

    def _look_at(self, run: SeedRun, found: Found) -> None:
        from seedplot.engine.clearing import clearing
        from seedplot.engine.replaying.drift import drift

        for row in drift(run):
            self._note(run, found, _line(row), row.drift.value, 1, _as_json(row))
        for each in clearing.look([run]).dependents:
            self._note(run, found, _dependents_line(each), DEPENDENT, each.count, _dependents_as_json(each))

    def _note(self, run: SeedRun, found: Found, line: str, what: str, count: int, row: Mapping[str, Any]) -> None:
        if self._shows_text:
            self.stdout.write(f"run {run.pk}: {line}")
        found.rows.append({"run": run.pk, "scenario": run.scenario, "drift": what, **row})
        found.counts[what] += count
        found.last = run


def _summary(counts: Mapping[str, int], run: SeedRun, options: Mapping[str, Any]) -> str:
    rows = ", ".join(f"{counts[name]:,} {words}" for name, words in WORDS.items() if name in counts)
    if counts.keys() & {"edited", "deleted"}:
        return f"Rows have drifted: {rows}. Put them back: {run_option.verb_command('heal', options)}"
    return f"Rows have drifted: {rows}, which a heal leaves as they are. Replace the run: {run_option.again(run)}"


def _line(row: DriftedRow) -> str:
    from seedplot.engine.replaying.differences import shown

    columns = "; ".join(f"{each.name} is {shown(each.present)}, planned {shown(each.planned)}" for each in row.columns)
    return f"{row} is {row.drift.value}{f': {columns}' if columns else ''}."


def _dependents_line(found: Dependents) -> str:
    return f"{found} to its {found.target} by {', '.join(found.reference.columns)}, first {found.first}."


def _as_json(row: DriftedRow) -> dict[str, Any]:
    from seedplot.engine.world_changes import as_json

    return {
        "model": row.label,
        "key": as_json(row.key),
        "part": row.part,
        "is_world": row.is_world,
        "columns": [
            {"column": each.name, "planned": as_json(each.planned), "present": as_json(each.present)}
            for each in row.columns
        ],
    }


def _dependents_as_json(found: Dependents) -> dict[str, Any]:
    return {
        "model": found.label,
        "count": found.count,
        "first_keys": [str(key) for key in found.keys],
        "refers_to": found.target,
        "columns": list(found.reference.columns),
    }
