"""Holds: when each was placed, when its item was ready, and until when it waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.notices.seeding.planning.catalogue import Item
from apps.notices.seeding.planning.days import LibraryDays
from apps.notices.seeding.planning.numbering import Numbers
from apps.notices.seeding.planning.people import Patron
from apps.notices.seeding.planning.purposes import Part
from apps.notices.seeding.planning.time_scheduler import BATCH_HOURS, OVERDUE_BATCH_HOUR, Batch, TimeScheduler
from apps.notices.seeding.specification.cast import CAST, Role
from seedplot.quotas import ranked
from seedplot.streams import DeterministicRandom

URGENT, STANDARD, EXTENDED = range(1, 4), range(4, 8), range(8, 11)
"""Days from the as-of date to the last day on which an item waits."""
URGENT_BATCHES, EXTENDED_BATCHES = 5, 4
SHELF_DAYS = range(3, 11)
"""From the notification to that day."""
PLACED_BEFORE = range(3, 41)
"""Days from the request to the day on which it is filled."""
PICK_LIST_HOUR = 6
READY_MINUTES = 58
SAME_CART_MINUTES = 4
"""Within how many minutes of each other a patron's holds of one batch are ready."""
REQUEST_VALID_DAYS = 180


@dataclass(frozen=True)
class Hold:
    """A filled request. `ready` is the product's HoldNotificationDate."""

    hold_request_id: int
    patron: Patron
    item: Item
    batch: Batch
    placed: datetime
    on_pick_list: datetime
    trapped: datetime
    ready: datetime
    till: datetime
    expires: datetime


@dataclass(frozen=True)
class HoldBatch:
    """The holds of a patron that become ready together."""

    role: Role
    number: int
    reach: range
    size: int


def plan_holds(
    block: DeterministicRandom,
    scheduler: TimeScheduler,
    numbers: Numbers,
    patrons: Mapping[str, Patron],
    items: Sequence[Item],
) -> list[Hold]:
    """The 20 holds, in the order of the items."""
    held = {
        role.letter: iter([item for item in items if item.purpose.part is Part.HELD and item.purpose.role == role])
        for role in CAST
    }
    taken: dict[str, list[tuple[int, int]]] = {}
    holds: list[Hold] = []
    for each in hold_batches(block):
        stream = block.at("patron", each.role.letter, "hold batch", each.number)
        day, till = stream.at("days").choice(_choices(scheduler.days, each, taken.setdefault(each.role.letter, [])))
        taken[each.role.letter].append((day, till))
        batch = Batch(day, stream.at("hour").choice(_hours(each.role)))
        start = scheduler.ready_from(batch) + timedelta(minutes=stream.at("cart").below(READY_MINUTES))
        latest = scheduler.start(batch)
        for number in range(each.size):
            item = next(held[each.role.letter])
            offset = timedelta(seconds=stream.at("ready", number).below(SAME_CART_MINUTES * 60))
            ready = min(start + offset, latest)
            number_of_hold = numbers.hold_request_id(len(holds))
            patron = patrons[each.role.letter]
            holds.append(
                _hold(stream.at("hold", number), scheduler.days, number_of_hold, patron, item, batch, ready, till)
            )
    return holds


def hold_batches(block: DeterministicRandom) -> list[HoldBatch]:
    """Who is told of holds, how often, and how long each time the items still wait.

    Those that wait longest are all on the newest open day, and nobody else's are: so the daily history has always as
    many rows. They go to patrons with a single hold.
    """
    single = [role for role in CAST if role.holds == (1,)]
    extended = {
        role.letter
        for role in ranked(single, lambda role: block.at("patron", role.letter, "extended").random())[:EXTENDED_BATCHES]
    }
    places = [(role, number) for role in CAST for number in range(len(role.holds))]
    others = [place for place in places if place[0].letter not in extended]
    order = ranked(others, lambda place: block.at("patron", place[0].letter, "urgent", place[1]).random())
    urgent = set(order[:URGENT_BATCHES])
    return [
        HoldBatch(
            role,
            number,
            EXTENDED if role.letter in extended else URGENT if (role, number) in urgent else STANDARD,
            role.holds[number],
        )
        for role, number in places
    ]


def _choices(days: LibraryDays, each: HoldBatch, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of the day of the notice (days ago) and the last day on the shelf (days ahead), none of them a Sunday."""
    newest = days.newest_open_day()
    notice_days = [newest] if each.reach is EXTENDED else days.open_days(range(newest + 1, SHELF_DAYS.stop))
    return [
        (day, till)
        for day in notice_days
        for till in each.reach
        if day + till in SHELF_DAYS
        and days.is_open(-till)
        and all(day != other_day and till != other_till for other_day, other_till in taken)
    ]


def _hours(role: Role) -> list[int]:
    """A patron's holds and overdues, or bills, never share a batch."""
    has_others = bool(role.overdues) or role.has_bill
    return [hour for hour in BATCH_HOURS if not (has_others and hour == OVERDUE_BATCH_HOUR)]


def _hold(
    stream: DeterministicRandom,
    days: LibraryDays,
    number: int,
    patron: Patron,
    item: Item,
    batch: Batch,
    ready: datetime,
    till: int,
) -> Hold:
    placed_ago = batch.day + stream.at("placed").choice(PLACED_BEFORE)
    at = stream.at("placed at")
    return Hold(
        hold_request_id=number,
        patron=patron,
        item=item,
        batch=batch,
        # Patrons ask at home, at any hour that they are awake.
        placed=days.at(placed_ago, at.randint(7, 22), at.below(60), at.below(60)),
        on_pick_list=days.at(batch.day, PICK_LIST_HOUR),
        trapped=ready - timedelta(seconds=stream.at("trapped").randint(30, 1_500)),
        ready=ready,
        till=days.end(-till),
        expires=days.end(placed_ago - REQUEST_VALID_DAYS),
    )
