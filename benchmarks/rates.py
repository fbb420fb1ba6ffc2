"""Rows per second of each step, in one process: planning, writing, proving the promises, taking the fingerprint.

Run as a program, it measures the database that DATABASE_URL names and prints the rates as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.databases import migrated_postgresql, run_python, sqlite_files

TEAMS = 5
PROCESSES = 3
ROUNDS = 2
STEPS = ("plan", "write", "promises", "fingerprint")
ALL = "all four"


def measure() -> Iterator[str]:
    """A line for each step: rows per second on SQLite and its share of the time; PostgreSQL's, and as a ratio."""
    with sqlite_files() as files, migrated_postgresql() as url:
        # By turns, so that what else the machine does meets both.
        pairs = [(_rates_on(files.fresh_url()), _rates_on(url)) for _ in range(PROCESSES)]
    sqlite, postgresql = (
        {name: median(rates[name] for rates in own) for name in own[0]} for own in zip(*pairs, strict=True)
    )
    yield f"{'':14} {'SQLite':>12} {'time':>6} {'PostgreSQL':>12} {'to SQLite':>10}"
    for step in (*STEPS, ALL):
        share, ratio = sqlite[ALL] / sqlite[step], postgresql[step] / sqlite[step]
        yield f"{step:14} {sqlite[step]:>10,.0f}/s {share:6.0%} {postgresql[step]:>10,.0f}/s {ratio:8.2f} x"
    yield f"{sqlite['rows']:,.0f} rows, {TEAMS} teams of ai-success"


def _rates_on(url: str) -> dict[str, float]:
    rates: dict[str, float] = json.loads(run_python(url, "-m", "benchmarks.rates"))
    return rates


def rates() -> dict[str, float]:
    """Median rows per second of each step; every round's rows are rolled back."""
    from django.db import transaction

    seconds: dict[str, list[float]] = {step: [] for step in STEPS}
    count = 0
    for _ in range(ROUNDS + 1):
        with transaction.atomic():
            count = _round(seconds)
            transaction.set_rollback(True)
    # The first round fills caches and is not counted.
    medians = {step: median(measured[1:]) for step, measured in seconds.items()}
    return {"rows": count, ALL: count / sum(medians.values()), **{step: count / own for step, own in medians.items()}}


def _round(seconds: Mapping[str, list[float]]) -> int:
    from apps.metrics.seeding.scenarios import get_scenario
    from seedplot import fingerprint, promises, provenance
    from seedplot.clock import parse_anchor
    from seedplot.plan import World
    from seedplot.writer import Writer

    scenario, anchor = get_scenario("ai-success"), parse_anchor("2026-03-09")
    context = scenario.context(42, anchor, {"no_github": True, "teams": TEAMS}, World())
    record = provenance.open_run(
        "default",
        World(),
        options={},
        scenario=scenario.name,
        domain="metrics",
        place="benchmark",
        seed=42,
        anchor=anchor,
    )

    def plan() -> list[tuple[str, Any]]:
        return [
            (shard.name, row) for shard in scenario.shards(context.options) for row in scenario.plan(context, shard)
        ]

    def write() -> int:
        writer = Writer("default")
        for shard, row in planned:
            writer.add(shard, row)
        provenance.record_blocks(record, writer.finish())
        return writer.row_count

    def prove() -> None:
        for part, subject in scenario.evidence(evidence, anchor):
            promises.verify(scenario.promises, part, subject)

    planned = _timed(plan, seconds["plan"])
    count: int = _timed(write, seconds["write"])
    evidence = provenance.evidence_of(record)
    _timed(prove, seconds["promises"])
    _timed(
        lambda: fingerprint.of_run(record, evidence, scenario.calendar(anchor), scenario.left_out),
        seconds["fingerprint"],
    )
    return count


def _timed(step: Any, measured: list[float]) -> Any:
    started = perf_counter()
    result = step()
    measured.append(perf_counter() - started)
    return result


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(rates()))
