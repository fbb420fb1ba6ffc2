from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.tickets.seeding.promises.imports import MACHINE_PROMISES
from apps.tickets.seeding.scenarios.base import ImportScenario
from apps.tickets.seeding.specification.machines import MACHINES
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.plan import Row, Shard, World

if TYPE_CHECKING:
    from apps.tickets.seeding.rows.imports import MachineRows


class DefaultMachinesScenario(ImportScenario):
    """The museum's eighteen machines, from Ballyhoo of 1932 to Godzilla of 2021; those that are there already stay
    as they are."""

    size = f"{len(MACHINES)} machines"
    next_steps = ("python manage.py import_legacy_maintenance_records",)
    promises = MACHINE_PROMISES

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        from apps.tickets.seeding.imports.prerequisites import machines_in_place

        return machines_in_place(using)

    def plan(self, context: Context, shard: Shard) -> Iterator[Row]:
        from apps.tickets.seeding.planning.imports import plan_machines

        return plan_machines(context)

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, MachineRows]]:
        from apps.tickets.seeding.rows.imports import MachineRows

        yield "", MachineRows(rows)
