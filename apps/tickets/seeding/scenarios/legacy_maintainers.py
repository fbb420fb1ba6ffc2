from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.tickets.seeding.promises.imports import ROSTER_PROMISES
from apps.tickets.seeding.scenarios.base import DIRECTORY, ImportScenario, directory_of
from apps.tickets.seeding.specification.files import MAINTAINERS
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.plan import Row, Shard, World

if TYPE_CHECKING:
    from apps.tickets.seeding.imports.files import Reading
    from apps.tickets.seeding.rows.imports import RosterRows


class LegacyMaintainersScenario(ImportScenario):
    """The museum's roster: everybody in Maintainers.csv can log in and is a maintainer, and two of them are admins."""

    options = (DIRECTORY,)
    size = "the people of Maintainers.csv"
    next_steps = ("python manage.py create_default_machines",)
    promises = ROSTER_PROMISES
    # It depends on the hasher, which the settings choose and each version of Django makes stronger.
    fingerprint_exclude = {"accounts.User": ("password", "last_login")}

    @classmethod
    def readings(cls, options: Mapping[str, Any]) -> Mapping[str, Reading[Any]]:
        from apps.tickets.seeding.imports.files import read_maintainers

        return {MAINTAINERS: read_maintainers(directory_of(options))}

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        from apps.tickets.seeding.imports.prerequisites import people_in_place

        return people_in_place(directory_of(options), using)

    def plan(self, context: Context, shard: Shard) -> Iterator[Row]:
        from apps.tickets.seeding.planning.imports import plan_maintainers

        return plan_maintainers(context)

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, RosterRows]]:
        from apps.tickets.seeding.rows.imports import RosterRows

        yield "", RosterRows(rows)
