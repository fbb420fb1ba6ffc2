from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.tickets.seeding.promises.imports import MACHINE_PROMISES
from apps.tickets.seeding.scenarios.base import ImportScenario
from apps.tickets.seeding.scenarios.registry import register_unlisted
from apps.tickets.seeding.specification.machines import MACHINES
from seedplot.engine.run_rows import RunRows
from seedplot.plan import Row, Shard, World
from seedplot.scenario import Context

if TYPE_CHECKING:
    from apps.tickets.seeding.rows.imports import MachineRows


@register_unlisted("default-machines")
class DefaultMachinesScenario(ImportScenario):
    """The museum's eighteen machines, from Ballyhoo of 1932 to Godzilla of 2021; those that are there already stay
    as they are."""

    promises = MACHINE_PROMISES

    def size(self) -> str:
        return f"{len(MACHINES)} machines"

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        from apps.tickets.seeding.imports.prerequisites import machines_in_place

        return machines_in_place(using)

    def plan(self, context: Context, shard: Shard) -> Iterator[Row]:
        from apps.tickets.seeding.planning.imports import plan_machines

        return plan_machines(context)

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, MachineRows]]:
        from apps.tickets.seeding.rows.imports import MachineRows

        yield "", MachineRows(rows)

    def next_steps(self) -> Iterable[str]:
        yield "python manage.py import_legacy_maintenance_records"
