"""What the imports share: a given content with dates of history, from files that a run's record keeps a copy of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apps.tickets.seeding.specification.files import AS_WRITTEN
from seedplot.clock import FixedCalendar
from seedplot.errors import SeedError
from seedplot.options import Option, not_blank
from seedplot.plan import World
from seedplot.scenario import Scenario
from seedplot.sources import Sources

if TYPE_CHECKING:
    from apps.tickets.seeding.imports.files import Reading

DIRECTORY = Option(
    "directory",
    "Where the museum's files lie (default: docs/legacy_data of the project).",
    None,
    not_blank,
    "PATH",
    identity=False,
)


STATUS_ENTRIES = ("tickets.LogEntry.task if blank text", "tickets.LogEntry.machine if blank text")
"""Entries that the pages write where somebody sets a status and says nothing."""


class ImportScenario(Scenario):
    kind = "import"
    listed = False
    authored = True
    disposable = STATUS_ENTRIES

    def calendar(self, anchor: datetime) -> FixedCalendar:
        return FixedCalendar(anchor)

    def world_before(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        raise SeedError(
            f"{self.label or self.name} adds what is missing, so nothing tells any more which rows it added. "
            "Leave out --adopt: what is there stays as it is."
        )

    @classmethod
    def readings(cls, options: Mapping[str, Any]) -> Mapping[str, Reading[Any]]:
        """What the files hold, by file; nothing for an import that has none."""
        return {}

    @property
    def sources(self) -> Sources:
        return FileSources(self.readings)


@dataclass(frozen=True)
class FileSources(Sources):
    """Files that an import reads; a run fits as long as they say what they said, wherever they lie."""

    readings: Callable[[Mapping[str, Any]], Mapping[str, Reading[Any]]]

    def gather(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        """The rows that can be read, and the text of each file, which the proof reads for itself.

        `prerequisites` refuses the other rows, and all names unknown to the database.
        """
        readings = self.readings(options)
        if not readings:
            return {}
        texts = {file: _text(reading.path) for file, reading in readings.items()}
        return {**_rows(readings), AS_WRITTEN: texts}

    def fits(self, sources: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
        from apps.tickets.seeding.imports.files import refuse

        # Nobody is told to clear a run that could not be repeated.
        readings = self.readings(options)
        refuse([fault for reading in readings.values() for fault in reading.refused])
        # Files may be written in another way as long as they say the same.
        return {file: rows for file, rows in sources.items() if file != AS_WRITTEN} == _rows(readings)


def _rows(readings: Mapping[str, Reading[Any]]) -> dict[str, Any]:
    return {file: [row.as_source() for row in reading.rows] for file, reading in readings.items()}


def _text(path: Path) -> str:
    """The file as the record can keep it: PostgreSQL refuses a null character."""
    try:
        content = path.read_bytes()
    except OSError:
        # The reading of the file says so, and the run is refused.
        return ""
    return content.decode("utf-8-sig", errors="replace").replace("\0", "")


def directory_of(options: Mapping[str, Any]) -> Path:
    from apps.tickets.seeding.imports.files import default_directory

    return Path(options["directory"]) if options["directory"] else default_directory()
