"""One generation: a run of the command, and the moment that names its directory, its manifest and its keys in S3.

The moment is when the run began, which its record keeps: a repeated export has the same names.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

from apps.projects.exports.tables import FILE_NAMES, METADATA
from seedplot.errors import SeedError
from seedplot.exporters import OutputDirectory
from seedplot.models import SeedRun

MADE_BY = "generate_comprehensive_test_data"
EXPORTS = Path("exports")
STAMP = "generation_%Y%m%d_%H%M%S"
GENERATED_AT = "%Y-%m-%dT%H:%M:%SZ"


def moment_of(run: SeedRun) -> datetime:
    """When the run began by the clock on the wall, in UTC, to the second."""
    return run.started_at.astimezone(UTC).replace(microsecond=0)


def generation_name(moment: datetime) -> str:
    """What the generation of that moment is called: `generation_20251120_221530`."""
    return moment.astimezone(UTC).strftime(STAMP)


def output_directory(path: Path) -> OutputDirectory:
    return OutputDirectory(path, MADE_BY, seal=METADATA)


def directory_to_write(run: SeedRun, output: Path | None) -> Path:
    return output or EXPORTS / generation_name(moment_of(run))


def directory_to_read(run: SeedRun | None, output: Path | None) -> Path:
    """The files to hand on: those of `--output`, else of the run, else (without a run) the newest default directory.

    SeedError if they are not all there.
    """
    path = output or (directory_to_write(run, None) if run is not None else _newest())
    missing = [name for name in FILE_NAMES if not (path / name).is_file()]
    if missing:
        raise SeedError(
            f"'{path}' is no complete generation: it has no {missing[0]}. "
            f"Export first: python manage.py {MADE_BY} --only export; or give --output the directory of another."
        )
    return path


def _newest() -> Path:
    """The newest default directory. The names sort by time."""
    try:
        found = [each for each in EXPORTS.iterdir() if each.is_dir() and _is_generation(each.name)]
    except OSError:
        found = []
    if not found:
        raise SeedError(f"There is no generation in '{EXPORTS}'. Make one: python manage.py {MADE_BY}")
    return max(found, key=lambda each: each.name)


def _is_generation(name: str) -> bool:
    try:
        datetime.strptime(name, STAMP)  # noqa: DTZ007 - only its form is asked for
    except ValueError:
        return False
    return True


def moment_in(directory: Path) -> datetime:
    """When the files in the directory were generated, by their manifest. SeedError where it does not say so."""
    path = directory / METADATA
    try:
        with path.open(encoding="utf-8", newline="") as file:
            text = next(csv.DictReader(file))["generated_at"]
        return datetime.strptime(text, GENERATED_AT).replace(tzinfo=UTC)
    except (OSError, StopIteration, KeyError, TypeError, ValueError, csv.Error):
        raise SeedError(
            f"'{path}' does not say when the files were generated. "
            f"Export them again: python manage.py {MADE_BY} --only export --output {directory}"
        ) from None
