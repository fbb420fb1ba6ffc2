"""What a second worker is good for: planning alone, and planning and writing, by one process and by two.

The processes are there and warm before time is taken, as those of a long run or of a cluster are.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import own_process
from benchmarks.databases import postgresql_server, sqlite_files
from benchmarks.story import NAME, SEED, Story, teams_for
from benchmarks.timing import Timing

if TYPE_CHECKING:
    from seedplot.engine.executors import ShardJob

ROUNDS = 5
WORKERS = (1, 2)
PLANNING = "plan alone"
ALL = "plan and write"


def measure(rows: int) -> Iterator[str]:
    """For each database a line a step: microseconds per row by one worker and by two, and how much faster two are."""
    teams = teams_for(rows) // 2
    with sqlite_files() as files, postgresql_server() as server:
        databases = (files, server)
        rounds: list[list[list[Timing]]] = [[] for _ in databases]
        for _ in range(ROUNDS):
            for database, own in zip(databases, rounds, strict=True):
                own.append([own_process.call(database.fresh_url(), shared, teams=teams, workers=n) for n in WORKERS])
        for database, own in zip(databases, rounds, strict=True):
            heading = f"{database.version}, {own[0][0].row_count:,} rows"
            yield f"{heading:40} {'1 worker':>12} {'2 workers':>12} {'faster':>9}"
            for name in (PLANNING, ALL):
                costs = [[timing.microseconds_per_row[name] for timing in pair] for pair in own]
                alone, together = (median(each) for each in zip(*costs, strict=True))
                faster = median(one / two for one, two in costs)
                yield f"{name:40} {alone:9.1f} us {together:9.1f} us {faster:7.2f} x"


def shared(teams: int, workers: int) -> Timing:
    """The story planned, and then planned and written, by so many processes; nothing is proven."""
    from seedplot.engine import parallel
    from seedplot.engine.runs import Request
    from seedplot.models import SeedRun

    story, timing = Story(teams), Timing()
    with _warm_processes(workers) as pool:
        with timing.of(PLANNING):
            counts = list(pool.map(_plan_one, [teams] * teams, range(teams)))
        request = Request(
            story.scenario,
            seed=SEED,
            anchor=story.anchor,
            options={"no_github": True, "teams": teams},
            skip_proof=True,
        )
        with timing.of(ALL):
            parallel.run(request, _WarmCrew(pool))
    written = SeedRun.objects.get(scenario=NAME).row_count
    assert written == sum(counts)
    timing.rows = {"in all": written}
    return timing


class _WarmCrew(AbstractContextManager["_WarmCrew"]):
    """A executor whose processes outlive a run."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, orders: Sequence[ShardJob]) -> Iterator[str]:
        from seedplot.engine.executors import write_shard

        return self._pool.map(write_shard, orders)


@contextmanager
def _warm_processes(count: int) -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _set_up) as pool:
        # Enough of them that each process gets some.
        list(pool.map(_plan_one, [1] * 4 * count, [0] * 4 * count))
        yield pool


def _set_up() -> None:
    import django

    django.setup()


def _plan_one(teams: int, number: int) -> int:
    """How many rows the team of that number has, counted from 0."""
    story = Story(teams)
    return sum(1 for _ in story.plan(list(story.shards)[number]))
