"""Make the library that notifies, prove it, and write the files that leave its building."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from apps.notices.seeding.scenarios import LibraryCityScenario, LibraryNoticesScenario
from seedplot.clock import project_zone
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.pipeline import Report
from seedplot.scenario import Scenario
from seedplot.seed_command import SeedCommand

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

    def scenario_for(self, given: Mapping[str, Any]) -> Scenario:
        if given["scenario"] is not None:
            return super().scenario_for(given)
        return LibraryNoticesScenario() if given["patrons"] is None else LibraryCityScenario()

    def runs_to_clear(self, given: Mapping[str, Any]) -> list[SeedRun]:
        """Unless a scenario is named, whichever library is there: there is one at a time."""
        if given["scenario"] is not None:
            return super().runs_to_clear(given)
        return self.runs(given)

    def seed(self, given: Mapping[str, Any]) -> None:
        _check_format(given["format"])
        if given["dry_run"] and given["output"] is not None:
            raise SeedError("--dry-run leaves nothing behind, so no files either. Leave out --output.")
        if not given["dry_run"] and (given["output"] is not None or given["clear"] or not self.runs(given)):
            _directory(given).check()
        super().seed(given)

    def verify(self, given: Mapping[str, Any]) -> None:
        from apps.notices.seeding.verification import verify_library

        super().verify(given)
        directory = _directory(given)
        is_wanted = given["output"] is not None or directory.files()
        for record in self._runs_to_verify(given):
            day = record.anchor.astimezone(project_zone()).date()
            for line in verify_library(day, using=record.using, directory=directory.path if is_wanted else None):
                self.stdout.write(line)

    def show(self, finished: Report, scenario: Scenario, note: str, given: Mapping[str, Any]) -> None:
        """The report; and after a run, the files. Those of a run that was there are written on request only."""
        super().show(finished, scenario, note, given)
        is_wanted = finished.written or given["output"] is not None
        if not given["verify"] and not given["dry_run"] and is_wanted:
            self._export(finished.run, given)

    def _export(self, record: SeedRun, given: Mapping[str, Any]) -> None:
        from apps.notices.exporting import export_library

        directory = _directory(given)
        written = export_library(directory, record.anchor.astimezone(project_zone()).date(), record.using)
        rows = sum(each.row_count for each in written)
        self.stdout.write(f"Wrote {len(written)} files with {rows:,} rows to {directory.path}.")


def _directory(given: Mapping[str, Any]) -> OutputDirectory:
    """Where the files go, and what is there of them."""
    from apps.notices.exporting import DEFAULT_OUTPUT, output_directory

    if given["output"] is not None and not given["output"].strip():
        raise SeedError("--output is empty. Give it a directory, such as exports/notices.")
    return output_directory(Path(given["output"] or DEFAULT_OUTPUT))


def _check_format(name: str) -> None:
    if name not in FORMATS:
        raise SeedError(f"'{name}' is not a format that tables are written in. Give --format one of: csv.")
