"""Whole runs, proofs included, beside the speed at which the database takes ready rows, and beside the usual ways.

All in rounds: in each, on each database, the limit and every way by turns, each on an empty database and in a process
of its own, whose start is not counted; that of a run's workers is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import engine, own_process, physical_limit, usual_ways
from benchmarks.databases import Database, postgresql_server, sqlite_files
from benchmarks.machine import cores
from benchmarks.physical_limit import LIMIT
from benchmarks.scale import Scale
from benchmarks.story import NAME
from benchmarks.tables import Table, times
from benchmarks.timing import Rounds, Timing

DEFAULT = f"with all proofs, the default ({cores()} processes)"
ALONE = "with all proofs, one process"
FAST = "with all proofs, `--fast-load`"
FAST_ALONE = f"{FAST}, one process"
UNPROVEN = "`--skip-proof`, the default"
UNPROVEN_ALONE = "`--skip-proof`, one process"
FEW_TEAMS, SOME_TEAMS = 1, 3
"""The samples of ways that are too slow for all teams."""


@dataclass(frozen=True)
class Way:
    """A function that fills the database, and its arguments beside the number of teams, or in place of it."""

    function: Callable[..., Timing]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    teams: int | None = None
    """The size of a sample."""
    only_on: str = ""
    """The product, where others do not have it."""

    def arguments_for(self, teams: int) -> dict[str, Any]:
        return {"teams": min(self.teams or teams, teams), **self.arguments}


WAYS = (
    Way(engine.run, {"name": DEFAULT}),
    Way(engine.run, {"name": ALONE, "workers": 1}),
    Way(engine.run, {"name": FAST, "fast_load": True}, only_on="PostgreSQL"),
    Way(engine.run, {"name": FAST_ALONE, "fast_load": True, "workers": 1}, only_on="PostgreSQL"),
    Way(engine.run, {"name": UNPROVEN, "skip_proof": True}),
    Way(engine.run, {"name": UNPROVEN_ALONE, "skip_proof": True, "workers": 1}),
    Way(engine.verify_and_clear),
    Way(usual_ways.bulk_create, teams=SOME_TEAMS),
    Way(usual_ways.plain_instances, teams=SOME_TEAMS),
    Way(usual_ways.factory_build, teams=SOME_TEAMS),
    Way(usual_ways.factory_create, teams=FEW_TEAMS),
    Way(usual_ways.bakery_bulk, teams=SOME_TEAMS),
    Way(usual_ways.bakery_make, teams=FEW_TEAMS),
)
LEFT_OUT = {
    LIMIT: "everything but the database",
    UNPROVEN: "proof",
    UNPROVEN_ALONE: "proof",
    engine.VERIFY: "planning, writing",
    usual_ways.BULK_CREATE: "values, instances, story, proof",
    usual_ways.INSTANCES: "values, story, proof",
    usual_ways.BUILD: "story, proof",
    usual_ways.CREATE: "story, proof",
    usual_ways.BAKERY_BULK: "columns that may be empty, story, proof",
    usual_ways.BAKERY: "columns that may be empty, story, proof",
}
"""By the name of a way: the part of a run that it does without."""


def measure(scale: Scale) -> Iterator[str | Table]:
    with sqlite_files() as files, postgresql_server() as server, TemporaryDirectory(prefix="seedplot-") as folder:
        contests = [Contest(database, scale.teams, Path(folder)) for database in (files, server)]
        for _ in scale.each_round("Loading"):
            for contest in contests:
                contest.hold_round()
    sqlite, postgresql = contests
    yield f"`{NAME}` with `--teams {scale.teams}`, {sqlite.row_count:,} rows; rounds: {scale.rounds}, medians."
    yield aims(sqlite.rounds, postgresql.rounds)
    yield workers(sqlite.rounds, postgresql.rounds)
    yield sqlite.table()
    yield postgresql.table()


def aims(sqlite: Rounds, postgresql: Rounds) -> Table:
    """The figures that issue and documents aim at."""

    def against_limit(rounds: Rounds, name: str) -> str:
        return f"{times(rounds.ratio(name, LIMIT))} times as long"

    def against_create(rounds: Rounds) -> str:
        return f"{times(rounds.ratio(usual_ways.CREATE, DEFAULT))} times as fast"

    return Table(
        ("a run with all proofs", "measured", "aim"),
        [
            ("SQLite, against `executemany` of the ready rows", against_limit(sqlite, DEFAULT), "at most 4.0"),
            ("the same, one process", against_limit(sqlite, ALONE), "at most 7.5"),
            ("PostgreSQL, against `COPY` of the ready rows", against_limit(postgresql, DEFAULT), "at most 2.7"),
            ("the same, `--fast-load`", against_limit(postgresql, FAST), "at most 2.2"),
            ("against `factory.create()` on SQLite", against_create(sqlite), "at least 9"),
            ("against `factory.create()` on PostgreSQL", against_create(postgresql), "at least 14"),
        ],
    )


def workers(sqlite: Rounds, postgresql: Rounds) -> Table:
    """The use of all cores: the default beside one process."""

    def faster(rounds: Rounds, together: str, alone: str) -> str:
        return f"{times(rounds.ratio(alone, together))} times as fast"

    return Table(
        (f"{cores()} processes against one", "with all proofs", "`--skip-proof`"),
        [
            ("SQLite", faster(sqlite, DEFAULT, ALONE), faster(sqlite, UNPROVEN, UNPROVEN_ALONE)),
            ("PostgreSQL", faster(postgresql, DEFAULT, ALONE), faster(postgresql, UNPROVEN, UNPROVEN_ALONE)),
            ("PostgreSQL, `--fast-load`", faster(postgresql, FAST, FAST_ALONE), ""),
        ],
    )


class Contest:
    """The ways on one database, beside its limit."""

    def __init__(self, database: Database, teams: int, folder: Path) -> None:
        self.database, self.teams = database, teams
        self.rounds = Rounds()
        seeded = own_process.call(database.fresh_url(), engine.run, teams=teams, name=DEFAULT)
        self.row_count = seeded.row_count
        self._limit, self._ready = physical_limit.keep_ready(database, seeded.rows, folder)
        self._ways = [way for way in WAYS if way.only_on in database.version]

    def hold_round(self) -> None:
        timings = [own_process.call(self.database.fresh_url(), self._limit, **self._ready)]
        for way in self._ways:
            arguments = way.arguments_for(self.teams)
            timings.append(own_process.call(self.database.fresh_url(), way.function, **arguments))
        self.rounds.add(timings)

    def table(self) -> Table:
        head = (self.database.version, "times the limit", "µs a row", "CPU µs a row", "does without")
        return Table(head, [self._row(name) for name in self.rounds.names])

    def _row(self, name: str) -> tuple[str, ...]:
        rounds = self.rounds
        sample = "" if rounds.row_count(name) == self.row_count else f" ({rounds.row_count(name):,} rows)"
        ratio = times(rounds.ratio(name, LIMIT))
        return name + sample, ratio, f"{rounds.wall(name):.1f}", f"{rounds.cpu(name):.1f}", LEFT_OUT.get(name, "")
