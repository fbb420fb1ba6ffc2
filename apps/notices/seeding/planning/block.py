"""A block of 25 patrons, from its cast to its rows."""

from __future__ import annotations

from collections.abc import Iterator

from apps.notices.seeding.planning.block_registry import fill_registry
from apps.notices.seeding.planning.days import LibraryDays
from apps.notices.seeding.planning.hold_rows import hold_rows
from apps.notices.seeding.planning.item_rows import item_rows
from apps.notices.seeding.planning.notice_rows import notice_rows
from apps.notices.seeding.planning.numbering import Numbers
from apps.notices.seeding.planning.patron_rows import patron_rows
from apps.notices.seeding.planning.time_scheduler import TimeScheduler
from seedplot.context import Context
from seedplot.plan import Row, Shard


def plan_block(context: Context, shard: Shard) -> Iterator[Row]:
    """Every row of one block. Its registry goes when the last row has gone."""
    today = context.anchor.astimezone(context.calendar.zone).date()
    scheduler = TimeScheduler(LibraryDays(today))
    block = fill_registry(context.rng, scheduler, Numbers(shard.number), context.options["email_providers"])
    yield from patron_rows(block)
    yield from item_rows(block)
    yield from hold_rows(block)
    yield from notice_rows(block)
