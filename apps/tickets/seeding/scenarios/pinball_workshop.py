from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.tickets.seeding.content import STORY_FILES
from apps.tickets.seeding.planning.calendar import WorkshopCalendar
from apps.tickets.seeding.promises.plausibility import PLAUSIBILITY_PROMISES, size_promise
from apps.tickets.seeding.promises.workshop import WORKSHOP_PROMISES
from apps.tickets.seeding.scenarios.base import STATUS_ENTRIES
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.plan import Change, Row, Shard, World
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from apps.tickets.seeding.rows.workshop import WorkshopRows


class PinballWorkshopScenario(Scenario):
    """36 volunteers of a pinball museum keep 17 machines alive, from a bagatelle of 1932 to a Godzilla of 2021. Of 95
    tasks since January 2024 they have closed 75, each followed up on a later day; twelve of the 20 open ones are not
    two weeks old. Eleven machines can be played, and 621 log entries tell why the other six cannot."""

    authored = True
    disposable = STATUS_ENTRIES
    counts = {"tasks": 95, "closed tasks": 75, "entries": 621, "people on the entries": 840}
    size = f"{len(STORY_FILES)} machines, {counts['tasks']} tasks, {counts['entries']} entries"
    next_steps = (
        "python manage.py seed_demo_data --scenario {name} --verify",
        "python manage.py seed_demo_data --scenario {name} --as-of 2025-06-15 --clear",
    )
    promises = (*WORKSHOP_PROMISES, *PLAUSIBILITY_PROMISES, size_promise(counts))

    def calendar(self, anchor: datetime) -> WorkshopCalendar:
        return WorkshopCalendar(anchor)

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        """One per machine, oldest machine first."""
        return [Shard(machine, number) for number, machine in enumerate(STORY_FILES)]

    # Models, stories and what checks them come with the first run; listing the scenarios does without.

    def validate(self) -> list[str]:
        from apps.tickets.seeding.content.rules import stories_and_faults

        # The engine goes on with a sentence of its own.
        return [fault.removesuffix(".") for fault in stories_and_faults()[1]]

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        from apps.tickets.seeding.prerequisites import find_workshop_at

        return find_workshop_at(at, using)

    def world_before(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        from apps.tickets.seeding.prerequisites import find_workshop_at

        return find_workshop_at(at, using, with_sample=False)

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        from apps.tickets.seeding.content.rules import stories_and_faults
        from apps.tickets.seeding.planning.stories import plan_machine

        stories, _ = stories_and_faults()
        return plan_machine(context, stories[shard.name])

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, WorkshopRows]]:
        """All machines together: people, references and sentences go from one to the other."""
        from apps.tickets.seeding.rows.workshop import WorkshopRows

        yield "", WorkshopRows(rows, anchor)
