from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from seedplot.clock import AnchoredCalendar
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.plan import Row, Shard
from seedplot.promises import Empty, Promise
from tests.toy.factories import TurnFactory
from tests.toy.models import Turn
from tests.toy.seeding.scenarios.base import GardenScenario

DAYS = 6


class TurnsScenario(GardenScenario):
    """Twelve turns, six in each of two gardens, and each day every turn moves on by one place: what is unique today is
    another's tomorrow, across gardens and in a circle."""

    listed = False
    promises = (
        Promise(
            "toy.P601",
            "Nobody waits forever.",
            lambda rows: [str(turn) for turn in rows.read(Turn) if turn.place >= 2 * DAYS],
            Empty("turn without a place"),
            "Look at the plan.",
        ),
    )

    size = "2 gardens, 12 turns"

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        return [Shard("front", 0), Shard("back", 1)]

    def plan(self, context: Context, shard: Shard) -> Iterator[Row]:
        assert isinstance(context.calendar, AnchoredCalendar)
        today = context.calendar.day(0).toordinal()
        for number in range(DAYS):
            # The days of the two gardens lie side by side, so that each day's row becomes the next one's.
            days_before = 1 + number + DAYS * shard.number
            place = (number + DAYS * shard.number + today) % (2 * DAYS)
            yield TurnFactory.row(
                context.rng.at(shard.name, number),
                day=context.calendar.day(days_before),
                place=place,
                # The same word again, now large, now small.
                word=(str.upper if today % 2 else str.lower)(f"turn {place}"),
            )

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, Any]]:
        yield "", rows
