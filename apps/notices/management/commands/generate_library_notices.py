"""Make the library that notifies, prove it, and write the files that leave its building."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management.base import CommandParser

from apps.notices.seeding.scenarios import LibraryCityScenario, LibraryNoticesScenario
from seedplot.clock import project_zone
from seedplot.commands import SeedCommand, SeedOptions
from seedplot.commands.verifying import runs_to_verify
from seedplot.engine.runs import Report
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from seedplot.exporters import OutputDirectory

FORMATS = ("csv",)


class Command(SeedCommand):
    help = "Make a public library whose every notice can be traced, prove it, and write its files."
    domain = "notices"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--output", metavar="DIR", help="Where the files go (default: exports/notices).")
        parser.add_argument("--format", metavar="FORMAT", default="csv", help="How tables are written: csv (default).")

    def scenarios(self) -> Mapping[str, type[Scenario]]:
        return {each.name: each for each in (LibraryCityScenario, LibraryNoticesScenario)}

    def scenario_for(self, options: SeedOptions) -> Scenario:
        if options.scenario is not None:
            return super().scenario_for(options)
        return LibraryNoticesScenario() if options.extra["patrons"] is None else LibraryCityScenario()

    def runs_to_clear(self, options: SeedOptions) -> list[SeedRun]:
        """Unless a scenario is named, whichever library is there: there is one at a time."""
        if options.scenario is not None or options.run is not None:
            return super().runs_to_clear(options)
        return self.runs(options)

    def seed(self, options: SeedOptions) -> None:
        _check_format(options.extra["format"])
        if options.dry_run and options.extra["output"] is not None:
            raise SeedError("--dry-run leaves nothing behind, so no files either. Leave out --output.")
        if not options.dry_run and (options.extra["output"] is not None or options.clear or not self.runs(options)):
            _directory(options).check()
        super().seed(options)

    def verify(self, options: SeedOptions) -> None:
        from apps.notices.management.verification import verify_library

        super().verify(options)
        directory = _directory(options)
        is_wanted = options.extra["output"] is not None or directory.files()
        for record in runs_to_verify(self, options):
            day = record.anchor.astimezone(project_zone()).date()
            try:
                for line in verify_library(day, using=record.using, directory=directory.path if is_wanted else None):
                    self.stdout.write(line)
            except SeedError as failed:
                raise SeedError(f"{failed} Make the library anew: {self.repeating_command(record)}") from failed

    def show(self, finished: Report, scenario: Scenario, note: str, options: SeedOptions) -> None:
        """The report; and after a run, the files. Those of a run that was there are written on request only."""
        super().show(finished, scenario, note, options)
        is_wanted = finished.written or options.extra["output"] is not None
        if not options.verify and not options.dry_run and is_wanted:
            self._export(finished.run, options)

    def _export(self, record: SeedRun, options: SeedOptions) -> None:
        from apps.notices.exports import export_library

        directory = _directory(options)
        written = export_library(directory, record.anchor.astimezone(project_zone()).date(), record.using)
        rows = sum(each.row_count for each in written)
        self.stdout.write(f"Wrote {len(written)} files with {rows:,} rows to {directory.path}.")


def _directory(options: SeedOptions) -> OutputDirectory:
    """Where the files go, and what is there of them."""
    from apps.notices.exports import DEFAULT_OUTPUT, output_directory

    if options.extra["output"] is not None and not options.extra["output"].strip():
        raise SeedError("--output is empty. Give it a directory, such as exports/notices.")
    return output_directory(Path(options.extra["output"] or DEFAULT_OUTPUT))


def _check_format(name: str) -> None:
    if name not in FORMATS:
        raise SeedError(f"'{name}' is not a format that tables are written in. Give --format one of: csv.")
