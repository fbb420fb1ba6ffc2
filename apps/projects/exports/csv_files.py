"""The rows of a run as nine CSV files, read and written one at a time, metadata.csv last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

from django.db.models import Q

from apps.projects.exports.generations import GENERATED_AT, moment_of, output_directory
from apps.projects.exports.tables import METADATA, METADATA_COLUMNS, TABLES, TOTALS, Table
from seedplot.engine import ledger
from seedplot.engine.run_rows import Names, RunRows
from seedplot.exporters import Dialect, Written, streamed, utc, write_rows
from seedplot.models import SeedRun

CSV = Dialect(",", forbidden="", moments=utc, bits=("false", "true"))
"""Commas, quotes where needed, CRLF, moments in ISO 8601 UTC. A quoted field may hold line breaks."""


def export_run(run: SeedRun, path: Path) -> list[Written]:
    """Write the run's rows that are still there; what the command wrote in the directory before is replaced at once.

    SeedError, with nothing lost, where the directory cannot be written to or holds files of others.
    """
    own_rows = ledger.rows_of(run)
    written = []
    with output_directory(path).replacing() as stage:
        for table in TABLES:
            rows = run_rows(own_rows, table)
            written.append(write_rows(stage.file(table.file_name), CSV, rows, header=table.header))
        totals = [moment_of(run).strftime(GENERATED_AT), *_totals(written)]
        written.append(write_rows(stage.file(METADATA), CSV, [totals], header=METADATA_COLUMNS))
    return written


def run_rows(own_rows: RunRows, table: Table) -> Iterator[tuple[Any, ...]]:
    """The values of the run's rows, in the order of the file.

    Keys that the database gave are ranges, and the query asks for them. Those that are listed are too many for a
    query: all rows of the model are read in order, and those of others left out.
    """
    listed = own_rows.listed_keys(table.model)
    rows = table.model._default_manager.using(own_rows.using)
    if not listed:
        mine = reduce(or_, own_rows.ranges(table.model), Q(pk__in=[]))
        yield from streamed(*table.query(rows.filter(mine)))
        return
    names = Names(own_rows, {})
    query, columns = table.query(rows.all())
    for key, *values in streamed(query, ("pk", *columns)):
        if names.is_own(table.model._meta.label, key):
            yield tuple(values)


def _totals(written: Iterable[Written]) -> list[int]:
    counts: Mapping[str, int] = {each.name: each.row_count for each in written}
    files = [TOTALS.get(column, column.removeprefix("total_")) for column in METADATA_COLUMNS[1:]]
    return [counts[f"{name}.csv"] for name in files]
