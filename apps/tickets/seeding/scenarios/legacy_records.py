from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.tickets.seeding.promises.imports import RECORD_PROMISES
from apps.tickets.seeding.scenarios.base import DIRECTORY, ImportScenario, directory_of
from apps.tickets.seeding.specification.files import LOG_ENTRIES, PROBLEMS
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.plan import Row, Shard, World

if TYPE_CHECKING:
    from apps.tickets.seeding.imports.files import Reading
    from apps.tickets.seeding.rows.imports import BookRows


class LegacyRecordsScenario(ImportScenario):
    """What the museum wrote down before it had a program for it: problems become tasks, and the log's rows entries
    of their own, with the machine, the moment and the people they had."""

    options = (DIRECTORY,)
    size = "the problems and log entries of two files"
    next_steps = ("python manage.py create_sample_maintenance_data",)
    promises = RECORD_PROMISES

    @classmethod
    def readings(cls, options: Mapping[str, Any]) -> Mapping[str, Reading[Any]]:
        from apps.tickets.seeding.imports.files import read_log, read_problems

        directory = directory_of(options)
        return {PROBLEMS: read_problems(directory), LOG_ENTRIES: read_log(directory)}

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        from apps.tickets.seeding.imports.prerequisites import workshop_in_place

        return workshop_in_place(directory_of(options), using)

    def plan(self, context: Context, shard: Shard) -> Iterator[Row]:
        from apps.tickets.seeding.planning.imports import plan_records

        return plan_records(context)

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, BookRows]]:
        from apps.tickets.seeding.rows.imports import BookRows

        yield "", BookRows(rows)

    def remarks(self, evidence: RunRows) -> Iterable[tuple[str, str]]:
        from apps.tickets.seeding.measures.records import warnings

        return warnings(evidence)
