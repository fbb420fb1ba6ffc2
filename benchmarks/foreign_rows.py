"""Clearing beside rows of others: its time must not grow with them, since an index leads to those that refer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from benchmarks.databases import Database, postgresql_server, sqlite_files
from benchmarks.own_process import call
from benchmarks.scale import Scale
from benchmarks.story import Story, rows_by_table
from benchmarks.tables import Table, times
from benchmarks.timing import Rounds, Timing

TEAMS = 10
FEW, MANY = 300_000, 3_000_000
"""Rows of others; as many as it should be able to bear if large sizes are wanted."""
ALONE, BESIDE = "alone", "beside rows of others"
OTHERS = "baseline"
"""The story whose rows nobody remembers: another than the one that is cleared."""


def measure(scale: Scale) -> Iterator[str | Table]:
    number = MANY if scale.large else FEW
    found = {}
    with sqlite_files() as files:
        found["SQLite"] = measured(files, number, scale.rounds)
    with postgresql_server() as server:
        found["PostgreSQL"] = measured(server, number, scale.rounds)
    rows = found["SQLite"].row_count(ALONE)
    yield (
        f"A clear of {rows:,} rows, alone and beside {number:,} comments of others, in one database after the other; "
        f"rounds: {scale.rounds}, medians."
    )
    yield aims(found)
    yield Table(
        ("µs a row", *found),
        [(name, *(f"{rounds.wall(name):.1f}" for rounds in found.values())) for name in (ALONE, BESIDE)],
    )


def aims(found: dict[str, Rounds]) -> Table:
    return Table(
        ("a clear beside rows of others, against alone", "measured", "aim"),
        [
            (name, f"{times(rounds.ratio(BESIDE, to=ALONE))} times as long", "at most 1.3")
            for name, rounds in found.items()
        ],
    )


def measured(database: Database, number: int, rounds: int, teams: int = TEAMS) -> Rounds:
    """Clears in processes of their own, before and after there are so many comments of others."""
    url = database.fresh_url()
    alone = [call(url, clear, teams=teams, name=ALONE) for _ in range(rounds)]
    call(url, add_foreign_rows, number=number)
    beside = [call(url, clear, teams=teams, name=BESIDE) for _ in range(rounds)]
    found = Rounds()
    for pair in zip(alone, beside, strict=True):
        found.add(pair)
    return found


def clear(teams: int, name: str) -> Timing:
    """A finished run cleared."""
    from seedplot.engine import pipeline
    from seedplot.engine.clearing import clearing

    seeded = pipeline.run(Story(teams).request())
    timing = Timing(rows_by_table(seeded.counts))
    with timing.of(name):
        clearing.clear_in_transaction("default", [seeded.run])
    return timing


def add_foreign_rows(number: int) -> Timing:
    """A team that no run knows, with so many comments on its pull requests."""
    from django.db import connection

    from apps.metrics.models import PRComment
    from apps.metrics.seeding.scenarios import get_scenario
    from seedplot.clock import parse_anchor
    from seedplot.engine import pipeline
    from seedplot.engine.runs import Request
    from seedplot.models import SeedRun

    pipeline.run(Request(get_scenario(OTHERS), 1, parse_anchor("2026-03-13"), {"no_github": True}))
    SeedRun.objects.all().delete()
    table = PRComment._meta.db_table
    columns = ", ".join(field.column for field in PRComment._meta.concrete_fields if not field.primary_key)
    with connection.cursor() as cursor:
        for doubled in count():
            there = PRComment.objects.count()
            if there >= number:
                break
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} ORDER BY id LIMIT {number - there}"
            )
            assert doubled < 40
        cursor.execute("ANALYZE")
    return Timing({table: number})
