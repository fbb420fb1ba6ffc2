"""The software house in ten phases: six in one transaction, then files, upload and vectors, then what there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management.base import CommandParser

from apps.projects.seeding.scenarios import SoftwareHouseScenario
from apps.projects.seeding.scenarios.phases import FIRST_STEP, PhaseClock, PhaseProgress, numbered, summary
from seedplot.commands import ScenarioCommand, SeedOptions
from seedplot.engine import ledger
from seedplot.engine.progress import Progress
from seedplot.engine.runs import Report
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from apps.projects.exports.steps import Delivery

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


class Command(ScenarioCommand):
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

    def act(self, options: SeedOptions) -> None:
        self.clock = PhaseClock()
        self.cleared: Mapping[str, frozenset[str]] = {}
        super().act(options)

    def scenario_for(self, options: SeedOptions) -> Scenario:
        scenario = super().scenario_for(options)
        assert isinstance(scenario, SoftwareHouseScenario)
        scenario.clock = self.clock
        return scenario

    def seed(self, options: SeedOptions) -> None:
        # What follows the rows comes with the run: listing the scenario does without.
        from apps.projects.exports.cleared import records_of
        from apps.projects.exports.steps import check_output, find_step

        if options.extra["only"] is not None:
            find_step(options.extra["only"])
            self._refuse_beside_only(options)
            self._deliver(options, only=options.extra["only"])
            return
        check_output(_output(options))
        self._refuse_second_run(options)
        if options.clear:
            self.cleared = records_of(self.runs_to_clear(options))
        super().seed(options)
        self._deliver_unless_dry(options)

    def resume(self, options: SeedOptions) -> None:
        super().resume(options)
        self._deliver_unless_dry(options)

    def clear_only(self, options: SeedOptions) -> None:
        from apps.projects.exports.cleared import forget, records_of

        records = records_of(self.runs_to_clear(options))
        super().clear_only(options)
        forget(records, options.database)

    @contextmanager
    def running(self, options: SeedOptions) -> Iterator[Progress]:
        with super().running(options) as progress:
            yield PhaseProgress(progress)

    def show(self, finished: Report, scenario: Scenario, note: str, options: SeedOptions) -> None:
        if not options.verify and options.verbosity > 0:
            for line in self.clock.lines(finished.counts):
                self.stdout.write(line)
            self.stdout.write("")
        super().show(finished, scenario, note, options)

    def _deliver_unless_dry(self, options: SeedOptions) -> None:
        """Phases 7 to 10. What fails after the commit takes nothing back, so the summary comes all the same."""
        if options.dry_run:
            self.stdout.write("No files, no upload and no vectors: these follow rows that stay.")
            return
        try:
            self._deliver(options)
        finally:
            [run] = self._complete_runs(options)[:1]
            self.stdout.write(summary(ledger.rows_of(run).counts))

    def _deliver(self, options: SeedOptions, only: str | None = None) -> None:
        from apps.projects.exports.steps import STEPS, deliver

        numbers = {step.title: number for number, step in enumerate(STEPS, FIRST_STEP)}

        def say(line: str) -> None:
            [number] = [number for title, number in numbers.items() if line.startswith(title)]
            self.stdout.write(f"{numbered(number)}  {line}")

        with self.running(options) as progress:
            deliver(self._delivery(options), say=say, only=only, progress=progress)

    def _delivery(self, options: SeedOptions) -> Delivery:
        from apps.projects.exports.steps import Delivery

        return Delivery(
            run=next(iter(self._complete_runs(options)), None),
            output=_output(options),
            skip_csv=options.extra["skip_csv"],
            skip_s3=options.extra["skip_s3"],
            skip_pinecone=options.extra["skip_pinecone"],
            cleared=self.cleared,
            using=options.database,
        )

    def _complete_runs(self, options: SeedOptions) -> list[SeedRun]:
        return [run for run in self.runs(options) if run.status == SeedRun.Status.COMPLETE]

    def _refuse_second_run(self, options: SeedOptions) -> None:
        """Whatever seed, anchor or options: what is there is not added to and not taken for what was asked for."""
        runs = self._complete_runs(options)
        if runs and not options.clear:
            raise SeedError(
                f"{runs[0]} is there already; nothing was written. "
                f"Replace it: {self.replacing_command(runs[0], options)}"
            )

    def _refuse_beside_only(self, options: SeedOptions) -> None:
        for name in NOT_WITH_ONLY:
            if getattr(options, name, options.extra.get(name)) not in (None, False, "42"):
                option = name.replace("_", "-")
                raise SeedError(f"--only repeats a step and makes no rows. Leave out --{option}.")


def _output(options: SeedOptions) -> Path | None:
    if options.extra["output"] is None:
        return None
    if not options.extra["output"].strip():
        raise SeedError("--output is empty. Give it a directory, or leave it out for exports/generation_<timestamp>.")
    return Path(options.extra["output"])
