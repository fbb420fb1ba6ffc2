"""The software house in ten phases: six in one transaction, then files, upload and vectors, then what there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from apps.projects.seeding.phases import FIRST_STEP, PhaseClock, PhaseProgress, numbered, summary
from apps.projects.seeding.scenarios import SoftwareHouseScenario
from seedplot import provenance
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.one_scenario_command import OneScenarioCommand
from seedplot.pipeline import Report
from seedplot.progress import Progress
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from apps.projects.exporting.steps import Delivery

NOT_WITH_ONLY = (
    "seed",
    "as_of",
    "projects",
    "issues_per_project",
    "clear",
    "clear_only",
    "dry_run",
    "resume",
    "verify",
)
"""Options that decide about rows; `--only` makes none."""


class Command(OneScenarioCommand):
    help = (
        "Build a software house with projects, sprints and issues, and hand it on as CSV, to S3 and to a vector index."
    )
    scenario = SoftwareHouseScenario

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add = parser.add_argument
        add("--skip-csv", action="store_true", help="Write no files; then there is nothing to upload either.")
        add("--skip-s3", action="store_true", help="Upload nothing.")
        add("--skip-pinecone", action="store_true", help="Make no embeddings and no vectors.")
        add("--output", metavar="DIR", help="Where the files go (default: exports/generation_<timestamp>).")
        add("--only", metavar="STEP", help="Repeat one step after the rows: export, upload or vectors.")

    def handle(self, *args: Any, **given: Any) -> None:
        self.clock = PhaseClock()
        self.cleared: Mapping[str, frozenset[str]] = {}
        super().handle(*args, **given)

    def scenario_for(self, given: Mapping[str, Any]) -> Scenario:
        scenario = super().scenario_for(given)
        assert isinstance(scenario, SoftwareHouseScenario)
        scenario.clock = self.clock
        return scenario

    def seed(self, given: Mapping[str, Any]) -> None:
        # What follows the rows comes with the run: listing the scenario does without.
        from apps.projects.exporting.cleared import records_of
        from apps.projects.exporting.steps import check_output, find_step

        if given["only"] is not None:
            find_step(given["only"])
            self._refuse_beside_only(given)
            self._deliver(given, only=given["only"])
            return
        check_output(_output(given))
        self._refuse_second_run(given)
        if given["clear"]:
            self.cleared = records_of(self.runs_to_clear(given))
        super().seed(given)
        self._deliver_unless_dry(given)

    def resume(self, given: Mapping[str, Any]) -> None:
        super().resume(given)
        self._deliver_unless_dry(given)

    def clear_only(self, given: Mapping[str, Any]) -> None:
        from apps.projects.exporting.cleared import forget, records_of

        records = records_of(self.runs_to_clear(given))
        super().clear_only(given)
        forget(records, given["database"])

    @contextmanager
    def running(self, given: Mapping[str, Any]) -> Iterator[Progress]:
        with super().running(given) as progress:
            yield PhaseProgress(progress)

    def show(self, finished: Report, scenario: Scenario, note: str, given: Mapping[str, Any]) -> None:
        if not given["verify"] and given["verbosity"] > 0:
            for line in self.clock.lines(finished.counts):
                self.stdout.write(line)
            self.stdout.write("")
        super().show(finished, scenario, note, given)

    def _deliver_unless_dry(self, given: Mapping[str, Any]) -> None:
        """Phases 7 to 10. What fails after the commit takes nothing back, so the summary comes all the same."""
        if given["dry_run"]:
            self.stdout.write("No files, no upload and no vectors: these follow rows that stay.")
            return
        try:
            self._deliver(given)
        finally:
            [run] = self._complete_runs(given)[:1]
            self.stdout.write(summary(provenance.evidence_of(run).counts))

    def _deliver(self, given: Mapping[str, Any], only: str | None = None) -> None:
        from apps.projects.exporting.steps import STEPS, deliver

        numbers = {step.title: number for number, step in enumerate(STEPS, FIRST_STEP)}

        def say(line: str) -> None:
            [number] = [number for title, number in numbers.items() if line.startswith(title)]
            self.stdout.write(f"{numbered(number)}  {line}")

        with self.running(given) as progress:
            deliver(self._delivery(given), say=say, only=only, progress=progress)

    def _delivery(self, given: Mapping[str, Any]) -> Delivery:
        from apps.projects.exporting.steps import Delivery

        return Delivery(
            run=next(iter(self._complete_runs(given)), None),
            output=_output(given),
            skip_csv=given["skip_csv"],
            skip_s3=given["skip_s3"],
            skip_pinecone=given["skip_pinecone"],
            cleared=self.cleared,
            using=given["database"],
        )

    def _complete_runs(self, given: Mapping[str, Any]) -> list[SeedRun]:
        return [run for run in self.runs(given) if run.status == SeedRun.Status.COMPLETE]

    def _refuse_second_run(self, given: Mapping[str, Any]) -> None:
        """Whatever seed, anchor or options: what is there is not added to and not taken for what was asked for."""
        runs = self._complete_runs(given)
        if runs and not given["clear"]:
            raise SeedError(
                f"{runs[0]} is there already; nothing was written. "
                f"Clear it first: python manage.py {self.clear_command(runs[0])}; or replace it, with --clear."
            )

    def _refuse_beside_only(self, given: Mapping[str, Any]) -> None:
        for name in NOT_WITH_ONLY:
            if given.get(name) not in (None, False, "42"):
                option = name.replace("_", "-")
                raise SeedError(f"--only repeats a step and makes no rows. Leave out --{option}.")


def _output(given: Mapping[str, Any]) -> Path | None:
    if given["output"] is None:
        return None
    if not given["output"].strip():
        raise SeedError("--output is empty. Give it a directory, or leave it out for exports/generation_<timestamp>.")
    return Path(given["output"])
