"""How near the tool comes to the speed at which the database takes ready rows, and how far it is from the usual ways.

All in rounds: in each, on each database, the limit and every way by turns, each on an empty database and in a process
of its own. A way's ratio to the limit is taken within the round, so that what else the machine does meets both.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import engine_steps, own_process, usual_ways
from benchmarks.databases import Database, postgresql_server, sqlite_files
from benchmarks.physical_limit import limit_of
from benchmarks.story import NAME, teams_for
from benchmarks.timing import Timing

ROUNDS = 5
FEW_TEAMS = 1
SOME_TEAMS = 3
"""Of these are the samples of ways that are too slow for all."""


@dataclass(frozen=True)
class Way:
    """A function that fills the database, and what it is given beside the number of teams, or in place of it."""

    function: Callable[..., Timing]
    given: Mapping[str, Any] = field(default_factory=dict)
    only_on: str = ""
    """The product, where others do not have it."""


WAYS = (
    Way(engine_steps.plan_alone),
    Way(engine_steps.write_alone),
    Way(engine_steps.run),
    Way(engine_steps.run, {"name": "plan and write, --fast-load", "proof": False, "fast": True}, only_on="PostgreSQL"),
    Way(usual_ways.plain_instances, {"teams": SOME_TEAMS}),
    Way(usual_ways.factory_build, {"teams": SOME_TEAMS}),
    Way(usual_ways.factory_create, {"teams": FEW_TEAMS}),
    Way(usual_ways.bakery_bulk, {"teams": SOME_TEAMS}),
    Way(usual_ways.bakery_make, {"teams": FEW_TEAMS}),
)


def measure(rows: int) -> Iterator[str]:
    """For each database a table: microseconds per row, rows per second, and times as long as the limit."""
    teams = teams_for(rows)
    with sqlite_files() as files, postgresql_server() as server, TemporaryDirectory(prefix="seedplot-") as folder:
        contests = [Contest(database, teams, Path(folder)) for database in (files, server)]
        for _ in range(ROUNDS):
            for contest in contests:
                contest.hold_round()
    yield f"{teams} teams of {NAME}; medians of {ROUNDS} rounds; model_bakery {version('model_bakery')}"
    for contest in contests:
        yield ""
        yield from contest.table()


class Contest:
    """The ways on one database, beside its limit."""

    def __init__(self, database: Database, teams: int, folder: Path) -> None:
        self.database, self.teams = database, teams
        self.ways = [way for way in WAYS if way.only_on in database.version]
        self.rounds: list[list[Timing]] = []
        url = database.fresh_url()
        seeded = own_process.call(url, engine_steps.run, teams=teams, proof=False)
        self.row_count = seeded.row_count
        self.limit = limit_of(database, seeded.rows, folder)

    def hold_round(self) -> None:
        self.database.fresh_url()
        gc.collect()
        timings = [self.limit.load()]
        for way in self.ways:
            given = {"teams": self.teams, **way.given}
            timings.append(own_process.call(self.database.fresh_url(), way.function, **given))
        self.rounds.append(timings)

    def table(self) -> Iterator[str]:
        yield f"{f'{self.database.version}, {self.row_count:,} rows':66} {'us/row':>8} {'rows/s':>9} {'x limit':>9}"
        limits = [next(iter(timings[0].microseconds_per_row.values())) for timings in self.rounds]
        for timings in zip(*self.rounds, strict=True):
            for name in timings[0].seconds:
                own = [timing.microseconds_per_row[name] for timing in timings]
                sample = "" if timings[0].row_count == self.row_count else f" ({timings[0].row_count:,} rows)"
                cost = median(own)
                yield f"{name + sample:66} {cost:8.1f} {1e6 / cost:9,.0f} {paired_ratio(own, limits):8.2f} x"


def paired_ratio(own: Sequence[float], limits: Sequence[float]) -> float:
    """The median of the ratios within each round."""
    return median(each / limit for each, limit in zip(own, limits, strict=True))
