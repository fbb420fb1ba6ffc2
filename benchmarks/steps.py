"""The steps of a run in one process, and the share of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks import engine, own_process
from benchmarks.databases import postgresql_server, sqlite_files
from benchmarks.engine import DIGEST, PLAN, PROVE, READ, RECORD, WRITE
from benchmarks.scale import Scale
from benchmarks.tables import Table
from benchmarks.timing import Rounds

WHOLE = (PLAN, WRITE, PROVE, RECORD)
ORDER = (PLAN, WRITE, PROVE, READ, DIGEST, RECORD)


def measure(scale: Scale) -> Iterator[str | Table]:
    with sqlite_files() as files, postgresql_server() as server:
        rounds = {database: Rounds() for database in (files, server)}
        for _ in scale.each_round("Steps"):
            for database, own in rounds.items():
                own.add([own_process.call(database.fresh_url(), engine.steps, teams=scale.teams)])
    sqlite, postgresql = rounds.values()
    yield f"`--teams {scale.teams}`, {sqlite.row_count(PLAN):,} rows, in one process; rounds: {scale.rounds}, medians."
    yield aims(sqlite, postgresql)
    yield table({database.version: own for database, own in rounds.items()})


def table(by_database: Mapping[str, Rounds]) -> Table:
    """A row a step; `by_database` has their names and versions."""
    head = ["step"]
    for version in by_database:
        head += [f"{version}: share", "µs a row", "CPU µs a row"]
    rows = [[name, *(cell for own in by_database.values() for cell in _figures(name, own))] for name in ORDER]
    return Table(head, rows)


def aims(sqlite: Rounds, postgresql: Rounds) -> Table:
    return Table(
        ("in one process", "measured", "aim"),
        [
            ("both proofs, CPU a row, SQLite", f"{sqlite.cpu(PROVE):.1f} µs", "at most 13"),
            ("both proofs, CPU a row, PostgreSQL", f"{postgresql.cpu(PROVE):.1f} µs", "at most 13"),
        ],
    )


def _figures(name: str, rounds: Rounds) -> tuple[str, ...]:
    whole = sum(rounds.wall(each) for each in WHOLE)
    return f"{rounds.wall(name) / whole:.0%}", f"{rounds.wall(name):.1f}", f"{rounds.cpu(name):.1f}"
