"""Rules for scenarios with `proof_by_shard`, so that their proof is the same in one process as with workers.

They hold in one process too: a story must not fail only once it is large enough for workers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from seedplot.context import Context
from seedplot.engine.faults.scenario_faults import planned
from seedplot.engine.run_rows import RunRows
from seedplot.errors import PlanError
from seedplot.plan import SHARED_ROWS, Change, Row, Shard
from seedplot.scenario import Scenario


def plan_of(scenario: Scenario, context: Context, shard: Shard) -> Iterator[Row | Change]:
    """The plan of a shard. PlanError if it changes a shared row: workers read those once, before all shards."""
    plan = planned(scenario.name, partial(scenario.plan, context, shard))
    if not (scenario.proof_by_shard and context.world.shared):
        return plan
    return _without_changes_of_shared_rows(scenario, context, plan)


def _without_changes_of_shared_rows(
    scenario: Scenario, context: Context, plan: Iterable[Row | Change]
) -> Iterator[Row | Change]:
    for item in plan:
        if isinstance(item, Change) and item.row.known_as_ in context.world.shared:
            raise PlanError(
                f"{scenario.name} has proof_by_shard, so its shards cannot change shared rows: {item.row.known_as_}. "
                "Plan the row as it is to be, or set proof_by_shard = False"
            )
        yield item


def subjects_of(
    scenario: Scenario,
    rows: RunRows,
    anchor: datetime,
    shards: Collection[str],
    *,
    with_shared_rows: bool = True,
) -> Iterator[tuple[str, Any]]:
    """The subjects of the promises, part by part, in the rows of these shards and the shared rows.

    A part of the shared rows belongs to the first shard of the run, so that it is measured once; for others it is left
    out. PlanError if a part is named as none of the shards: each worker would measure it.
    """
    for part, subject in scenario.subjects(rows, anchor):
        if scenario.proof_by_shard and part != SHARED_ROWS and part not in shards:
            raise PlanError(
                f"{scenario.name} has proof_by_shard, so each part of its subjects bears the name of its shard, "
                f"which '{part}' is not. Name it so, or set proof_by_shard = False"
            )
        if with_shared_rows or part != SHARED_ROWS:
            yield part, subject
