"""`seedplot runs`: the recorded runs of a database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from seedplot.clock import project_zone, wall_clock_now
from seedplot.commands.verbs import run_option
from seedplot.commands.verbs.base import Verb
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.engine.recorded_runs import RecordedRun


class Command(Verb):
    help = "List the runs that are there: story, seed, anchor, rows, promises, age, last proof."

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Prove each run now; exit with 1 if one fails.")
        parser.add_argument("--format", choices=("table", "json"), default="table", help="(default: table)")

    def run(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine.progress import shown_on
        from seedplot.engine.recorded_runs import recorded_runs

        with shown_on(sys.stderr, wanted=options["check"]) as progress:
            runs = recorded_runs(options["database"], check=options["check"], progress=progress)
        if options["format"] == "json":
            self.stdout.write(json.dumps([_as_json(each) for each in runs], indent=2))
        elif runs:
            self.stdout.write(self._table(runs, color=not options["no_color"]))
        else:
            self.stdout.write("No run is recorded here.")
        self._refuse_failed(runs)

    def _table(self, runs: Sequence[RecordedRun], *, color: bool) -> str:
        from seedplot.engine import tables

        rows = tables.table(">Run", "Story", ">Seed", "As of", ">Rows", "Promises kept", "Age", "Last proof", "Remark")
        now = wall_clock_now()
        for each in runs:
            run = each.run
            rows.add_row(
                str(run.pk),
                run.scenario,
                str(run.seed),
                str(_day(run.anchor)),
                f"{run.row_count:,}",
                f"{each.kept} of {each.promises}" if each.promises else "-",
                _age(now - each.written_at),
                "never" if run.proven_at is None else str(_day(run.proven_at)),
                _remark(each),
            )
        return tables.printed(rows, self.stdout, color=color)

    def _refuse_failed(self, runs: Sequence[RecordedRun]) -> None:
        failed = [each for each in runs if each.verdict is not None and not each.verdict.passed]
        if failed:
            details = [line for each in failed for line in _complaint(each)]
            word = "run is" if len(failed) == 1 else "runs are"
            first = failed[0].run
            raise SeedError(
                f"{len(failed)} {word} not as proven, first run {first.pk} ({first.scenario}). "
                f"See the lines above. Clear it and seed it again: {run_option.again(first)}",
                details,
            )


def _complaint(each: RecordedRun) -> list[str]:
    assert each.verdict is not None
    return [f"Run {each.run.pk} ({each.run.scenario}): {each.verdict.message}", *each.verdict.details]


def _remark(each: RecordedRun) -> str:
    if each.verdict is not None and not each.remark:
        return "proven now" if each.verdict.passed else "FAILED"
    return each.remark


def _day(moment: Any) -> Any:
    return timezone.localtime(moment, project_zone()).date()


def _age(passed: timedelta) -> str:
    """The largest whole unit."""
    for unit, size in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        number = passed // size
        if number > 0:
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "now"


def _as_json(each: RecordedRun) -> dict[str, Any]:
    run = each.run
    return {
        "run": run.pk,
        "kind": run.kind,
        "domain": run.domain,
        "scenario": run.scenario,
        "seed": run.seed,
        "anchor": run.anchor.isoformat(),
        "options": run.options,
        "status": run.status,
        "fingerprint": run.fingerprint,
        "rows": run.row_count,
        "promises": each.promises,
        "kept": each.kept,
        "written_at": each.written_at.isoformat(),
        "proven_at": None if run.proven_at is None else run.proven_at.isoformat(),
        "remark": each.remark,
        **({} if each.verdict is None else {"passed": each.verdict.passed, "failure": each.verdict.message}),
    }
